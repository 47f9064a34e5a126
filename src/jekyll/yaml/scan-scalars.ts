import { atDocumentMark, type Cursor, isBlank, isBreak, isSpace } from './cursor.ts'
import { YamlError } from './nodes.ts'

/** A scalar's text as YAML means it, and where it ends in the source. */
export interface Scanned {
  readonly value: string
  readonly to: number
}

/** What stands between two pieces of text of a flow scalar: blanks, or line breaks that fold. */
class Gap {
  private blanks = ''
  private first = ''
  private more = ''

  get hasBreak(): boolean {
    return this.first !== ''
  }

  addBlank(character: string): void {
    if (!this.hasBreak) this.blanks += character
  }

  addBreak(character: string): void {
    if (this.hasBreak) this.more += character
    else this.first = character
  }

  /** One line break is a blank, more are one fewer; LS and PS stay. */
  get folded(): string {
    if (!this.hasBreak) return this.blanks
    if (this.first !== '\n') return this.first + this.more
    return this.more === '' ? ' ' : this.more
  }
}

function takeGap(cursor: Cursor, checkBlank: (gap: Gap) => void = () => undefined): Gap {
  const gap = new Gap()
  for (;;) {
    const character = cursor.peek()
    if (isBlank(character)) {
      checkBlank(gap)
      gap.addBlank(character)
      cursor.at += 1
    } else if (isBreak(character)) gap.addBreak(cursor.takeBreak())
    else return gap
  }
}

const flowIndicators = ',[]{}'

function endsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const character = cursor.peek()
  if (character === ':') return endsAtColon(cursor, inFlow)
  return inFlow && flowIndicators.includes(character)
}

function endsAtColon(cursor: Cursor, inFlow: boolean): boolean {
  const next = cursor.peek(1)
  if (inFlow && next !== '' && `${flowIndicators}?`.includes(next))
    throw new YamlError('A colon is not allowed here. Put the whole value in quotes.', cursor.at)
  return isSpace(next)
}

/** A plain scalar; `indent` is the least column at which it goes on. Also says whether it ended in a line break. */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): Scanned & { brokeLine: boolean } {
  let value = ''
  let to = cursor.at
  let gap = new Gap()
  const checkTab = (blanks: Gap): void => {
    if (blanks.hasBreak && cursor.column < indent && cursor.peek() === '\t')
      throw new YamlError('A tab stands where blanks are needed.', cursor.at)
  }
  while (!atDocumentMark(cursor) && cursor.peek() !== '#') {
    const piece = takePlainPiece(cursor, inFlow)
    if (piece === '') break
    value += (value === '' ? '' : gap.folded) + piece
    to = cursor.at
    if (cursor.ended || !isSpace(cursor.peek())) {
      gap = new Gap()
      break
    }
    gap = takeGap(cursor, checkTab)
    if (!inFlow && cursor.column < indent) break
  }
  return { value, to, brokeLine: gap.hasBreak }
}

function takePlainPiece(cursor: Cursor, inFlow: boolean): string {
  const from = cursor.at
  while (!isSpace(cursor.peek()) && !endsPlain(cursor, inFlow)) cursor.at += 1
  return cursor.text.slice(from, cursor.at)
}

/** A quoted scalar, the cursor at its first quote. */
export function scanQuoted(cursor: Cursor): Scanned {
  const quote = cursor.peek()
  const from = cursor.at
  cursor.at += 1
  let value = ''
  for (;;) {
    checkQuoted(cursor, from)
    value += takeQuotedPiece(cursor, quote)
    if (cursor.peek() === quote) break
    value += takeGap(cursor).folded
  }
  cursor.at += 1
  return { value, to: cursor.at }
}

function checkQuoted(cursor: Cursor, from: number): void {
  if (atDocumentMark(cursor) || cursor.ended)
    throw new YamlError('A quotation mark is opened here and never closed.', from)
}

/** Text up to a blank, a break or the closing quote. */
function takeQuotedPiece(cursor: Cursor, quote: string): string {
  let piece = ''
  while (!isSpace(cursor.peek())) {
    const character = cursor.peek()
    if (character === quote && !(quote === "'" && cursor.peek(1) === "'")) break
    if (character === quote) {
      piece += quote
      cursor.at += 2
    } else if (quote === '"' && character === '\\') piece += takeEscape(cursor)
    else {
      piece += character
      cursor.at += 1
    }
  }
  return piece
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
])
const hexLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

function takeEscape(cursor: Cursor): string {
  const letter = cursor.peek(1)
  if (isBreak(letter)) return takeEscapedBreak(cursor)
  const simple = escapes.get(letter)
  if (simple !== undefined) {
    cursor.at += 2
    return simple
  }
  return takeHexEscape(cursor, hexLengths.get(letter))
}

/** A backslash at the end of a line joins the lines; empty lines between stay line breaks. */
function takeEscapedBreak(cursor: Cursor): string {
  cursor.at += 1
  cursor.takeBreak()
  let breaks = ''
  for (;;) {
    if (isBlank(cursor.peek())) cursor.at += 1
    else if (isBreak(cursor.peek())) breaks += cursor.takeBreak()
    else return breaks
  }
}

function takeHexEscape(cursor: Cursor, length: number | undefined): string {
  const digits = cursor.text.slice(cursor.at + 2, cursor.at + 2 + (length ?? 0))
  const code = parseInt(digits, 16)
  const surrogate = code >= 0xd800 && code <= 0xdfff
  if (
    length === undefined ||
    digits.length < length ||
    !/^[0-9a-fA-F]+$/.test(digits) ||
    surrogate ||
    code > 0x10ffff
  )
    throw new YamlError('A backslash in double quotes needs another backslash before it.', cursor.at)
  cursor.at += 2 + length
  return String.fromCodePoint(code)
}
