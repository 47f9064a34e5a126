import type { FrontMatter } from '../../jekyll/index.ts'
import { threeWay, type Part } from './three-way.ts'

/** A detail that both changed. Undefined: it is not there. */
export interface DetailConflict {
  readonly key: string
  readonly mine: unknown
  readonly theirs: unknown
}

export interface DetailsMerge {
  readonly conflicts: readonly DetailConflict[]
  /** The details once every conflict, in their order, is decided; where nothing was chosen, mine stays, as with texts. */
  with(chosen: readonly ('mine' | 'theirs')[]): FrontMatter
}

/** Merges the details of a post key by key: theirs as they wrote them, with what was changed here. */
export function mergeDetails(base: FrontMatter, mine: FrontMatter, theirs: FrontMatter): DetailsMerge {
  const keys = [...new Set([...mine.keys, ...base.keys, ...theirs.keys])]
  const changed = keys.filter((key) => !same(mine.get(key), base.get(key)))
  const conflicts = changed
    .filter((key) => !same(theirs.get(key), base.get(key)) && !same(theirs.get(key), mine.get(key)))
    .map((key) => ({ key, mine: mine.get(key), theirs: theirs.get(key) }))
  const isOpen = new Set(conflicts.map(({ key }) => key))
  const settled =
    byLines(base, mine, theirs, keys) ??
    take(
      theirs,
      mine,
      changed.filter((key) => !isOpen.has(key)),
    )
  return {
    conflicts,
    with: (chosen) =>
      take(
        settled,
        mine,
        conflicts.flatMap(({ key }, at) => (chosen[at] === 'theirs' ? [] : [key])),
      ),
  }
}

function take(into: FrontMatter, from: FrontMatter, keys: readonly string[]): FrontMatter {
  return keys.reduce(
    (details, key) => (from.has(key) ? details.with(key, from.get(key), from.keys) : details.without(key)),
    into,
  )
}

/** Merged line by line: that keeps how each wrote what they changed, and their comments. Only where it says the same. */
function byLines(
  base: FrontMatter,
  mine: FrontMatter,
  theirs: FrontMatter,
  keys: readonly string[],
): FrontMatter | undefined {
  const pieces = threeWay(linesOf(mine), linesOf(base), linesOf(theirs))
  const lines = pieces.flatMap((piece) => (piece.kind === 'agreed' ? piece.parts : []))
  if (lines.length === 0 || pieces.some(({ kind }) => kind === 'conflict')) return undefined
  const merged = theirs.withSource(lines.map(({ text, gap }) => text + gap).join(''))
  const wanted = (key: string): unknown => (same(mine.get(key), base.get(key)) ? theirs : mine).get(key)
  const isRight =
    merged.problems.length <= theirs.problems.length &&
    keys.every((key) => same(merged.get(key), wanted(key)))
  return isRight ? merged : undefined
}

const linesOf = ({ source }: FrontMatter): Part[] =>
  [...source.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)]
    .map(([, text = '', gap = '']) => ({ text, gap }))
    .filter(({ text, gap }) => text + gap !== '')

/** Values are compared as they would be written. */
const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, plain) === JSON.stringify(other, plain)

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
