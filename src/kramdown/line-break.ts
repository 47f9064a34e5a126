import type { SpanConstruct } from './spans.ts'
import { base } from './parsing.ts'

/** Two spaces or two backslashes at the end of a line break it; with GFM one backslash does, or every newline (`hard_wrap`). */
export const lineBreak: SpanConstruct = {
  name: 'line break',
  first: ' \\',
  parse(spans) {
    const { text, view, at } = spans
    const sign = text.startsWith('  \n', at) || text.startsWith('\\\\\n', at)
    return sign && spans.add({ type: 'br', ...base(view.span(at, at + 2)) }, at + 2)
  },
}
