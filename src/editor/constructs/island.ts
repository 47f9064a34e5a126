import { Node } from '@tiptap/core'
import type { Construct } from '../construct.ts'
import { kept } from './attribute-list.ts'

/** What an island holds. */
export type IslandKind =
  | 'html'
  | 'template'
  | 'footnote'
  | 'definitions'
  | 'formula'
  | 'contents'
  | 'comment'
  | 'address'
  | 'abbreviation'
  | 'style'
  | 'settings'
  | 'table'
  | 'list'
  | 'other'

/** What the author reads on an island. */
export const islandLabels: Readonly<Record<IslandKind, string>> = {
  html: 'HTML',
  template: 'Template code',
  footnote: 'Footnote',
  definitions: 'Definition list',
  formula: 'Formula',
  contents: 'Table of contents',
  comment: 'Comment',
  address: 'Link address',
  abbreviation: 'Abbreviation',
  style: 'Style',
  settings: 'Settings',
  table: 'Table',
  list: 'List',
  other: 'Special text',
}

const attributes = () => ({ kind: kept('other'), source: kept('') })

const island = Node.create({
  name: 'island',
  group: 'block htmlPart',
  atom: true,
  addAttributes: attributes,
  renderHTML: ({ node }) => ['pre', { class: 'galley-island' }, String(node.attrs.source)],
  renderText: ({ node }) => String(node.attrs.source),
})

const inlineIsland = Node.create({
  name: 'inlineIsland',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: attributes,
  renderHTML: ({ node }) => ['code', { class: 'galley-chip' }, String(node.attrs.source)],
  renderText: ({ node }) => String(node.attrs.source),
})

export const islandConstruct: Construct = {
  extensions: [island, inlineIsland],
  printBlock: { island: (node) => String(node.attrs.source) },
  printSpan: { inlineIsland: (node) => String(node.attrs.source) },
}
