import { YamlError } from '../yaml/nodes.ts'
import { emptyMap } from '../yaml/values.ts'

/** A value of a JSON text and where it stands. */
export interface JsonNode {
  readonly from: number
  readonly to: number
  readonly value: unknown
  /** The items of a list, the pairs of a map. */
  readonly parts: readonly JsonPart[]
}

interface JsonPart {
  /** Where the item starts, or the key of the pair. */
  readonly from: number
  readonly key: string | undefined
  readonly node: JsonNode
}

/** Deeper than this nobody writes; it keeps the stack whole. */
const deepest = 200

/** Reads a JSON text with the places of its values. Throws YamlError. */
export function parseJson(text: string): JsonNode {
  return new Parser(text).document()
}

class Parser {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): JsonNode {
    const node = this.#value()
    this.#skip()
    if (this.#at < this.#text.length) throw this.#error('Nothing may stand behind the last bracket.')
    return node
  }

  #value(): JsonNode {
    this.#skip()
    this.#depth += 1
    if (this.#depth > deepest) throw this.#error('Too many levels lie inside one another here.')
    const sign = this.#text[this.#at]
    const node = sign === '{' ? this.#map() : sign === '[' ? this.#list() : this.#scalar()
    this.#depth -= 1
    return node
  }

  #map(): JsonNode {
    const from = this.#at
    const parts = this.#parts('}', () => {
      const start = this.#at
      const key = this.#scalar().value
      if (typeof key !== 'string') throw this.#error('A name in double quotes is missing here.', start)
      this.#take(':', 'A colon is missing here.')
      return { from: start, key, node: this.#value() }
    })
    const value = emptyMap()
    for (const { key, node } of parts) value[key ?? ''] = node.value
    return { from, to: this.#at, value, parts }
  }

  #list(): JsonNode {
    const from = this.#at
    const parts = this.#parts(']', () => ({ from: this.#at, key: undefined, node: this.#value() }))
    return { from, to: this.#at, value: parts.map(({ node }) => node.value), parts }
  }

  #parts(end: string, read: () => JsonPart): JsonPart[] {
    const parts: JsonPart[] = []
    this.#at += 1
    this.#skip()
    if (this.#takes(end)) return parts
    for (;;) {
      this.#skip()
      parts.push(read())
      this.#skip()
      if (this.#takes(end)) return parts
      this.#take(',', `A comma or ${end} is missing here.`)
    }
  }

  #scalar(): JsonNode {
    const token = /"(?:[^"\\\n]|\\.)*"|[-+.\w]+/y
    token.lastIndex = this.#at
    const [found] = token.exec(this.#text) ?? []
    const from = this.#at
    if (found === undefined) throw this.#error('A value is missing here.')
    try {
      const value: unknown = JSON.parse(found)
      this.#at += found.length
      return { from, to: this.#at, value, parts: [] }
    } catch {
      throw this.#error('This cannot be read. Put it in double quotes.')
    }
  }

  #take(sign: string, message: string): void {
    this.#skip()
    if (!this.#takes(sign)) throw this.#error(message)
  }

  #takes(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    return true
  }

  #skip(): void {
    const blanks = /[ \t\r\n]*/y
    blanks.lastIndex = this.#at
    blanks.test(this.#text)
    this.#at = blanks.lastIndex
  }

  #error(message: string, at = this.#at): YamlError {
    return new YamlError(message, at)
  }
}
