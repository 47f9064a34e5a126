import { isSpace } from './characters.ts'
import { addText } from './draft.ts'
import type { SpanConstruct, Spans } from './spans.ts'

/** A single backtick between white space, or between the beginning and white space, is text. */
function isLoose({ text, at, from, end, parsing, parent }: Spans): boolean {
  const before = at === from ? !parsing.boxes.has(parent) : isSpace(text.charCodeAt(at - 1))
  return before && at + 1 < end && isSpace(text.charCodeAt(at + 1))
}

/** `` `code` ``: the text up to as many backticks; more than one may have a space inside, which is not code. */
export const codespan: SpanConstruct = {
  first: '`',
  parse(spans) {
    const { text, view, at, end } = spans
    let from = at
    while (from < end && text[from] === '`') from += 1
    const width = from - at
    if (width === 1 && isLoose(spans)) return spans.skip(1)
    const close = spans.backticks.find(width, from)
    if (close < 0) return spans.skip(width)
    const first = width > 1 && text[from] === ' ' && close > from ? from + 1 : from
    const last = width > 1 && text[close - 1] === ' ' && close > first ? close - 1 : close
    const value = view.raw.slice(first, last)
    const element = spans.draft('codespan', close + width, { value })
    addText(element.children, view, first, last)
    return spans.add(element, close + width)
  },
}
