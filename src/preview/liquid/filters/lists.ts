import type { Context } from '../context.ts'
import { LiquidError } from '../errors.ts'
import { propertyOf, sizeOf } from '../expression.ts'
import {
  compare,
  compareText,
  Drop,
  isHash,
  isInteger,
  isNil,
  isTrue,
  itemsOf,
  joinText,
  keyOf,
  Range,
  toText,
} from '../values.ts'
import type { FilterTable } from './filter-table.ts'

/** The items that Liquid's list filters see: lists in the list are opened, a map is one item. */
function iterated(input: unknown, context: Context): unknown[] {
  const items = listOf(input)
  context.surroundings.limits.work(items.length)
  return items
}

function listOf(input: unknown): unknown[] {
  if (Array.isArray(input)) return input.flat(20) as unknown[]
  if (isHash(input)) return [input]
  if (input instanceof Range || input instanceof Drop) return itemsOf(input) ?? []
  return isNil(input) ? [] : [input]
}

function safely(one: unknown, other: unknown): number {
  const order = compare(one, other)
  if (order !== undefined) return order
  if (isNil(one)) return 1
  if (isNil(other)) return -1
  throw new LiquidError('cannot sort values of incompatible types')
}

function naturally(one: unknown, other: unknown): number {
  if (isNil(one)) return 1
  if (isNil(other)) return -1
  return compareText(asciiLower(one), asciiLower(other))
}

const asciiLower = (value: unknown): string =>
  toText(value).replaceAll(/[A-Z]/g, (char) => char.toLowerCase())

const hasProperties = (item: unknown): boolean =>
  isHash(item) || item instanceof Drop || typeof item === 'string' || Array.isArray(item) || isInteger(item)

type Order = (one: unknown, other: unknown) => number

/** Liquid's own `sort`; Jekyll has another. */
function sortBy(input: unknown, property: unknown, order: Order, context: Context): unknown {
  const items = iterated(input, context)
  if (isNil(property)) return items.sort(order)
  if (!items.every(hasProperties)) return undefined
  if (items.length === 1) return items
  return items.sort((one, other) => order(propertyOf(one, property), propertyOf(other, property)))
}

/** Keeps what `test` says; undefined where an item has no properties. */
function select(input: unknown, context: Context, test: (item: unknown) => boolean): unknown {
  const items = iterated(input, context)
  return items.every(hasProperties) ? items.filter(test) : undefined
}

function uniq(input: unknown, property: unknown, context: Context): unknown {
  const seen = new Set<unknown>()
  const isNew = (item: unknown): boolean => {
    const key = keyOf(isNil(property) ? item : propertyOf(item, property))
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
  // what is alone is compared with nothing, so that nobody asks for its property
  const items = iterated(input, context)
  if (items.length === 1) return items
  return isNil(property) ? items.filter(isNew) : select(input, context, isNew)
}

function concat(input: unknown, other: unknown, context: Context): unknown {
  if (!Array.isArray(other)) throw new LiquidError('concat filter requires an array argument')
  const items = [...iterated(input, context), ...(other as unknown[])]
  context.surroundings.limits.write(items.length)
  return items
}

function first(input: unknown): unknown {
  if (Array.isArray(input)) return input[0] as unknown
  return input instanceof Range ? input.first : itemsOf(input)?.[0]
}

function last(input: unknown): unknown {
  if (Array.isArray(input)) return input.at(-1) as unknown
  return input instanceof Range ? input.last : undefined
}

export const listFilters: FilterTable = {
  size: [0, 0, (_, input) => sizeOf(input) ?? 0],
  join: [0, 1, (context, input, glue = ' ') => joinText(iterated(input, context), toText(glue))],
  sort: [0, 1, (context, input, property) => sortBy(input, property, safely, context)],
  sort_natural: [0, 1, (context, input, property) => sortBy(input, property, naturally, context)],
  uniq: [0, 1, (context, input, property) => uniq(input, property, context)],
  reverse: [0, 0, (context, input) => [...iterated(input, context)].reverse()],
  map: [
    1,
    1,
    (context, input, property) => iterated(input, context).map((item) => propertyOf(item, property)),
  ],
  compact: [
    0,
    1,
    (context, input, property) =>
      isNil(property)
        ? iterated(input, context).filter((item) => !isNil(item))
        : select(input, context, (item) => !isNil(propertyOf(item, property))),
  ],
  where: [
    1,
    2,
    (context, input, property, target) =>
      select(input, context, (item) => {
        const value = propertyOf(item, property)
        return isNil(target) ? isTrue(value) : compare(value, target) === 0
      }),
  ],
  concat: [1, 1, (context, input, other) => concat(input, other, context)],
  first: [0, 0, (_, input) => first(input)],
  last: [0, 0, (_, input) => last(input)],
}
