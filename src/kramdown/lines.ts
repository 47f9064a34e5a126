import { isSpace, matchAt, NEWLINE, SPACE, TAB, testAt } from './characters.ts'
import { startsBlockTag } from './html-tag.ts'
import type { View } from './view.ts'
import { ViewBuilder } from './view.ts'

/** The offset of the newline that ends the line. Views end with a newline, so there is one. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** The lines of a range without their beginnings; `start` says where each is to begin. */
export function linesView(view: View, from: number, to: number, start: (at: number) => number): View {
  const builder = new ViewBuilder()
  for (let at = from; at < to;) {
    const end = lineEnd(view.text, at) + 1
    builder.add(view, start(at), end)
    at = end
  }
  return builder.build()
}

/** Skips up to three spaces, kramdown's optional space before a block. */
export function skipIndent(text: string, at: number): number {
  let place = at
  while (place < at + 3 && text.charCodeAt(place) === SPACE) place += 1
  return place
}

/** Skips spaces and tabs. */
export function skipBlanks(text: string, at: number): number {
  let place = at
  while (text.charCodeAt(place) === SPACE || text.charCodeAt(place) === TAB) place += 1
  return place
}

/** The end of the empty lines that begin at an offset; the offset itself where there are none. */
export function blankEnd(text: string, at: number): number {
  let end = at
  for (let place = at; place < text.length && isSpace(text.charCodeAt(place)); place += 1) {
    if (text.charCodeAt(place) === NEWLINE) end = place + 1
  }
  return end
}

/** Says whether the line at an offset holds white space only. */
export function isBlankAt(text: string, at: number): boolean {
  let place = at
  for (; isSpace(text.charCodeAt(place)); place += 1) if (text.charCodeAt(place) === NEWLINE) return true
  return false
}

/** `^` alone on a line. */
export const END_OF_BLOCK = /\^[ \t\f\v]*\n/y
export const RULE = / {0,3}(?:\*[ \t]*\*[ \t]*\*[* \t]*|-[ \t]*-[ \t]*-[- \t]*|_[ \t]*_[ \t]*_[_ \t]*)\n/y
export const LIST_ITEM = / {0,3}(?:[+*-]|\d+\.)[\t| ]/y
const DEFINITION = / {0,3}:[\t| ]/y
const ATX_HEADER = /#{1,6}[\t ]/y
const FENCE = / {0,3}[~`]{3}/y

const BRACE = /(?<!\\)\}/g

/** Where the attribute list that begins with `{` at an offset ends (behind its `}`), or -1. A `\}` does not end it. */
export const braceEnd = (view: View, at: number): number => view.findPattern(BRACE, at + 1)[1]

const ESCAPED_AT_END = /\\\}[ \t\f\v]*\n/g

/** The attribute list `{: …}` that stands alone on the line at an offset: the offsets of its braces. */
export function blockAttributeList(view: View, at: number): readonly [from: number, to: number] | undefined {
  const { text } = view
  const from = skipIndent(text, at)
  if (text[from] !== '{' || text[from + 1] !== ':') return undefined
  const third = text[from + 2]
  if (third === ':' || third === '/' || third === '}') return undefined
  const to = braceEnd(view, from)
  if (to > 0 && isBlankAt(text, to)) return [from, to]
  // Without another, a `\}` at the end of a line does end it.
  const [escaped] = view.findPattern(ESCAPED_AT_END, from + 2)
  return escaped < 0 || (to > 0 && escaped > to) ? undefined : [from, escaped + 2]
}

/** What ends every paragraph, quote and lazy line: an empty line, an attribute list, `^`, a block-level HTML tag, a Liquid tag's line. */
export function endsLazy(view: View, at: number, isTagLine: (at: number) => boolean): boolean {
  const { text } = view
  if (at >= text.length || isBlankAt(text, at)) return true
  const first = text.charCodeAt(skipIndent(text, at))
  if (first === 123) return blockAttributeList(view, at) !== undefined
  if (first === 94) return testAt(END_OF_BLOCK, text, at)
  if (first === 60) return startsBlockTag(text, skipIndent(text, at))
  return first >= 0xe000 && first <= 0xf8ff && isTagLine(at)
}

/** What else ends a paragraph: a definition; with GFM also a list, a header, a quote and a fence. */
export function interruptsParagraph(text: string, at: number, gfm: boolean): boolean {
  switch (text.charCodeAt(skipIndent(text, at))) {
    case 58:
      return testAt(DEFINITION, text, at)
    case 35:
      return gfm && testAt(ATX_HEADER, text, at)
    case 62:
      return gfm
    case 96:
    case 126:
      return gfm && testAt(FENCE, text, at)
    default:
      return gfm && matchAt(LIST_ITEM, text, at) !== null
  }
}
