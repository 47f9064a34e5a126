import { Node } from '@tiptap/core'
import type { Construct, PrintSpan } from '../construct.ts'
import { kept, stringOf } from './attribute-list.ts'

const extension = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  /** `html`: the tag, where the break is written as one (`<br>`, `<br />`). */
  addAttributes: () => ({ html: kept() }),
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    const insert = () =>
      this.editor.commands.first(({ commands }) => [
        () => commands.exitCode(),
        () => commands.insertContent({ type: 'hardBreak' }),
      ])
    return { 'Shift-Enter': insert, 'Mod-Enter': insert }
  },
})

const printBreak: PrintSpan = (node, { style }, context) => {
  const isTag = context !== 'block' || style.code === 'tags'
  const html = stringOf(node.attrs.html) ?? (isTag ? '<br />' : null)
  return html ?? `${style.hardBreak}\n`
}

export const hardBreak: Construct = {
  extensions: [extension],
  spans: {
    br: (_element, reading) => {
      reading.node('hardBreak', {})
      return true
    },
  },
  printSpan: { hardBreak: printBreak },
}
