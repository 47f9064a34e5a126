import type { Context } from './context.ts'
import { LiquidError, LiquidSyntaxError } from './errors.ts'
import { type Expression, fragment, parseExpression } from './expression.ts'
import { Quality } from './quality.ts'
import { Words } from './lexer.ts'
import { compare, Drop, isEqual, isHash, isNil, isTrue, Range, toText } from './values.ts'

class Comparison {
  readonly #left: Expression
  readonly #operator: string | undefined
  readonly #right: Expression | undefined

  constructor(left: Expression, operator?: string, right?: Expression) {
    this.#left = left
    this.#operator = operator
    this.#right = right
  }

  evaluate(context: Context): boolean {
    context.surroundings.limits.work()
    const left = this.#left.evaluate(context)
    if (this.#operator === undefined) return isTrue(left)
    return isTrue(compareBy(this.#operator, left, this.#right?.evaluate(context)))
  }
}

/** What `left operator right` is. */
export function compareBy(operator: string, left: unknown, right: unknown): unknown {
  if (operator === '==') return equals(left, right)
  if (operator === '!=' || operator === '<>') return !isTrue(equals(left, right))
  if (operator === 'contains') return contains(left, right)
  if (/^[<>]=?$/.test(operator)) return inOrder(operator, left, right)
  throw new LiquidError(`Unknown operator ${operator}`)
}

function equals(left: unknown, right: unknown): boolean | undefined {
  if (left instanceof Quality) return left.holdsFor(right)
  return right instanceof Quality ? right.holdsFor(left) : isEqual(left, right)
}

function contains(left: unknown, right: unknown): boolean {
  if (!isTrue(left) || !isTrue(right)) return false
  if (typeof left === 'string') return left.includes(toText(right))
  if (Array.isArray(left)) return left.some((each) => isEqual(each, right))
  if (isHash(left)) return left.has(right)
  if (left instanceof Range) return typeof right === 'number' && right >= left.first && right <= left.last
  if (!(left instanceof Drop)) return false
  if ('includes' in left && typeof left.includes === 'function')
    return Boolean((left.includes as (text: string) => unknown)(toText(right)))
  return left.keys().includes(toText(right))
}

const canOrder = (value: unknown): boolean =>
  !isNil(value) &&
  typeof value !== 'boolean' &&
  !isHash(value) &&
  !Array.isArray(value) &&
  !(value instanceof Range || value instanceof Quality)

function inOrder(operator: string, left: unknown, right: unknown): boolean | undefined {
  if (!canOrder(left) || !canOrder(right)) return undefined
  const order = compare(left, right)
  if (order === undefined)
    throw new LiquidError(`comparison of ${className(left)} with ${inspectShort(right)} failed`)
  if (operator.startsWith('<')) return order < 0 || (operator === '<=' && order === 0)
  return order > 0 || (operator === '>=' && order === 0)
}

function className(value: unknown): string {
  if (typeof value === 'string') return 'String'
  return typeof value === 'number' ? 'Integer' : (value as object).constructor.name
}

const inspectShort = (value: unknown): string => (typeof value === 'string' ? 'String' : toText(value))

/** Comparisons joined by `and` and `or`, which bind to the right. */
export class Condition {
  readonly #comparisons: readonly Comparison[]
  readonly #joints: readonly string[]

  constructor(comparisons: readonly Comparison[], joints: readonly string[] = []) {
    this.#comparisons = comparisons
    this.#joints = joints
  }

  evaluate(context: Context): boolean {
    let result = false
    for (const [index, comparison] of this.#comparisons.entries()) {
      result = comparison.evaluate(context)
      const joint = this.#joints[index]
      if (joint === 'or' ? result : !result) break
    }
    return result
  }
}

/** Reads what follows `if`; throws LiquidSyntaxError where even Liquid's lenient reading finds nothing. */
export function parseCondition(markup: string): Condition {
  try {
    return parseStrictCondition(markup)
  } catch (error) {
    if (!(error instanceof LiquidSyntaxError)) throw error
    return parseLeniently(markup)
  }
}

/** Reads a condition strictly, as `where_exp` does; throws LiquidSyntaxError. */
export function parseStrictCondition(markup: string): Condition {
  const words = new Words(markup)
  const comparisons = [readComparison(words)]
  const joints: string[] = []
  for (;;) {
    const joint = ['and', 'or'].find((name) => words.acceptName(name))
    if (joint === undefined) break
    joints.push(joint)
    comparisons.push(readComparison(words))
  }
  words.consume('end')
  return new Condition(comparisons, joints)
}

function readComparison(words: Words): Comparison {
  const left = parseExpression(words.expression())
  const operator = words.accept('comparison')
  return operator === undefined
    ? new Comparison(left)
    : new Comparison(left, operator, parseExpression(words.expression()))
}

const joint = '\\b(?:\\s?and\\s?|\\s?or\\s?)\\b'
const pieces = new RegExp(`(?:${joint}|(?:\\s*(?!${joint})(?:${fragment}|\\S+)\\s*)+)`, 'g')
const comparisonText = new RegExp(`(${fragment})\\s*([=!<>a-z_]+)?\\s*(${fragment})?`)

function parseLeniently(markup: string): Condition {
  const found = markup.match(pieces) ?? []
  const comparisons = found.filter((_, index) => index % 2 === 0).map(lenientComparison)
  const joints = found.filter((_, index) => index % 2 === 1).map((text) => text.trim())
  if (comparisons.length !== joints.length + 1 || joints.some((name) => name !== 'and' && name !== 'or'))
    throw invalid()
  return new Condition(comparisons, joints)
}

function lenientComparison(text: string): Comparison {
  const [, left, operator, right] = comparisonText.exec(text) ?? []
  if (left === undefined) throw invalid()
  if (operator === undefined) return new Comparison(parseExpression(left))
  return new Comparison(parseExpression(left), operator, parseExpression(right ?? ''))
}

const invalid = (): LiquidSyntaxError =>
  new LiquidSyntaxError("Syntax Error in tag 'if' - Valid syntax: if [expression]")
