import type { Node, Parser } from '../liquid/template.ts'

/** Tags that only go on or end a block. */
const parts = /^(?:end\w*|else|elsif|when)$/

/**
 * A tag that nobody knows: its place is marked, and it takes the text up to its own end tag along, where there is one. Undefined for
 * what can only be a part of a block.
 */
export function unknownTag(
  name: string,
  markup: string,
  parser: Parser,
  placeholder: (name: string) => string,
): Node | undefined {
  if (parts.test(name)) return undefined
  if (parser.expects(`end${name}`)) parser.rawUntil(`end${name}`)
  return {
    blank: false,
    source: `{% ${name} ${markup.trim()} %}`,
    render: (_, write) => write(placeholder(name)),
  }
}
