import { isQuote, matchAt, skipSpace } from './characters.ts'
import type { Draft, DraftOf } from './draft.ts'
import { draft, isRaw } from './draft.ts'
import { contentModel, isHtmlElement, levelOf, VOID_ELEMENTS } from './html-elements.ts'
import type { Span } from './tree.ts'
import type { View } from './view.ts'

/** A name with an optional prefix, as XML has it; every letter of Unicode is one. The private character is masked Liquid. */
const NAME = /[\p{Alphabetic}_][-\p{Alphabetic}\p{Nd}._]*(?::[\p{Alphabetic}_][-\p{Alphabetic}\p{Nd}._]*)?/uy
const ATTRIBUTE_NAME =
  /[\p{Alphabetic}_\u{f8f0}][-\p{Alphabetic}\p{Nd}._\u{f8f0}]*(?::[\p{Alphabetic}_][-\p{Alphabetic}\p{Nd}._]*)?/uy
const BARE_VALUE = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u{f8f0}]+/uy
const WORD = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]+/uy

export interface StartTag {
  /** In lower case where HTML knows the element. */
  readonly name: string
  readonly attributes: Map<string, string>
  /** Written `<name />`. */
  readonly closed: boolean
  readonly end: number
}

export interface EndTag {
  readonly name: string
  readonly end: number
}

const properName = (name: string): string => (isHtmlElement(name.toLowerCase()) ? name.toLowerCase() : name)

/** The offsets of an attribute's value behind its name, quotes excluded, and where it ends. */
function attributeValue(
  view: View,
  at: number,
): readonly [from: number, to: number, end: number] | undefined {
  const { text } = view
  const equals = skipSpace(text, at)
  if (text[equals] !== '=') return undefined
  const from = skipSpace(text, equals + 1)
  const quote = text[from]
  if (quote !== undefined && isQuote(quote)) {
    const close = view.find(quote, from + 1)
    return close < 0 ? undefined : [from + 1, close, close + 1]
  }
  const bare = matchAt(BARE_VALUE, text, from)
  return bare ? [from, from + bare[0].length, from + bare[0].length] : undefined
}

/** Reads the attributes behind a tag's name, each after white space. Returns where they end. */
function readAttributes(view: View, at: number, lower: boolean, attributes: Map<string, string>): number {
  const { text, raw } = view
  for (let end = at; ;) {
    const start = skipSpace(text, end)
    const name = start > end ? matchAt(ATTRIBUTE_NAME, text, start) : null
    if (!name) return end
    end = start + name[0].length
    const key = raw.slice(start, end)
    const value = attributeValue(view, end)
    attributes.set(
      lower ? key.toLowerCase() : key,
      value ? raw.slice(value[0], value[1]).replace(/\n+/g, ' ') : '',
    )
    if (value) end = value[2]
  }
}

/** The start tag at an offset (of its `<`). */
export function startTag(view: View, at: number): StartTag | undefined {
  const { text } = view
  const match = matchAt(NAME, text, at + 1)
  if (!match) return undefined
  const name = properName(match[0])
  const attributes = new Map<string, string>()
  let end = skipSpace(text, readAttributes(view, at + 1 + match[0].length, isHtmlElement(name), attributes))
  const closed = text[end] === '/'
  if (closed) end += 1
  return text[end] === '>' ? { name, attributes, closed, end: end + 1 } : undefined
}

interface Circumstances {
  readonly display: 'block' | 'span'
  readonly parent: Draft
  /** Content is parsed where nothing is said of it. */
  readonly parsed: boolean
  /** The start tag may end the element. */
  readonly closable: boolean
}

/** The element that a start tag begins. Its attribute `markdown` says how the content is read; the page does not get that. */
export function elementOf(tag: StartTag, span: Span, where: Circumstances): DraftOf<'html_element'> {
  const { name, attributes } = tag
  const { display, parent, parsed, closable } = where
  const asked = attributes.get('markdown')
  attributes.delete('markdown')
  let content = contentModel(name)
  if (asked === 'span' || (asked === 'block' && display === 'block')) content = asked
  else if (asked === '0' || (asked !== '1' && (isRaw(parent) || !parsed))) content = 'raw'
  if (display === 'span' && content === 'block') content = 'span'
  const empty = (tag.closed && closable) || VOID_ELEMENTS.has(name)
  return draft('html_element', span, { name, content, display, closed: true, empty, attributes })
}

/** The end tag at an offset (of its `<`). */
export function endTag(text: string, at: number): EndTag | undefined {
  if (text[at + 1] !== '/') return undefined
  const match = matchAt(NAME, text, at + 2)
  if (!match) return undefined
  const end = skipSpace(text, at + 2 + match[0].length)
  return text[end] === '>' ? { name: match[0], end: end + 1 } : undefined
}

const isSpanName = (text: string, at: number): boolean => {
  const word = matchAt(WORD, text, at)?.[0] ?? ''
  return levelOf(word) === 'span' || word === 'script'
}

/** Says whether a tag that ends a paragraph begins at an offset: any but those of span-level elements and `script`. */
export function startsBlockTag(text: string, at: number): boolean {
  const closing = text[at + 1] === '/'
  const name = closing ? at + 2 : at + 1
  if (isSpanName(text, name)) return false
  return closing ? endTag(text, at) !== undefined : matchAt(NAME, text, name) !== null
}

/** Where the comment at an offset ends, or -1. */
export function commentEnd(view: View, at: number): number {
  const end = view.text.startsWith('<!--', at) ? view.find('-->', at + 4) : -1
  return end < 0 ? -1 : end + 3
}

/** Where the processing instruction at an offset ends, or -1. Only HTML that is not parsed has them. */
export function instructionEnd(view: View, at: number): number {
  const end = view.text.startsWith('<?', at) ? view.find('?>', at + 2) : -1
  return end < 0 ? -1 : end + 2
}
