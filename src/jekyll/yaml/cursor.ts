/** Walks through a text and knows the column, which is what YAML's structure is made of. */
export class Cursor {
  readonly text: string
  at = 0
  /** Where the line of `at` starts. */
  lineStart = 0

  constructor(text: string) {
    this.text = text
  }

  get column(): number {
    return this.at - this.lineStart
  }

  /** The character at a distance; `''` behind the end. */
  peek(distance = 0): string {
    return this.text.charAt(this.at + distance)
  }

  get ended(): boolean {
    return this.at >= this.text.length
  }

  /** Over one line break (CR LF is one); returns what it means: LF, or U+2028 and U+2029 as they are. */
  takeBreak(): string {
    const character = this.peek()
    this.at += character === '\r' && this.peek(1) === '\n' ? 2 : 1
    this.lineStart = this.at
    return character === '\u2028' || character === '\u2029' ? character : '\n'
  }

  /** Over characters as long as they pass; returns them. */
  takeWhile(passes: (character: string) => boolean): string {
    const from = this.at
    while (!this.ended && passes(this.peek())) this.at += 1
    return this.text.slice(from, this.at)
  }
}

export const isBlank = (character: string): boolean => character === ' ' || character === '\t'

/** YAML 1.1 also breaks lines at NEL, LS and PS. */
export function isBreak(character: string): boolean {
  switch (character) {
    case '\n':
    case '\r':
    case '\u0085':
    case '\u2028':
    case '\u2029':
      return true
    default:
      return false
  }
}

/** Blank, break or the end (`''`). */
export const isSpace = (character: string): boolean =>
  character === '' || isBlank(character) || isBreak(character)

export const isNameCharacter = (character: string): boolean => /^[0-9A-Za-z_-]$/.test(character)

/** Whether `---` or `...` stands alone at the start of the line. */
export function atDocumentMark(cursor: Cursor): boolean {
  if (cursor.column !== 0 || !isSpace(cursor.peek(3))) return false
  const three = cursor.text.slice(cursor.at, cursor.at + 3)
  return three === '---' || three === '...'
}
