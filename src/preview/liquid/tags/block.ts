import { LiquidSyntaxError } from '../errors.ts'
import { Body, type Parser } from '../template.ts'

/** How a block goes on: the tag that ended the body before. */
export interface Branch {
  readonly name: string
  readonly markup: string
}

/** Reads one body of a block, up to its end tag or one of `branches`. Throws LiquidSyntaxError where the block never ends. */
export function readBody(
  parser: Parser,
  block: string,
  branches: readonly string[] = [],
): { body: Body; next: Branch | undefined } {
  const body = new Body()
  const delimiter = `end${block}`
  const end = parser.parseInto(body, (name) => name === delimiter || branches.includes(name))
  if (end === undefined) throw new LiquidSyntaxError(`'${block}' tag was never closed`)
  if (end.name === delimiter) return { body, next: undefined }
  if (branches.includes(end.name)) return { body, next: end }
  throw new LiquidSyntaxError(unexpected(end.name, block))
}

function unexpected(name: string, block: string): string {
  if (name === 'else') return `${block} tag does not expect 'else' tag`
  if (name.startsWith('end')) return `'${name}' is not a valid delimiter for ${block} tags. use end${block}`
  return `Unknown tag '${name}'`
}

/** Takes the blanks out of bodies of which nothing can be seen; gives whether that is so. */
export function dropBlanks(bodies: readonly Body[]): boolean {
  const blank = bodies.every((body) => body.blank)
  if (blank) bodies.forEach((body) => body.dropBlanks())
  return blank
}
