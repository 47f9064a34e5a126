import type { Conventions, FieldKind, Post, Site, Suggestion } from '../jekyll/index.ts'

export type FormKind = FieldKind | 'date-time' | 'choice' | 'tags' | 'picture'

/** One field of the form of a post's details. */
export interface Field {
  readonly key: string
  readonly kind: FormKind
  /** As the front matter gives it; undefined where the key is not there. */
  readonly value: unknown
  /** Values that other posts have, the most used first. */
  readonly suggestions: readonly Suggestion[]
  /** One of those that stand first; the rest may be folded away. */
  readonly common: boolean
}

/** The details that every post may have, in the order of the form. */
const common: readonly (readonly [key: string, kind: FormKind])[] = [
  ['title', 'text'],
  ['date', 'date-time'],
  ['author', 'choice'],
  ['tags', 'tags'],
  ['categories', 'tags'],
  ['layout', 'choice'],
  ['image', 'picture'],
  ['description', 'long-text'],
  ['published', 'flag'],
]

/** The form of a post: the common details first, whether or not it has them, then every other key in its own order. */
export function fieldsOf(post: Post, site: Site, conventions: Conventions): Field[] {
  const { frontMatter } = post
  const known = new Set(common.map(([key]) => key))
  const first = common.map(([key, kind]) => {
    const value = frontMatter.get(key)
    return { key, value, kind: fits(value, kind) ? kind : ownKind(post, key), common: true }
  })
  const rest = frontMatter.entries
    .filter(({ key }) => !known.has(key))
    .map(({ key, value, kind }) => ({
      key,
      value,
      kind: conventions.pictureKeys.has(key) ? ('picture' as const) : kind,
      common: false,
    }))
  return [...first, ...rest].map((field) => ({
    ...field,
    suggestions: suggestionsFor(field.key, site, conventions),
  }))
}

/** A key may hold what its field cannot show (a list of authors, a map as image): then it gets the field of its value. */
function fits(value: unknown, kind: FormKind): boolean {
  if (value === undefined || value === null) return true
  if (kind === 'flag') return typeof value === 'boolean'
  if (kind === 'date-time') return typeof value === 'object' && 'text' in value
  if (kind === 'tags') return typeof value === 'string' || isListOfText(value)
  return typeof value === 'string'
}

const isListOfText = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')

const ownKind = (post: Post, key: string): FieldKind =>
  post.frontMatter.entries.find((entry) => entry.key === key)?.kind ?? 'text'

function suggestionsFor(key: string, site: Site, conventions: Conventions): readonly Suggestion[] {
  if (key === 'tags') return conventions.tags
  if (key === 'categories') return conventions.categories
  if (key === 'layout') return merged(conventions.layouts, site.layouts)
  if (key === 'author')
    return merged(
      conventions.authors,
      site.authors.map((author) => author.key),
    )
  return []
}

function merged(used: readonly Suggestion[], others: readonly string[]): Suggestion[] {
  const known = new Set(used.map(({ value }) => value))
  return [...used, ...others.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))]
}
