import { Node } from '@tiptap/core'
import type { Construct, PrintBlock } from '../construct.ts'
import { attributeList } from './attribute-list.ts'

const extension = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  addAttributes: () => attributeList,
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Alt-0': () => this.editor.commands.setNode('paragraph') }
  },
})

/** A backslash before a formula that stands alone keeps it in the text. */
const printParagraph: PrintBlock = (node, printing) => {
  const text = printing.inline(node, 'block')
  return node.childCount === 1 && node.firstChild?.type.name === 'inlineMath' ? `\\${text}` : text
}

export const paragraph: Construct = {
  extensions: [extension],
  blocks: {
    p: (element, reading) => {
      const { ial, schema } = reading
      return { node: schema.node('paragraph', { ial }, reading.inline(element.children)) }
    },
  },
  printBlock: { paragraph: printParagraph },
}
