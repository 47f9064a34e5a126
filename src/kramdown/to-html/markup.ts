import type { Attributes } from '../tree.ts'

/** The pieces of HTML as kramdown's converter writes them. */

const ESCAPES = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ['"', '&quot;'],
])
const REFERENCE =
  '&(?:[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}:][-\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}:.]*|#\\d+|#x[0-9a-fA-F]+);'
const IN_TEXT = new RegExp(`${REFERENCE}|[<>&]`, 'gu')
const IN_ATTRIBUTE = new RegExp(`${REFERENCE}|[<>&"]`, 'gu')

const replace = (found: string): string => ESCAPES.get(found) ?? found

/** Says whether a character must be written as an entity. */
export const isEscaped = (char: string): boolean => ESCAPES.has(char)

/** Text: references in it stay. */
export const escapeText = (text: string): string =>
  /[<>&]/.test(text) ? text.replace(IN_TEXT, replace) : text

/** Code: everything in it stands for itself. */
export const escapeAll = (text: string): string =>
  /[<>&]/.test(text) ? text.replace(/[<>&]/g, replace) : text

const escapeAttribute = (text: string): string =>
  /[<>&"]/.test(text) ? text.replace(IN_ATTRIBUTE, replace) : text

export function attributesOf(attributes: Attributes): string {
  let html = ''
  for (const [key, value] of attributes) {
    if (key !== 'id' || value.trim() !== '') html += ` ${key}="${escapeAttribute(value)}"`
  }
  return html
}

export const span = (name: string, attributes: Attributes, body: string): string =>
  `<${name}${attributesOf(attributes)}>${body}</${name}>`

/** A line of its own. */
export const line = (indent: number, html: string): string => `${' '.repeat(indent)}${html}\n`

export const block = (name: string, attributes: Attributes, body: string, indent: number): string =>
  line(indent, span(name, attributes, body))

export const indentedBlock = (name: string, attributes: Attributes, body: string, indent: number): string =>
  block(name, attributes, `\n${body}${' '.repeat(indent)}`, indent)

/** Attributes with a value behind the one that a key has, if it has one. */
export function joined(attributes: Attributes, key: string, value: string, joint = ' '): Map<string, string> {
  const own = attributes.get(key)
  return new Map(attributes).set(key, own === undefined ? value : own + joint + value)
}
