import { LiquidError } from '../errors.ts'
import { toInteger } from '../numbers.ts'
import { isNil, joinText, toText } from '../values.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import type { FilterTable } from './filter-table.ts'

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Ruby's `CGI.escapeHTML`. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (char) => references[char] ?? char)

/** Half surrogates have no UTF-8. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd')

/** Ruby's `CGI.escape`. */
export function escapeQuery(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

function unescapeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ').replaceAll(/%(?![0-9a-fA-F]{2})/g, '%25'))
  } catch {
    throw new LiquidError('invalid byte sequence in UTF-8')
  }
}

/** What Ruby's `strip` takes away. */
const stripped = (text: string): string => leftStripped(rightStripped(text))
const leftStripped = (text: string): string => text.replace(/^[\0\t\n\v\f\r ]+/, '')
function rightStripped(text: string): string {
  let end = text.length
  while (end > 0 && '\0\t\n\v\f\r '.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** As Ruby: a sigma at the end of a word is like any other. */
const lowered = (text: string): string => text.replaceAll('Σ', 'σ').toLowerCase()

const capitalized = (text: string): string => {
  const [first = '', ...rest] = text
  return first.toUpperCase() + lowered(rest.join(''))
}

function slice(input: unknown, offset: unknown, length: unknown): unknown {
  const items: unknown[] = Array.isArray(input) ? input : Array.from(toText(input))
  const size = isNil(length) || length === false ? 1 : toInteger(length)
  const start = toInteger(offset) < 0 ? toInteger(offset) + items.length : toInteger(offset)
  const part = start < 0 || size < 0 ? [] : items.slice(start, start + size)
  return Array.isArray(input) ? part : joinText(part, '')
}

function truncate(input: unknown, length: unknown = 50, mark: unknown = '...'): unknown {
  if (isNil(input)) return undefined
  const [characters, end] = [Array.from(toText(input)), toText(mark)]
  const most = toInteger(length)
  if (characters.length <= most) return toText(input)
  return characters.slice(0, Math.max(0, most - Array.from(end).length)).join('') + end
}

function truncateWords(input: unknown, count: unknown = 15, mark: unknown = '...'): unknown {
  if (isNil(input)) return undefined
  const most = Math.max(1, toInteger(count))
  if (most >= 2 ** 31) throw new LiquidError(`integer ${most} too big for truncatewords`)
  const words = leftStripped(toText(input)).split(/[\0\t\n\v\f\r ]+/)
  return words.length <= most ? toText(input) : words.slice(0, most).join(' ') + toText(mark)
}

/** Ruby's `split`: a single blank splits at any blanks, nothing splits into characters, empty ends are dropped. */
function split(input: unknown, pattern: unknown): string[] {
  const [text, separator] = [toText(input), toText(pattern)]
  const parts =
    separator === ' '
      ? leftStripped(text).split(/[\0\t\n\v\f\r ]+/)
      : separator === ''
        ? Array.from(text)
        : text.split(separator)
  while (parts.at(-1) === '') parts.pop()
  return parts
}

function stripHtml(text: string): string {
  return withoutTags(
    withoutBlocks(
      withoutBlocks(withoutBlocks(text, '<script', '</script>'), '<!--', '-->'),
      '<style',
      '</style>',
    ),
  )
}

/** In linear time, whatever never closes. */
function withoutBlocks(text: string, open: string, close: string): string {
  let result = ''
  let at = 0
  for (let from = text.indexOf(open); from !== -1; from = text.indexOf(open, at)) {
    const end = text.indexOf(close, from + open.length)
    if (end === -1) break
    result += text.slice(at, from)
    at = end + close.length
  }
  return result + text.slice(at)
}

const withoutTags = (text: string): string => withoutBlocks(text, '<', '>')

/** Ruby's `gsub` with two texts: in the replacement `\0` and `\\` are what it makes of them. */
function replaceAll(text: string, from: string, to: string): string {
  if (from === '') return ['', ...Array.from(text), ''].join(replacement(to, from))
  return text.replaceAll(from, () => replacement(to, from))
}

const replacement = (to: string, matched: string): string =>
  to.replaceAll(/\\([\\0&'`1-9])/g, (_, mark: string) =>
    mark === '\\' ? '\\' : '0&'.includes(mark) ? matched : '',
  )

function replaceLast(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from)
  return at === -1 ? text : text.slice(0, at) + to + text.slice(at + from.length)
}

const replaceFirst = (text: string, from: string, to: string): string =>
  text.replace(from, () => replacement(to, from))

const escapeOnce = (text: string): string =>
  text.replaceAll(/["><']|&(?!(?:[a-zA-Z]+|#\d+);)/g, (char) => references[char] ?? char)

export const textFilters: FilterTable = {
  downcase: [0, 0, (_, input) => lowered(toText(input))],
  upcase: [0, 0, (_, input) => toText(input).toUpperCase()],
  capitalize: [0, 0, (_, input) => capitalized(toText(input))],
  escape: [0, 0, (_, input) => (isNil(input) ? undefined : escapeHtml(toText(input)))],
  h: [0, 0, (_, input) => (isNil(input) ? undefined : escapeHtml(toText(input)))],
  escape_once: [0, 0, (_, input) => escapeOnce(toText(input))],
  url_encode: [0, 0, (_, input) => (isNil(input) ? undefined : escapeQuery(toText(input)))],
  url_decode: [0, 0, (_, input) => (isNil(input) ? undefined : unescapeQuery(toText(input)))],
  base64_encode: [0, 0, (_, input) => encodeBase64(toText(input))],
  base64_decode: [0, 0, (_, input) => decodeBase64(toText(input), 'base64_decode')],
  base64_url_safe_encode: [
    0,
    0,
    (_, input) => encodeBase64(toText(input)).replaceAll('+', '-').replaceAll('/', '_'),
  ],
  base64_url_safe_decode: [
    0,
    0,
    (_, input) =>
      decodeBase64(toText(input).replaceAll('-', '+').replaceAll('_', '/'), 'base64_url_safe_decode'),
  ],
  slice: [1, 2, (_, input, offset, length) => slice(input, offset, length)],
  truncate: [0, 2, (_, input, length, mark) => truncate(input, length, mark)],
  truncatewords: [0, 2, (_, input, count, mark) => truncateWords(input, count, mark)],
  split: [1, 1, (_, input, pattern) => split(input, pattern)],
  strip: [0, 0, (_, input) => stripped(toText(input))],
  lstrip: [0, 0, (_, input) => leftStripped(toText(input))],
  rstrip: [0, 0, (_, input) => rightStripped(toText(input))],
  strip_html: [0, 0, (_, input) => stripHtml(toText(input))],
  strip_newlines: [0, 0, (_, input) => toText(input).replaceAll(/\r?\n/g, '')],
  newline_to_br: [0, 0, (_, input) => toText(input).replaceAll(/\r?\n/g, '<br />\n')],
  replace: [1, 2, (_, input, from, to) => replaceAll(toText(input), toText(from), toText(to))],
  replace_first: [1, 2, (_, input, from, to) => replaceFirst(toText(input), toText(from), toText(to))],
  replace_last: [2, 2, (_, input, from, to) => replaceLast(toText(input), toText(from), toText(to))],
  remove: [1, 1, (_, input, from) => replaceAll(toText(input), toText(from), '')],
  remove_first: [1, 1, (_, input, from) => replaceFirst(toText(input), toText(from), '')],
  remove_last: [1, 1, (_, input, from) => replaceLast(toText(input), toText(from), '')],
  append: [1, 1, (_, input, text) => toText(input) + toText(text)],
  prepend: [1, 1, (_, input, text) => toText(text) + toText(input)],
}
