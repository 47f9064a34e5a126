import type { BlockConstruct, Blocks } from './blocks.ts'
import { strip } from './characters.ts'
import type { DraftOf } from './draft.ts'
import { addText, draft } from './draft.ts'
import { isBlankAt, lineEnd, skipIndent } from './lines.ts'
import type { SpanConstruct } from './spans.ts'
import type { View } from './view.ts'

/*
 * Math (kramdown's manual, “Math Blocks”, “Math Spans”): `$$…$$`, as a block where it stands alone between boundaries.
 */

function mathElement(
  view: View,
  display: 'block' | 'span',
  from: number,
  to: number,
  end: number,
): DraftOf<'math'> {
  const start = view.text.indexOf('$$', from) + 2
  const value = view.raw.slice(start, to)
  const element = draft('math', view.span(from, end), { value: strip(value), display })
  addText(element.children, view, start, to)
  return element
}

/** A backslash before `$$` makes a paragraph of what would be a block. */
function dropBackslash(blocks: Blocks, at: number): false {
  blocks.at = at
  return false
}

export const mathBlock: BlockConstruct = {
  first: '$\\',
  parse(blocks) {
    const { text, view, at } = blocks
    const indent = skipIndent(text, at)
    const escaped = text[indent] === '\\'
    const start = escaped ? indent + 1 : indent
    if (!text.startsWith('$$', start) || !blocks.afterBoundary()) return false
    const close = view.find('$$', start + 2)
    if (close < 0) return false
    const behind = close + 2
    const end = isBlankAt(text, behind) ? lineEnd(text, behind) + 1 : behind
    if (!blocks.beforeBoundary(end)) return false
    if (escaped) return dropBackslash(blocks, start)
    blocks.at = end
    blocks.push(mathElement(view, 'block', at, close, behind))
    return true
  },
}

export const mathSpan: SpanConstruct = {
  first: '$',
  parse(spans) {
    const { text, view, at } = spans
    if (!text.startsWith('$$', at)) return false
    const close = spans.find('$$', at + 2)
    return close >= 0 && spans.add(mathElement(view, 'span', at, close, close + 2), close + 2)
  },
}
