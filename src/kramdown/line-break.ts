import type { SpanConstruct } from './spans.ts'
import { base } from './parsing.ts'

/** Two spaces or two backslashes at the end of a line break it. */
export const lineBreak: SpanConstruct = {
  name: 'line break',
  first: ' \\',
  parse(spans) {
    const { text, view, at } = spans
    const sign = text.startsWith('  \n', at) || text.startsWith('\\\\\n', at)
    return sign && spans.add({ type: 'br', ...base(view.span(at, at + 2)) }, at + 2)
  },
}

/** GFM: one backslash at the end of a line breaks it; the last thing in a block does not. */
export const backslashBreak: SpanConstruct = {
  name: 'backslash break',
  first: '\\',
  parse(spans) {
    const { text, view, at, end } = spans
    if (!text.startsWith('\\\n', at) || at + 2 > end) return false
    return spans.add({ type: 'br', ...base(view.span(at, at + 1)) }, at + 1)
  },
}

/** GFM with the option `hard_wrap`: every newline breaks the line. */
export const newlineBreak: SpanConstruct = {
  name: 'newline break',
  first: '\n',
  parse(spans) {
    const { view, at, end } = spans
    if (at + 1 >= end) return false
    spans.flush(at)
    spans.parent.children.push({ type: 'br', ...base(view.span(at, at)) })
    return spans.skip(1)
  },
}
