import { Node } from '@tiptap/core'
import type { Construct, ReadBlock } from '../construct.ts'
import { attributeList, kept } from './attribute-list.ts'

const extension = Node.create({
  name: 'styleDefinition',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    name: kept(''),
    /** What it gives, as written between the name and the closing brace. */
    list: kept(''),
    ...attributeList,
  }),
  renderHTML: () => ['div', { class: 'galley-definition' }],
  renderText: ({ node }) => String(node.attrs.name),
})

const readDefinition: ReadBlock = (element, { schema, text, ial }) => {
  const [, name, list] =
    /^ {0,3}\{:(\w[\w:-]*):((?:\\\}|[^}])*)\}[ \t]*\n?$/.exec(text.slice(element.span)) ?? []
  if (element.type !== 'ald' || name === undefined || list === undefined) return undefined
  return { node: schema.node('styleDefinition', { name, list: list.trim(), ial }) }
}

/** An attribute list by the name of which others are given its attributes: `{:name: .class}`. */
export const styleDefinition: Construct = {
  extensions: [extension],
  blocks: { ald: readDefinition },
  printBlock: {
    styleDefinition: ({ attrs }) => `{:${String(attrs.name)}: ${String(attrs.list)}}`,
  },
}
