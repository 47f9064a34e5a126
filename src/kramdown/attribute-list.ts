import { isSpace, matchAt, skipSpace, strip } from './characters.ts'
import type { Draft } from './draft.ts'
import { attributesOf } from './draft.ts'
import type { Attributes, Span } from './tree.ts'
import type { View } from './view.ts'

/*
 * Attribute lists: `{: .class #id key="value" name}` (kramdown's manual, “Inline Attribute Lists”).
 *
 *   {: .one.two #id   key="it's \" fine"   name }
 *      ^ class, class, id   ^ pair          ^ reference to an attribute list definition
 */

/** What an attribute list says, before its references are resolved. */
export interface ListContent {
  readonly attributes: Map<string, string>
  readonly references: string[]
}

/** Where a list stands that was attached to an element. */
export interface ListPlace {
  readonly span: Span
  readonly source: string
}

const REFERENCE = /\w[\w:-]*/y
const CLASS_OR_ID = /(?:\.[^ \t\n\f\v.#]+|#[A-Za-z][\w:-]*)+/y
const ONE = /\.([^ \t\n\f\v.#]+)|#([A-Za-z][\w:-]*)/g
const PAIR = /(\w[\w:-]*)=(["'])/y

export const emptyList = (): ListContent => ({ attributes: new Map(), references: [] })

function addClass(list: ListContent, name: string): void {
  const before = list.attributes.get('class')
  list.attributes.set('class', before === undefined ? name.trimStart() : `${before} ${name}`)
}

function addClassesAndIds(list: ListContent, text: string): void {
  for (const [, className, id] of text.matchAll(ONE)) {
    if (className !== undefined) addClass(list, className)
    else if (id !== undefined) list.attributes.set('id', id)
  }
}

const endsAt = (text: string, at: number): boolean => at >= text.length || isSpace(text.charCodeAt(at))

/** The closing quote of a value: the first unescaped one before white space or the end. */
class Quotes {
  readonly #text: string
  readonly #none = new Set<string>()

  constructor(text: string) {
    this.#text = text
  }

  close(quote: string, from: number): number {
    if (this.#none.has(quote)) return -1
    for (let at = this.#text.indexOf(quote, from); at >= 0; at = this.#text.indexOf(quote, at + 1)) {
      if (endsAt(this.#text, at + 1) && (at === from || this.#text[at - 1] !== '\\')) return at
    }
    this.#none.add(quote)
    return -1
  }
}

function addPair(list: ListContent, key: string, quote: string, written: string): void {
  const value = written.replace(/\\([}"'])/g, (whole, mark: string) =>
    mark === '}' || mark === quote ? mark : whole,
  )
  if (key === 'class') addClass(list, value)
  else list.attributes.set(key, value)
}

/** Reads the item at an offset into the list. Returns where it ends, or -1 if none is there. */
function readItem(text: string, raw: string, at: number, quotes: Quotes, list: ListContent): number {
  const pair = matchAt(PAIR, text, at)
  if (pair) {
    const from = at + pair[0].length
    const close = quotes.close(pair[2] ?? '', from)
    if (close < 0) return -1
    addPair(list, pair[1] ?? '', pair[2] ?? '', raw.slice(from, close))
    return close + 1
  }
  const reference = matchAt(REFERENCE, text, at)
  if (reference && endsAt(text, at + reference[0].length)) {
    list.references.push(reference[0])
    return at + reference[0].length
  }
  const marks = matchAt(CLASS_OR_ID, text, at)
  if (!marks || !endsAt(text, at + marks[0].length)) return -1
  addClassesAndIds(list, raw.slice(at, at + marks[0].length))
  return at + marks[0].length
}

/** Reads a range of a view, the text between braces, into a list: classes add up, other keys are overwritten. Returns it as written. */
export function readAttributeList(view: View, from: number, to: number, list: ListContent): string {
  const source = view.raw.slice(from, to)
  readItems(view.text.slice(from, to), source, list)
  return source
}

function readItems(text: string, raw: string, list: ListContent): void {
  if (strip(text) === '' || strip(text) === ':') return
  const quotes = new Quotes(text)
  for (let at = 0; at < text.length;) {
    at = skipSpace(text, at)
    const end = readItem(text, raw, at, quotes, list)
    if (end >= 0) at = end
    else while (at < text.length && !isSpace(text.charCodeAt(at))) at += 1
  }
}

/**
 * What a list gives when its references are resolved: references first, then its own keys. Definitions that name each
 * other would never end, or multiply: a list draws in a hundred at most.
 */
export function resolveList(
  list: ListContent,
  definitions: ReadonlyMap<string, ListContent>,
  into: Map<string, string>,
  budget = { left: 100 },
): Map<string, string> {
  for (const name of list.references) {
    const definition = definitions.get(name)
    if (!definition || budget.left === 0) continue
    budget.left -= 1
    resolveList(definition, definitions, into, budget)
  }
  for (const [key, value] of list.attributes) {
    const before = key === 'class' ? into.get(key) : undefined
    into.set(key, before ? `${before} ${value}` : value)
  }
  return into
}

/** Gives an element the attributes of a list that stands at a place. */
export function applyList(
  element: Draft,
  list: ListContent,
  place: ListPlace | undefined,
  definitions: ReadonlyMap<string, ListContent>,
): void {
  const all = attributesOf(element)
  const before = all.get('class')
  const after = resolveList(list, definitions, all).get('class')
  if (!element.ial && after !== undefined && after !== before) all.set('class', after.trimStart())
  if (element.type === 'header') element.id = element.attributes.get('id')
  if (!place) return
  const attributes: Attributes = resolveList(list, definitions, new Map())
  element.ial = { span: place.span, source: place.source, attributes, references: list.references }
}
