import type { BlockConstruct, Blocks } from './blocks.ts'
import { matchAt, TAB } from './characters.ts'
import { codeLinesEnd } from './codeblock.ts'
import { lineEnd, skipIndent } from './lines.ts'
import { MAX_DEPTH } from './parsing.ts'
import type { SpanConstruct } from './spans.ts'
import { ViewBuilder } from './view.ts'

/*
 * Footnotes (kramdown's manual, “Footnotes”): a mark `[^name]`, and a definition whose content is blocks.
 *
 *   [^name]: The first line
 *       and those that are indented, also behind empty lines.
 */

const MARK = /\[\^(\w[\w:-]*)\]/y
const DEFINITION = /\[\^(\w[\w:-]*)\]:/y

function contentView(blocks: Blocks, from: number, to: number): ViewBuilder {
  const { text, view } = blocks
  const builder = new ViewBuilder()
  for (let at = from; at < to;) {
    const end = lineEnd(text, at) + 1
    const indent = text.charCodeAt(at) === TAB ? 1 : text.startsWith('    ', at) ? 4 : 0
    builder.add(view, at + indent, end)
    at = end
  }
  return builder
}

export const footnoteDefinition: BlockConstruct = {
  first: '[',
  parse(blocks) {
    const { text, parsing, depth, at } = blocks
    const match = matchAt(DEFINITION, text, skipIndent(text, at))
    if (match?.[1] === undefined || depth >= MAX_DEPTH) return false
    const from = skipIndent(text, at) + match[0].length
    const to = codeLinesEnd(blocks, lineEnd(text, from) + 1)
    const [, name] = match
    const element = blocks.add('footnote_definition', to, { name })
    parsing.footnotes.set(name, element)
    parsing.parseBlocks(contentView(blocks, from, to).build(), element, depth + 1)
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
