import { Node, wrappingInputRule } from '@tiptap/core'
import type { Construct, ReadBlock } from '../construct.ts'
import { attributeList } from './attribute-list.ts'

const extension = Node.create({
  name: 'blockquote',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => attributeList,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap('blockquote') }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })]
  },
})

const marker = /^ {0,3}> ?/

const readQuote: ReadBlock = (element, reading) => {
  const { schema, text, ial } = reading
  const lines = text.without((line) => ({ cut: marker.exec(line)?.[0].length ?? 0, pad: 0 }))
  const content = reading.inner(element.children, lines.content, lines.prefixes)
  const nodes = content.slots.map(({ node }) => node)
  const children = nodes.length > 0 ? nodes : [schema.node('paragraph')]
  return { node: schema.node('blockquote', { ial }, children), inner: content }
}

export const blockquote: Construct = {
  extensions: [extension],
  blocks: { blockquote: readQuote },
  printBlock: {
    blockquote: (node, printing) =>
      printing
        .blocks(node.children)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n'),
  },
}
