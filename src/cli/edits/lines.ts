import { diffArrays } from 'diff/lib/diff/array.js'
import { Seams } from './seams.ts'

/** Old lines from `from` to `to` became `lines`. */
interface Hunk {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = []
  let at = 0
  let open: Hunk | undefined
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      if (open) hunks.push(open)
      open = undefined
      at += value.length
    } else if (removed) {
      open = { from: open?.from ?? at, to: at + value.length, lines: open?.lines ?? [] }
      at += value.length
    } else open = { from: open?.from ?? at, to: open?.to ?? at, lines: [...(open?.lines ?? []), ...value] }
  }
  return open ? [...hunks, open] : hunks
}

const size = (hunks: readonly Hunk[]): number =>
  hunks.reduce((sum, { from, to, lines }) => sum + Math.max(to - from, lines.length), 0)

function apply(before: readonly string[], hunks: readonly Hunk[]): string[] {
  const lines: string[] = []
  let at = 0
  for (const { from, to, lines: now } of hunks) {
    lines.push(...before.slice(at, from), ...now)
    at = to
  }
  return [...lines, ...before.slice(at)]
}

/** How many lines a reader of the difference sees, how many of them had to change, and a text in which only these did. */
export interface LinesTouched {
  readonly touched: number
  readonly least: number
  readonly text: string
}

/**
 * How many lines an edit touched, and the least. The least is what is left after every change of a line was taken back
 * without which the text
 *
 * - is still read as exactly the edited document (`means` says so),
 * - still keeps its blocks apart as a hand would (see `Seams`; kramdown reads `a\n\nNEW\n# b` as well, and four line ends
 *   where a paragraph was deleted, and the difference has one line less, but nobody means to write so), and
 * - still has its form: the numbers of a list count up, the rows of a table are as long as the first one, the lines of
 *   an item or a quote begin as the container's lines do, and the last line ends, or does not, as it did.
 *
 * So the least is no bound that may be out of reach: it is a text that was found. It is never more than what was touched.
 */
export function linesTouched(before: string, after: string, means: (text: string) => boolean): LinesTouched {
  const [old, now] = [linesOf(before), linesOf(after)]
  const hunks = hunksOf(old, now)
  const touched = size(hunks)
  if (touched <= 1) return { touched, least: touched, text: after }
  const seams = new Seams(old, now)
  const isAsGood = (some: readonly Hunk[]) => {
    const lines = apply(old, some)
    return isEnded(lines.at(-1)) === isEnded(now.at(-1)) && seams.allow(lines) && means(lines.join(''))
  }
  const pieces = hunks.flatMap((hunk) => piecesOf(old, hunk))
  const form = pieces.filter((piece) => isForm(old, piece) && !hunks.includes(piece))
  const doubtful = pieces.filter((piece) => !form.includes(piece))
  const left = needed(doubtful, (some) => isAsGood(inOrder([...some, ...form])))
  const all = inOrder([...left, ...form])
  return { touched, least: size(all), text: apply(old, all).join('') }
}

const isEnded = (line: string | undefined): boolean => line?.endsWith('\n') === true

const inOrder = (hunks: readonly Hunk[]): Hunk[] => [...hunks].sort((one, other) => one.from - other.from)

/** Its lines one by one; all together where each has but another start or other cells. */
function piecesOf(old: readonly string[], hunk: Hunk): Hunk[] {
  const pieces = byLine(hunk)
  const isWhole = pieces.every((piece) => isForm(old, piece) && !isNumber(old, piece))
  return isWhole && pieces.length > 1 ? [hunk] : pieces
}

const isNumber = (old: readonly string[], { from, lines }: Hunk): boolean =>
  numberOf(old[from]) !== numberOf(lines[0])

const numberOf = (line = ''): string => /^[ \t>]*(\d+)\./.exec(line)?.[1] ?? ''

/** Whether a line has but another number, other cells, or another start than it had. */
function isForm(old: readonly string[], { from, to, lines }: Hunk): boolean {
  const [before, now] = [old[from] ?? '', lines[0] ?? '']
  if (to === from || before.trim() === '' || now.trim() === '') return false
  const bars = (line: string) => line.split('|').length
  if (bars(before) > 1 && bars(now) > 1 && bars(before) !== bars(now)) return true
  return bareLine(before) === bareLine(now)
}

const bareLine = (line: string): string => line.replace(/^[ \t>]*(?:\d+\.)?[ \t]*/, '').trimEnd()

/** More texts than this are not tried for one edit. */
const patience = 80

/** The changes without which it would not be as good: larger groups of them are tried first, single ones last. */
function needed(pieces: readonly Hunk[], isAsGood: (some: readonly Hunk[]) => boolean): readonly Hunk[] {
  let left = pieces
  let tries = 0
  for (let group = pieces.length > 8 ? pieces.length >> 1 : 1; group >= 1; group >>= 1)
    for (let end = left.length; end > 0; end -= group) {
      const without = left.filter((_, at) => at < end - group || at >= end)
      if (++tries > patience) return left
      if (isAsGood(without)) left = without
    }
  return left
}

/** A change of some lines into as many others, as one change for each line. */
function byLine({ from, to, lines }: Hunk): Hunk[] {
  const count = Math.max(to - from, lines.length)
  return Array.from({ length: count }, (_, at) => ({
    from: Math.min(from + at, to),
    to: Math.min(from + at + 1, to),
    lines: lines.slice(at, at + 1),
  }))
}
