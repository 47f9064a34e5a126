import { matchAt } from './characters.ts'
import { addText } from './draft.ts'
import { angleEnd } from './link.ts'
import type { SpanConstruct } from './spans.ts'

const MAIL =
  /<([-.\p{Alphabetic}\p{Nd}_]+@[-\p{Alphabetic}\p{Nd}_]+(?:\.[-\p{Alphabetic}\p{Nd}_]+)*\.[a-z]+)>/uy
const SCHEME = /<(?:mailto|https?|ftps?):(?=[^\n])/y

/** `<https://…>` and `<name@host>`. */
export const autolink: SpanConstruct = {
  first: '<',
  parse(spans) {
    const { text, view, at } = spans
    const scheme = matchAt(SCHEME, text, at)
    const mail = scheme ? null : matchAt(MAIL, text, at)
    const from = at + 1
    const to = scheme ? angleEnd(spans, at + scheme[0].length + 1) : at + (mail?.[0].length ?? 0) - 1
    if (to < from) return false
    const shown = text.startsWith('mailto:', from) ? from + 7 : from
    const href = (mail ? 'mailto:' : '') + view.raw.slice(from, to)
    const element = spans.draft('a', to + 1, {
      ...{ href, title: undefined, form: 'auto', destination: view.span(from, to) },
      attributes: new Map([['href', href]]),
    })
    addText(element.children, view, shown, to)
    return spans.add(element, to + 1)
  },
}
