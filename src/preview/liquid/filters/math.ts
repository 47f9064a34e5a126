import { calculate, ceil, floor, type Operator, round, toNumber } from '../numbers.ts'
import { compare, Float, isHash, isNil, isTrue } from '../values.ts'
import type { Filter } from '../context.ts'
import type { FilterTable } from './filter-table.ts'

const operation =
  (operator: Operator): Filter =>
  (_, input, operand) =>
    calculate(toNumber(input), operator, toNumber(operand))

function abs(input: unknown): unknown {
  const value = toNumber(input)
  if (value instanceof Float) return new Float(Math.abs(value.value))
  return value < 0 ? -value : value
}

const limit =
  (sign: 1 | -1): Filter =>
  (_, input, bound) => {
    const [value, other] = [toNumber(input), toNumber(bound)]
    return (compare(other, value) ?? 0) * sign > 0 ? other : value
  }

function roundTo(input: unknown, places: unknown): unknown {
  const digits = Math.max(-400, Math.min(400, Number(floor(toNumber(places)))))
  const value = round(toNumber(input), digits)
  return digits === 0 ? floor(value) : value
}

function byDefault(input: unknown, value: unknown = '', named?: unknown): unknown {
  const strict = isHash(named) && isTrue(named.get('allow_false'))
  if (strict ? isNil(input) : !isTrue(input)) return value
  return isEmpty(input) ? value : input
}

const isEmpty = (value: unknown): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0) || (isHash(value) && value.size === 0)

export const mathFilters: FilterTable = {
  abs: [0, 0, (_, input) => abs(input)],
  plus: [1, 1, operation('+')],
  minus: [1, 1, operation('-')],
  times: [1, 1, operation('*')],
  divided_by: [1, 1, operation('/')],
  modulo: [1, 1, operation('%')],
  round: [0, 1, (_, input, places) => roundTo(input, places)],
  ceil: [0, 0, (_, input) => ceil(toNumber(input))],
  floor: [0, 0, (_, input) => floor(toNumber(input))],
  at_least: [1, 1, limit(1)],
  at_most: [1, 1, limit(-1)],
  default: [0, 2, (_, input, otherwise, options) => byDefault(input, otherwise, options)],
}
