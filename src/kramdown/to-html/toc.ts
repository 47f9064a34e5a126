import type { Attributes } from '../tree.ts'
import type { Draft } from '../draft.ts'
import { attributesOf, indentedBlock } from './markup.ts'

/** A header for the table of contents. */
export interface TocEntry {
  readonly level: number
  readonly id: string
  readonly children: readonly Draft[]
}

interface Item {
  readonly entry: TocEntry
  readonly items: Item[]
}

/** Nests entries by their levels; a level that is left out makes no list of its own. */
function nest(entries: readonly TocEntry[]): Item[] {
  const top: Item[] = []
  const open: Item[] = []
  for (const entry of entries) {
    while ((open.at(-1)?.entry.level ?? 0) >= entry.level) open.pop()
    const item: Item = { entry, items: [] }
    const siblings = open.at(-1)?.items ?? top
    siblings.push(item)
    open.push(item)
  }
  return top
}

/** What a header's text leaves in the table of contents: no footnotes, and the text of its links. */
function entryText(children: readonly Draft[]): Draft[] {
  return children.flatMap((child): Draft[] => {
    if (child.type === 'footnote') return []
    const inner = entryText(child.children)
    if (child.type === 'a') return inner
    return [{ ...child, children: inner }]
  })
}

/** The table of contents (kramdown's manual, “Automatic Table of Contents”), in place of the list with the reference `toc`. */
export function tableOfContents(
  entries: readonly TocEntry[],
  type: 'ul' | 'ol',
  attributes: Attributes,
  write: (children: readonly Draft[]) => string,
): string {
  if (entries.length === 0) return ''
  const all = new Map(attributes)
  if (!all.has('id')) all.set('id', 'markdown-toc')
  const prefix = all.get('id') ?? ''
  const list = (items: readonly Item[], own: Attributes, indent: number): string =>
    indentedBlock(type, own, items.map((item) => listItem(item, indent + 2)).join(''), indent)
  const listItem = ({ entry, items }: Item, indent: number): string => {
    const link = new Map([
      ['href', `#${entry.id}`],
      ['id', `${prefix}-${entry.id}`],
    ])
    const text = `<a${attributesOf(link)}>${write(entryText(entry.children))}</a>`
    const inner = items.length > 0 ? list(items, new Map(), indent + 2) + ' '.repeat(indent) : ''
    return `${' '.repeat(indent)}<li>${text}${inner}</li>\n`
  }
  return list(nest(entries), all, 0)
}
