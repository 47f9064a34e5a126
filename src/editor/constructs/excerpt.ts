import { Node } from '@tiptap/core'
import type { Construct, ReadBlock } from '../construct.ts'
import { kept } from './attribute-list.ts'

/** What a site writes where it has not said how. */
const usualExcerpt = '<!--more-->'

/** The words by which sites mark where a post's excerpt ends (Jekyll's `excerpt_separator`, and what layouts split at). */
const separator =
  /^<!--+\s*(?:more|read[ -]?more|break|cut|fold|jump|(?:end[ -]?)?(?:excerpt|teaser))\s*--+>$/i

/** What stands above it shows in lists of posts. */
const extension = Node.create({
  name: 'excerpt',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ source: kept(usualExcerpt) }),
  renderHTML: () => ['hr', { class: 'galley-excerpt' }],
  renderText: () => '',
})

const readExcerpt: ReadBlock = ({ type, span }, { schema, text, ial }) => {
  if (type !== 'xml_comment' || ial !== null) return undefined
  const source = text.slice(span).trim()
  return separator.test(source) ? { node: schema.node('excerpt', { source }) } : undefined
}

export const excerpt: Construct = {
  extensions: [extension],
  special: [readExcerpt],
  printBlock: { excerpt: (node) => String(node.attrs.source) },
}
