import { matchAt } from './characters.ts'
import { entityChar, entityCode } from './entities.ts'
import type { SpanConstruct, Spans } from './spans.ts'

const ENTITY = /&(?:([\w:][\w:.-]*)|#(\d+)|#x([0-9a-fA-F]+));/y

/** The ampersand of what looks like an entity but is none: an entity of its own, so that the page does not take it for that. */
function addAmpersand(spans: Spans, length: number): true {
  const end = spans.at + 1
  spans.take('entity', end, { value: '&', code: 38, source: '&amp;' })
  return spans.skip(length - 1)
}

/** `&name;`, `&#123;`, `&#x7b;`. What is none is an ampersand. */
export const entity: SpanConstruct = {
  first: '&',
  parse(spans) {
    const match = matchAt(ENTITY, spans.text, spans.at)
    if (!match) return false
    const [source, name, decimal, hexadecimal] = match
    const code =
      name === undefined
        ? parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10)
        : entityCode(name)
    if (code === undefined) return addAmpersand(spans, source.length)
    const end = spans.at + source.length
    return spans.take('entity', end, { value: entityChar(code), code, source })
  },
}
