import { Node } from '@tiptap/core'
import type { Construct } from '../construct.ts'
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

export const paragraph: Construct = {
  extensions: [extension],
  blocks: {
    p: (element, reading) => {
      const { ial, schema } = reading
      return { node: schema.node('paragraph', { ial }, reading.inline(element.children)) }
    },
  },
  printBlock: { paragraph: (node, printing) => printing.inline(node, 'block') },
}
