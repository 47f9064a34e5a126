import { slugify, type SlugMode } from '../../jekyll/index.ts'
import { LiquidError } from '../liquid/errors.ts'
import type { FilterTable } from '../liquid/filters/filter-table.ts'
import { escapeQuery } from '../liquid/filters/text.ts'
import { toJson } from '../liquid/json.ts'
import { inspect, isNil, toText } from '../liquid/values.ts'
import { renderingOf } from '../render/rendering.ts'
import { styleOf } from '../render/styles.ts'
import { smartify } from './smartify.ts'
import { escapeUri } from './uri.ts'

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Ruby's `encode(xml: :attr)` without the quotes around it. */
export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (char) => references[char] ?? char)

const modes = new Set<string>(['raw', 'default', 'pretty', 'ascii', 'latin'])

function slug(input: unknown, mode: unknown): string | undefined {
  if (isNil(input)) return undefined
  const name = isNil(mode) ? 'default' : toText(mode)
  return slugify(toText(input), modes.has(name) ? (name as SlugMode) : 'none')
}

const cjk = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}]/gu
const wordsOfOthers = /[^\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}\s]+/gu

function countWords(input: unknown, mode: unknown): number {
  if (typeof input !== 'string') throw new LiquidError(`undefined method \`split' for ${inspect(input)}`)
  const plain = input.split(/[\0\t\n\v\f\r ]+/).filter((word) => word !== '').length
  const asian = mode === 'cjk' || mode === 'auto' ? (input.match(cjk)?.length ?? 0) : 0
  if (mode !== 'cjk' && asian === 0) return plain
  return asian + (input.match(wordsOfOthers)?.length ?? 0)
}

const normalized = (text: string): string =>
  text.replaceAll(/[\t\n\v\f\r ]+/g, ' ').replaceAll(/^[\0 ]+|[\0 ]+$/g, '')

export const jekyllTextFilters: FilterTable = {
  markdownify: [0, 0, (context, input) => renderingOf(context).markdown(toText(input))],
  sassify: [0, 0, (context, input) => styleOf(toText(input), true, renderingOf(context).model)],
  scssify: [0, 0, (context, input) => styleOf(toText(input), false, renderingOf(context).model)],
  smartify: [0, 0, (context, input) => smartify(toText(input), context)],
  slugify: [0, 1, (_, input, mode) => slug(input, mode)],
  xml_escape: [0, 0, (_, input) => escapeXml(toText(input))],
  cgi_escape: [0, 0, (_, input) => escapeQuery(toText(input))],
  uri_escape: [0, 0, (_, input) => (isNil(input) ? undefined : escapeUri(toText(input)))],
  normalize_whitespace: [0, 0, (_, input) => normalized(toText(input))],
  number_of_words: [0, 1, (_, input, mode) => countWords(input, mode)],
  jsonify: [
    0,
    0,
    (context, input) => {
      const json = toJson(input)
      context.surroundings.limits.write(json.length)
      return json
    },
  ],
  inspect: [0, 0, (_, input) => escapeXml(inspect(input))],
}
