import { atDocumentMark, Cursor, isBreak, isNameCharacter, isSpace } from './cursor.ts'
import { YamlError } from './nodes.ts'
import { scanBlockScalar } from './scan-block.ts'
import { scanPlain, scanQuoted } from './scan-scalars.ts'
import type { Mark, Token } from './tokens.ts'

/** A place that turns out to be a key if a colon follows on the same line. */
interface PossibleKey {
  readonly token: number
  readonly from: number
  readonly column: number
  readonly line: number
  /** Nothing else can stand here: the line is not indented deeper than the mapping. */
  readonly required: boolean
}

// Everything that YAML 1.1 allows in a text.
const forbidden = /[^\t\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

const directive = /^%(?:YAML[ \t]+1\.[12]|TAG[ \t]+![\w-]*!?[ \t]+\S+)[ \t]*(?:#.*)?$/

/**
 * YAML 1.1 as libyaml (Ruby's and so Jekyll's YAML) reads it, as tokens with places. Tokens come one at a time, so that what
 * stands behind the first document is never looked at. Throws YamlError.
 */
export class Scanner {
  private readonly cursor: Cursor
  private readonly tokens: Token[] = []
  private taken = 0
  private started = false
  private ended = false
  private flowLevel = 0
  private indent = -1
  private readonly indents: number[] = []
  private keyAllowed = true
  private readonly keys: (PossibleKey | undefined)[] = [undefined]

  constructor(text: string) {
    this.cursor = new Cursor(text)
  }

  peek(): Token {
    while (this.needsMore()) this.scan()
    const token = this.tokens[0]
    if (token === undefined) throw new YamlError('The text ends too early.', this.cursor.at)
    return token
  }

  next(): Token {
    const token = this.peek()
    this.tokens.shift()
    this.taken += 1
    return token
  }

  private needsMore(): boolean {
    if (this.ended) return false
    if (this.tokens.length === 0) return true
    this.dropStaleKeys()
    return this.keys.some((key) => key?.token === this.taken)
  }

  private scan(): void {
    const { cursor } = this
    if (!this.started) this.start()
    this.skipToToken()
    this.dropStaleKeys()
    this.closeBlocks(cursor.column)
    if (cursor.ended) this.fetchEnd()
    else if (cursor.column === 0 && cursor.peek() === '%') this.fetchDirective()
    else if (atDocumentMark(cursor)) this.fetchDocumentMark()
    else this.fetchContent(cursor.peek(), isSpace(cursor.peek(1)))
  }

  private start(): void {
    this.started = true
    const bad = forbidden.exec(this.cursor.text)
    if (bad !== null) throw new YamlError('An invisible control character stands here.', bad.index)
    if (this.cursor.peek() === '\ufeff') this.cursor.lineStart = this.cursor.at = 1
  }

  private fetchContent(character: string, spaced: boolean): void {
    const inFlow = this.flowLevel > 0
    if (character === '[' || character === '{') this.openFlow(character)
    else if (character === ']' || character === '}') this.closeFlow(character)
    else if (character === ',') this.fetchComma()
    else if (character === '-' && spaced) this.fetchDash()
    else if (character === '?' && (inFlow || spaced)) this.fetchQuestionMark()
    else if (character === ':' && (inFlow || spaced)) this.fetchColon()
    else this.fetchValue(character, spaced)
  }

  private fetchValue(character: string, spaced: boolean): void {
    if (character === '*' || character === '&') this.fetchName(character)
    else if (character === '!') this.fetchTag()
    else if ((character === '|' || character === '>') && this.flowLevel === 0) this.fetchBlockScalar()
    else if (character === "'" || character === '"') this.fetchQuoted()
    else if (this.startsPlain(character, spaced)) this.fetchPlain()
    else throw new YamlError(`A value cannot start with ${character}. Put it in quotes.`, this.cursor.at)
  }

  private startsPlain(character: string, nextIsSpace: boolean): boolean {
    if (isSpace(character)) return false
    if (character === '-') return !nextIsSpace
    if (character === '?' || character === ':') return this.flowLevel === 0 && !nextIsSpace
    return !'#,[]{}&*!|>\'"%@`'.includes(character)
  }

  private skipToToken(): void {
    const { cursor } = this
    for (;;) {
      cursor.takeWhile((c) => c === ' ' || (c === '\t' && (this.flowLevel > 0 || !this.keyAllowed)))
      if (cursor.peek() === '\ufeff') cursor.at += 1
      if (cursor.peek() === '#') cursor.takeWhile((character) => !isBreak(character))
      if (cursor.ended || !isBreak(cursor.peek())) return
      cursor.takeBreak()
      if (this.flowLevel === 0) this.keyAllowed = true
    }
  }

  private add(type: Mark, from: number, to = from): void {
    this.tokens.push({ type, from, to })
  }

  private addCharacters(type: Mark, length: number): void {
    const from = this.cursor.at
    this.cursor.at += length
    this.add(type, from, this.cursor.at)
  }

  /** The token that the next `add` will be, counted from the start of the text. */
  private get nextToken(): number {
    return this.taken + this.tokens.length
  }

  private saveKey(): void {
    const { at: from, column, lineStart: line } = this.cursor
    if (!this.keyAllowed) return
    this.dropKey()
    const required = this.flowLevel === 0 && this.indent === column
    this.keys[this.flowLevel] = { token: this.nextToken, from, column, line, required }
  }

  private dropKey(): void {
    const key = this.keys[this.flowLevel]
    if (key?.required === true) throw new YamlError('A colon is missing after this.', key.from)
    this.keys[this.flowLevel] = undefined
  }

  private dropStaleKeys(): void {
    const { at, lineStart } = this.cursor
    this.keys.forEach((key, level) => {
      if (key === undefined || (key.line === lineStart && at - key.from <= 1024)) return
      if (key.required) throw new YamlError('A colon is missing after this.', key.from)
      this.keys[level] = undefined
    })
  }

  private openBlock(
    column: number,
    type: 'block sequence' | 'block mapping',
    from: number,
    token: number,
  ): void {
    if (this.flowLevel > 0 || this.indent >= column) return
    this.indents.push(this.indent)
    this.indent = column
    this.tokens.splice(token - this.taken, 0, { type, from, to: from })
  }

  private closeBlocks(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.add('block end', this.cursor.at)
      this.indent = this.indents.pop() ?? -1
    }
  }

  private closeAll(): void {
    this.closeBlocks(-1)
    this.dropKey()
    this.keyAllowed = false
  }

  private fetchEnd(): void {
    this.closeAll()
    this.add('stream end', this.cursor.at)
    this.ended = true
  }

  private fetchDocumentMark(): void {
    this.closeAll()
    this.addCharacters(this.cursor.peek() === '-' ? 'document start' : 'document end', 3)
  }

  private fetchDirective(): void {
    this.closeAll()
    const from = this.cursor.at
    const line = this.cursor.takeWhile((character) => !isBreak(character))
    if (!directive.test(line)) throw new YamlError('A line must not start with %.', from)
    const [name = '', ...parameters] = line
      .slice(1)
      .trim()
      .split(/[ \t]+/)
    this.tokens.push({ type: 'directive', name, parameters, from, to: this.cursor.at })
    if (!this.cursor.ended) this.cursor.takeBreak()
  }

  private openFlow(type: '[' | '{'): void {
    this.saveKey()
    this.flowLevel += 1
    this.keys.push(undefined)
    this.keyAllowed = true
    this.addCharacters(type, 1)
  }

  private closeFlow(type: ']' | '}'): void {
    this.dropKey()
    if (this.flowLevel > 0) {
      this.flowLevel -= 1
      this.keys.pop()
    }
    this.keyAllowed = false
    this.addCharacters(type, 1)
  }

  private fetchComma(): void {
    this.dropKey()
    this.keyAllowed = true
    this.addCharacters(',', 1)
  }

  private fetchDash(): void {
    const { at, column } = this.cursor
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) throw new YamlError('A list must start on a line of its own.', at)
      this.openBlock(column, 'block sequence', at, this.nextToken)
    }
    this.dropKey()
    this.keyAllowed = true
    this.addCharacters('-', 1)
  }

  private fetchQuestionMark(): void {
    const { at, column } = this.cursor
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) throw new YamlError('A question mark followed by a blank needs quotes.', at)
      this.openBlock(column, 'block mapping', at, this.nextToken)
    }
    this.dropKey()
    this.keyAllowed = this.flowLevel === 0
    this.addCharacters('?', 1)
  }

  private fetchColon(): void {
    const key = this.keys[this.flowLevel]
    if (key !== undefined) this.makeKey(key)
    else this.fetchLoneColon()
    this.addCharacters(':', 1)
  }

  /** What was scanned before the colon was a key: puts the marks for it before it. */
  private makeKey(key: PossibleKey): void {
    this.tokens.splice(key.token - this.taken, 0, { type: '?', from: key.from, to: key.from })
    this.openBlock(key.column, 'block mapping', key.from, key.token)
    this.keys[this.flowLevel] = undefined
    this.keyAllowed = false
  }

  private fetchLoneColon(): void {
    const { at, column } = this.cursor
    if (this.flowLevel === 0) {
      if (!this.keyAllowed)
        throw new YamlError(
          'A colon followed by a blank is not allowed here. Put the whole value in quotes.',
          at,
        )
      this.openBlock(column, 'block mapping', at, this.nextToken)
    }
    this.keyAllowed = this.flowLevel === 0
  }

  private fetchName(character: '*' | '&'): void {
    const { cursor } = this
    this.saveKey()
    this.keyAllowed = false
    const from = cursor.at
    cursor.at += 1
    const name = cursor.takeWhile(isNameCharacter)
    if (name === '' || !(isSpace(cursor.peek()) || '?:,]}%@`'.includes(cursor.peek())))
      throw new YamlError(`A value cannot start with ${character}. Put it in quotes.`, from)
    this.tokens.push({ type: character === '*' ? 'alias' : 'anchor', name, from, to: cursor.at })
  }

  private fetchTag(): void {
    const { cursor } = this
    this.saveKey()
    this.keyAllowed = false
    const from = cursor.at
    const match = /^!(?:<([^\s<>]+)>|((?:[\w-]*!)?)([\w\-;/?:@&=+$.!~*'()%]*))/.exec(
      cursor.text.slice(from, from + 1024),
    )
    const [text, verbatim, handle = '', suffix = ''] = match ?? ['']
    cursor.at += text.length
    if (
      text === '' ||
      text === '!!' ||
      !(isSpace(cursor.peek()) || (this.flowLevel > 0 && cursor.peek() === ','))
    )
      throw new YamlError('A value cannot start with !. Put it in quotes.', from)
    const given = verbatim === undefined ? `!${handle}` : ''
    this.tokens.push({ type: 'tag', handle: given, suffix: verbatim ?? suffix, from, to: cursor.at })
  }

  private fetchBlockScalar(): void {
    this.dropKey()
    this.keyAllowed = true
    const from = this.cursor.at
    const style = this.cursor.peek() === '|' ? 'literal' : 'folded'
    this.tokens.push({ type: 'scalar', style, from, ...scanBlockScalar(this.cursor, this.indent) })
  }

  private fetchQuoted(): void {
    this.saveKey()
    this.keyAllowed = false
    const from = this.cursor.at
    const style = this.cursor.peek() === "'" ? 'single' : 'double'
    this.tokens.push({ type: 'scalar', style, from, ...scanQuoted(this.cursor) })
  }

  private fetchPlain(): void {
    this.saveKey()
    this.keyAllowed = false
    const from = this.cursor.at
    const { value, to, brokeLine } = scanPlain(this.cursor, this.indent + 1, this.flowLevel > 0)
    if (brokeLine) this.keyAllowed = true
    this.tokens.push({ type: 'scalar', style: 'plain', value, from, to })
  }
}
