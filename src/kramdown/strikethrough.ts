import { isSpace } from './characters.ts'
import type { SpanConstruct } from './spans.ts'
import { Spans } from './spans.ts'

const END = /[^ \t\n\f\v~]~~/g

/** GFM: `~~text~~`, without white space inside the marks. Its text is parsed by itself. */
export const strikethrough: SpanConstruct = {
  first: '~',
  parse(spans) {
    const { text, view, at, end, parsing } = spans
    const from = at + 2
    if (!text.startsWith('~~', at) || from >= end || text[from] === '~' || isSpace(text.charCodeAt(from)))
      return false
    const [close, behind] = spans.findPattern(END, from)
    if (close < 0 || spans.tooDeep()) return false
    const element = spans.draft('del', behind, {})
    const inner = new Spans(parsing, { view, from, to: behind - 2 }, element, spans.table)
    inner.depth = spans.depth + 1
    inner.parse()
    return spans.add(element, behind)
  },
}
