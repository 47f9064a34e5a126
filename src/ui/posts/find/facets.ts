import { isCondition, meets, type Condition } from '../conditions.ts'
import type { Filed } from './filed.ts'

/** A way in which posts differ, under its name in the address. */
export type Facet = 'status' | 'tag' | 'category' | 'author' | 'year' | 'folder' | 'lang' | 'collection'

export const facetNames: Readonly<Record<Facet, string>> = {
  status: 'Status',
  tag: 'Tag',
  category: 'Category',
  author: 'Author',
  year: 'Year',
  folder: 'Folder',
  lang: 'Language',
  collection: 'Collection',
}

export const facets = Object.keys(facetNames) as readonly Facet[]

const conditions = Object.keys(meets) as readonly Condition[]

const optional = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])

const valuesOf: Readonly<Record<Facet, (filed: Filed) => readonly string[]>> = {
  status: ({ item }) => conditions.filter((condition) => meets[condition](item)),
  tag: ({ item }) => item.tags,
  category: ({ facts }) => facts.categories,
  author: ({ item }) => optional(item.author),
  year: ({ item }) => optional(item.date && String(item.date.year)),
  folder: ({ facts }) => optional(facts.folder),
  lang: ({ facts }) => optional(facts.language),
  collection: ({ facts }) => [facts.collection],
}

/** What is wanted: of each facet named here a post has one of the values. */
export type Filter = ReadonlyMap<Facet, ReadonlySet<string>>

export function readFilter(params: URLSearchParams): Filter {
  const named = facets.map((facet) => [facet, new Set(params.getAll(facet))] as const)
  return new Map(named.filter(([, values]) => values.size > 0))
}

/** The same parameters with this value wanted, or not any more. */
export function withValue(
  params: URLSearchParams,
  facet: Facet,
  value: string,
  wanted: boolean,
): URLSearchParams {
  const next = new URLSearchParams(params)
  const others = next.getAll(facet).filter((other) => other !== value)
  next.delete(facet)
  for (const other of wanted ? [...others, value] : others) next.append(facet, other)
  return next
}

/** Whether a post is wanted, whatever it is in the facet that is left out. */
export function fits(filed: Filed, filter: Filter, without?: Facet): boolean {
  for (const [facet, wanted] of filter) {
    if (facet !== without && !hasOne(filed, facet, wanted)) return false
  }
  return true
}

function hasOne(filed: Filed, facet: Facet, wanted: ReadonlySet<string>): boolean {
  if (facet !== 'status') return valuesOf[facet](filed).some((value) => wanted.has(value))
  for (const value of wanted) if (isCondition(value) && meets[value](filed.item)) return true
  return false
}

/** A value of a facet, and how many posts have it that are wanted otherwise. */
export interface Count {
  readonly value: string
  readonly count: number
}

/** The values of a facet: years with the newest first, statuses in their order, else the most used first. */
export function countsOf(facet: Facet, all: readonly Filed[], filter: Filter): readonly Count[] {
  const counts = new Map<string, number>()
  for (const filed of all) {
    if (!fits(filed, filter, facet)) continue
    for (const value of valuesOf[facet](filed)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  // what is wanted stands there to be taken away again
  for (const value of filter.get(facet) ?? []) if (!counts.has(value)) counts.set(value, 0)
  return [...counts].map(([value, count]) => ({ value, count })).sort(order[facet] ?? byCount)
}

const byCount = (one: Count, other: Count): number =>
  other.count - one.count || (one.value < other.value ? -1 : 1)

const order: Readonly<Partial<Record<Facet, typeof byCount>>> = {
  year: (one, other) => Number(other.value) - Number(one.value),
  status: (one, other) =>
    conditions.indexOf(one.value as Condition) - conditions.indexOf(other.value as Condition),
}

/** Whether a facet tells posts apart at all: a single collection does not, a single tag does. */
export const tells = (facet: Facet, counts: readonly Count[]): boolean =>
  counts.length > (facet === 'tag' || facet === 'category' || facet === 'folder' ? 0 : 1)
