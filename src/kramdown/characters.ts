/** Character classes as Ruby's regular expressions have them: `\s` and `\w` are ASCII. */

export const SPACE = 32
export const TAB = 9
export const NEWLINE = 10

/** Ruby's `\s`. */
export const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)

/** Ruby's `\w`. */
export const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95

/** A quotation mark as titles and values have it. */
export const isQuote = (char: string | undefined): boolean => char === '"' || char === "'"

/** Matches a sticky pattern at an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Says whether a sticky pattern matches at an offset. */
export function testAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** Skips white space up to an end. */
export function skipSpace(text: string, at: number, end = text.length): number {
  let place = at
  while (place < end && isSpace(text.charCodeAt(place))) place += 1
  return place
}

/** Takes spaces and tabs off the end of a range. */
export function trimBlanks(text: string, from: number, to: number): number {
  let end = to
  while (end > from && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1
  return end
}

/** Ruby's `strip`, which takes NUL for white space at the right. */
export function stripEnd(text: string, from: number, to: number): number {
  let end = to
  while (end > from && (isSpace(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === 0)) end -= 1
  return end
}

export function stripStart(text: string, from: number, to: number): number {
  let start = from
  while (start < to && (isSpace(text.charCodeAt(start)) || text.charCodeAt(start) === 0)) start += 1
  return start
}

/** Ruby's `strip`. */
export const strip = (text: string): string => {
  const end = stripEnd(text, 0, text.length)
  return text.slice(stripStart(text, 0, end), end)
}
