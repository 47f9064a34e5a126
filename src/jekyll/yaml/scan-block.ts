import { type Cursor, isBlank, isBreak } from './cursor.ts'
import { YamlError } from './nodes.ts'
import type { Scanned } from './scan-scalars.ts'

type Chomping = '-' | '+' | ''

interface Header {
  readonly chomping: Chomping
  /** 0: to be found from the first line. */
  readonly increment: number
}

/** A literal (`|`) or folded (`>`) scalar, the cursor at its indicator; `parentIndent` is that of the collection around it. */
export function scanBlockScalar(cursor: Cursor, parentIndent: number): Scanned {
  const folds = cursor.peek() === '>'
  cursor.at += 1
  const { chomping, increment } = takeHeader(cursor)
  const base = Math.max(parentIndent, 0)
  const lines = new Lines(cursor, increment === 0 ? 0 : base + increment, parentIndent)
  return { value: lines.take(folds, chomping), to: lines.to }
}

function takeHeader(cursor: Cursor): Header {
  const marks = /^(?:([-+])([1-9]?)|([1-9])([-+]?))?/.exec(cursor.text.slice(cursor.at, cursor.at + 2)) ?? [
    '',
  ]
  cursor.at += marks[0].length
  const chomping = marks[1] ?? marks[4] ?? ''
  const increment = Number(marks[2] ?? marks[3] ?? 0)
  const blanks = cursor.takeWhile(isBlank)
  if (cursor.peek() === '#' && blanks !== '') cursor.takeWhile((character) => !isBreak(character))
  else if (cursor.peek() === '#') cursor.takeWhile((character) => !isBreak(character))
  if (!cursor.ended && !isBreak(cursor.peek()))
    throw new YamlError('After | or > the text must start on the next line.', cursor.at)
  if (!cursor.ended) cursor.takeBreak()
  return { chomping: chomping === '-' || chomping === '+' ? chomping : '', increment }
}

/** The lines of a block scalar, each cut by the same indentation. */
class Lines {
  to: number
  private readonly cursor: Cursor
  private readonly parentIndent: number
  private indent: number

  constructor(cursor: Cursor, indent: number, parentIndent: number) {
    this.cursor = cursor
    this.to = cursor.at
    this.indent = indent
    this.parentIndent = parentIndent
  }

  take(folds: boolean, chomping: Chomping): string {
    const { cursor } = this
    let value = ''
    let lineBreak = ''
    let wasIndented = false
    let breaks = this.takeBreaks()
    while (cursor.column === this.indent && !cursor.ended) {
      const isIndented = isBlank(cursor.peek())
      const joins = folds && lineBreak === '\n' && !wasIndented && !isIndented
      value += (joins ? (breaks === '' ? ' ' : '') : lineBreak) + breaks
      value += cursor.takeWhile((character) => !isBreak(character))
      lineBreak = isBreak(cursor.peek()) ? cursor.takeBreak() : ''
      this.to = cursor.at
      wasIndented = isIndented
      breaks = this.takeBreaks()
    }
    if (chomping === '+') this.to = cursor.lineStart
    if (chomping !== '-') value += lineBreak
    return chomping === '+' ? value + breaks : value
  }

  /** Over empty lines and the indentation; the first time it also finds how deep the text is indented. */
  private takeBreaks(): string {
    const { cursor } = this
    let breaks = ''
    let deepest = 0
    for (;;) {
      while ((this.indent === 0 || cursor.column < this.indent) && cursor.peek() === ' ') cursor.at += 1
      deepest = Math.max(deepest, cursor.column)
      if ((this.indent === 0 || cursor.column < this.indent) && cursor.peek() === '\t')
        throw new YamlError('A tab stands where blanks are needed.', cursor.at)
      if (cursor.ended || !isBreak(cursor.peek())) break
      breaks += cursor.takeBreak()
    }
    if (this.indent === 0) this.indent = Math.max(deepest, this.parentIndent + 1, 1)
    return breaks
  }
}
