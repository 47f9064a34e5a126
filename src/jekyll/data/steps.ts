import { emptyMap, isMap } from '../yaml/values.ts'

/** The way from a file's root to a value in it: keys of maps, places in lists. */
export type Steps = readonly (string | number)[]

/** The value to which steps lead; undefined where there is none. */
export function valueAt(value: unknown, steps: Steps): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (Array.isArray(value) && typeof step === 'number') return valueAt(value[step], rest)
  return isMap(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined
}

/** The same with another value there; the old one where the steps lead nowhere. */
export function changedAt(value: unknown, steps: Steps, change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return change(value)
  if (Array.isArray(value) && typeof step === 'number')
    return value.map((item: unknown, index) => (index === step ? changedAt(item, rest, change) : item))
  if (!isMap(value)) return value
  const map = Object.assign(emptyMap(), value)
  map[step] = changedAt(map[step], rest, change)
  return map
}

/** The list to which steps lead, with one item more. */
export const insertedAt = (value: unknown, steps: Steps, index: number, item: unknown): unknown =>
  listAt(value, steps, (list) => list.toSpliced(index, 0, item))

/** The list, or the map, to which steps lead, without one of its items. */
export const removedAt = (value: unknown, steps: Steps, index: number): unknown =>
  partsAt(value, steps, (parts) => parts.toSpliced(index, 1))

/** The same with one of its items elsewhere. */
export const movedAt = (value: unknown, steps: Steps, from: number, to: number): unknown =>
  partsAt(value, steps, (parts) => moved(parts, from, to))

/** A list with one of its items elsewhere. */
export const moved = <Item>(list: readonly Item[], from: number, to: number): Item[] =>
  list.toSpliced(from, 1).toSpliced(to, 0, ...list.slice(from, from + 1))

const listAt = (
  value: unknown,
  steps: Steps,
  change: (list: readonly unknown[]) => readonly unknown[],
): unknown => changedAt(value, steps, (list) => (Array.isArray(list) ? change(list) : list))

const partsAt = (
  value: unknown,
  steps: Steps,
  change: <Part>(parts: readonly Part[]) => readonly Part[],
): unknown =>
  changedAt(value, steps, (old) => {
    if (Array.isArray(old)) return change<unknown>(old)
    return isMap(old) ? Object.assign(emptyMap(), Object.fromEntries(change(Object.entries(old)))) : old
  })

/** The place in the text of each entry of a map, in the order of its keys; undefined where they are not one to one. */
export function placesOf(map: unknown, keys: readonly string[]): readonly number[] | undefined {
  const names = isMap(map) ? Object.keys(map) : []
  const places = names.map((name) => keys.indexOf(name))
  return names.length === keys.length && !places.includes(-1) ? places : undefined
}

/** Whether the maps in two values that are the same have their keys in the same order, too. */
export function sameOrder(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.every((item: unknown, index) => sameOrder(item, other[index]))
  if (!isMap(one) || !isMap(other)) return true
  const keys = Object.keys(other)
  return Object.keys(one).every((key, at) => key === keys[at] && sameOrder(one[key], other[key]))
}
