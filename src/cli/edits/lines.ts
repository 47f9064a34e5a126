import { diffArrays } from 'diff/lib/diff/array.js'

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

function apply(before: readonly string[], hunks: readonly Hunk[]): string {
  let text = ''
  let at = 0
  for (const { from, to, lines } of hunks) {
    text += before.slice(at, from).join('') + lines.join('')
    at = to
  }
  return text + before.slice(at).join('')
}

/**
 * How many lines a reader of the difference sees, and how many of them had to change: the rest could be taken back, line
 * by line, and the text would mean the same (`means` says so).
 */
export function linesTouched(
  before: string,
  after: string,
  means: (text: string) => boolean,
): { touched: number; least: number } {
  const old = linesOf(before)
  const hunks = hunksOf(old, linesOf(after))
  const touched = size(hunks)
  return { touched, least: touched <= 1 ? touched : size(needed(old, hunks, means)) }
}

/** More pieces than this are not tried one by one. */
const many = 40

/** The changes of single lines without which the text would not mean the same. */
function needed(old: readonly string[], hunks: readonly Hunk[], means: (text: string) => boolean): Hunk[] {
  let left = hunks.flatMap((hunk) => byLine(hunk))
  if (left.length > many) return left
  for (const one of [...left].reverse()) {
    const without = left.filter((hunk) => hunk !== one)
    if (means(apply(old, without))) left = without
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
