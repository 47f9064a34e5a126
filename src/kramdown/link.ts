import { resolveList } from './attribute-list.ts'
import { isQuote, isSpace, skipSpace, stripEnd, stripStart } from './characters.ts'
import type { DraftOf } from './draft.ts'
import { draft } from './draft.ts'
import type { Target } from './parsing.ts'
import type { SpanConstruct, Spans, Stop } from './spans.ts'
import { IN_LINK, PARENT_EM } from './spans.ts'
import type { Span } from './tree.ts'

/*
 * Links and images (kramdown's manual, “Links”, “Images”).
 *
 *   [text](destination "title")   [text](<destination>)   [text][id]   [text] [id]   [id]   ![alt](source)
 *         ^ blanks and paired parentheses may stand in a destination
 */

/** The bracket that closes each bracket, by the offset behind the opening one; -1 for one that none closes. */
export class LinkKnowledge {
  readonly closers = new Map<number, number>()
  readonly deadParens = new Set<number>()
}

/** What is known inside a link in the parser's surroundings. */
function knowledgeOf(spans: Spans): LinkKnowledge {
  const key = (spans.inside | IN_LINK) & ~PARENT_EM
  const known = spans.links.get(key) ?? new LinkKnowledge()
  spans.links.set(key, known)
  return known
}

/**
 * Counts brackets up to the one that closes the link. An image inside takes its own closing bracket, so it is counted off.
 * On the way it learns which bracket closes each bracket that it passes.
 */
class BracketStop implements Stop {
  /** A bracket inside is never closed: then this one is not either. */
  hopeless = false
  #count = 1
  #images = 0
  #seen = 0
  readonly #open: { from: number; level: number }[] = []
  readonly #closers: Map<number, number>

  constructor(closers: Map<number, number>) {
    this.#closers = closers
  }

  here(spans: Spans): boolean {
    const width = bracketWidth(spans.text, spans.at)
    if (width === 0) return false
    const children = spans.parent.children
    for (; this.#seen < children.length; this.#seen += 1)
      if (children[this.#seen]?.type === 'img') this.#images += 1
    if (width > 0 && this.#closers.get(spans.at + width) === -1) this.hopeless = true
    if (width > 0) this.#open.push({ from: spans.at + width, level: this.#count - this.#images })
    this.#count += width < 0 ? -1 : 1
    this.#close(this.#count - this.#images, spans.at)
    return this.#count === this.#images
  }

  #close(level: number, at: number): void {
    for (let top = this.#open.at(-1); top && top.level >= level; top = this.#open.at(-1)) {
      this.#open.pop()
      if (top.level === level && !this.#closers.has(top.from)) this.#closers.set(top.from, at)
    }
  }

  /** No more brackets come: those that are open stay so. */
  giveUp(): void {
    for (const { from } of this.#open) if (!this.#closers.has(from)) this.#closers.set(from, -1)
  }
}

/** 1 or 2 for an opening bracket (`[`, `![`), -1 for a closing one, 0 for none. */
function bracketWidth(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === 93) return -1
  if (code === 91) return 1
  return code === 33 && text.charCodeAt(at + 1) === 91 ? 2 : 0
}

interface Found {
  readonly end: number
  readonly href: string
  readonly title: string | undefined
  readonly destination: Span | undefined
  readonly form: 'inline' | 'reference'
  readonly target: Target | undefined
}

/** An id as it is compared: white space is one space, case does not count. */
export const linkId = (text: string): string => text.replace(/[ \t\n\f\v]+/g, ' ').toLowerCase()

/** The text between the brackets as alternative text or id: escapes are undone. */
const plainText = (raw: string): string => raw.replace(/\\([\\.*_+`<>()[\]{}#!:|"'$=-])/g, '$1')

function reference(spans: Spans, from: number, to: number, end: number, plain: boolean): Found | undefined {
  const { parsing, view } = spans
  if (to - from > 4 * parsing.longestId + 200) return undefined
  const raw = view.raw.slice(from, to)
  const target = parsing.targets.get(linkId(plain ? plainText(raw) : raw))
  if (!target) return undefined
  const { href, title, destination } = target
  return { end, href, title, destination, form: 'reference', target }
}

/** `[id]` behind the text, or nothing: then the text is the id. */
function readReference(spans: Spans, open: number, close: number): Found | 'none' | undefined {
  const { text, end } = spans
  const at = skipSpace(text, close + 1, end)
  const last = text[at] === '[' && at < end ? spans.find(']', at + 1) : -1
  if (last > at + 1) return reference(spans, at + 1, last, last + 1, false)
  if (last > 0) return reference(spans, open, close, last + 1, true)
  return text[close + 1] === '(' && close + 1 < end ? 'none' : reference(spans, open, close, close + 1, true)
}

const inline = ({ view }: Spans, from: number, to: number, end: number, title: string | undefined): Found => {
  const href = view.raw.slice(from, to)
  return { end, href, title, destination: view.span(from, to), form: 'inline', target: undefined }
}

/** A destination without angle brackets loses the white space around it. */
const inlineStripped = (spans: Spans, from: number, to: number, end: number, title?: string): Found => {
  const last = stripEnd(spans.text, from, to)
  return inline(spans, stripStart(spans.text, from, last), last, end, title)
}

/** A title and the closing parenthesis: the quote that ends it is the first one with a `)` behind it. */
function readTitle(spans: Spans, at: number): { title: string; end: number } | undefined {
  const { text, view, end } = spans
  const from = skipSpace(text, at, end)
  const quote = text[from]
  if (from >= end || !isQuote(quote)) return undefined
  const [close, behind] = view.findPattern(quote === '"' ? DOUBLE_END : SINGLE_END, from + 2)
  if (close < 0 || behind > end) return undefined
  return { title: view.raw.slice(from + 1, close), end: behind }
}

const DOUBLE_END = /"[ \t\n\f\v]*\)/g
const SINGLE_END = /'[ \t\n\f\v]*\)/g

/** The destination between parentheses, and its title. Parentheses in it are paired; white space before a quote ends it. */
function readInline(spans: Spans, paren: number): Found | undefined {
  const { text } = spans
  const angle = text[paren + 1] === '<' ? angleEnd(spans, paren + 2) : -1
  if (angle >= 0) {
    if (text[angle + 1] === ')') return inline(spans, paren + 2, angle, angle + 2, undefined)
    const title = readTitle(spans, angle + 1)
    return title && inline(spans, paren + 2, angle, title.end, title.title)
  }
  const dead = knowledgeOf(spans).deadParens
  if (dead.has(paren)) return undefined
  const { close, open } = pairedEnd(spans, paren)
  if (open.length === 0) return inlineStripped(spans, paren + 1, close, close + 1)
  const title = close < 0 ? undefined : readTitle(spans, close + 1)
  if (title) return inlineStripped(spans, paren + 1, close, title.end, title.title)
  for (const at of open) dead.add(at)
  return undefined
}

/** Where the `>` stands that ends a destination on its line, or -1. */
export function angleEnd(spans: Spans, from: number): number {
  const close = spans.find('>', from)
  const line = spans.find('\n', from)
  return line >= 0 && line < close ? -1 : close
}

/** Where the parenthesis is closed, or white space before a quote stands, or -1; and the parentheses that are open there. */
function pairedEnd({ text, end }: Spans, paren: number): { close: number; open: number[] } {
  const open: number[] = []
  for (let at = paren; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 40) open.push(at)
    else if (code === 41) {
      open.pop()
      if (open.length === 0) return { close: at, open }
    } else if (isSpace(code) && isQuote(text[at + 1])) return { close: at, open }
  }
  return { close: -1, open }
}

function readTarget(spans: Spans, open: number, close: number): Found | undefined {
  const found = readReference(spans, open, close)
  return found === 'none' ? readInline(spans, close + 1) : found
}

/** Adds a link or an image with the attributes of its definition's list, its own and its title. */
function add(
  spans: Spans,
  found: Found,
  element: DraftOf<'a' | 'img'>,
  own: readonly (readonly [string, string])[],
): true {
  const { target, title, end } = found
  const attached = target?.definition && spans.parsing.attached.get(target.definition)
  const attributes = new Map<string, string>()
  if (attached) resolveList(attached.list, spans.parsing.attributeLists, attributes)
  for (const [key, value] of own) attributes.set(key, value)
  if (title !== undefined) attributes.set('title', title)
  element.attributes = attributes
  return spans.add(element, end)
}

function addImage(spans: Spans, found: Found, open: number, close: number): true {
  const { href: src, title, form, destination } = found
  const alt = plainText(spans.view.raw.slice(open, close))
  const element = spans.draft('img', found.end, { src, alt, title, form, destination })
  return add(spans, found, element, [
    ['src', src],
    ['alt', alt],
  ])
}

function addLink(spans: Spans, found: Found, children: DraftOf<'a'>['children']): true {
  const { href, title, form, destination } = found
  const element = spans.draft('a', found.end, { href, title, form, destination, children })
  return add(spans, found, element, [['href', href]])
}

/** Parses the text of a link up to its closing bracket. */
function readText(
  spans: Spans,
  open: number,
): { close: number; children: DraftOf<'a'>['children'] } | undefined {
  const none = { href: '', title: undefined, form: 'inline', destination: undefined } as const
  const content = draft('a', [0, 0], none)
  const { closers } = knowledgeOf(spans)
  const stop = new BracketStop(closers)
  const close = spans.attempt(content, open, (spans.inside | IN_LINK) & ~PARENT_EM, stop)
  if (close < 0) stop.giveUp()
  closers.set(open, close)
  return close < 0 ? undefined : { close, children: content.children }
}

export const link: SpanConstruct = {
  first: '[!',
  parse(spans) {
    const { text, at, end } = spans
    const width = bracketWidth(text, at)
    const open = at + width
    if (width === 0 || open >= end || text[open] === '^') return false
    if ((width === 1 && spans.inside & IN_LINK) || spans.tooDeep()) return spans.skip(width)
    const known = knowledgeOf(spans).closers.get(open)
    const early = known === undefined || known < 0 ? undefined : readTarget(spans, open, known)
    if (known !== undefined && !early) return spans.skip(width)
    if (early && width === 2) return addImage(spans, early, open, known ?? open)
    const content = readText(spans, open)
    const found = content && readTarget(spans, open, content.close)
    if (!found) return spans.skip(width)
    return width === 2 ? addImage(spans, found, open, content.close) : addLink(spans, found, content.children)
  },
}
