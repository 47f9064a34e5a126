import { diffWordsWithSpace } from 'diff'
import type { DiffLine } from '../../app/index.ts'

export interface Piece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** One changed place as a proof shows it: what goes is struck out beside what comes. */
export type Excerpt = readonly Piece[]

/** Characters of unchanged text that stand around a change. */
const around = 70

/** The changed places of a text, front matter left out, each with a little of what stands around it. */
export function excerptsOf(diff: readonly DiffLine[]): Excerpt[] {
  return changedPassages(bodyOf(diff))
    .map(({ before, after }) => compare(before, after))
    .filter((excerpt) => excerpt.some(({ kind, text }) => kind !== 'same' && text.trim() !== ''))
}

/** Without the details, whose changes are said in words. */
function bodyOf(diff: readonly DiffLine[]): readonly DiffLine[] {
  const rules = diff.flatMap(({ text }, index) => (/^\uFEFF?---\s*$/.test(text) ? [index] : []))
  const [first, last] = rules
  return first === 0 && last !== undefined ? diff.slice(last + 1) : diff
}

interface Passage {
  before: string
  after: string
  changed: boolean
}

/** The paragraphs in which something changed, whole: the lines between two unchanged blank ones. */
function changedPassages(diff: readonly DiffLine[]): Passage[] {
  const passages: Passage[] = [{ before: '', after: '', changed: false }]
  for (const { kind, text } of diff) {
    const last = passages.at(-1)
    if (kind === 'same' && text.trim() === '') passages.push({ before: '', after: '', changed: false })
    else if (last) add(last, kind, text)
  }
  return passages.filter(({ changed }) => changed)
}

function add(passage: Passage, kind: DiffLine['kind'], text: string): void {
  if (kind !== 'added') passage.before += `${text}\n`
  if (kind !== 'removed') passage.after += `${text}\n`
  passage.changed ||= kind !== 'same'
}

/** Compares the words as they look; where only the marks around them changed, the marks are shown. */
function compare(before: string, after: string): Excerpt {
  const [old, now] = [looks(before), looks(after)]
  const [left, right] = old === now ? [before.trim(), after.trim()] : [old, now]
  const pieces = diffWordsWithSpace(left, right).map(({ added, removed, value }): Piece => {
    return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value }
  })
  return pieces.map((piece, index) => shorten(piece, index === 0, index === pieces.length - 1))
}

function shorten({ kind, text }: Piece, first: boolean, last: boolean): Piece {
  const limit = kind === 'same' ? around : 6 * around
  if (text.length <= 2 * limit) return { kind, text }
  const start = first && kind === 'same' ? '' : text.slice(0, limit)
  const end = last && kind === 'same' ? '' : text.slice(-limit)
  return { kind, text: `${start}…${end}` }
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/\{:[^}\n]*\}/g, ''],
  [/!\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)/gm, ''],
  [/(\*\*|__|~~|`)(?=\S)(.*?\S)\1/g, '$2'],
  [/(?<![\p{L}\p{N}])([*_])(?=\S)(.*?\S)\1(?![\p{L}\p{N}])/gu, '$2'],
  [/\s+/g, ' '],
]

/** Roughly how a passage reads, without the marks that make it look so. */
function looks(text: string): string {
  return marks.reduce((rest, [mark, instead]) => rest.replace(mark, instead), text).trim()
}
