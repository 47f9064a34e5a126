import { Backticks } from './backticks.ts'
import type { Draft, DraftOf, Own } from './draft.ts'
import { addText, draft } from './draft.ts'
import { LastElement } from './last-element.ts'
import type { LinkKnowledge } from './link.ts'
import type { Parsing } from './parsing.ts'
import { MAX_DEPTH } from './parsing.ts'
import type { View } from './view.ts'

/** One kind of span: the characters that it begins with (none: any), and how it is read. */
export interface SpanConstruct {
  readonly first?: string
  /** Reads the span at the parser's place and moves behind it, or returns false and leaves all as it was. */
  readonly parse: (spans: Spans) => boolean
}

/** What the parser is inside of, as bits. Spans behave differently there, so what was found out counts only there. */
export const IN_EM = 1
export const IN_STRONG = 2
/** Inside a link or an image: no links. */
export const IN_LINK = 8
/** Inside an HTML element whose content is not parsed: HTML only. */
export const IN_RAW = 16
/** The parent itself is an `em`. */
export const PARENT_EM = 32

/** What ends the content of a span. */
export interface Stop {
  /** Its name, if failing to find it depends on the place and the surroundings alone: then a failure is remembered. */
  readonly key?: string
  /** Says whether the content ends at the parser's place. */
  readonly here: (spans: Spans) => boolean
  /** It is known by now that it will not be found. */
  readonly hopeless?: boolean
}

/** The constructs by their first characters, in the order in which they are tried. */
export class SpanTable {
  readonly #byCode: (readonly SpanConstruct[])[] = []
  readonly #other: readonly SpanConstruct[]
  readonly #marks = new Uint8Array(128)
  readonly #quotes: boolean

  constructor(all: readonly SpanConstruct[]) {
    const inText = all.filter(({ first }) => first === undefined)
    this.#quotes = inText.length > 0
    this.#other = all.filter(({ first }) => first === undefined || first === '\uf8f0')
    for (let code = 0; code < 128; code += 1) {
      const char = String.fromCharCode(code)
      const here = all.filter(({ first }) => first?.includes(char) ?? true)
      this.#byCode.push(here)
      if (here.length > inText.length || char === ']') this.#marks[code] = 1
    }
  }

  candidates(code: number): readonly SpanConstruct[] {
    return this.#byCode[code] ?? this.#other
  }

  /** The next place from which a span may begin, or -1: a mark, or the character before a quote. */
  next(text: string, from: number, end: number): number {
    for (let at = from; at < end; at += 1) {
      const code = text.charCodeAt(at)
      if (code >= 128) {
        if (code === 0xf8f0) return at
      } else if (this.#marks[code] === 1) return at
      else if ((code === 34 || code === 39) && this.#quotes) {
        return at > from && text.charCodeAt(at - 1) !== 92 ? at - 1 : at
      }
    }
    return -1
  }
}

/** The span parser's place in a view, and what it is inside of. */
export class Spans {
  readonly parsing: Parsing
  readonly view: View
  readonly text: string
  readonly from: number
  readonly end: number
  at: number
  parent: Draft
  /** The bits of what the parser is inside of. */
  inside = 0
  /** How many of the surrounding spans become text again if they do not end. */
  attempts = 0
  #knownLinks: Map<number, LinkKnowledge> | undefined
  #knownBackticks: Backticks | undefined
  #lastBrace: number | undefined
  readonly #last = new LastElement()
  depth = 0
  table: SpanTable
  /** The constructs of text that is parsed whole. */
  readonly everything: SpanTable
  /** The beginning of the text that no span has taken yet. */
  #pending: number
  /** The places from which a stop is known not to be found, by stop and surroundings. */
  #dead: Map<string, Set<number>> | undefined

  constructor(
    parsing: Parsing,
    content: { view: View; from: number; to: number },
    parent: Draft,
    table: SpanTable = parsing.spans,
  ) {
    this.parsing = parsing
    this.view = content.view
    this.text = content.view.text.slice(0, content.to)
    this.from = this.at = this.#pending = content.from
    this.end = content.to
    this.parent = parent
    this.table = table
    this.everything = parsing.spans
  }

  /** An element that reaches from the parser's place to an offset. */
  draft<T extends Draft['type']>(type: T, end: number, own: Own<T>): DraftOf<T> {
    return draft(type, this.view.span(this.at, end), own)
  }

  /** Adds an element that ends at an offset, behind the text before it. */
  add(element: Draft, end: number): true {
    this.flush(this.at)
    this.parent.children.push(element)
    this.at = this.#pending = end
    return true
  }

  /** Adds an element that reaches from the parser's place to an offset. */
  take<T extends Draft['type']>(type: T, end: number, own: Own<T>): true {
    return this.add(this.draft(type, end, own), end)
  }

  /** Moves on without an element: what was passed is text. */
  skip(length: number): true {
    this.at += length
    return true
  }

  /** Makes the text so far an element's own, so that nothing behind it joins it. */
  flush(to: number): void {
    addText(this.parent.children, this.view, this.#pending, to)
    this.#pending = Math.max(this.#pending, to)
  }

  /** Where a needle stands at or behind an offset within the text, or -1. */
  find(needle: string, from: number): number {
    const at = this.view.find(needle, from)
    return at < 0 || at + needle.length > this.end ? -1 : at
  }

  /** A pattern (with the flag g): where its next match at or behind an offset within the text begins and ends, or -1. */
  findPattern(pattern: RegExp, from: number): readonly [at: number, end: number] {
    const [at, end] = this.view.findPattern(pattern, from)
    return end > this.end ? [-1, -1] : [at, end]
  }

  /** The last element of the parent, if no text stands behind it. */
  lastElement(): Draft | undefined {
    if (this.#pending < this.at) return undefined
    const last = this.#last.of(this.parent.children) ?? this.parsing.boxes.get(this.parent)
    return last?.type === 'text' || last?.type === 'escape' ? undefined : last
  }

  /** What is known of links, by what they are inside of. */
  get links(): Map<number, LinkKnowledge> {
    return (this.#knownLinks ??= new Map())
  }

  /** Where the last `}` of the text ends; 0 if there is none. */
  get lastBrace(): number {
    return (this.#lastBrace ??= this.text.lastIndexOf('}') + 1)
  }

  get backticks(): Backticks {
    return (this.#knownBackticks ??= new Backticks(this.text, this.from))
  }

  tooDeep(): boolean {
    return this.depth >= MAX_DEPTH
  }

  /** Set of the places from which a stop is known not to be found in surroundings. */
  deadEnds(key: string, inside: number): Set<number> {
    const name = `${inside}${key}`
    this.#dead ??= new Map()
    const known = this.#dead.get(name) ?? new Set<number>()
    this.#dead.set(name, known)
    return known
  }

  /** Parses everything. */
  parse(): void {
    this.#run(undefined)
  }

  /**
   * Parses the content of an element from the parser's place up to a stop, where the parser then stands. Without one it
   * returns false, at the end of the text; the caller goes back, or keeps what there is (`rest`).
   */
  parseInside(element: Draft, inside: number, stop: Stop, table = this.table): boolean {
    const outer = { parent: this.parent, inside: this.inside, table: this.table }
    const pending = this.#pending
    this.parent = element
    this.inside = inside
    this.table = table
    this.#pending = this.at
    this.depth += 1
    const found = this.#run(stop)
    this.depth -= 1
    if (!found) this.rest = this.#pending
    Object.assign(this, outer)
    this.#pending = pending
    return found
  }

  /** The same with content that becomes text again if the stop is not found. Returns where it stopped, or -1; the parser stays. */
  attempt(element: Draft, from: number, inside: number, stop: Stop): number {
    const { at } = this
    this.at = from
    this.attempts += 1
    const found = this.parseInside(element, inside, stop)
    this.attempts -= 1
    const end = found ? this.at : -1
    this.at = at
    return end
  }

  /** Where the text began that was left when the last content did not end. */
  rest = 0

  #run(stop: Stop | undefined): boolean {
    const dead = stop?.key === undefined ? undefined : this.deadEnds(stop.key, this.inside)
    const visited: number[] = []
    for (;;) {
      const at = this.table.next(this.text, this.at, this.end)
      if (at < 0 || dead?.has(at)) break
      this.at = at
      if (dead) visited.push(at)
      if (stop?.here(this)) {
        this.flush(at)
        return true
      }
      if (stop?.hopeless) break
      if (!this.#tryConstructs(at)) this.at += 1
    }
    for (const at of visited) dead?.add(at)
    if (!stop) this.flush(this.end)
    this.at = this.end
    return false
  }

  #tryConstructs(at: number): boolean {
    for (const construct of this.table.candidates(this.text.charCodeAt(at))) {
      if (construct.parse(this)) return true
    }
    return false
  }
}
