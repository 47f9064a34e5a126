import { composeDocument } from './composer.ts'
import { type MappingNode, YamlError, type YamlNode } from './nodes.ts'
import { resolvePlain } from './scalars.ts'

/** Aliases may repeat what they name this often, counted in values, before a text is refused as a bomb. */
const mostValues = 50_000
/** Values that a list of data may have, where there are more than in any details. */
const most = 700_000

/**
 * A YAML text as Ruby's YAML reads it, for what must tell more than an editor of details: mappings are Maps in the order of the
 * file with keys of any kind, and `float` makes what a number with a point is. Undefined where there is nothing; throws YamlError.
 */
export function readRubyYaml(source: string, float: (value: number) => unknown): unknown {
  const root = composeDocument(source.replace(/^\ufeff/, ''), most)
  return root === undefined ? undefined : new Reader(float).read(root)
}

const textTags = new Set(['tag:yaml.org,2002:str', '!str', 'tag:yaml.org,2002:binary', '!binary'])

class Reader {
  readonly #float: (value: number) => unknown
  readonly #anchors = new Map<string, { value: unknown; weight: number }>()
  #weight = 0

  constructor(float: (value: number) => unknown) {
    this.#float = float
  }

  read(node: YamlNode): unknown {
    if (node.type === 'alias') return this.#alias(node.name, node.from)
    const before = this.#weight
    this.#weight += 1
    const value = this.#content(node)
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, { value, weight: this.#weight - before })
    return value
  }

  #alias(name: string, at: number): unknown {
    const anchor = this.#anchors.get(name)
    if (anchor === undefined) throw new YamlError(`Nothing before this is named &${name}.`, at)
    this.#weight += anchor.weight
    if (this.#weight > mostValues) throw new YamlError('These aliases repeat too much.', at)
    return anchor.value
  }

  #content(node: Exclude<YamlNode, { type: 'alias' }>): unknown {
    if (node.type === 'sequence') return node.items.map((item) => this.read(item.node))
    if (node.type === 'mapping') return this.#mapping(node)
    const isText = node.tag === undefined ? node.style !== 'plain' : textTags.has(node.tag)
    if (isText) return node.value
    const value = resolvePlain(node.value)
    return typeof value === 'number' && node.value.includes('.') ? this.#float(value) : value
  }

  #mapping(node: MappingNode): Map<unknown, unknown> {
    const map = new Map<unknown, unknown>()
    for (const pair of node.pairs) {
      const key = this.read(pair.key)
      const value = this.read(pair.value)
      const merged = key === '<<' ? mergedMaps(pair.value, value) : undefined
      if (merged === undefined) map.set(key, value)
      else for (const each of merged) for (const [name, part] of each) map.set(name, part)
    }
    return map
  }
}

const isMap = (value: unknown): value is Map<unknown, unknown> => value instanceof Map

/** The maps that a `<<` brings in, the strongest last, or undefined where it is an ordinary key. */
function mergedMaps(node: YamlNode, value: unknown): Map<unknown, unknown>[] | undefined {
  if (node.type === 'sequence') {
    const list = Array.isArray(value) ? [...(value as unknown[])].reverse() : []
    return list.every(isMap) ? list : undefined
  }
  return node.type !== 'scalar' && isMap(value) ? [value] : undefined
}
