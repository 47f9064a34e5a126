import { Timestamp } from '../timestamp.ts'
import { type MappingNode, type ScalarNode, YamlError, type YamlNode } from './nodes.ts'
import { atomText, resolvePlain } from './scalars.ts'

/** What a mapping is read as: no prototype, so that no key of it means anything but itself. */
export type YamlMap = Record<string, unknown>

export const emptyMap = (): YamlMap => Object.create(null) as YamlMap

export const isMap = (value: unknown): value is YamlMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Timestamp)

/** Aliases may repeat what they name this often, counted in values, before a text is refused as a bomb. */
const mostValues = 50_000

/** The value of a node as Ruby's YAML makes it. Throws YamlError for an alias without an anchor, or a bomb of aliases. */
export function valueOf(node: YamlNode): unknown {
  return new Reader().read(node)
}

/** The values of a node and of every node inside it. Throws like `valueOf`. */
export function valuesOf(node: YamlNode): ReadonlyMap<YamlNode, unknown> {
  const reader = new Reader()
  reader.read(node)
  return reader.values
}

/** How a key that need not be a string is named in a map. */
export function keyText(key: unknown): string {
  if (typeof key === 'string') return key
  if (key instanceof Timestamp) return key.text
  if (typeof key === 'object' && key !== null)
    return JSON.stringify(key, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
  return atomText(key) ?? ''
}

class Reader {
  private readonly anchors = new Map<string, { value: unknown; weight: number }>()
  private weight = 0
  readonly values = new Map<YamlNode, unknown>()

  read(node: YamlNode): unknown {
    const value = this.readNode(node)
    this.values.set(node, value)
    return value
  }

  private readNode(node: YamlNode): unknown {
    if (node.type === 'alias') return this.readAlias(node.name, node.from)
    const before = this.weight
    this.weight += 1
    const value = this.readContent(node)
    if (node.anchor !== undefined) this.anchors.set(node.anchor, { value, weight: this.weight - before })
    return value
  }

  private readAlias(name: string, at: number): unknown {
    const anchor = this.anchors.get(name)
    if (anchor === undefined)
      throw new YamlError(`Nothing before this is named &${name}. Put the value in quotes.`, at)
    this.weight += anchor.weight
    if (this.weight > mostValues) throw new YamlError('These aliases repeat too much.', at)
    return anchor.value
  }

  private readContent(node: Exclude<YamlNode, { type: 'alias' }>): unknown {
    if (node.type === 'sequence') return node.items.map((item) => this.read(item.node))
    if (node.type === 'mapping') return this.readMapping(node)
    return isText(node) ? node.value : resolvePlain(node.value)
  }

  private readMapping(node: MappingNode): YamlMap {
    const map = emptyMap()
    for (const pair of node.pairs) {
      const key = this.read(pair.key)
      const value = this.read(pair.value)
      const merged = key === '<<' ? mergedMaps(pair.value, value) : undefined
      if (merged === undefined) map[keyText(key)] = value
      else Object.assign(map, ...merged)
    }
    return map
  }
}

/** A tag that Ruby does not know makes even a quoted text be read as if it were plain. */
function isText({ tag, style }: ScalarNode): boolean {
  return tag === undefined ? style !== 'plain' : textTags.has(tag)
}

const textTags = new Set(['tag:yaml.org,2002:str', '!str', 'tag:yaml.org,2002:binary', '!binary'])

/** The maps that a `<<` brings in, the strongest last, or undefined where it is an ordinary key. */
function mergedMaps(node: YamlNode, value: unknown): YamlMap[] | undefined {
  if (node.type === 'sequence') {
    const list = Array.isArray(value) ? [...(value as unknown[])].reverse() : []
    return list.every(isMap) ? list : undefined
  }
  return node.type !== 'scalar' && isMap(value) ? [value] : undefined
}

/** Whether two values are the same to YAML: a date by its spelling, NaN like NaN. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other || Object.is(one, other)) return true
  if (typeof one === 'bigint' || typeof other === 'bigint') return isSameInteger(one, other)
  if (one instanceof Timestamp) return other instanceof Timestamp && one.text === other.text
  if (Array.isArray(one)) return Array.isArray(other) && isSameList(one, other)
  return isMap(one) && isMap(other) && isSameMap(one, other)
}

const isSameInteger = (one: unknown, other: unknown): boolean =>
  [one, other].every((each) => typeof each === 'bigint' || typeof each === 'number') &&
  Number(one) === Number(other)

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => isSame(value, other[index]))
}

function isSameMap(one: YamlMap, other: YamlMap): boolean {
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  )
}
