import { asText, isMap, labelOf, readNumber } from '../details/key-words.ts'
import { counted } from '../words.ts'

/** Why a value was left as it is. */
export const refused =
  'This one cannot be changed here: the file has it in several places at once. Open the file as it stands.'

/** The columns of a list of maps, in the order in which they come first; none where it is a list of values. */
export function columnsOf(rows: readonly unknown[]): string[] {
  return [...new Set(rows.flatMap((row) => (isMap(row) ? Object.keys(row) : [])))]
}

/** What fits into one cell: a text of one line, a number, a date, nothing. */
export const isPlain = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value !== 'object' && !asText(value).includes('\n')) ||
  asText(value) !== ''

/** A value with parts, or of many lines, in a few words. */
export function inWords(value: unknown): string {
  if (Array.isArray(value)) {
    const texts = value.map(asText)
    return value.length > 0 && texts.every((text) => text !== '')
      ? texts.join(', ')
      : counted(value.length, 'entry', 'entries')
  }
  if (!isMap(value)) return asText(value).replaceAll(/\s+/g, ' ')
  return Object.keys(value).map(labelOf).join(', ')
}

/** What was typed over a value: a number stays one, nothing is nothing. `numbers`: the others of the column are such. */
export function typedOver(old: unknown, text: string, numbers: boolean): unknown {
  if (text === '') return null
  const isNumber = typeof old === 'number' || typeof old === 'bigint'
  const number = isNumber || ((old === undefined || old === null) && numbers) ? readNumber(text) : undefined
  return number ?? text
}

/** A new row: what most rows have, with nothing in it. */
export function blankRow(rows: readonly unknown[]): unknown {
  const maps = rows.filter(isMap)
  if (maps.length === 0) return ''
  const usual = columnsOf(maps).filter(
    (key) => maps.filter((map) => Object.hasOwn(map, key)).length * 2 >= maps.length,
  )
  return Object.fromEntries(
    usual.map((key) => [key, blank(maps.find((map) => Object.hasOwn(map, key))?.[key])]),
  )
}

const blank = (value: unknown): unknown =>
  Array.isArray(value) ? [] : typeof value === 'boolean' ? false : null

/** All that stands in a row, by which it is searched. */
export function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).join(' ')
  return isMap(value) ? Object.values(value).map(textIn).join(' ') : asText(value)
}
