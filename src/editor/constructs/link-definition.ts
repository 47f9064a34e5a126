import { Node } from '@tiptap/core'
import type { Construct, PrintBlock, ReadBlock } from '../construct.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'
import { printDestination } from './link.ts'

const extension = Node.create({
  name: 'linkDefinition',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    /** The name by which links find it, as written. */
    id: kept(''),
    href: kept(''),
    title: kept(),
    ...attributeList,
  }),
  renderHTML: () => ['div', { class: 'galley-definition' }],
  renderText: ({ node }) => String(node.attrs.href),
})

const readDefinition: ReadBlock = (element, { schema, text, ial }) => {
  if (element.type !== 'link_definition') return undefined
  const id = /^ {0,3}\[([^\]\n]*)\]:/.exec(text.slice(element.span))?.[1]
  if (id === undefined) return undefined
  const attributes = { id, href: element.href, title: element.title ?? null, ial }
  return { node: schema.node('linkDefinition', attributes) }
}

const printDefinition: PrintBlock = ({ attrs }) =>
  `[${String(attrs.id)}]: ${printDestination(String(attrs.href), stringOf(attrs.title))}`

/** The address of reference links: `[id]: url "title"`. */
export const linkDefinition: Construct = {
  extensions: [extension],
  blocks: { link_definition: readDefinition },
  printBlock: { linkDefinition: printDefinition },
}
