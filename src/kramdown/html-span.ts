import type { DraftOf } from './draft.ts'
import { addText } from './draft.ts'
import { isSameElement, levelOf } from './html-elements.ts'
import { commentEnd, elementOf, endTag, startTag } from './html-tag.ts'
import type { StartTag } from './html-tag.ts'
import type { SpanConstruct, Spans, Stop } from './spans.ts'
import { IN_RAW, PARENT_EM, SpanTable } from './spans.ts'

/*
 * HTML in text (kramdown's manual, “HTML Spans”). The tags of block-level elements, and end tags alone, are text. The
 * content of an element is parsed unless it is raw (`code`, `kbd`, …) or `markdown="0"`; an element without an end tag
 * takes the rest.
 */

const stopAt = (name: string): Stop => ({
  here({ text, at }) {
    const found = text[at] === '<' ? endTag(text, at) : undefined
    return found !== undefined && isSameElement(found.name, name)
  },
})

/** Parses the content of an element up to its end tag. Returns where the element ends. */
function readContent(spans: Spans, element: DraftOf<'html_element'>, start: number): number {
  const raw = element.content === 'raw'
  const inside = (raw ? spans.inside | IN_RAW : spans.inside) & ~PARENT_EM
  const unclosed = spans.deadEnds(`<${element.name}`, inside)
  if (spans.attempts > 0 && unclosed.has(start)) return spans.end
  const { at } = spans
  spans.at = start
  const found = spans.parseInside(element, inside, stopAt(element.name), raw ? RAW : spans.everything)
  const end = found ? (endTag(spans.text, spans.at)?.end ?? spans.end) : spans.end
  spans.at = at
  if (found) return end
  unclosed.add(start)
  element.closed = false
  addText(element.children, spans.view, spans.rest, spans.end)
  return spans.end
}

function readElement(spans: Spans, tag: StartTag): true {
  const { view, at } = spans
  const { parent, parsing } = spans
  const parsed = parsing.settings.parseSpanHtml
  const element = elementOf(tag, [0, 0], { display: 'span', parent, parsed, closable: true })
  const end = element.empty ? tag.end : readContent(spans, element, tag.end)
  element.span = view.span(at, end)
  return spans.add(element, end)
}

export const htmlSpan: SpanConstruct = {
  first: '<',
  parse(spans) {
    const { text, view, at, end } = spans
    const comment = commentEnd(view, at)
    if (comment > 0 && comment <= end) {
      const value = view.raw.slice(at, comment)
      return spans.take('xml_comment', comment, { value, display: 'span' })
    }
    const closing = endTag(text, at)
    if (closing && closing.end <= end) return spans.skip(closing.end - at)
    const tag = startTag(view, at)
    if (!tag || tag.end > end) return false
    if (levelOf(tag.name) === 'block') return spans.skip(tag.end - at)
    return spans.tooDeep() ? spans.skip(1) : readElement(spans, tag)
  },
}

/** What is read where content is not parsed. */
const RAW = new SpanTable([htmlSpan])
