import { LiquidSyntaxError } from '../errors.ts'
import type { Tag } from '../template.ts'
import { Variable } from '../variable.ts'
import { readBody } from './block.ts'

const signature = '\\(?[\\w\\-.[\\]]\\)?'
const assignment = new RegExp(`((?:${signature})+)\\s*=\\s*([^]*)\\s*`)
const name = new RegExp(`((?:${signature})+)`)

/** `assign`. */
export const assignTag: Tag = (markup) => {
  const [, to, from] = assignment.exec(markup) ?? []
  if (to === undefined || from === undefined)
    throw new LiquidSyntaxError("Syntax Error in 'assign' - Valid syntax: assign [var] = [source]")
  const value = new Variable(from)
  return {
    blank: true,
    source: `{% assign ${markup.trim()} %}`,
    render: (context) => context.assign(to, value.evaluate(context)),
  }
}

/** `capture`. */
export const captureTag: Tag = (markup, parser) => {
  const to = name.exec(markup)?.[1]
  if (to === undefined) throw new LiquidSyntaxError("Syntax Error in 'capture' - Valid syntax: capture [var]")
  const { body } = readBody(parser, 'capture')
  return {
    blank: true,
    source: `{% capture ${markup.trim()} %}`,
    render: (context) => context.assign(to, body.text(context)),
  }
}
