import { diffArrays } from 'diff/lib/diff/array.js'
import type { LinePrefix } from './origin.ts'

/** How new lines of a container start. */
export interface NewLine {
  /** Before the first line. */
  readonly first: string
  /** Before other lines, where no line of the container shows it. */
  readonly other: string
  /** Before empty lines; where that is nothing, also before lines of blanks. */
  readonly empty: string
}

interface Aligned {
  /** The old line in whose place the new one stands. */
  readonly index: number | undefined
  readonly changed: boolean
}

/** Puts a container's changed content behind its markers again; lines that did not change keep theirs. */
export function withPrefixes(
  content: string,
  old: string,
  lines: readonly LinePrefix[],
  fresh: NewLine,
): string {
  const [before, now] = [old.split('\n'), content.split('\n')]
  const aligned = alignLines(before, now)
  let usual = usualPrefix(lines) ?? fresh.other
  const isEmpty = (line: string) => (fresh.empty === '' ? line.trim() : line) === ''
  const start = (line: string, at: number): LinePrefix => {
    const { index, changed } = aligned[at] ?? { index: undefined, changed: true }
    if (at === 0) return { prefix: fresh.first, pad: 0 }
    const own = index === undefined || index === 0 ? undefined : lines[index]
    if (!own || (changed && !fits(own, line, before[index ?? 0] ?? ''))) {
      return { prefix: isEmpty(line) ? fresh.empty : usual, pad: 0 }
    }
    if (line !== '' && own.prefix !== '' && own.pad === 0) usual = own.prefix
    return own
  }
  return now.map((line, at) => prefixed(line, start(line, at))).join('\n')
}

/** Whether a changed line can start as the line did in whose place it stands. */
const fits = ({ pad }: LinePrefix, line: string, old: string): boolean =>
  (old === '') === (line === '') && line.startsWith(' '.repeat(pad))

const prefixed = (line: string, { prefix, pad }: LinePrefix): string => prefix + line.slice(pad)

/** What the container's lines below the first start with; empty ones and lazy ones show nothing. */
function usualPrefix(lines: readonly LinePrefix[]): string | undefined {
  return lines.slice(1).find(({ prefix, pad }) => prefix !== '' && pad === 0 && /[ \t]$/.test(prefix))?.prefix
}

function alignLines(old: readonly string[], now: readonly string[]): Aligned[] {
  const aligned: Aligned[] = []
  let at = 0
  let replaced: number[] = []
  for (const { added, removed, count } of diffArrays([...old], [...now])) {
    if (removed) {
      replaced = Array.from({ length: count }, (_, index) => at + index)
      at += count
    } else if (added) {
      aligned.push(
        ...Array.from({ length: count }, (_, index) => ({ index: replaced[index], changed: true })),
      )
      replaced = []
    } else {
      aligned.push(...Array.from({ length: count }, (_, index) => ({ index: at + index, changed: false })))
      at += count
      replaced = []
    }
  }
  return aligned
}
