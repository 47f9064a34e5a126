import type { Context } from './context.ts'
import { type Expression, fragment, parseExpression } from './expression.ts'
import { LiquidSyntaxError } from './errors.ts'
import { Words } from './lexer.ts'

interface Application {
  readonly name: string
  readonly args: readonly Expression[]
  readonly named: ReadonlyMap<string, Expression>
}

/** A value and the filters that it goes through: what stands in `{{ … }}` and behind `assign x =`. */
export class Variable implements Expression {
  readonly markup: string
  readonly #value: Expression | undefined
  readonly #filters: readonly Application[]

  constructor(markup: string) {
    this.markup = markup
    const [value, filters] = parseStrictly(markup) ?? parseLeniently(markup)
    this.#value = value
    this.#filters = filters
  }

  evaluate(context: Context): unknown {
    let value = this.#value?.evaluate(context)
    for (const filter of this.#filters) value = apply(filter, value, context)
    return value
  }
}

function apply(filter: Application, input: unknown, context: Context): unknown {
  const { filters, limits, unknownFilter } = context.surroundings
  limits.work()
  const known = filters.get(filter.name)
  if (known === undefined) return unknownFilter(filter.name, input)
  // What is given as nothing is given: only a missing argument has its default.
  const args = filter.args.map((arg) => arg.evaluate(context) ?? null)
  const named = [...filter.named].map(([name, arg]) => [name, arg.evaluate(context)] as const)
  const result = known(
    context,
    input,
    ...args,
    ...(named.length > 0 ? [new Map<unknown, unknown>(named)] : []),
  )
  if (typeof result === 'string') limits.write(result.length)
  return result
}

type Parsed = readonly [Expression | undefined, readonly Application[]]

function parseStrictly(markup: string): Parsed | undefined {
  try {
    const words = new Words(markup)
    if (words.look('end')) return [undefined, []]
    const value = parseExpression(words.expression())
    const filters: Application[] = []
    while (words.accept('|') !== undefined) {
      const name = words.consume('id')
      filters.push(application(name, words.accept(':') === undefined ? [] : readArguments(words)))
    }
    words.consume('end')
    return [value, filters]
  } catch (error) {
    if (error instanceof LiquidSyntaxError) return undefined
    throw error
  }
}

function readArguments(words: Words): string[] {
  const args = [words.argument()]
  while (words.accept(',') !== undefined) args.push(words.argument())
  return args
}

const first = new RegExp(`(${fragment})([^]*)`)
const filterText = new RegExp(`(?:\\s+|${fragment}|,)+`, 'g')
const argument = new RegExp(`[:,]\\s*((?:\\w+\\s*:\\s*)?${fragment})`, 'g')

/** As Liquid read it before it knew errors: what makes no sense is skipped. */
function parseLeniently(markup: string): Parsed {
  const [, value, rest = ''] = first.exec(markup) ?? []
  if (value === undefined) return [undefined, []]
  const filters = /\|\s*([^]*)/.exec(rest)?.[1] ?? ''
  const parts = filters.match(filterText) ?? []
  return [parseExpression(value), parts.flatMap(lenientFilter)]
}

function lenientFilter(text: string): Application[] {
  const name = /\w+/.exec(text)?.[0]
  if (name === undefined) return []
  return [
    application(
      name,
      [...text.matchAll(argument)].map((match) => match[1] ?? ''),
    ),
  ]
}

const keyword = new RegExp(`^(\\w[\\w-]*)\\s*:\\s*(${fragment})$`)

function application(name: string, args: readonly string[]): Application {
  const plain: Expression[] = []
  const named = new Map<string, Expression>()
  for (const arg of args) {
    const [, key, value = ''] = keyword.exec(arg) ?? []
    if (key === undefined) plain.push(parseExpression(arg))
    else named.set(key, parseExpression(value))
  }
  return { name, args: plain, named }
}
