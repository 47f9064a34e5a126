import type { Span } from './tree.ts'

/**
 * A text to be parsed, together with where each of its characters stands in the source.
 *
 * The body of a quote or of a list item is a view: its prefixes are gone, and every offset into it still leads back to
 * the source. `text` is what the constructs look at; `raw` is what stands there. They differ in Liquid tokens alone,
 * which `text` shows as runs of one private character, so that no construct ever looks into them.
 *
 * The map is piecewise: from `starts[i]` on, view and source run in step from `sources[i]`. A negative `sources[i]` is
 * a piece without source (a newline that the last line lacks, the spaces that a tab stands for): all of it lies at `~sources[i]`.
 */
export class View {
  readonly text: string
  readonly raw: string
  readonly #starts: readonly number[]
  readonly #sources: readonly number[]
  #cursor = 0
  #matched: Map<RegExp, readonly [from: number, at: number, end: number]> | undefined
  #found: Map<string, readonly [from: number, at: number]> | undefined

  constructor(text: string, raw: string, starts: readonly number[], sources: readonly number[]) {
    this.text = text
    this.raw = raw
    this.#starts = starts
    this.#sources = sources
  }

  /** `text.indexOf` that remembers its last answer for each needle, so that many searches for what is not there cost one. */
  find(needle: string, from: number): number {
    this.#found ??= new Map()
    const last = this.#found.get(needle)
    if (last && from >= last[0] && (last[1] < 0 || from <= last[1])) return last[1]
    const at = this.text.indexOf(needle, from)
    this.#found.set(needle, [from, at])
    return at
  }

  /** The same for a pattern (with the flag g): where its next match begins and ends, or -1. */
  findPattern(pattern: RegExp, from: number): readonly [at: number, end: number] {
    this.#matched ??= new Map()
    const [start, at, end] = this.#matched.get(pattern) ?? [Infinity, -1, -1]
    if (from >= start && (at < 0 || from <= at)) return [at, end]
    pattern.lastIndex = from
    const match = pattern.exec(this.text)
    const found = [from, match ? match.index : -1, match ? pattern.lastIndex : -1] as const
    this.#matched.set(pattern, found)
    return [found[1], found[2]]
  }

  /** Where the character at `offset` stands in the source; at the end of the view, where its last one ends. */
  at(offset: number): number {
    if (offset >= this.text.length && offset > 0) return this.behind(offset)
    return this.#place(this.#piece(offset), offset)
  }

  /** Where the character before `offset` ends in the source. */
  behind(offset: number): number {
    if (offset <= 0) return this.at(0)
    const piece = this.#piece(offset - 1)
    return this.#place(piece, offset - 1) + ((this.#sources[piece] ?? 0) < 0 ? 0 : 1)
  }

  /** The source's span from the first to the last character of a range; an empty range lies where it begins. */
  span(from: number, to: number): Span {
    if (from >= to) {
      const place = this.at(from)
      return [place, place]
    }
    return [this.at(from), this.behind(to)]
  }

  /** Calls `visit` for each part of a range that runs in step with the source, or has none (`real` is false). */
  pieces(
    from: number,
    to: number,
    visit: (from: number, to: number, source: number, real: boolean) => void,
  ): void {
    let start = from
    for (let piece = this.#piece(from); start < to; piece += 1) {
      const end = Math.min(to, this.#starts[piece + 1] ?? to)
      if (end > start) visit(start, end, this.#place(piece, start), (this.#sources[piece] ?? 0) >= 0)
      start = Math.max(start, end)
    }
  }

  #place(piece: number, offset: number): number {
    const source = this.#sources[piece] ?? 0
    return source < 0 ? ~source : source + offset - (this.#starts[piece] ?? 0)
  }

  #holds(piece: number, offset: number): boolean {
    const start = this.#starts[piece]
    const next = this.#starts[piece + 1]
    return start !== undefined && start <= offset && (next === undefined || offset < next)
  }

  /** The piece that holds an offset. Parsing runs forward, so it is mostly the last one asked for, or the next. */
  #piece(offset: number): number {
    if (this.#holds(this.#cursor, offset)) return this.#cursor
    if (this.#holds(this.#cursor + 1, offset)) return (this.#cursor += 1)
    return (this.#cursor = this.#search(offset))
  }

  #search(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** Puts a view together from parts of another one. */
export class ViewBuilder {
  #text = ''
  #raw = ''
  readonly #starts: number[] = []
  readonly #sources: number[] = []
  /** The source offset with which a piece would carry on the last one. */
  #next = -1

  get length(): number {
    return this.#text.length
  }

  /** Appends a range of a view. */
  add(view: View, from: number, to: number): this {
    view.pieces(from, to, (start, end, source, real) => {
      this.#map(real ? source : ~source, end - start)
      this.#text += view.text.slice(start, end)
    })
    this.#raw += view.raw.slice(from, to)
    return this
  }

  /** Appends text that the source does not have; `source` is the place that it belongs to. */
  insert(text: string, source: number): this {
    return this.source(text, text, ~source)
  }

  /** Appends a part of the source itself. */
  source(text: string, raw: string, from: number): this {
    if (text === '') return this
    this.#map(from, text.length)
    this.#text += text
    this.#raw += raw
    return this
  }

  build(): View {
    // Copies have no room to grow: a list of many items keeps many views.
    return new View(this.#text, this.#raw, this.#starts.slice(), this.#sources.slice())
  }

  #map(source: number, length: number): void {
    if (source < 0 || source !== this.#next) {
      this.#starts.push(this.#text.length)
      this.#sources.push(source)
    }
    this.#next = source < 0 ? -1 : source + length
  }
}

/**
 * The view of a whole document: line ends become newlines and the last line gets one if it has none, as in kramdown.
 * @param text the source with Liquid tokens masked, of the same length as `source`
 */
export function viewOf(source: string, text = source): View {
  const builder = new ViewBuilder()
  let start = 0
  for (const { index, 0: ending } of source.matchAll(/\r\n?/g)) {
    const newline = index + ending.length - 1
    builder.source(text.slice(start, index), source.slice(start, index), start).source('\n', '\n', newline)
    start = newline + 1
  }
  builder.source(text.slice(start), source.slice(start), start)
  if (!/[\r\n]$/.test(source)) builder.insert('\n', source.length)
  return builder.build()
}
