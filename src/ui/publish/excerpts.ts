import { diffWordsWithSpace } from 'diff/lib/diff/word.js'
import type { DiffLine } from '../../app/index.ts'

interface Piece {
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

/** The paragraphs and list items in which something changed, whole. */
function changedPassages(diff: readonly DiffLine[]): Passage[] {
  const passages: Passage[] = [{ before: '', after: '', changed: false }]
  for (const line of paired(diff)) {
    let last = passages.at(-1)
    if (!last || begins(line, last)) passages.push((last = { before: '', after: '', changed: false }))
    add(last, line)
  }
  return passages.filter(({ changed }) => changed)
}

const marker = /^\s*(?:[-*+]|\d+[.)]|#{1,6})\s/

function begins({ kind, text }: DiffLine, { before, after }: Passage): boolean {
  if (kind === 'same' && text.trim() === '') return true
  if (!marker.test(text)) return false
  return kind === 'added' ? after !== '' : before !== '' || after !== ''
}

function add(passage: Passage, { kind, text }: DiffLine): void {
  if (kind !== 'added') passage.before += `${text}\n`
  if (kind !== 'removed') passage.after += `${text}\n`
  passage.changed ||= kind !== 'same'
}

/** As many lines that come as lines that go: each beside its own. */
function paired(diff: readonly DiffLine[]): DiffLine[] {
  const result: DiffLine[] = []
  for (let at = 0; at < diff.length;) {
    const gone = run(diff, at, 'removed')
    const come = run(diff, at + gone.length, 'added')
    const lines =
      gone.length === come.length
        ? gone.flatMap((line, index) => [line, ...come.slice(index, index + 1)])
        : [...gone, ...come]
    const same = lines.length === 0 ? diff.slice(at, at + 1) : []
    result.push(...lines, ...same)
    at += lines.length + same.length
  }
  return result
}

function run(diff: readonly DiffLine[], from: number, kind: DiffLine['kind']): readonly DiffLine[] {
  const end = diff.findIndex((line, index) => index >= from && line.kind !== kind)
  return diff.slice(from, end < 0 ? undefined : end)
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
  // Cut between words, where there is a blank to cut at.
  const start = first && kind === 'same' ? '' : text.slice(0, limit).replace(/(\s)\S*$/, '$1')
  const end = last && kind === 'same' ? '' : text.slice(-limit).replace(/^\S*(?=\s)/, '')
  return { kind, text: `${start}…${end}` }
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/\{:[^}\n]*\}/g, ''],
  [/!\[([^\]]*)\]\([^)]*\)/g, '(picture: $1)'],
  [/^[ \t]*[-*+][ \t]+\[ \][ \t]/gm, '☐ '],
  [/^[ \t]*[-*+][ \t]+\[[xX]\][ \t]/gm, '☑ '],
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
