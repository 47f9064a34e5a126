import type { BlockConstruct } from './blocks.ts'
import { matchAt } from './characters.ts'
import { behindIndent, codeLinesEnd } from './codeblock.ts'
import { lineEnd, linesView, skipIndent } from './lines.ts'
import { MAX_DEPTH } from './parsing.ts'
import type { SpanConstruct } from './spans.ts'

/*
 * Footnotes (kramdown's manual, “Footnotes”): a mark `[^name]`, and a definition whose content is blocks.
 *
 *   [^name]: The first line
 *       and those that are indented, also behind empty lines.
 */

const MARK = /\[\^(\w[\w:-]*)\]/y
const DEFINITION = /\[\^(\w[\w:-]*)\]:/y

export const footnoteDefinition: BlockConstruct = {
  first: '[',
  parse(blocks) {
    const { text, view, parsing, depth, at } = blocks
    const match = matchAt(DEFINITION, text, skipIndent(text, at))
    if (match?.[1] === undefined || depth >= MAX_DEPTH) return false
    const from = skipIndent(text, at) + match[0].length
    const to = codeLinesEnd(blocks, lineEnd(text, from) + 1)
    const [, name] = match
    const element = blocks.add('footnote_definition', to, { name })
    parsing.footnotes.set(name, element)
    parsing.parseBlocks(
      linesView(view, from, to, (line) => behindIndent(text, line)),
      element,
      depth + 1,
    )
    return true
  },
}

/** A mark whose footnote is defined; another is text. */
export const footnoteMark: SpanConstruct = {
  first: '[',
  parse(spans) {
    const { text, at, parsing } = spans
    const match = matchAt(MARK, text, at)
    const name = match?.[1]
    if (!match || name === undefined) return false
    const end = at + match[0].length
    if (!parsing.footnotes.has(name)) return spans.skip(match[0].length)
    return spans.take('footnote', end, { name })
  },
}
