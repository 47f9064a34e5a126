import type { Blocks, BlockConstruct } from './blocks.ts'
import { SPACE } from './characters.ts'
import { lineEnd, linesView, skipIndent } from './lines.ts'
import { MAX_DEPTH } from './parsing.ts'

/** Behind the mark of a quote's line: `>` after at most three spaces, with one space behind it. */
function behindMark(text: string, at: number): number {
  const mark = skipIndent(text, at)
  if (text[mark] !== '>') return at
  return text.charCodeAt(mark + 1) === SPACE ? mark + 2 : mark + 1
}

function quoteEnd(blocks: Blocks): number {
  let at = lineEnd(blocks.text, blocks.at) + 1
  while (!blocks.endsLazy(at)) at = lineEnd(blocks.text, at) + 1
  return at
}

/** Lines that begin with `>`, and the lazy ones behind them. */
export const blockquote: BlockConstruct = {
  first: '>',
  parse(blocks) {
    const { text, view, parsing, depth, at: from } = blocks
    if (depth >= MAX_DEPTH) return false
    const to = quoteEnd(blocks)
    const content = linesView(view, from, to, (at) => behindMark(text, at))
    parsing.parseBlocks(content, blocks.add('blockquote', to, {}), depth + 1)
    return true
  },
}
