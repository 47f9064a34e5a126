import type { Element } from '../kramdown/index.ts'
import type { IslandKind } from './constructs/island.ts'

const kinds: Partial<Record<Element['type'], IslandKind>> = {
  html_element: 'html',
  xml_comment: 'comment',
  xml_pi: 'html',
  liquid_tag: 'template',
  liquid_output: 'template',
  footnote: 'footnote',
  footnote_definition: 'footnote',
  dl: 'definitions',
  math: 'formula',
  link_definition: 'address',
  abbreviation_definition: 'abbreviation',
  block_ial: 'style',
  span_ial: 'style',
  ald: 'style',
  table: 'table',
}

/** What the author is told that an island holds. */
export function blockKind(element: Element): IslandKind {
  if (element.type === 'extension') return element.name === 'comment' ? 'comment' : 'settings'
  if (element.type === 'ul' || element.type === 'ol')
    return element.ial?.references.includes('toc') ? 'contents' : 'list'
  if (element.type === 'p' && element.children.some(({ type }) => type.startsWith('liquid')))
    return 'template'
  return kinds[element.type] ?? 'other'
}

export function spanKind(element: Element): IslandKind {
  return element.type === 'p' ? 'other' : blockKind(element)
}
