import { Extension, Mark, Node } from '@tiptap/core'
import type { Element } from '../../kramdown/index.ts'
import type { Construct, ReadSpan } from '../construct.ts'

const doc = Node.create({ name: 'doc', topNode: true, content: 'block+' })
const text = Node.create({ name: 'text', group: 'inline' })

/** Characters that kramdown would set as quotes, dashes and the like, but that are written to stay as they are. */
const literal = Mark.create({ name: 'literal', inclusive: false, renderHTML: () => ['span', 0] })

/** A character that kramdown replaces wherever it stands (quotes), or beside its like (`--`, `...`, `<<`). */
const setAlways = /^['"]$/
const setTogether = /^[-.<>]$/

function neighbors(element: Element, body: string): string[] {
  const [from, to] = element.span
  const before = body.slice(0, from).replace(/\\$/, '').at(-1) ?? ''
  const after = body.slice(to).replace(/^\\/, '').at(0) ?? ''
  return [before, after]
}

const readEscape: ReadSpan = (element, reading) => {
  if (!('value' in element) || typeof element.value !== 'string') return false
  const { value } = element
  const meant =
    setAlways.test(value) ||
    (setTogether.test(value) && neighbors(element, reading.local.body).includes(value))
  reading.text(value, ...(meant ? [reading.mark('literal')] : []))
  return true
}

const readValue: ReadSpan = (element, reading) => {
  if (!('value' in element) || typeof element.value !== 'string') return false
  reading.text(element.value)
  return true
}

/** Dashes and quotes stand in the document as they were typed: the site's typography comes with the page. */
const readSource: ReadSpan = (element, reading) => {
  reading.text(reading.local.slice(element.span))
  return true
}

export const textConstruct: Construct = {
  extensions: [doc, text, literal, Extension.create({ name: 'text-keys' })],
  spans: {
    text: readValue,
    abbreviation: readValue,
    escape: readEscape,
    entity: readEscape,
    typographic_sym: readSource,
    smart_quote: readSource,
    markup: () => true,
  },
  printMark: { literal: (_mark, content) => content },
}
