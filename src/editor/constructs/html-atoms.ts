import { Node } from '@tiptap/core'
import type { Element } from '../../kramdown/index.ts'
import type { Construct, SpanReading } from '../construct.ts'
import { attributeOf, startTagOf } from '../html-tag.ts'
import { kept } from './attribute-list.ts'

type HtmlElement = Extract<Element, { type: 'html_element' }>

const named = (source: string): string =>
  attributeOf(startTagOf(source) ?? '', 'id') ?? attributeOf(startTagOf(source) ?? '', 'name') ?? ''

/** A place in the text to which links lead, and which does not show: `<a name="top"></a>`. */
const anchor = Node.create({
  name: 'anchor',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => ({ source: kept('') }),
  renderHTML: ({ node }) => {
    const label = `Links to “#${named(String(node.attrs.source))}” lead here.`
    return ['span', { class: 'galley-anchor', role: 'img', 'aria-label': label, title: label }]
  },
  renderText: () => '',
})

/** A box to tick, as a form has it: `<input type="checkbox" checked>`. */
const tickBox = Node.create({
  name: 'tickBox',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ html: kept('<input type="checkbox">') }),
  renderHTML: () => ['span', { class: 'galley-tick-box' }],
  renderText: () => '',
})

export function readAnchor(element: HtmlElement, reading: SpanReading): boolean {
  const source = reading.local.slice(element.span)
  const isNamed = element.name === 'a' || element.name === 'span'
  const isEmpty = element.children.every((child) => child.type === 'markup' || isBlank(child))
  if (!isNamed || !isEmpty || element.ial || named(source) === '' || element.attributes.has('href'))
    return false
  reading.node('anchor', { source })
  return true
}

const isBlank = (element: Element): boolean => element.type === 'text' && element.value.trim() === ''

export function readTickBox(element: HtmlElement, html: string, reading: SpanReading): boolean {
  if (element.ial || attributeOf(html, 'type')?.toLowerCase() !== 'checkbox') return false
  reading.node('tickBox', { html })
  return true
}

export const htmlAtoms: Construct = {
  extensions: [anchor, tickBox],
  printSpan: {
    anchor: (node) => String(node.attrs.source),
    tickBox: (node) => String(node.attrs.html),
  },
}
