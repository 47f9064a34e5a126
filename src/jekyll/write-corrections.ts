import { canBeRead, type Corrections, readCorrections } from './corrections.ts'
import { ParsedFrontMatter } from './parsed-front-matter.ts'
import type { FrontMatter } from './front-matter.ts'
import { composeDocument } from './yaml/composer.ts'
import type { PairNode, YamlNode } from './yaml/nodes.ts'
import { contentEnd } from './yaml/slots.ts'
import { lineEnd, lineStart } from './yaml/splice.ts'
import { emptyMap, isMap, isSame, type YamlMap } from './yaml/values.ts'

/** Where the corrections for everybody lie in the repository. */
export const correctionsFile = '.galley.yml'

const opening = '# How this blog is written, for everyone who writes here with Galley.\n'

/**
 * The file of corrections saying these. Only what is different is written: comments, order, spelling and what is not
 * understood stay. Undefined where the file is too broken for that.
 */
export function writeCorrections(text: string, corrections: Corrections): string | undefined {
  if (!canBeRead(text)) return undefined
  const before = headOf(text)
  const now = readCorrections(text)
  const gone = pathsIn(now).filter((path) => valueAt(corrections, path) === undefined)
  const yaml = gone.reduce(withoutLines, text.slice(before.length))
  const start: FrontMatter = new ParsedFrontMatter({
    before: before === '' ? '---\n' : before,
    yaml: yaml === '' || yaml.endsWith('\n') ? yaml : `${yaml}\n`,
    after: '---\n',
  })
  const written = groups.reduce((rest, group) => set(rest, group, now[group], corrections[group]), start)
  const result = before + written.source
  if (!isSame(readCorrections(result), normal(corrections))) return undefined
  return text.trim() === '' && result !== '' ? opening + result : result
}

const groups = ['pictures', 'posts', 'lists', 'details', 'publishing'] as const

/** A byte-order mark and the line of hyphens with which YAML may begin. */
const headOf = (text: string): string => /^\ufeff?---[ \t]*\r?\n/.exec(text)?.[0] ?? ''

type Path = readonly string[]

/** Where the values of an object's objects are. */
const pathsIn = (value: object, below: Path = []): Path[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    isMap(inner) ? pathsIn(inner, [...below, key]) : [[...below, key]],
  )

const valueAt = (value: object, path: Path): unknown =>
  path.reduce<unknown>(
    (each, key) => (isMap(each) && Object.hasOwn(each, key) ? each[key] : undefined),
    value,
  )

/** The text without the lines of a value, and of what would be empty then; as it is where those hold more than that. */
function withoutLines(yaml: string, path: Path): string {
  const pair = pairToCut(composeDocument(yaml), path)
  if (!pair) return yaml
  const end = lineEnd(yaml, contentEnd(yaml, pair.value))
  const next = yaml.startsWith('\r\n', end) ? end + 2 : end + 1
  const rest = yaml.slice(0, lineStart(yaml, pair.from)) + yaml.slice(next)
  return canBeRead(rest) ? rest : yaml
}

function pairToCut(node: YamlNode | undefined, [key, ...rest]: Path): PairNode | undefined {
  if (node?.type !== 'mapping' || node.flow) return undefined
  const pair = node.pairs.find((each) => each.key.type === 'scalar' && each.key.value === key)
  if (!pair || rest.length === 0) return pair
  const { value } = pair
  const isOnly = value.type === 'mapping' && value.pairs.length === 1 && rest.length === 1
  return isOnly ? pair : pairToCut(value, rest)
}

function set(
  file: FrontMatter,
  group: string,
  now: object | undefined,
  wanted: object | undefined,
): FrontMatter {
  const next = merged(file.get(group), now ?? {}, wanted ?? {})
  return next === undefined ? file.without(group) : file.with(group, next)
}

/** What is written, without what was understood of it and is not wanted, with what is. */
function merged(written: unknown, now: object, wanted: object): YamlMap | undefined {
  const result = emptyMap()
  const old = isMap(written) ? written : emptyMap()
  const [was, will] = [new Map(Object.entries(now)), new Map(Object.entries(wanted))]
  for (const key of new Set([...Object.keys(old), ...will.keys()])) {
    const value = next(old[key], was.get(key), will.get(key))
    if (value !== undefined) result[key] = value
  }
  return Object.keys(result).length === 0 ? undefined : result
}

function next(written: unknown, was: unknown, will: unknown): unknown {
  if (isMap(was) || isMap(will)) return merged(written, isMap(was) ? was : {}, isMap(will) ? will : {})
  if (will !== undefined) return will
  return was === undefined ? written : undefined
}

/** As reading gives them: groups and details that say nothing are not there. */
function normal(corrections: object): YamlMap {
  const result = emptyMap()
  for (const [key, value] of Object.entries(corrections)) {
    const sound: unknown = isMap(value) ? normal(value) : value
    if (sound !== undefined && !(isMap(sound) && Object.keys(sound).length === 0)) result[key] = sound
  }
  return result
}
