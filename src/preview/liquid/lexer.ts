import { LiquidSyntaxError } from './errors.ts'

export type TokenType =
  | 'comparison'
  | 'string'
  | 'number'
  | 'id'
  | 'dotdot'
  | 'end'
  | '|'
  | '.'
  | ':'
  | ','
  | '['
  | ']'
  | '('
  | ')'
  | '?'
  | '-'

interface Token {
  readonly type: TokenType
  readonly text: string
}

const pattern =
  /\s*(?:(==|!=|<>|<=?|>=?|contains(?=\s))|('[^']*'|"[^"]*")|(-?\d+(?:\.\d+)?)|([a-zA-Z_][\w-]*\??)|(\.\.)|([|.:,[\]()?-]))/y

/** The words of a tag or output, read strictly: whoever cannot is read leniently instead. */
export class Words {
  readonly #tokens: readonly Token[]
  #at = 0

  /** Throws LiquidSyntaxError for a character that no word starts with. */
  constructor(markup: string) {
    this.#tokens = tokensOf(markup)
  }

  look(type: TokenType, ahead = 0): boolean {
    return (this.#tokens[this.#at + ahead]?.type ?? 'end') === type
  }

  consume(type: TokenType): string {
    const text = this.accept(type)
    if (text === undefined) throw new LiquidSyntaxError(`Expected ${type}`)
    return text
  }

  accept(type: TokenType): string | undefined {
    if (!this.look(type)) return undefined
    const text = this.#tokens[this.#at]?.text ?? ''
    this.#at += 1
    return text
  }

  /** Takes the word if it is this name. */
  acceptName(name: string): boolean {
    if (!this.look('id') || this.#tokens[this.#at]?.text !== name) return false
    this.#at += 1
    return true
  }

  /** An expression without the blanks in it. */
  expression(): string {
    for (const type of ['string', 'number'] as const) {
      const text = this.accept(type)
      if (text !== undefined) return text
    }
    const name = this.accept('id')
    if (name !== undefined) return name + this.#lookups()
    if (this.look('[')) return this.#bracket() + this.#lookups()
    return this.#range()
  }

  #range(): string {
    this.consume('(')
    const first = this.expression()
    this.consume('dotdot')
    const last = this.expression()
    this.consume(')')
    return `(${first}..${last})`
  }

  #bracket(): string {
    this.consume('[')
    const inner = this.expression()
    this.consume(']')
    return `[${inner}]`
  }

  #lookups(): string {
    let text = ''
    for (;;) {
      if (this.look('[')) text += this.#bracket()
      else if (this.accept('.') !== undefined) text += `.${this.consume('id')}`
      else return text
    }
  }

  /** An argument of a filter: `value` or `name: value`. */
  argument(): string {
    const name = this.look('id') && this.look(':', 1) ? this.consume('id') : undefined
    if (name === undefined) return this.expression()
    this.consume(':')
    return `${name}: ${this.expression()}`
  }
}

function tokensOf(markup: string): Token[] {
  const tokens: Token[] = []
  const end = markup.trimEnd().length
  for (let at = 0; at < end; at = pattern.lastIndex) {
    pattern.lastIndex = at
    const match = pattern.exec(markup)
    if (match === null)
      throw new LiquidSyntaxError(`Unexpected character ${markup.slice(at).trimStart().charAt(0)}`)
    tokens.push(tokenOf(match))
  }
  return tokens
}

function tokenOf([, comparison, text, number, id, dotdot, special]: RegExpExecArray): Token {
  if (comparison !== undefined) return { type: 'comparison', text: comparison }
  if (text !== undefined) return { type: 'string', text }
  if (number !== undefined) return { type: 'number', text: number }
  if (id !== undefined) return { type: 'id', text: id }
  if (dotdot !== undefined) return { type: 'dotdot', text: dotdot }
  return { type: special as TokenType, text: special ?? '' }
}
