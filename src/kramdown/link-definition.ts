import type { BlockConstruct, Blocks } from './blocks.ts'
import { isQuote, trimBlanks } from './characters.ts'
import { isBlankAt, lineEnd, skipBlanks, skipIndent } from './lines.ts'
import { linkId } from './link.ts'

/*
 * Link definitions (kramdown's manual, “Link Definitions”).
 *
 *   [id]: destination "title"
 *   [id]: <destination>
 *       'title'
 */

type Range = readonly [from: number, to: number]

interface Found {
  readonly href: Range
  readonly title: Range | undefined
  /** The offset behind the last newline. */
  readonly end: number
}

/** A title that fills the rest of a line: the same quote at both ends, something between. */
function titleOf(text: string, from: number, line: number): Range | undefined {
  const quote = text[from]
  if (!isQuote(quote)) return undefined
  const last = trimBlanks(text, from, line) - 1
  return text[last] === quote && last > from + 1 ? [from + 1, last] : undefined
}

/** What may follow a destination: nothing, a title behind blanks, or a title on the next line. */
function rest(text: string, at: number): { title: Range | undefined; end: number } | undefined {
  const line = lineEnd(text, at)
  const next = skipBlanks(text, at)
  if (next < line) {
    const title = next > at ? titleOf(text, next, line) : undefined
    return title && { title, end: line + 1 }
  }
  const below = skipBlanks(text, line + 1)
  const title = below < text.length ? titleOf(text, below, lineEnd(text, below)) : undefined
  return title ? { title, end: lineEnd(text, below) + 1 } : { title: undefined, end: line + 1 }
}

/** A destination without angle brackets: up to a quote behind a blank, whose title must fill the line, or to the line's end. */
function plain(text: string, from: number): Found | undefined {
  const line = lineEnd(text, from)
  if (isBlankAt(text, from)) return undefined
  for (let at = from + 1; at < line; at += 1) {
    if (isQuote(text[at]) && (text[at - 1] === ' ' || text[at - 1] === '\t')) {
      const title = titleOf(text, at, line)
      return title && { href: [from, trimBlanks(text, from, at)], title, end: line + 1 }
    }
  }
  const to = trimBlanks(text, from, line)
  const behind = rest(text, to)
  return behind && { href: [from, to], ...behind }
}

function destination(text: string, from: number): Found | undefined {
  const line = lineEnd(text, from)
  if (text[from] === '<') {
    for (
      let close = text.indexOf('>', from);
      close >= 0 && close < line;
      close = text.indexOf('>', close + 1)
    ) {
      const behind = rest(text, close + 1)
      if (behind) return { href: [from + 1, close], ...behind }
    }
  }
  return plain(text, from)
}

/** Where the id's bracket closes, with a colon behind it. */
function idEnd(blocks: Blocks, from: number): number {
  const close = blocks.view.find(']', from)
  const line = blocks.view.find('\n', from)
  return close > from && close < line && blocks.text[close + 1] === ':' ? close : -1
}

export const linkDefinition: BlockConstruct = {
  first: '[',
  parse(blocks) {
    const { text, view, parsing, at } = blocks
    const from = skipIndent(text, at) + 1
    const close = text[from - 1] === '[' ? idEnd(blocks, from) : -1
    const found = close < 0 ? undefined : destination(text, skipBlanks(text, close + 2))
    if (!found) return false
    const href = view.raw.slice(...found.href)
    const title = found.title && view.raw.slice(...found.title)
    const id = linkId(view.raw.slice(from, close))
    const definition = blocks.add('link_definition', found.end, { id, href, title })
    parsing.define(id, { href, title, destination: view.span(...found.href), definition })
    return true
  },
}
