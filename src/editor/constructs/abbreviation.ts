import { Node } from '@tiptap/core'
import type { Construct, ReadBlock } from '../construct.ts'
import { attributeList, kept } from './attribute-list.ts'

const extension = Node.create({
  name: 'abbreviation',
  group: 'block',
  atom: true,
  addAttributes: () => ({ abbreviation: kept(''), title: kept(''), ...attributeList }),
  renderHTML: () => ['div', { class: 'galley-definition' }],
  renderText: ({ node }) => `${String(node.attrs.abbreviation)}: ${String(node.attrs.title)}`,
})

const readAbbreviation: ReadBlock = (element, { schema, ial }) => {
  if (element.type !== 'abbreviation_definition') return undefined
  const { abbreviation, title } = element
  return { node: schema.node('abbreviation', { abbreviation, title, ial }) }
}

/** What an abbreviation stands for, wherever its word is used: `*[HTML]: Hyper Text Markup Language`. */
export const abbreviation: Construct = {
  extensions: [extension],
  blocks: { abbreviation_definition: readAbbreviation },
  printBlock: {
    abbreviation: ({ attrs }) => `*[${String(attrs.abbreviation)}]: ${String(attrs.title)}`.trimEnd(),
  },
}
