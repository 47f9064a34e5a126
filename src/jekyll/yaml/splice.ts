/** Replaces what lies between two offsets of a text. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Splices that do not overlap, in any order; those at the same place stand in the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const sorted = splices.map((splice, index) => ({ splice, index }))
  sorted.sort((one, other) => one.splice.from - other.splice.from || one.index - other.index)
  let result = ''
  let at = 0
  for (const { splice } of sorted) {
    result += text.slice(at, Math.max(at, splice.from)) + splice.text
    at = Math.max(at, splice.to)
  }
  return result + text.slice(at)
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end === -1) return text.length
  return end > offset && text[end - 1] === '\r' ? end - 1 : end
}

/** Where the line of an offset starts. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1
