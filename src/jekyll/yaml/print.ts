import { Timestamp } from '../timestamp.ts'
import type { ScalarStyle } from './nodes.ts'
import { atomText, resolvePlain } from './scalars.ts'
import { isMap } from './values.ts'

/** How values are to be written where nothing that stands there says it. */
export interface PrintStyle {
  /** For a text; `literal` is for one of several lines. */
  readonly text: ScalarStyle
  /** For a text that cannot be plain. */
  readonly quote: 'single' | 'double'
  readonly list: 'flow' | 'block'
  /** Blanks between the column of a key and the `-` of its list. */
  readonly listIndent: number
  readonly eol: string
}

/** Where a value is to stand. */
export interface Place {
  /** Inside brackets or braces. */
  readonly inFlow: boolean
  /** The column of the key or `-` that it belongs to. */
  readonly indent: number
}

/**
 * A value as YAML that Ruby's and any other YAML reads back. Inline text stands behind `key: `; a text that starts with a line
 * break stands directly behind `key:`. Ends without a line break.
 */
export function printValue(value: unknown, place: Place, style: PrintStyle): string {
  if (Array.isArray(value)) return printList(value, place, style)
  if (isMap(value)) return printMap(value, place, style)
  return typeof value === 'string' ? printText(value, place, style) : printAtom(value)
}

function printAtom(value: unknown): string {
  if (value instanceof Timestamp) return value.text
  if (typeof value === 'number') return printNumber(value)
  return atomText(value) ?? 'null'
}

/** Ruby takes `1e+21` for a text, but not `1.0e+21`. */
function printNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  const text = Object.is(value, -0) ? '-0.0' : String(value)
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text
}

function printList(list: readonly unknown[], place: Place, style: PrintStyle): string {
  if (place.inFlow || style.list === 'flow' || list.length === 0) return printFlowList(list, style)
  const indent = place.indent + style.listIndent
  const start = `${style.eol}${' '.repeat(indent)}-`
  return list.map((item) => start + printItem(item, indent, style)).join('')
}

const inside: Place = { inFlow: true, indent: 0 }

const printFlowList = (list: readonly unknown[], style: PrintStyle): string =>
  `[${list.map((item) => printValue(item, inside, style)).join(', ')}]`

/** What follows the `-` of a list at the given column; a mapping starts on the line of the `-`. */
export function printItem(item: unknown, indent: number, style: PrintStyle): string {
  if (isMap(item) && Object.keys(item).length > 0)
    return printMap(item, { inFlow: false, indent }, style).replace(/^\r?\n */, ' ')
  const list = Array.isArray(item) ? printFlowList(item, style) : undefined
  return ` ${list ?? printValue(item, { inFlow: false, indent }, style)}`
}

function printMap(map: Readonly<Record<string, unknown>>, place: Place, style: PrintStyle): string {
  const keys = Object.keys(map)
  if (place.inFlow || keys.length === 0) return printFlowMap(map, style)
  const indent = place.indent + 2
  return keys.map((key) => style.eol + ' '.repeat(indent) + printPair(key, map[key], indent, style)).join('')
}

function printFlowMap(map: Readonly<Record<string, unknown>>, style: PrintStyle): string {
  const pairs = Object.keys(map).map(
    (key) => `${printKey(key, inside)}: ${printValue(map[key], inside, style)}`,
  )
  return `{${pairs.join(', ')}}`
}

/** `key: value` for a key at a column, without a line break at its end. */
export function printPair(key: string, value: unknown, indent: number, style: PrintStyle): string {
  const start = `${printKey(key, { inFlow: false, indent })}:`
  return value === null ? start : start + spaced(printValue(value, { inFlow: false, indent }, style))
}

/** Text to stand behind a colon or `-`. */
const spaced = (text: string): string => (/^[\r\n]/.test(text) ? text : ` ${text}`)

export const printKey = (key: string, place: Place): string =>
  canBePlain(key, place) && key.length < 120 ? key : printDouble(key)

function printText(text: string, place: Place, style: PrintStyle): string {
  const block = style.text === 'literal' || style.text === 'folded'
  if (block && !place.inFlow && canBeLiteral(text)) {
    const folds = style.text === 'folded' && !/\n[ \t]/.test(text)
    return printBlockText(text, folds, place.indent + 2, style.eol)
  }
  if (text.includes('\n')) return printDouble(text)
  if (style.text !== 'single' && style.text !== 'double' && canBePlain(text, place)) return text
  const quote = style.text === 'single' || style.text === 'double' ? style.text : style.quote
  return quote === 'single' && canBeSingle(text) ? `'${text.replaceAll("'", "''")}'` : printDouble(text)
}

/** Whether a text without quotes is the same text to Ruby and to every other YAML. */
export function canBePlain(text: string, place: Place): boolean {
  if (!/^[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffef\u{10000}-\u{10ffff}]+$/u.test(text))
    return false
  if (text.trim() !== text || /^[-?:,[\]{}#&*!|>'"%@`=<]/.test(text))
    return /^-[^\s-]/.test(text) && canBePlain(text.slice(1), place)
  if (/:(?:\s|$)|\s#/.test(text) || /^(?:---|\.\.\.)/.test(text)) return false
  if (place.inFlow && /[,[\]{}?:]/.test(text)) return false
  return resolvePlain(text) === text && !looksTyped.test(text)
}

// What some YAML reads as a number, a truth value, nothing or a date, even if Ruby's does not.
const looksTyped =
  /^(?:[-+.]?[\d.][\d_,.:]*(?:e[-+]?\d+)?|0[box][\da-f_]+|[-+]?\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|~|\d{4}-\d\d?-\d\d?.*)$/i

const canBeSingle = (text: string): boolean =>
  /^[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffef\u{10000}-\u{10ffff}]*$/u.test(text)

const escaped: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
}

/** Any text, on one line. */
function printDouble(text: string): string {
  const inner = text.replaceAll(
    /["\\]|[^\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffef\u{10000}-\u{10ffff}]/gu,
    (character) => escaped[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `"${inner}"`
}

function canBeLiteral(text: string): boolean {
  return canBeSingle(text.replaceAll('\n', '')) && !/^\s/.test(text) && text.trim() !== ''
}

/** A folded text stands on one line a paragraph; each of its line breaks needs one more in the source. */
function printBlockText(text: string, folds: boolean, indent: number, eol: string): string {
  const ending = /\n*$/.exec(text)?.[0] ?? ''
  const chomping = ending === '' ? '-' : ending === '\n' ? '' : '+'
  const inner = text.slice(0, text.length - ending.length)
  const spread = folds ? inner.replaceAll(/\n+/g, (breaks) => `${breaks}\n`) : inner
  const pad = ' '.repeat(indent)
  const lines = (spread + ending.slice(1)).split('\n').map((line) => (line === '' ? '' : pad + line))
  return [`${folds ? '>' : '|'}${chomping}`, ...lines].join(eol)
}
