import { isSpace, testAt } from './characters.ts'
import type { Draft } from './draft.ts'
import { draft } from './draft.ts'
import type { SpanConstruct, Spans } from './spans.ts'
import { IN_EM, IN_STRONG, PARENT_EM } from './spans.ts'

type Type = 'em' | 'strong'

/** Behind a letter, or a letter and a hyphen, an underscore is part of the word. */
const INSIDE_WORD = /\p{Alphabetic}-?$/u
const ALPHANUMERIC = /[\p{Alphabetic}\p{Nd}]/uy

function opens(spans: Spans, mark: string, width: number, type: Type): boolean {
  const { text, at, from, end } = spans
  if (mark === '_' && INSIDE_WORD.test(text.slice(Math.max(from, at - 3), at))) return false
  if (at + width < end && isSpace(text.charCodeAt(at + width))) return false
  return (spans.inside & (type === 'em' ? IN_EM : IN_STRONG)) === 0
}

/** The end of emphasis: not behind white space; of `em` not at a `**`; of `_` not before a letter or digit. */
function ends({ text, at }: Spans, delimiter: string, type: Type): boolean {
  const mark = delimiter.charAt(0)
  if (!text.startsWith(delimiter, at) || isSpace(text.charCodeAt(at - 1))) return false
  if (type === 'em' && text[at + 1] === mark && text[at + 2] !== mark) return false
  return mark !== '_' || !testAt(ALPHANUMERIC, text, at + delimiter.length)
}

function tryType(spans: Spans, start: number, delimiter: string, type: Type): boolean {
  if (spans.tooDeep()) return false
  const { inside } = spans
  const element: Draft = draft(type, [0, 0], {})
  const bits = type === 'em' ? inside | IN_EM | PARENT_EM : (inside | IN_STRONG) & ~PARENT_EM
  const content = start + delimiter.length
  const close = spans.attempt(element, content, bits, {
    key: delimiter + type,
    here: (inner) => (element.children.length > 0 || inner.at > content) && ends(inner, delimiter, type),
  })
  if (close < 0) return false
  const end = close + delimiter.length
  element.span = spans.view.span(start, end)
  return spans.add(element, end)
}

/**
 * `*em*`, `_em_`, `**strong**`, `__strong__` (kramdown's manual, “Emphasis”). An opening mark stands before a character
 * that is not white space, and never inside the same kind of emphasis. A `**` that has no end may still be a `*`.
 */
export const emphasis: SpanConstruct = {
  first: '*_',
  parse(spans) {
    const { text, at, end } = spans
    const mark = text.charAt(at)
    const width = at + 1 < end && text[at + 1] === mark ? 2 : 1
    const type: Type = width === 2 ? 'strong' : 'em'
    if (opens(spans, mark, width, type)) {
      if (tryType(spans, at, mark.repeat(width), type)) return true
      if (width === 2 && spans.parent.type !== 'em' && tryType(spans, at, mark, 'em')) return true
    }
    return spans.skip(width)
  },
}
