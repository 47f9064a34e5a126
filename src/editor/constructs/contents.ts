import { Node } from '@tiptap/core'
import type { Construct, ReadBlock } from '../construct.ts'
import { kept } from './attribute-list.ts'

/** The place of the table of contents, which kramdown makes of the headings; kept as it is written. */
const extension = Node.create({
  name: 'contents',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ source: kept('') }),
  renderHTML: ({ node }) => ['pre', { class: 'galley-island' }, String(node.attrs.source)],
  renderText: () => '',
})

/** `{:toc}` makes a list the place of the table of contents. */
const readContents: ReadBlock = ({ type, ial }, { schema, text }) => {
  const isContents = (type === 'ul' || type === 'ol') && ial?.references.includes('toc') === true
  return isContents ? { node: schema.node('contents', { source: text.text.trimEnd() }) } : undefined
}

export const contents: Construct = {
  extensions: [extension],
  special: [readContents],
  printBlock: { contents: (node) => String(node.attrs.source) },
}
