import { diffArrays } from 'diff/lib/diff/array.js'

/** Bodies are edited with `\n` at every line's end; this keeps what stood there. */
export interface LineEnds {
  /** The most common one, for new lines. */
  readonly usual: string
  /** The end of every line, where they are not all the same. */
  readonly each: readonly string[] | undefined
}

const lineEnd = /\r\n?|\n/g

/** The body with `\n` at every line's end, and what stood there before. */
export function withoutLineEnds(body: string): { text: string; lineEnds: LineEnds } {
  if (!body.includes('\r')) return { text: body, lineEnds: { usual: '\n', each: undefined } }
  const each = body.match(lineEnd) ?? []
  const usual = mostCommon(each)
  return {
    text: body.replace(lineEnd, '\n'),
    lineEnds: { usual, each: each.every((end) => end === usual) ? undefined : each },
  }
}

function mostCommon(ends: readonly string[]): string {
  const count = (end: string) => ends.filter((other) => other === end).length
  return ['\n', '\r\n', '\r'].reduce((best, end) => (count(end) > count(best) ? end : best))
}

/** Gives every line its end again: lines of the old text theirs, new ones the usual. */
export function withLineEnds(text: string, old: string, { usual, each }: LineEnds): string {
  if (each === undefined) return usual === '\n' ? text : text.replaceAll('\n', usual)
  const lines = text.split('\n')
  const ends = endsFor(lines, old.split('\n'), each)
  return lines
    .map((line, index) => line + (index === lines.length - 1 ? '' : (ends[index] ?? usual)))
    .join('')
}

/** What the new lines end with: the same lines at both ends and in between what they did, replaced ones what those did. */
function endsFor(
  now: readonly string[],
  old: readonly string[],
  each: readonly string[],
): (string | undefined)[] {
  const length = Math.min(now.length, old.length)
  let [head, tail] = [0, 0]
  while (head < length && now[head] === old[head]) head++
  while (tail < length - head && now.at(-1 - tail) === old.at(-1 - tail)) tail++
  const [from, to] = [old.length - tail, now.length - tail]
  const between = endsBetween(now.slice(head, to), old.slice(head, from), each.slice(head, from))
  return [...each.slice(0, head), ...between, ...each.slice(from)]
}

function endsBetween(now: string[], old: string[], each: readonly string[]): (string | undefined)[] {
  const ends: (string | undefined)[] = []
  let at = 0
  let replaced: (string | undefined)[] = []
  for (const { added, removed, count } of diffArrays(old, now)) {
    if (removed) replaced = each.slice(at, (at += count))
    else if (added) ends.push(...Array.from({ length: count }, (_, index) => replaced[index]))
    else ends.push(...each.slice(at, (at += count)))
    if (!removed) replaced = []
  }
  return ends
}
