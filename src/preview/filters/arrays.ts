import type { Context } from '../liquid/context.ts'
import { LiquidError } from '../liquid/errors.ts'
import type { FilterTable } from '../liquid/filters/filter-table.ts'
import { leadingInteger, toInteger } from '../liquid/numbers.ts'
import { RubyTime } from '../liquid/time.ts'
import { Float, inspect, isHash, isInteger, isNil, joinText, toText } from '../liquid/values.ts'

function sentence(input: unknown, connector: string): string {
  const items = countable(input)
  if (!items || (items.length > 2 && !Array.isArray(input)))
    throw new LiquidError(`undefined method \`length' for ${inspect(input)}`)
  if (items.length < 2) return toText(items[0])
  if (items.length === 2) return `${toText(items[0])} ${connector} ${toText(items[1])}`
  return `${joinText(items.slice(0, -1), ', ')}, ${connector} ${toText(items.at(-1))}`
}

/** What Ruby's `length` and `[]` see: the characters of a text, the numbered keys of a hash. */
function countable(input: unknown): readonly unknown[] | undefined {
  if (typeof input === 'string') return Array.from(input)
  if (isHash(input)) return [...input.keys()].map((_, at) => input.get(at))
  return Array.isArray(input) ? (input as unknown[]) : undefined
}

function toWhole(input: unknown): unknown {
  if (typeof input === 'boolean') return input ? 1 : 0
  if (isInteger(input)) return input
  if (input instanceof Float) return Math.trunc(input.value)
  if (isNil(input)) return 0
  if (typeof input === 'string') return leadingInteger(input)
  if (input instanceof RubyTime) return Math.floor(input.instant / 1000)
  throw new LiquidError(`undefined method \`to_i' for ${inspect(input)}`)
}

function added(input: unknown, make: (items: unknown[]) => unknown[], context: Context): unknown {
  if (!Array.isArray(input)) return input
  context.surroundings.limits.write(input.length)
  return make(input as unknown[])
}

function count(value: unknown): number {
  const number = toInteger(value)
  if (number < 0) throw new LiquidError('negative array size')
  return number
}

/** Chance would make every preview another page: the first ones are taken. */
function sample(input: unknown, number: unknown): unknown {
  if (!Array.isArray(input)) return input
  const items = input as unknown[]
  const most = isInteger(number) || typeof number === 'string' ? Number(number) || 1 : 1
  return most === 1 ? items[0] : items.slice(0, most)
}

export const arrayFilters: FilterTable = {
  array_to_sentence_string: [0, 1, (_, input, connector = 'and') => sentence(input, toText(connector))],
  to_integer: [0, 0, (_, input) => toWhole(input)],
  push: [1, 1, (context, input, item) => added(input, (items) => [...items, item], context)],
  unshift: [1, 1, (context, input, item) => added(input, (items) => [item, ...items], context)],
  pop: [
    0,
    1,
    (context, input, number = 1) =>
      added(input, (items) => items.slice(0, Math.max(0, items.length - count(number))), context),
  ],
  shift: [0, 1, (context, input, number = 1) => added(input, (items) => items.slice(count(number)), context)],
  sample: [0, 1, (_, input, number) => sample(input, number)],
}
