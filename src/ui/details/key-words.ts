import type { FormKind } from '../../app/index.ts'

/** What the author reads for the keys that blogs usually have. */
const known: Readonly<Record<string, string>> = {
  image: 'Picture',
  published: 'Shown on the blog',
  permalink: 'Address of its own',
  excerpt: 'Excerpt',
  lang: 'Language',
}

/** `read_time` is “Read time”. */
export function labelOf(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
  const usual = Object.hasOwn(known, key) ? known[key] : undefined
  return usual ?? (words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1))
}

/** What a field says that the blog wants filled in. */
export const lacking = (hint: string | undefined): string =>
  hint === undefined ? 'The blog asks for this.' : `${hint} The blog asks for this.`

/** What a detail that the post has not yet is shown as. */
export function emptyOf(kind: FormKind): unknown {
  if (kind === 'flag') return false
  return kind === 'list' ? [] : kind === 'map' ? {} : ''
}

/** Numbers as typed; undefined for what is none. An empty field is no number. */
export function readNumber(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number
}

/** A value that has no parts, as text. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value)
  return isDate(value) ? value.text : ''
}

/** A date or time of the details, with its spelling. */
export function isDate(value: unknown): value is { readonly text: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    'toString' in value &&
    typeof value.text === 'string' &&
    Object.getPrototypeOf(value) !== null
  )
}

/** An object of the details: names and values. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDate(value)
}
