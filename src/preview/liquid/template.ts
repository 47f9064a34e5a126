import type { Context } from './context.ts'
import { LimitError, LiquidSyntaxError } from './errors.ts'
import { tokenize, type Tokens } from './tokens.ts'
import { outputText } from './values.ts'
import { Variable } from './variable.ts'

/** Something between the texts of a template. */
export interface Node {
  /** Gives its text to `write`; throws what went wrong. */
  render(context: Context, write: (text: string) => void): void
  /** Whether nothing of it can ever be seen: blocks of such nodes write nothing, not even their blanks. */
  readonly blank: boolean
  /** How it stands in the source, for a warning. */
  readonly source: string
}

/** Makes the node of a tag; reads on in `parser` where the tag has a body. Throws LiquidSyntaxError. */
export type Tag = (markup: string, parser: Parser, name: string) => Node

/** Makes a node for a tag that there is not; undefined where that is an error. */
export type Unknown = (name: string, markup: string, parser: Parser) => Node | undefined

/** Deepest nesting of blocks, as in Liquid. */
const deepest = 100

/** The nodes between a block's tags. */
export class Body {
  readonly nodes: (string | Node)[] = []
  blank = true

  /** A block of which nothing can be seen loses its blanks too. */
  dropBlanks(): void {
    const kept = this.nodes.filter((node) => typeof node !== 'string')
    this.nodes.splice(0, this.nodes.length, ...kept)
  }

  render(context: Context, write: (text: string) => void): void {
    const { limits } = context.surroundings
    limits.work(this.nodes.length)
    for (const node of this.nodes) {
      if (typeof node === 'string') {
        limits.write(node.length)
        write(node)
      } else {
        renderNode(node, context, write)
        if (context.interrupts.length > 0) return
      }
    }
  }

  text(context: Context): string {
    const parts: string[] = []
    this.render(context, (text) => parts.push(text))
    return parts.join('')
  }
}

function renderNode(node: Node, context: Context, write: (text: string) => void): void {
  const { watch } = context.surroundings
  if (watch === undefined || context.includes > 0) {
    renderOwn(node, context, write)
    return
  }
  const written: string[] = []
  renderOwn(node, context, (text) => {
    written.push(text)
    write(text)
  })
  watch(node.source, written.join(''))
}

function renderOwn(node: Node, context: Context, write: (text: string) => void): void {
  try {
    node.render(context, write)
  } catch (error) {
    const limit = error instanceof RangeError ? new LimitError('depth') : error
    write(context.surroundings.failed(limit, node.source))
  }
}

class Output implements Node {
  readonly blank = false
  readonly source: string
  readonly #variable: Variable

  constructor(markup: string) {
    this.source = `{{${markup}}}`
    this.#variable = new Variable(markup)
  }

  render(context: Context, write: (text: string) => void): void {
    const text = outputText(this.#variable.evaluate(context))
    context.surroundings.limits.write(text.length)
    write(text)
  }
}

/** Reads a template's source. */
export class Parser {
  readonly #tokens: Tokens
  readonly #tags: ReadonlyMap<string, Tag>
  readonly #unknown: Unknown
  #depth = 0
  #trim = false

  constructor(source: string, tags: ReadonlyMap<string, Tag>, unknown: Unknown) {
    this.#tokens = tokenize(source)
    this.#tags = tags
    this.#unknown = unknown
  }

  /** The whole template. Throws LiquidSyntaxError. */
  parse(): Body {
    const body = new Body()
    const end = this.parseInto(body, () => false)
    if (end !== undefined) throw new LiquidSyntaxError(`Unknown tag '${end.name}'`)
    return body
  }

  /**
   * Reads nodes into a body up to a tag that is not known by itself or that `ends` claims; undefined at the end of the source.
   */
  parseInto(body: Body, ends: (name: string) => boolean): { name: string; markup: string } | undefined {
    if (this.#depth >= deepest) throw new LiquidSyntaxError('Nesting too deep')
    this.#depth += 1
    try {
      return this.#readInto(body, ends)
    } finally {
      this.#depth -= 1
    }
  }

  #readInto(body: Body, ends: (name: string) => boolean): { name: string; markup: string } | undefined {
    for (let token = this.#tokens.next(); token !== undefined; token = this.#tokens.next()) {
      if (token.startsWith('{%')) {
        const end = this.#readTag(body, token, ends)
        if (end !== undefined) return end
      } else if (token.startsWith('{{')) this.#readOutput(body, token)
      else this.#readText(body, token)
    }
    return undefined
  }

  #readText(body: Body, token: string): void {
    const text = this.#trim ? token.trimStart() : token
    this.#trim = false
    body.nodes.push(text)
    body.blank &&= text.trim() === ''
  }

  #readOutput(body: Body, token: string): void {
    this.#trimAround(body, token)
    const markup = /^\{\{-?([^]*?)-?\}\}$/.exec(token)?.[1]
    if (markup === undefined)
      throw new LiquidSyntaxError(`Variable '${token}' was not properly terminated with regexp: /\\}\\}/`)
    body.nodes.push(new Output(markup))
    body.blank = false
  }

  #readTag(
    body: Body,
    token: string,
    ends: (name: string) => boolean,
  ): { name: string; markup: string } | undefined {
    this.#trimAround(body, token)
    const [, name, markup = ''] = /^\{%-?\s*(#|\w+)\s*([^]*?)-?%\}$/.exec(token) ?? []
    if (name === undefined)
      throw new LiquidSyntaxError(`Tag '${token}' was not properly terminated with regexp: /\\%\\}/`)
    if (ends(name)) return { name, markup }
    if (name === 'liquid') this.#readLines(body, markup)
    else return this.#addTag(body, name, markup)
    return undefined
  }

  #addTag(body: Body, name: string, markup: string): { name: string; markup: string } | undefined {
    const tag = this.#tags.get(name)
    const node = tag === undefined ? this.#unknown(name, markup, this) : tag(markup, this, name)
    if (node === undefined) return { name, markup }
    body.blank &&= node.blank
    body.nodes.push(node)
    return undefined
  }

  /** `{% liquid … %}`: every line is a tag. */
  #readLines(body: Body, markup: string): void {
    const source = markup
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `{%- ${line.trim()} -%}`)
      .join('')
    const inner = new Parser(source, this.#tags, this.#unknown).parse()
    body.nodes.push(...inner.nodes.filter((node) => node !== ''))
    body.blank &&= inner.blank
  }

  #trimAround(body: Body, token: string): void {
    const last = body.nodes.at(-1)
    if (token[2] === '-' && typeof last === 'string') body.nodes[body.nodes.length - 1] = last.trimEnd()
    this.#trim = token.at(-3) === '-'
  }

  /** The raw text up to a block's end tag, as `raw` reads it; undefined where that never comes. */
  rawUntil(end: string): string | undefined {
    this.#trim = false
    const parts: string[] = []
    for (let token = this.#tokens.next(); token !== undefined; token = this.#tokens.next()) {
      const [, before = '', dash, name, last] = /^([^]*)\{%(-?)\s*(\w+)[^]*?(-?)%\}$/.exec(token) ?? []
      if (name === end) {
        this.#trim = last === '-'
        const text = parts.join('') + before
        return dash === '-' ? text.trimEnd() : text
      }
      parts.push(token)
    }
    return undefined
  }

  /** Goes to the next tag whatever is before it and gives its name; undefined at the end. */
  nextTag(): string | undefined {
    for (let token = this.#tokens.next(); token !== undefined; token = this.#tokens.next()) {
      const name = /^(?:\{\{[^]*)?\{%-?\s*(\w+)/.exec(token)?.[1]
      this.#trim = token.startsWith('{') && token.at(-3) === '-'
      if (name !== undefined) return name
    }
    return undefined
  }

  /** Whether a tag of this name is still to come. */
  expects(name: string): boolean {
    return new RegExp(`\\{%-?\\s*${name}\\b`).test(this.#tokens.rest())
  }
}

/** Reads a source with these tags. Throws LiquidSyntaxError. */
export function parseTemplate(source: string, tags: ReadonlyMap<string, Tag>, unknown: Unknown): Body {
  return new Parser(source, tags, unknown).parse()
}
