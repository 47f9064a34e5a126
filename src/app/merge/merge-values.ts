import { Timestamp } from '../../jekyll/index.ts'
import type { Steps } from '../../jekyll/data/steps.ts'
import { isSame } from '../../jekyll/yaml/values.ts'
import { threeWay, type Part } from './three-way.ts'

/** A value that both changed. Undefined: it is not there. */
export interface ValueConflict {
  readonly at: Steps
  readonly mine: unknown
  readonly theirs: unknown
}

export interface ValuesMerge {
  readonly conflicts: readonly ValueConflict[]
  /** What the file says once they are decided, in their order; where nothing was chosen, mine. */
  readonly value: unknown
}

/** Merges three versions of some data: maps key by key, lists entry by entry; what both added to a list stands there twice. */
export function mergeValues(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  chosen: readonly ('mine' | 'theirs')[] = [],
): ValuesMerge {
  const merging = new Merging(chosen)
  const value = merging.merge(base, mine, theirs, [])
  return { conflicts: merging.conflicts, value }
}

type ValueMap = Readonly<Record<string, unknown>>

class Merging {
  readonly #chosen: readonly ('mine' | 'theirs')[]
  readonly conflicts: ValueConflict[] = []

  constructor(chosen: readonly ('mine' | 'theirs')[]) {
    this.#chosen = chosen
  }

  merge(base: unknown, mine: unknown, theirs: unknown, at: Steps): unknown {
    if (isSame(mine, theirs) || isSame(theirs, base)) return mine
    if (isSame(mine, base)) return theirs
    if (isMap(mine) && isMap(theirs)) return this.#maps(isMap(base) ? base : {}, mine, theirs, at)
    if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs))
      return this.#lists(base, mine, theirs, at)
    return this.#ask(mine, theirs, at)
  }

  #ask<Value>(mine: Value, theirs: Value, at: Steps): Value {
    this.conflicts.push({ at, mine, theirs })
    return this.#chosen[this.conflicts.length - 1] === 'theirs' ? theirs : mine
  }

  /** In the order that theirs have; what is new here comes behind. */
  #maps(base: ValueMap, mine: ValueMap, theirs: ValueMap, at: Steps): ValueMap {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)])
    const result = Object.create(null) as Record<string, unknown>
    for (const key of keys) {
      const value = this.merge(own(base, key), own(mine, key), own(theirs, key), [...at, key])
      if (value !== undefined) result[key] = value
    }
    return result
  }

  #lists(
    base: readonly unknown[],
    mine: readonly unknown[],
    theirs: readonly unknown[],
    at: Steps,
  ): unknown[] {
    const key = identityOf([base, mine, theirs])
    const isMoved = (list: readonly unknown[]): boolean => key !== undefined && isReordered(list, base, key)
    if (key !== undefined && isMoved(theirs)) return this.#byName(base, [mine, theirs, theirs], key, at)
    if (key !== undefined && isMoved(mine)) return this.#byName(base, [mine, theirs, mine], key, at)
    const values = new Map<Part, unknown>()
    const partsOf = (list: readonly unknown[]): Part[] =>
      list.map((value) => {
        const part = { text: textOf(value), gap: '' }
        values.set(part, value)
        return part
      })
    const read = (parts: readonly Part[]): unknown[] => parts.map((part) => values.get(part))
    const result: unknown[] = []
    for (const piece of threeWay(partsOf(mine), partsOf(base), partsOf(theirs))) {
      if (piece.kind === 'agreed') result.push(...read(piece.parts))
      else
        result.push(...this.#piece(read(piece.base), read(piece.mine), read(piece.theirs), at, result.length))
    }
    return result
  }

  #piece(
    base: readonly unknown[],
    mine: readonly unknown[],
    theirs: readonly unknown[],
    at: Steps,
    index: number,
  ): readonly unknown[] {
    const [first, ...more] = base
    if (base.length === 0)
      return [...theirs, ...mine.filter((item) => !theirs.some((other) => isSame(item, other)))]
    if (more.length === 0 && mine.length === 1 && theirs.length === 1)
      return [this.merge(first, mine[0], theirs[0], [...at, index])]
    const key = identityOf([base, mine, theirs])
    if (key === undefined) return this.#ask(mine, theirs, [...at, index])
    return this.#byName(base, [mine, theirs, theirs], key, at, index)
  }

  /** Entries that are told apart by a key, in the order of the third list. */
  #byName(
    base: readonly unknown[],
    [mine, theirs, order]: readonly [readonly unknown[], readonly unknown[], readonly unknown[]],
    key: string,
    at: Steps,
    index = 0,
  ): unknown[] {
    const find = (list: readonly unknown[], name: unknown): unknown =>
      list.find((entry) => nameIn(entry, key) === name)
    const names = new Set([...order, ...theirs, ...mine].map((entry) => nameIn(entry, key)))
    return [...names]
      .map((name, place) =>
        this.merge(find(base, name), find(mine, name), find(theirs, name), [...at, index + place]),
      )
      .filter((entry) => entry !== undefined)
  }
}

/** What an entry is called by. */
const identities = ['id', 'key', 'slug', 'name', 'title', 'label', 'url']

const nameIn = (entry: unknown, key: string): unknown => (isMap(entry) ? entry[key] : undefined)

const tellsApart = (key: string, list: readonly unknown[]): boolean =>
  new Set(list.map((entry) => nameIn(entry, key))).size === list.length &&
  list.every((entry) => typeof nameIn(entry, key) === 'string')

/** The key by which the entries of all these lists are told apart. */
const identityOf = (lists: readonly (readonly unknown[])[]): string | undefined =>
  identities.find((key) => lists.every((list) => tellsApart(key, list)))

/** Whether entries that were there before stand in another order now. */
function isReordered(list: readonly unknown[], base: readonly unknown[], key: string): boolean {
  const [now, before] = [list, base].map((one) => one.map((entry) => nameIn(entry, key)))
  const left = before?.filter((name) => now?.includes(name)) ?? []
  return now?.filter((name) => left.includes(name)).some((name, at) => name !== left[at]) === true
}

const own = (map: ValueMap, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined)

const isMap = (value: unknown): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Timestamp)

/** By which entries are compared: another text for another value. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Timestamp) return { '\0time': inner.text }
    return typeof inner === 'bigint' ||
      Object.is(inner, -0) ||
      (typeof inner === 'number' && !Number.isFinite(inner))
      ? { '\0number': String(inner) }
      : inner
  })
