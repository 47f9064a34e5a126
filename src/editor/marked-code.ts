import { decodeEntities } from './html-tag.ts'

/** A piece of HTML and what a reader sees of it: '' for a tag. */
interface Piece {
  readonly source: string
  readonly text: string
}

const start = /^\s*<pre\b[^>]*>\n?/i
const end = /\n?<\/pre\s*>\s*$/i
const syntax = /<!--[^]*?-->|<[^>]*>|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);|[^]/giu

/** Whether a block of HTML is code of which it says itself which words are set how. */
export const isMarkedCode = (source: string): boolean => /^<pre\b/i.test(source)

const edgesOf = (source: string): readonly [start: string, end: string] => [
  start.exec(source)?.[0] ?? '',
  end.exec(source)?.[0] ?? '',
]

function piecesOf(source: string): Piece[] {
  const [before, behind] = edgesOf(source)
  const inner = source.slice(before.length, source.length - behind.length)
  return [...inner.matchAll(syntax)].map(([found]) => ({ source: found, text: shown(found) }))
}

function shown(piece: string): string {
  if (piece.length === 1) return piece
  return piece.startsWith('<') ? '' : decodeEntities(piece)
}

const isTag = (piece: Piece | undefined): boolean => piece?.text === ''
const sourceOf = (pieces: readonly Piece[]): string => pieces.map(({ source }) => source).join('')

/** The code without its tags. */
export const markedCodeText = (source: string): string =>
  piecesOf(source)
    .map(({ text }) => text)
    .join('')

/** The same code with another text: its tags stay around the words that stay, and go with words that go. */
export function withMarkedCodeText(source: string, text: string): string {
  const pieces = piecesOf(source)
  const patched = around(source, patch(pieces, text))
  if (markedCodeText(patched) === text) return patched
  // a sign that meant itself would mean something with what now stands beside it
  const safe = pieces.map((piece) => (isTag(piece) ? piece : { ...piece, source: escaped(piece.text) }))
  return around(source, patch(safe, text))
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\{(?=[{%])/g, '&#123;')

function around(source: string, inner: string): string {
  const [before, behind] = edgesOf(source)
  return before + inner + behind
}

function patch(pieces: readonly Piece[], text: string): string {
  const [head, from] = same(pieces, text, 'start')
  const [tail, left] = same(pieces.slice(head).reverse(), text.slice(from), 'end')
  const [first, last] = [head, pieces.length - tail]
  const added = escaped(text.slice(from, text.length - left))
  const now = replaced(pieces.slice(first, last), added, first === 0)
  return sourceOf(pieces.slice(0, first)) + now + sourceOf(pieces.slice(last))
}

/** How many pieces are seen at the start or the end of a text, tags next to the others not counted, and how long that is. */
function same(
  pieces: readonly Piece[],
  text: string,
  where: 'start' | 'end',
): readonly [count: number, length: number] {
  let [count, length] = [0, 0]
  for (const piece of pieces) {
    const left = where === 'start' ? text.slice(length) : text.slice(0, text.length - length)
    if (!(where === 'start' ? left.startsWith(piece.text) : left.endsWith(piece.text))) break
    count += 1
    length += piece.text.length
  }
  while (isTag(pieces[count - 1])) count -= 1
  return [count, length]
}

/** Words for those in some pieces: where the first of them stood, or before the tags; at the very start behind them. */
function replaced(pieces: readonly Piece[], added: string, atStart: boolean): string {
  const words = pieces.findIndex((piece) => !isTag(piece))
  const at = words !== -1 ? words : atStart ? pieces.length : 0
  const tags = (some: readonly Piece[]): string => sourceOf(some.filter(isTag))
  const now = tags(pieces.slice(0, at)) + added + tags(pieces.slice(at))
  return now.replace(/<(\w+)\b[^>]*><\/\1>/g, '')
}
