import { parseStrictCondition } from '../liquid/condition.ts'
import type { Context } from '../liquid/context.ts'
import { LiquidError } from '../liquid/errors.ts'
import { Quality } from '../liquid/quality.ts'
import type { FilterTable } from '../liquid/filters/filter-table.ts'
import {
  compare,
  compareText,
  Drop,
  type Hash,
  isEqual,
  isHash,
  isNil,
  isTrue,
  itemsOf,
  joinText,
  keyOf,
  Range,
  toText,
} from '../liquid/values.ts'
import { Variable } from '../liquid/variable.ts'
import { itemProperty } from './property.ts'

/** The items that `where` and its like look through; undefined for what they give back as it is. */
function selectable(input: unknown): unknown[] | undefined {
  if (isHash(input)) return [...input.values()]
  return Array.isArray(input) || input instanceof Range || input instanceof Drop ? itemsOf(input) : undefined
}

function matches(property: unknown, target: unknown): boolean {
  if (isNil(target)) return isNil(property)
  if (target instanceof Quality) return joinText(listed(property), '') === ''
  const text = toText(target)
  return typeof property === 'string'
    ? property === text
    : listed(property).some((each) => toText(each) === text)
}

const listed = (value: unknown): readonly unknown[] => {
  if (isNil(value)) return []
  return isHash(value) ? [...value].map(([key, each]) => [key, each]) : Array.isArray(value) ? value : [value]
}

function where(input: unknown, property: unknown, target: unknown, context: Context): unknown {
  if (!isTrue(property) || Array.isArray(target) || isHash(target)) return input
  const items = selectable(input)
  if (items === undefined) return input
  context.surroundings.limits.work(items.length)
  return items.filter((item) => matches(itemProperty(item, property), target))
}

function find(input: unknown, property: unknown, target: unknown): unknown {
  if (!isTrue(property) || Array.isArray(target) || isHash(target)) return input
  const items = selectable(input)
  return items === undefined ? input : items.find((item) => matches(itemProperty(item, property), target))
}

/** A test by an expression in which each item has the name `variable`. */
function tester(variable: unknown, expression: unknown, context: Context): (item: unknown) => boolean {
  const condition = parseStrictCondition(toText(expression))
  return (item) => {
    context.set(toText(variable), item)
    return condition.evaluate(context)
  }
}

function whereExp(input: unknown, variable: unknown, expression: unknown, context: Context): unknown {
  const items = selectable(input)
  return items === undefined
    ? input
    : context.inScope(() => items.filter(tester(variable, expression, context)))
}

function findExp(input: unknown, variable: unknown, expression: unknown, context: Context): unknown {
  const items = selectable(input)
  return items === undefined
    ? input
    : context.inScope(() => items.find(tester(variable, expression, context)))
}

function grouped(input: unknown, keyFor: (item: unknown) => unknown): unknown {
  const items =
    isHash(input) || Array.isArray(input) || input instanceof Range || input instanceof Drop
      ? itemsOf(input)
      : undefined
  if (items === undefined) return input
  const groups = new Map<unknown, { name: unknown; items: unknown[] }>()
  for (const item of items) {
    const name = keyFor(item)
    const group = groups.get(keyOf(name)) ?? { name, items: [] }
    group.items.push(item)
    groups.set(keyOf(name), group)
  }
  return [...groups.values()].map(groupOf)
}

const groupOf = ({ name, items }: { name: unknown; items: unknown[] }): Hash =>
  new Map<unknown, unknown>([
    ['name', name],
    ['items', items],
    ['size', items.length],
  ])

function groupByExp(input: unknown, variable: unknown, expression: unknown, context: Context): unknown {
  const value = new Variable(toText(expression))
  return context.inScope(() =>
    grouped(input, (item) => {
      context.set(toText(variable), item)
      return value.evaluate(context)
    }),
  )
}

function sort(input: unknown, property: unknown, nils: unknown = 'first'): unknown {
  if (isNil(input)) throw new LiquidError('Cannot sort a null object.')
  const items = itemsOf(input)
  if (items === undefined) throw new LiquidError(`undefined method \`sort' for ${toText(input)}`)
  if (isNil(property)) return [...items].sort(strictly)
  if (nils !== 'first' && nils !== 'last')
    throw new LiquidError(
      `Invalid nils order: '${toText(nils)}' is not a valid nils order. It must be 'first' or 'last'.`,
    )
  const order = nils === 'first' ? -1 : 1
  return items
    .map((item) => [itemProperty(item, property), item] as const)
    .sort(([one], [other]) => byProperty(one, other, order))
    .map(([, item]) => item)
}

function strictly(one: unknown, other: unknown): number {
  const order = compare(one, other)
  if (order === undefined) throw new LiquidError('comparison of values failed')
  return order
}

function byProperty(one: unknown, other: unknown, order: number): number {
  if (!isNil(one) && isNil(other)) return -order
  if (isNil(one) && !isNil(other)) return order
  if (isNil(one) || isEqual(one, other)) return 0
  return compare(one, other) ?? compareText(toText(one), toText(other))
}

export const groupingFilters: FilterTable = {
  where: [2, 2, (context, input, property, target) => where(input, property, target, context)],
  where_exp: [2, 2, (context, input, variable, expression) => whereExp(input, variable, expression, context)],
  find: [2, 2, (_, input, property, target) => find(input, property, target)],
  find_exp: [2, 2, (context, input, variable, expression) => findExp(input, variable, expression, context)],
  group_by: [1, 1, (_, input, property) => grouped(input, (item) => toText(itemProperty(item, property)))],
  group_by_exp: [
    2,
    2,
    (context, input, variable, expression) => groupByExp(input, variable, expression, context),
  ],
  sort: [0, 2, (_, input, property, nils) => sort(input, property, nils)],
}
