import type { RubyDate, RubyTime } from './time.ts'

/** A Ruby Float. Every JavaScript number among Liquid's values is an Integer. */
export class Float {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }

  /** As Ruby writes it: `4.0`, `1.5`, `1.0e+16`. */
  toString(): string {
    return floatText(this.value)
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity'
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return exponentText(value)
  const text = String(value)
  return text.includes('.') ? text : `${Object.is(value, -0) ? '-0' : text}.0`
}

function exponentText(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const sign = exponent.startsWith('-') ? '-' : '+'
  const whole = digits.includes('.') ? digits : `${digits}.0`
  return `${whole}e${sign}${exponent.replace(/^[-+]/, '').padStart(2, '0')}`
}

/** `(first..last)`, both whole numbers. */
export class Range {
  readonly first: number
  readonly last: number
  constructor(first: number, last: number) {
    this.first = first
    this.last = last
  }

  get size(): number {
    return Math.max(0, this.last - this.first + 1)
  }

  toString(): string {
    return `${this.first}..${this.last}`
  }
}

/** An object of the site that a template may look into: only what `get` gives can be seen. */
export abstract class Drop {
  /** Undefined for what the drop does not know. */
  abstract get(key: string): unknown
  /** What `for` goes through and `inspect` shows. */
  keys(): readonly string[] {
    return []
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  /** All of it, for JSON; `depth` is how deep it stands there. */
  toHash(_depth = 0): Hash {
    return new Map(this.keys().map((key) => [key, this.get(key)]))
  }

  toString(): string {
    return ''
  }
}

/** A Ruby Hash. A Map, so that keys keep their order and none of them means anything but itself. */
export type Hash = Map<unknown, unknown>

export const isHash = (value: unknown): value is Hash => value instanceof Map
export const isNil = (value: unknown): value is null | undefined => value === null || value === undefined
export const isTrue = (value: unknown): boolean => !isNil(value) && value !== false
export const isInteger = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint'

/** The number of an Integer or Float. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  return value instanceof Float ? value.value : undefined
}

/** What points in time know of themselves. */
export const isTime = (value: unknown): value is RubyTime | RubyDate =>
  typeof value === 'object' && value !== null && 'strftime' in value

/** Ruby's `to_s`. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (isNil(value)) return ''
  if (Array.isArray(value) || isHash(value)) return inspect(value)
  return plainText(value)
}

const plainText = (value: unknown): string => {
  const described = value as { toString(): string }
  return described.toString()
}

/** What an output writes: the items of a list one after the other. */
export const outputText = (value: unknown): string =>
  Array.isArray(value) ? joinText(value, '') : toText(value)

/** Ruby's `join`: lists in the list are joined too. */
export function joinText(items: readonly unknown[], glue: string): string {
  return items.map((item) => (Array.isArray(item) ? joinText(item, glue) : toText(item))).join(glue)
}

/** Ruby's `inspect`. */
export function inspect(value: unknown): string {
  if (isNil(value)) return 'nil'
  if (typeof value === 'string') return inspectString(value)
  if (Array.isArray(value)) return `[${value.map(inspect).join(', ')}]`
  if (isHash(value))
    return `{${[...value].map(([key, each]) => `${inspect(key)}=>${inspect(each)}`).join(', ')}}`
  if (typeof value === 'object' && 'inspect' in value && typeof value.inspect === 'function')
    return String((value.inspect as () => unknown)())
  return plainText(value)
}

const named: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
  '\v': '\\v',
  '\b': '\\b',
  '\u0007': '\\a',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
}

function inspectString(text: string): string {
  // eslint-disable-next-line no-control-regex
  const escaped = text.replaceAll(/["\\\u0000-\u001f\u007f]/g, (char) => named[char] ?? hexEscape(char))
  return `"${escaped.replaceAll(/#(?=[{$@])/g, '\\#')}"`
}

const hexEscape = (char: string): string =>
  `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** Ruby's `==`. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (isNil(one)) return isNil(other)
  const [a, b] = [numberOf(one), numberOf(other)]
  if (a !== undefined || b !== undefined) return a === b
  if (isTime(one)) return isTime(other) && one.kind === other.kind && one.instant === other.instant
  if (Array.isArray(one)) return Array.isArray(other) && isEqualList(one, other)
  if (one instanceof Range) return other instanceof Range && String(one) === String(other)
  return isHash(one) && isHash(other) && isEqualHash(one, other)
}

const isEqualList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((each, index) => isEqual(each, other[index]))

const isEqualHash = (one: Hash, other: Hash): boolean =>
  one.size === other.size && [...one].every(([key, each]) => other.has(key) && isEqual(each, other.get(key)))

/** Ruby's `<=>`: undefined where the two cannot be compared. */
export function compare(one: unknown, other: unknown): number | undefined {
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other)
  const [a, b] = [numberOf(one), numberOf(other)]
  if (a !== undefined && b !== undefined)
    return Number.isNaN(a + b) && a !== b ? undefined : Math.sign(a - b) || 0
  if (isTime(one) && isTime(other))
    return one.kind === other.kind ? Math.sign(one.instant - other.instant) : undefined
  if (Array.isArray(one) && Array.isArray(other)) return compareLists(one, other)
  if (one instanceof Drop && 'compareTo' in one && typeof one.compareTo === 'function')
    return (one.compareTo as (other: unknown) => number | undefined)(other)
  return isEqual(one, other) ? 0 : undefined
}

/** By code points, as Ruby compares UTF-8. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0
  // Code units order as code points do but for surrogates.
  if (!/[\ud800-\udfff]/.test(one + other)) return one < other ? -1 : 1
  const [a, b] = [Array.from(one), Array.from(other)]
  const at = a.findIndex((char, index) => char !== b[index])
  if (at === -1) return -1
  return (a[at]?.codePointAt(0) ?? -1) < (b[at]?.codePointAt(0) ?? -1) ? -1 : 1
}

function compareLists(one: readonly unknown[], other: readonly unknown[]): number | undefined {
  for (const [index, each] of one.entries()) {
    if (index >= other.length) return 1
    const order = compare(each, other[index])
    if (order !== 0) return order
  }
  return one.length === other.length ? 0 : -1
}

/** What `for`, `join` and their like go through; undefined for what has no items. */
export function itemsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[]
  if (isHash(value)) return [...value].map(([key, each]) => [key, each])
  if (value instanceof Range) return rangeItems(value)
  if (value instanceof Drop) return [...value.keys()]
  return undefined
}

function rangeItems(range: Range): unknown[] {
  if (range.size > 1_000_000) throw new RangeError('too many')
  return Array.from({ length: range.size }, (_, index) => range.first + index)
}

/** A value that can be a key of a Map such that equal values are the same key. */
export function keyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Drop) return value
  return `${value.constructor.name}:${inspect(value)}`
}
