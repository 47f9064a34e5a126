import { applySplices, lineStart, type Splice } from '../yaml/splice.ts'
import { isMap, isSame } from '../yaml/values.ts'
import type { Form } from './form.ts'
import { type JsonNode, parseJson } from './json-nodes.ts'
import { moved, placesOf, type Steps } from './steps.ts'

/** Reads a JSON file. Throws YamlError. */
export function readJson(text: string): Form {
  return new JsonForm(text, parseJson(text))
}

class JsonForm implements Form {
  readonly #text: string
  readonly #root: JsonNode
  readonly #unit: string
  readonly #eol: string
  readonly #colon: string

  constructor(text: string, root: JsonNode) {
    this.#text = text
    this.#root = root
    this.#unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
    this.#eol = text.includes('\r\n') ? '\r\n' : '\n'
    this.#colon = /"\s*:\S/.test(text) ? ':' : ': '
  }

  get value(): unknown {
    return this.#root.value
  }

  sourceAt(at: Steps): string | undefined {
    const node = this.#node(at)
    return node && this.#text.slice(node.from, node.to)
  }

  *withSource(at: Steps, source: string): Iterable<string> {
    const node = this.#node(at)
    if (node) yield this.#spliced([{ from: node.from, to: node.to, text: source }])
  }

  *set(at: Steps, value: unknown): Iterable<string> {
    const node = this.#node(at)
    if (node) yield this.#spliced(this.#patch(node, value))
    const key = at.at(-1)
    const map = this.#node(at.slice(0, -1))
    if (!node && map && isMap(map.value) && typeof key === 'string')
      yield this.#spliced(this.#patch(map, { ...map.value, [key]: value }))
  }

  #patch(node: JsonNode, value: unknown): Splice[] {
    if (isSame(node.value, value)) return []
    const whole = [{ from: node.from, to: node.to, text: this.#print(value, node) }]
    if (Array.isArray(value) && value.length === node.parts.length && Array.isArray(node.value))
      return node.parts.flatMap((part, index) => this.#patch(part.node, value[index]))
    if (!isMap(value) || !isMap(node.value) || node.parts.length === 0) return whole
    const known = node.value
    if (Object.keys(known).some((key) => !Object.hasOwn(value, key))) return whole
    const own = new Map(node.parts.map((part) => [part.key, part.node]))
    const patched = [...own].flatMap(([key, part]) => this.#patch(part, value[key ?? '']))
    const added = Object.keys(value).filter((key) => !Object.hasOwn(known, key))
    return [...patched, ...added.map((key) => this.#pair(node, key, value[key]))]
  }

  #pair(map: JsonNode, key: string, value: unknown): Splice {
    const last = map.parts.at(-1)
    const at = last?.node.to ?? map.from + 1
    const pair = JSON.stringify(key) + this.#colon + this.#print(value, map, 1)
    return { from: at, to: at, text: this.#usualGap(map) + pair }
  }

  *insert(list: Steps, index: number, value: unknown): Iterable<string> {
    const node = this.#node(list)
    if (!node || !Array.isArray(node.value)) return
    const { parts } = node
    const printed = this.#print(value, node, 1, parts[0]?.node)
    const gap = this.#usualGap(node)
    const at = index === 0 ? (parts[0]?.from ?? node.from) : (parts[index - 1]?.node.to ?? node.from)
    if (parts.length === 0)
      yield this.#spliced([{ from: node.from, to: node.to, text: this.#print([value], node) }])
    else yield this.#spliced([{ from: at, to: at, text: index === 0 ? printed + gap : gap + printed }])
  }

  *remove(list: Steps, index: number): Iterable<string> {
    const node = this.#node(list)
    const place = placesIn(node)?.[index]
    const part = place === undefined ? undefined : node?.parts[place]
    if (!node || !part || place === undefined) return
    const [before, next] = [node.parts[place - 1], node.parts[place + 1]]
    const none = Array.isArray(node.value) ? '[]' : '{}'
    if (!before && !next) yield this.#spliced([{ from: node.from, to: node.to, text: none }])
    else if (next) yield this.#spliced([{ from: part.from, to: next.from, text: '' }])
    else yield this.#spliced([{ from: before?.node.to ?? part.from, to: part.node.to, text: '' }])
  }

  *move(list: Steps, from: number, to: number): Iterable<string> {
    const node = this.#node(list)
    const parts = node && placesIn(node) ? node.parts : []
    const texts = moved(
      parts.map((part) => this.#text.slice(part.from, part.node.to)),
      from,
      to,
    )
    yield this.#spliced(
      parts.map((part, index) => ({ from: part.from, to: part.node.to, text: texts[index] ?? '' })),
    )
  }

  /** What stands between two parts of a list or map. */
  #usualGap({ parts, from }: JsonNode): string {
    const [first, second] = parts
    if (first && second) return this.#text.slice(first.node.to, second.from)
    const blanks = first ? this.#text.slice(from + 1, first.from) : ''
    return `,${blanks === '' ? ' ' : blanks}`
  }

  /** A value to stand in a node's place or, `deeper`, in it; over several lines where `like` has them. */
  #print(value: unknown, node: JsonNode, deeper = 0, like: JsonNode = node): string {
    const start = lineStart(this.#text, node.from)
    const indent = /^[ \t]*/.exec(this.#text.slice(start))?.[0] ?? ''
    const spread = this.#text.slice(like.from, like.to).includes('\n') || like.parts.length === 0
    if (!spread || !this.#text.includes('\n')) return this.#inline(value)
    const printed = JSON.stringify(value, undefined, this.#unit)
    return printed.replaceAll('\n', this.#eol + indent + this.#unit.repeat(deeper))
  }

  #inline(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.#inline(item)).join(', ')}]`
    if (!isMap(value)) return JSON.stringify(value)
    const pairs = Object.keys(value).map(
      (key) => JSON.stringify(key) + this.#colon + this.#inline(value[key]),
    )
    return `{${pairs.join(', ')}}`
  }

  #node(at: Steps): JsonNode | undefined {
    let node: JsonNode | undefined = this.#root
    for (const step of at) node = partAt(node, step)
    return node
  }

  #spliced(splices: readonly Splice[]): string {
    return applySplices(this.#text, splices)
  }
}

const partAt = (node: JsonNode | undefined, step: string | number): JsonNode | undefined =>
  typeof step === 'number'
    ? Array.isArray(node?.value)
      ? node.parts[step]?.node
      : undefined
    : node?.parts.findLast(({ key }) => key === step)?.node

/** Where the items of a list, or the entries of a map in the order of its keys, stand among the parts. */
function placesIn(node: JsonNode | undefined): readonly number[] | undefined {
  if (!node || Array.isArray(node.value)) return node?.parts.map((_, index) => index)
  return placesOf(
    node.value,
    node.parts.map(({ key = '' }) => key),
  )
}
