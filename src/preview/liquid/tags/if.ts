import { parseCondition } from '../condition.ts'
import type { Context } from '../context.ts'
import type { Body, Parser, Tag } from '../template.ts'
import { dropBlanks, readBody } from './block.ts'

interface Case {
  readonly holds: (context: Context) => boolean
  readonly body: Body
}

/** `if`/`elsif`/`else`. */
export const ifTag: Tag = (markup, parser) => {
  const condition = parseCondition(markup)
  return choose(markup, parser, 'if', (context) => condition.evaluate(context))
}

/** `unless`: its first condition the other way round. */
export const unlessTag: Tag = (markup, parser) => {
  const condition = parseCondition(markup)
  return choose(markup, parser, 'unless', (context) => !condition.evaluate(context))
}

function choose(
  markup: string,
  parser: Parser,
  name: string,
  first: (context: Context) => boolean,
): ReturnType<Tag> {
  const cases = readCases(parser, name, first)
  return {
    blank: dropBlanks(cases.map(({ body }) => body)),
    source: `{% ${name} ${markup.trim()} %}`,
    render: (context, write) => {
      cases.find(({ holds }) => holds(context))?.body.render(context, write)
    },
  }
}

function readCases(parser: Parser, name: string, first: (context: Context) => boolean): Case[] {
  const cases: Case[] = []
  let holds = first
  for (;;) {
    const { body, next } = readBody(parser, name, ['elsif', 'else'])
    cases.push({ holds, body })
    if (next === undefined) return cases
    holds = next.name === 'else' ? () => true : conditionOf(next.markup)
  }
}

function conditionOf(markup: string): (context: Context) => boolean {
  const condition = parseCondition(markup)
  return (context) => condition.evaluate(context)
}
