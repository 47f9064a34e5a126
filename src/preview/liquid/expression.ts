import type { Context } from './context.ts'
import { LiquidError } from './errors.ts'
import { toInteger } from './numbers.ts'
import { Quality } from './quality.ts'
import { Drop, Float, isHash, isInteger, isNil, itemsOf, Range } from './values.ts'

/** What can be asked for its value; everything else is its own value. */
export interface Expression {
  evaluate(context: Context): unknown
}

/** Liquid's own idea of a word without blanks or commas outside quotes, as a regular expression. */
export const fragment = `(?:"[^"]*"|'[^']*'|(?:[^\\s,|'"]|"[^"]*"|'[^']*')+)`

const constant = (value: unknown): Expression => ({ evaluate: () => value })

const literals: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['', undefined],
  ['nil', undefined],
  ['null', undefined],
  ['true', true],
  ['false', false],
  ['blank', new Quality('blank')],
  ['empty', new Quality('empty')],
])

const known = new Map<string, Expression>()

/** Reads an expression as Liquid does: anything means something. */
export function parseExpression(markup: string): Expression {
  const found = known.get(markup)
  if (found !== undefined) return found
  const parsed = read(markup.trim())
  if (known.size > 5000) known.clear()
  known.set(markup, parsed)
  return parsed
}

function read(markup: string): Expression {
  if (/^".*"$|^'.*'$/s.test(markup) && markup.length > 1) return constant(markup.slice(1, -1))
  if (/^-?\d+$/.test(markup)) return constant(toInteger(markup))
  const range = /^\(\s*(?:(\S+?)\s*\.\.)\s*(\S+)\s*\)$/.exec(markup)
  if (range) return rangeOf(range[1] ?? '', range[2] ?? '')
  if (/^-?\d[\d.]+$/.test(markup)) return constant(new Float(parseFloat(markup)))
  return literals.has(markup) ? constant(literals.get(markup)) : new Lookup(markup)
}

function rangeOf(first: string, last: string): Expression {
  const [from, to] = [parseExpression(first), parseExpression(last)]
  return { evaluate: (context) => new Range(bound(from.evaluate(context)), bound(to.evaluate(context))) }
}

function bound(value: unknown): number {
  if (typeof value === 'string') return Number.parseInt(value, 10) || 0
  if (isNil(value)) return 0
  if (value instanceof Float) return Math.trunc(value.value)
  return toInteger(value)
}

const part = /\[([^\]]+)\]|[\w-]+\??/g
const commands = new Set(['size', 'first', 'last'])

/** `page.title`, `site.data[page.author].name`. */
class Lookup implements Expression {
  /** The first name, where it is written out. */
  readonly name: string | undefined
  readonly #first: Expression
  readonly #steps: readonly (Expression & { command?: string })[]

  constructor(markup: string) {
    const [first, ...rest] = [...markup.matchAll(part)]
    this.name = first?.[1] === undefined ? first?.[0] : undefined
    this.#first = first?.[1] === undefined ? constant(first?.[0]) : parseExpression(first[1])
    this.#steps = rest.map(([all, inner]) => {
      if (inner !== undefined) return parseExpression(inner)
      return commands.has(all) ? { ...constant(all), command: all } : constant(all)
    })
  }

  evaluate(context: Context): unknown {
    const name = this.#first.evaluate(context)
    let value = context.find(name)
    for (const step of this.#steps) {
      const key = step.evaluate(context)
      value = lookInto(value, key, step.command)
      if (isNil(value)) return undefined
    }
    return value
  }
}

function lookInto(value: unknown, key: unknown, command: string | undefined): unknown {
  if (value instanceof Drop && typeof key === 'string' && value.has(key)) return value.get(key)
  if (isHash(value) && value.has(key)) return value.get(key)
  if (Array.isArray(value) && isInteger(key)) return value.at(Number(key)) as unknown
  return command === undefined ? undefined : runCommand(value, command)
}

function runCommand(value: unknown, command: string): unknown {
  if (command === 'size') return sizeOf(value)
  if (Array.isArray(value)) return command === 'first' ? value[0] : value.at(-1)
  if (command === 'last') return value instanceof Range ? value.last : undefined
  return value instanceof Range ? value.first : itemsOf(value)?.[0]
}

/** Ruby's `size`; undefined for what has none. */
export function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string') return Array.from(value).length
  if (Array.isArray(value)) return value.length
  if (isHash(value) || value instanceof Range) return value.size
  return isInteger(value) ? 8 : undefined
}

/** The property of an item as filters take it: Ruby's `item[property]`. */
export function propertyOf(item: unknown, property: unknown): unknown {
  if (item instanceof Drop) return item.get(String(property))
  if (isHash(item)) return item.get(property)
  if (typeof item === 'string') return item.includes(String(property)) ? property : undefined
  if (Array.isArray(item) && isInteger(property)) return item.at(Number(property)) as unknown
  if (Array.isArray(item) || isInteger(item))
    throw new LiquidError(`cannot select the property '${String(property)}'`)
  return undefined
}
