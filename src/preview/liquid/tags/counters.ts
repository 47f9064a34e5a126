import type { Context } from '../context.ts'
import { LiquidSyntaxError } from '../errors.ts'
import { type Expression, fragment, parseExpression } from '../expression.ts'
import type { Tag } from '../template.ts'
import { inspect, keyOf, outputText } from '../values.ts'

/** `increment`: writes, then counts up. */
export const incrementTag: Tag = (markup) =>
  counter('increment', markup, (numbers, name) => {
    const value = numbers.get(name) ?? 0
    numbers.set(name, value + 1)
    return value
  })

/** `decrement`: counts down, then writes. */
export const decrementTag: Tag = (markup) =>
  counter('decrement', markup, (numbers, name) => {
    const value = (numbers.get(name) ?? 0) - 1
    numbers.set(name, value)
    return value
  })

function counter(
  tag: string,
  markup: string,
  next: (numbers: Map<unknown, number>, name: string) => number,
): ReturnType<Tag> {
  const name = markup.trim()
  return {
    blank: false,
    source: `{% ${tag} ${name} %}`,
    render: (context, write) => write(String(next(context.count('increment'), name))),
  }
}

const named = new RegExp(`^(${fragment})\\s*:\\s*([^]*)`)
const simple = new RegExp(`^\\s*${fragment}`)
const item = new RegExp(`\\s*(${fragment})\\s*`)

/** `cycle`: one value after the other; groups of the same name, or the same values, go on where they were. */
export const cycleTag: Tag = (markup) => {
  const text = markup.trim()
  const [, group, list] = named.exec(text) ?? []
  if (group === undefined && !simple.test(text))
    throw new LiquidSyntaxError(
      "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]",
    )
  const source = group === undefined ? text : (list ?? '')
  const values = source.split(',').flatMap((each) => expressionIn(each))
  const key = group === undefined ? undefined : parseExpression(group)
  return {
    blank: false,
    source: `{% cycle ${text} %}`,
    render: (context, write) => write(outputText(next(values, groupOf(key, source, context), context))),
  }
}

function expressionIn(text: string): Expression[] {
  const found = item.exec(text)?.[1]
  return found === undefined ? [] : [parseExpression(found)]
}

const groupOf = (key: Expression | undefined, source: string, context: Context): unknown =>
  key === undefined ? `values ${inspect(source)}` : keyOf(key.evaluate(context))

function next(values: readonly Expression[], group: unknown, context: Context): unknown {
  const positions = context.count('cycle')
  const at = positions.get(group) ?? 0
  positions.set(group, at + 1 >= values.length ? 0 : at + 1)
  return values[at]?.evaluate(context)
}
