/** Something that keeps a file from meaning what its author thinks, in words for that author. */
export interface Problem {
  /** One plain sentence. */
  readonly message: string
  /** 1 is the first line of the file. */
  readonly line: number
  /** 1 is the first character (UTF-16 code unit) of the line. */
  readonly column: number
}

/** A problem of a file of the site other than the one that is open. */
export interface SiteProblem extends Problem {
  readonly path: string
}

/** Line and column (both from 1) of an offset in UTF-16 code units. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const start = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - start + 1 }
}
