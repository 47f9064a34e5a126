import { compareBy } from '../condition.ts'
import { LiquidSyntaxError } from '../errors.ts'
import { type Expression, fragment, parseExpression } from '../expression.ts'
import { Body, type Parser, type Tag } from '../template.ts'
import { isTrue } from '../values.ts'
import { dropBlanks, readBody } from './block.ts'

interface When {
  /** Undefined for `else`. */
  readonly value: Expression | undefined
  readonly body: Body
}

const operand = new RegExp(`(${fragment})`)
const values = new RegExp(`(${fragment})(?:(?:\\s+or\\s+|\\s*,\\s*)(${fragment}[^]*))?`)

/** `case`: every `when` that fits is shown, once for each value that does; `else` where none did before it. */
export const caseTag: Tag = (markup, parser) => {
  const left = operand.exec(markup)?.[1]
  if (left === undefined)
    throw new LiquidSyntaxError("Syntax Error in 'case' - Valid syntax: case [condition]")
  const subject = parseExpression(left)
  const whens = readWhens(parser)
  return {
    blank: dropBlanks([...new Set(whens.map(({ body }) => body))]),
    source: `{% case ${markup.trim()} %}`,
    render: (context, write) => {
      let found = false
      for (const { value, body } of whens) {
        const fits =
          value === undefined
            ? !found
            : isTrue(compareBy('==', subject.evaluate(context), value.evaluate(context)))
        if (!fits) continue
        if (value !== undefined) found = true
        body.render(context, write)
      }
    },
  }
}

function readWhens(parser: Parser): When[] {
  const whens: When[] = []
  let { next } = readBody(parser, 'case', ['when', 'else'])
  while (next !== undefined) {
    const { markup, name } = next
    const read = readBody(parser, 'case', ['when', 'else'])
    if (name === 'else') whens.push({ value: undefined, body: read.body })
    else whens.push(...valuesOf(markup).map((value) => ({ value, body: read.body })))
    next = read.next
  }
  return whens
}

function valuesOf(markup: string): Expression[] {
  const found: Expression[] = []
  for (let rest: string | undefined = markup; rest !== undefined;) {
    const match: RegExpExecArray | null = values.exec(rest)
    if (match === null)
      throw new LiquidSyntaxError(
        "Syntax Error in tag 'case' - Valid when condition: {% when [condition] [or condition2...] %}",
      )
    found.push(parseExpression(match[1] ?? ''))
    rest = match[2]
  }
  return found
}
