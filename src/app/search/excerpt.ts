import { foldText, wordsIn } from './fold.ts'

/** A piece of a text; `found` is what was searched for. */
export interface Piece {
  readonly text: string
  readonly found: boolean
}

/** How many characters stand before the first word that was found, and in all. */
const before = 40
const length = 240

/** A text in which excerpts are looked for: what it says, and that folded. */
export interface Said {
  readonly text: string
  readonly folded: Folded
}

export function saidIn(body: string): Said {
  const text = wordsIn(body)
  return { text, folded: foldWithPlaces(text) }
}

/** The place in a post's text where the first of these words (folded) stands, each of them told apart; undefined: none does. */
export function excerptOf({ text, folded }: Said, words: readonly string[]): readonly Piece[] | undefined {
  const spans = foundIn(folded, words)
  const [first] = spans
  if (!first) return undefined
  const start = startOfWord(text, first[0] - before)
  const end = Math.min(text.length, start + length)
  const pieces = [
    plain(start > 0 ? '… ' : ''),
    ...cut(text, start, end, spans),
    plain(end < text.length ? ' …' : ''),
  ]
  return pieces.filter((piece) => piece.text !== '')
}

const plain = (text: string): Piece => ({ text, found: false })

function startOfWord(text: string, at: number): number {
  if (at <= 0) return 0
  const blank = text.indexOf(' ', at)
  return blank < 0 || blank > at + before ? at : blank + 1
}

interface Folded {
  readonly text: string
  /** Of each of its characters, where it stands in the text that was folded; and its end. */
  readonly places: readonly number[]
}

function foldWithPlaces(text: string): Folded {
  const places: number[] = []
  let folded = ''
  let at = 0
  for (const sign of text) {
    const plain = sign < '\u0080' ? sign.toLowerCase() : foldText(sign)
    for (let index = 0; index < plain.length; index += 1) places[folded.length + index] = at
    folded += plain
    at += sign.length
  }
  return { text: folded, places: [...places, at] }
}

type Span = readonly [from: number, to: number]

/** Every place of every word, in order; what overlaps is one. */
function foundIn({ text, places }: Folded, words: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      spans.push([places[at] ?? 0, places[at + word.length] ?? 0])
  }
  return joined(spans.sort(([one], [other]) => one - other))
}

function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = []
  for (const [from, to] of spans) {
    const last = apart.at(-1)
    if (last && from < last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], to)]
    else apart.push([from, to])
  }
  return apart
}

function cut(text: string, start: number, end: number, found: readonly Span[]): Piece[] {
  const pieces: Piece[] = []
  let at = start
  for (const [from, to] of found) {
    if (from >= end) break
    pieces.push(plain(text.slice(at, from)), { text: text.slice(from, Math.min(end, to)), found: true })
    at = Math.min(end, to)
  }
  return [...pieces, plain(text.slice(at, end))]
}
