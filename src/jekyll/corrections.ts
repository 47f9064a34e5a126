import type { ListForm } from './front-matter.ts'
import { folderIn, mapIn, textIn } from './settings/read.ts'
import type { DateForm } from './spell-date.ts'
import { composeDocument } from './yaml/composer.ts'
import { emptyMap, isMap, valueOf, type YamlMap } from './yaml/values.ts'
import type { Quotes } from './conventions.ts'

/** How links to posts are written: `/a/`, `{{ site.baseurl }}/a/`, with a filter, by a tag, or as the way from post to post. */
export type LinkForm = 'address' | 'baseurl' | 'relative_url' | 'post_url' | 'link' | 'relative'

/** The line below a picture: `*words*` or `<small>words</small>`. */
export type CaptionName = 'emphasized' | 'small'

/** Null: as the posts show, whatever the blog's own file says. */
type Said<Value> = Value | null

/** What the author says about one key of the details. */
export interface DetailCorrection {
  readonly label?: Said<string>
  readonly hint?: Said<string>
  readonly required?: Said<boolean>
  readonly hidden?: Said<boolean>
  /** What a new post begins with. */
  readonly new?: unknown
  /** New posts begin without it, though others have it. */
  readonly omit?: Said<boolean>
}

/** How the blog is written where its posts show it wrongly or not at all. */
export interface Corrections {
  readonly pictures?: {
    readonly folder?: Said<string>
    /** What stands before a picture's name, and behind it. */
    readonly before?: Said<string>
    readonly after?: Said<string>
    /** The attribute list, with braces; empty for none. */
    readonly attributes?: Said<string>
    readonly caption?: Said<CaptionName>
  }
  readonly posts?: {
    readonly folder?: Said<string>
    readonly extension?: Said<string>
    readonly date?: Said<DateForm | 'none'>
    /** How titles are quoted. */
    readonly title?: Said<Quotes>
    readonly links?: Said<LinkForm>
    /** The keys of the details; those not named stand behind. */
    readonly order?: Said<readonly string[]>
  }
  /** By the key of the details: `tags`, `categories`. */
  readonly lists?: Readonly<Record<string, Said<ListForm>>>
  readonly details?: Readonly<Record<string, DetailCorrection>>
  readonly publishing?: {
    /** Somebody looks over what is written before it is published. */
    readonly review?: Said<'always'>
  }
}

/** A value as the corrections have it; undefined where it means nothing. */
type Check = (value: unknown) => unknown

const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    names.find((name) => name === value)

const pattern =
  (allowed: RegExp): Check =>
  (value) =>
    typeof value === 'string' && allowed.test(value) ? value : undefined

const flag: Check = (value) => (typeof value === 'boolean' ? value : undefined)
const line: Check = (value) => textIn(value)?.replace(/\s+/g, ' ').slice(0, 300)
const folder: Check = (value) => {
  const path = pattern(/^[^\n\r:*?"<>|\\]{1,200}$/)(value)
  const inside = folderIn(path)
  return inside === '' ? undefined : inside
}
const postFolder: Check = (value) => {
  const path = folder(value)
  return typeof path === 'string' && path.split('/').includes('_posts') ? path : undefined
}

const keyName = /^(?!__proto__$)[^\s:#{}[\],&*!|>'"%@`-][^\n\r:]{0,99}$/
const mostKeys = 200

const keys: Check = (value) =>
  Array.isArray(value)
    ? [...new Set(value.filter((key: unknown) => typeof key === 'string' && keyName.test(key)))].slice(
        0,
        mostKeys,
      )
    : undefined

/** A text, a number, a flag, a date, or a list of them. */
const preset: Check = (value) => {
  if (Array.isArray(value)) return value.length <= 50 && value.every(isPlain) ? value : undefined
  return isPlain(value) ? value : undefined
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.length <= 1000
    : typeof value === 'number'
      ? Number.isFinite(value)
      : typeof value === 'boolean'

const groups: Readonly<
  Record<'pictures' | 'posts' | 'detail' | 'publishing', Readonly<Record<string, Check>>>
> = {
  pictures: {
    folder,
    before: pattern(/^(?![a-z][a-z\d+.-]*:(?!\/\/))[^\n\r<>()\\]{0,200}$/i),
    after: pattern(/^[^\n\r<>()\\]{0,100}$/),
    attributes: pattern(/^(?:\{:[^{}\n\r]{1,300}\})?$/),
    caption: oneOf('emphasized', 'small'),
  },
  posts: {
    folder: postFolder,
    extension: oneOf('.md', '.markdown', '.mkdown', '.mkdn', '.mkd', '.html'),
    date: oneOf('none', 'day', 'time', 'time with zone'),
    title: oneOf('plain', 'single', 'double'),
    links: oneOf('address', 'baseurl', 'relative_url', 'post_url', 'link', 'relative'),
    order: keys,
  },
  detail: { label: line, hint: line, required: flag, hidden: flag, new: preset, omit: flag },
  publishing: { review: oneOf('always') },
}
const listForm = oneOf('flow', 'block', 'commas', 'blanks')

/** Longer files are no few lines that somebody wrote. */
const longest = 100_000

/** Reads the file of corrections. Never throws: what is not understood says nothing. */
export function readCorrections(text: string): Corrections {
  const values = valuesIn(text)
  if (!values) return {}
  return withoutEmpty({
    pictures: checked(values.pictures, checksOf('pictures')),
    posts: checked(values.posts, checksOf('posts')),
    lists: checked(values.lists, () => listForm),
    details: checked(values.details, () => (value) => checked(value, checksOf('detail'))),
    publishing: checked(values.publishing, checksOf('publishing')),
  })
}

/** Of our own names alone: `toString` checks nothing. */
const checksOf =
  (group: keyof typeof groups) =>
  (key: string): Check | undefined =>
    Object.hasOwn(groups[group], key) ? groups[group][key] : undefined

/** Whether a file of corrections is one at all: an object, or nothing yet. */
export const canBeRead = (text: string): boolean => valuesIn(text) !== undefined

/** The file's object; undefined where it is broken or something else. */
function valuesIn(text: string): YamlMap | undefined {
  if (text.length > longest) return undefined
  try {
    const root = composeDocument(text.replace(/^\ufeff/, ''))
    return root ? mapIn(valueOf(root) ?? emptyMap()) : emptyMap()
  } catch {
    return undefined
  }
}

/** What of an object the checks let pass; undefined where nothing is left. */
function checked(value: unknown, checkOf: (key: string) => Check | undefined): YamlMap | undefined {
  if (!isMap(value)) return undefined
  const result = emptyMap()
  for (const [key, each] of Object.entries(value).slice(0, mostKeys)) {
    const check = keyName.test(key) ? checkOf(key) : undefined
    const sound = each === null ? null : check?.(each)
    if (check && sound !== undefined) result[key] = sound
  }
  return Object.keys(result).length === 0 ? undefined : result
}

const withoutEmpty = (groups: YamlMap): Corrections =>
  Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined))

/** Corrections over others: what they say goes before. */
export const over = (upper: Corrections, lower: Corrections): Corrections => laid(upper, lower)

function laid(upper: object, lower: object): YamlMap {
  const result = emptyMap()
  Object.assign(result, lower)
  for (const [key, value] of Object.entries(upper)) {
    const below = result[key]
    result[key] = isMap(value) ? laid(value, isMap(below) ? below : {}) : (value as unknown)
  }
  return result
}
