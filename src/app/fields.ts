import type {
  Conventions,
  FieldKind,
  FieldSettings,
  FolderSettings,
  FrontMatter,
  KeyHabit,
  SettingKind,
  Site,
  Suggestion,
} from '../jekyll/index.ts'

export type FormKind = FieldKind | 'date-time' | 'choice' | 'tags' | 'picture' | 'color'

/** One field of the form of a post's details. */
export interface Field {
  readonly key: string
  readonly kind: FormKind
  /** As the front matter gives it; undefined where the key is not there. */
  readonly value: unknown
  /** Values that other posts have, or that the blog allows, the most used first. */
  readonly suggestions: readonly Suggestion[]
  /** What a person reads for values that are keys. */
  readonly names: ReadonlyMap<string, string>
  /** One of those that stand first; the rest may be folded away. */
  readonly common: boolean
  /** As the blog's configuration has it; undefined where it says nothing. */
  readonly label: string | undefined
  readonly hint: string | undefined
  /** The blog's configuration wants a value, and there is none. */
  readonly lacking: boolean
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
const commonKinds = new Map(common)

/** What is known of a blog's details. */
interface Known {
  readonly site: Site
  readonly conventions: Conventions
}

/**
 * The form of a post: the common details first, whether or not it has them, then those that the blog's configuration names,
 * then every other key in its own order. What the configuration hides is left out.
 */
export function fieldsOf(
  frontMatter: FrontMatter,
  site: Site,
  conventions: Conventions,
  settings?: FolderSettings,
): Field[] {
  const known = { site, conventions }
  return [...keysOf(frontMatter, settings)].flatMap((key) => {
    const about = settings?.fields.find((field) => field.key === key)
    return about?.kind === 'hidden' ? [] : [fieldOf(key, frontMatter, known, about)]
  })
}

/** Keys that other posts of this blog have and this one has not, in their order: what can be added to it. */
export function addableFields(
  frontMatter: FrontMatter,
  site: Site,
  conventions: Conventions,
  settings?: FolderSettings,
): Field[] {
  const shown = keysOf(frontMatter, settings)
  return conventions.keys
    .filter(({ key, count }) => !shown.has(key) && count > 1)
    .map(({ key }) => fieldOf(key, frontMatter, { site, conventions }, undefined))
}

/** In the order of the form; those that are hidden too. */
const keysOf = (frontMatter: FrontMatter, settings: FolderSettings | undefined): ReadonlySet<string> =>
  new Set([...commonKinds.keys(), ...(settings?.fields ?? []).map(({ key }) => key), ...frontMatter.keys])

function fieldOf(
  key: string,
  frontMatter: FrontMatter,
  known: Known,
  about: FieldSettings | undefined,
): Field {
  const value = frontMatter.get(key)
  const suggestions = suggestionsFor(key, known, about)
  const names = namesFor(key, known, about)
  return {
    key,
    value,
    kind: kindOf(key, frontMatter, known, about),
    suggestions,
    names,
    common: commonKinds.has(key),
    label: about?.label,
    hint: about?.hint,
    lacking: about?.required === true && (value === undefined || value === null || value === ''),
  }
}

const kinds: Readonly<Partial<Record<SettingKind, FormKind>>> = {
  choices: 'tags',
  texts: 'tags',
  markdown: 'long-text',
  file: 'text',
  maps: 'list',
}

/** The kind that is said or known for a key where its value fits it; else that of its value. */
function kindOf(
  key: string,
  frontMatter: FrontMatter,
  known: Known,
  about: FieldSettings | undefined,
): FormKind {
  const value = frontMatter.get(key)
  const said = about?.kind === 'hidden' ? undefined : about?.kind
  const wanted = said === undefined ? usualKind(key, value, known) : (kinds[said] ?? (said as FormKind))
  if (wanted !== undefined && fits(value, wanted)) return wanted
  return frontMatter.entries.find((entry) => entry.key === key)?.kind ?? 'text'
}

function usualKind(key: string, value: unknown, { conventions }: Known): FormKind | undefined {
  const habit = habitOf(key, conventions)
  if (commonKinds.has(key)) return commonKinds.get(key)
  if (conventions.pictureKeys.has(key)) return 'picture'
  if (value === undefined && habit?.list !== undefined) return 'tags'
  return habit && habit.choices.length > 0 ? 'choice' : habit?.kind
}

const habitOf = (key: string, { keys }: Conventions): KeyHabit | undefined =>
  keys.find((habit) => habit.key === key)

/** A key may hold what its field cannot show (a list of authors, a map as image): then it gets the field of its value. */
function fits(value: unknown, kind: FormKind): boolean {
  if (value === undefined || value === null) return true
  if (kind === 'flag') return typeof value === 'boolean'
  if (kind === 'number') return typeof value === 'number' || typeof value === 'bigint'
  if (kind === 'date-time' || kind === 'date') return typeof value === 'object' && 'text' in value
  if (kind === 'tags') return typeof value === 'string' || isListOfText(value)
  if (kind === 'list') return Array.isArray(value)
  if (kind === 'map') return typeof value === 'object' && !Array.isArray(value)
  return typeof value === 'string'
}

const isListOfText = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')

function suggestionsFor(
  key: string,
  { site, conventions }: Known,
  about: FieldSettings | undefined,
): readonly Suggestion[] {
  const allowed = (about?.options ?? []).map(({ value }) => String(value))
  if (allowed.length > 0) return allowed.map((value) => ({ value, count: countOf(value, key, conventions) }))
  if (key === 'tags') return conventions.tags
  if (key === 'categories') return conventions.categories
  if (key === 'layout') return merged(conventions.layouts, site.layouts)
  if (key === 'author')
    return merged(
      conventions.authors,
      site.authors.map((author) => author.key),
    )
  return habitOf(key, conventions)?.choices ?? []
}

const countOf = (value: string, key: string, conventions: Conventions): number =>
  habitOf(key, conventions)?.choices.find((choice) => choice.value === value)?.count ?? 0

function merged(used: readonly Suggestion[], others: readonly string[]): Suggestion[] {
  const known = new Set(used.map(({ value }) => value))
  return [...used, ...others.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))]
}

/** A post names its author by a key; the blog's list of authors says who that is. */
function namesFor(key: string, { site }: Known, about: FieldSettings | undefined): Map<string, string> {
  const authors = key === 'author' ? site.authors : []
  return new Map([
    ...authors.map((author) => [author.key, author.name] as const),
    ...(about?.options ?? []).map(({ value, label }) => [String(value), label] as const),
  ])
}
