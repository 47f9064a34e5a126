import type { Context } from '../context.ts'
import { LiquidSyntaxError } from '../errors.ts'
import { type Expression, fragment, parseExpression } from '../expression.ts'
import { Words } from '../lexer.ts'
import { toInteger } from '../numbers.ts'
import type { Body, Tag } from '../template.ts'
import { Drop, isNil, itemsOf, Range } from '../values.ts'
import { dropBlanks, readBody } from './block.ts'

/** `forloop`. */
class ForLoop extends Drop {
  index = 0
  readonly #name: string
  readonly #length: number
  readonly #parent: Drop | undefined

  constructor(name: string, length: number, parent: Drop | undefined) {
    super()
    this.#name = name
    this.#length = length
    this.#parent = parent
  }

  override get(key: string): unknown {
    const { index } = this
    const values: Readonly<Record<string, unknown>> = {
      name: this.#name,
      length: this.#length,
      parentloop: this.#parent,
      index: index + 1,
      index0: index,
      rindex: this.#length - index,
      rindex0: this.#length - index - 1,
      first: index === 0,
      last: index === this.#length - 1,
    }
    return Object.hasOwn(values, key) ? values[key] : undefined
  }

  override toString(): string {
    return 'Liquid::ForloopDrop'
  }
}

interface Loop {
  readonly variable: string
  readonly collection: string
  readonly reversed: boolean
  readonly attributes: ReadonlyMap<string, string>
}

/** `for`, with `limit`, `offset` (also `continue`), `reversed` and `else`. */
export const forTag: Tag = (markup, parser) => {
  const loop = parseLoop(markup)
  const collection = parseExpression(loop.collection)
  const { body, next } = readBody(parser, 'for', ['else'])
  const otherwise = next === undefined ? undefined : readRest(() => readBody(parser, 'for', ['else']))
  const name = `${loop.variable}-${loop.collection}`
  return {
    blank: dropBlanks(otherwise === undefined ? [body] : [body, otherwise]),
    source: `{% for ${markup.trim()} %}`,
    render: (context, write) => {
      const items = segment(collection.evaluate(context), loop, name, context)
      if (items.length === 0) otherwise?.render(context, write)
      else run(items, loop.variable, name, context, () => body.render(context, write))
    },
  }
}

/** Of several `else` the last one counts. */
function readRest(read: () => ReturnType<typeof readBody>): Body {
  for (;;) {
    const { body, next } = read()
    if (next === undefined) return body
  }
}

function run(
  items: readonly unknown[],
  variable: string,
  name: string,
  context: Context,
  body: () => void,
): void {
  context.inScope(() => {
    const loop = new ForLoop(name, items.length, context.loops.at(-1))
    context.loops.push(loop)
    context.set('forloop', loop)
    try {
      for (const item of items) {
        context.surroundings.limits.work()
        context.set(variable, item)
        body()
        loop.index += 1
        if (context.interrupts.pop() === 'break') return
      }
    } finally {
      context.loops.pop()
    }
  })
}

function segment(collection: unknown, loop: Loop, name: string, context: Context): unknown[] {
  const offsets = context.count('for')
  const from =
    loop.attributes.get('offset') === 'continue'
      ? (offsets.get(name) ?? 0)
      : (attribute(loop, 'offset', context) ?? 0)
  const limit = attribute(loop, 'limit', context)
  const items = sliceOf(collection, from, limit === undefined ? undefined : from + limit, context)
  offsets.set(name, from + items.length)
  return loop.reversed ? items.reverse() : items
}

function attribute(loop: Loop, key: string, context: Context): number | undefined {
  const markup = loop.attributes.get(key)
  const value = markup === undefined ? undefined : parseExpression(markup).evaluate(context)
  return isNil(value) ? undefined : toInteger(value)
}

/** The items of a collection from one index to another; a text that is not empty is its only item. */
export function sliceOf(
  collection: unknown,
  from: number,
  to: number | undefined,
  context: Context,
): unknown[] {
  if (typeof collection === 'string') return collection === '' ? [] : [collection]
  if (collection instanceof Range) {
    const last =
      to === undefined ? collection.last : Math.min(collection.last, collection.first + Math.max(0, to) - 1)
    const range = new Range(collection.first + Math.max(0, from), last)
    context.surroundings.limits.work(range.size)
    context.surroundings.limits.write(range.size)
    return itemsOf(range) ?? []
  }
  const items = itemsOf(collection) ?? []
  return to === undefined ? items.slice(Math.max(0, from)) : items.slice(Math.max(0, from), Math.max(0, to))
}

const loose = new RegExp(`^([\\w-]+)\\s+in\\s+((?:${fragment})+)\\s*(reversed)?`)
const attributePattern = new RegExp(`(\\w[\\w-]*)\\s*:\\s*(${fragment})`, 'g')

function parseLoop(markup: string): Loop {
  try {
    return parseStrictly(markup)
  } catch (error) {
    if (!(error instanceof LiquidSyntaxError)) throw error
  }
  const [, variable, collection, reversed] = loose.exec(markup.trimStart()) ?? []
  if (variable === undefined || collection === undefined)
    throw new LiquidSyntaxError("Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]")
  return { variable, collection, reversed: reversed !== undefined, attributes: attributesIn(markup) }
}

function parseStrictly(markup: string): Loop {
  const words = new Words(markup)
  const variable = words.consume('id')
  if (!words.acceptName('in')) throw new LiquidSyntaxError("For loops require an 'in' clause")
  const collection = words.expression()
  const reversed = words.acceptName('reversed')
  const attributes = new Map<string, string>()
  while (words.look('id') && words.look(':', 1)) {
    const key = words.consume('id')
    if (key !== 'limit' && key !== 'offset')
      throw new LiquidSyntaxError('Invalid attribute in for loop. Valid attributes are limit and offset')
    words.consume(':')
    attributes.set(key, words.expression())
  }
  words.consume('end')
  return { variable, collection, reversed, attributes }
}

/** The `key: value` pairs in a tag's markup. */
const attributesIn = (markup: string): Map<string, string> =>
  new Map([...markup.matchAll(attributePattern)].map(([, key = '', value = '']) => [key, value]))

/** `key: value` pairs as expressions. */
export const expressionsIn = (markup: string): Map<string, Expression> =>
  new Map([...attributesIn(markup)].map(([key, value]) => [key, parseExpression(value)]))
