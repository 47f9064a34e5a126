import { Mark } from '@tiptap/core'
import type { Element } from '../../kramdown/index.ts'
import type { Construct, ReadSpan, SpanReading } from '../construct.ts'
import { attributeOf, decodeEntities, startTagOf, tagName } from '../html-tag.ts'
import { kept } from './attribute-list.ts'
import { readAnchor, readTickBox } from './html-atoms.ts'
import { listOf } from './link.ts'

/** Elements of a text that are shown as what they are; others are shown as plain text. */
const shown = new Set(
  'abbr bdi bdo big cite dfn em i ins label mark q rp rt ruby s samp small span strong sub sup time tt u var'.split(
    ' ',
  ),
)

/** Words between the tags of an element that has no mark of its own: `<sup>`, `<mark>`, `<span class="note">`. */
const extension = Mark.create({
  name: 'html',
  excludes: '',
  inclusive: false,
  /** The start tag as written. */
  addAttributes: () => ({ html: kept('<span>') }),
  parseHTML: () =>
    ['sup', 'sub', 'mark', 'small', 'ins', 'u', 'cite', 'q'].map((tag) => ({
      tag,
      attrs: { html: `<${tag}>` },
    })),
  renderHTML: ({ mark }) => {
    const tag = String(mark.attrs.html)
    const name = tagName(tag).toLowerCase()
    const title = attributeOf(tag, 'title')
    const dir = attributeOf(tag, 'dir')
    const look = {
      class: 'galley-html',
      ...(title !== undefined && { title }),
      ...(dir !== undefined && /^(?:rtl|ltr|auto)$/i.test(dir) && { dir }),
    }
    return [shown.has(name) ? name : 'span', look, 0]
  },
})

const marks: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
}

/** Elements in which kramdown reads no Markdown: what is in them is code. */
const codes = new Set(['code', 'kbd', 'samp', 'var'])

type HtmlElement = Extract<Element, { type: 'html_element' }>

function readImage(element: Element, tag: string, reading: SpanReading): boolean {
  const ial = listOf(element, reading.local)
  const value = (name: string) => attributeOf(tag, name)
  reading.node('image', {
    src: value('src') ?? '',
    alt: value('alt') ?? '',
    title: value('title') ?? null,
    html: tag,
    ial,
  })
  return true
}

function readVoid(element: HtmlElement, tag: string, reading: SpanReading): boolean {
  if (element.name === 'img') return readImage(element, tag, reading)
  if (element.name === 'input') return readTickBox(element, tag, reading)
  if (element.name !== 'br' || element.ial || !/^<br *\/?>$/i.test(tag)) return false
  reading.node('hardBreak', { html: tag })
  return true
}

function readCode(element: HtmlElement, tag: string, reading: SpanReading): boolean {
  const texts = element.children.filter(({ type }) => type !== 'markup')
  const value = texts.map((child) => ('value' in child ? child.value : '')).join('')
  if (value.trim() === '' || texts.some(({ type }) => type !== 'text') || hasLiquid(value)) return false
  if (reading.marks.some(({ type }) => type.name === 'code')) return false
  reading.text(decodeEntities(value), reading.mark('code', { html: tag }))
  return true
}

const hasLiquid = (text: string): boolean => /\{\{|\{%/.test(text)

function markFor(element: HtmlElement, tag: string, reading: SpanReading) {
  const href = element.name === 'a' ? attributeOf(tag, 'href') : undefined
  const name = href === undefined ? marks[element.name] : 'link'
  const isOpen = reading.marks.some(({ type }) => type.name === name)
  if (name === undefined || isOpen) return reading.mark('html', { html: tag })
  const title = attributeOf(tag, 'title') ?? null
  return reading.mark(name, { html: tag, ...(href !== undefined && { href, title }) })
}

const readElement: ReadSpan = (element, reading) => {
  if (element.type !== 'html_element' || !element.closed) return false
  const tag = startTagOf(reading.local.slice(element.span))
  if (tag === undefined) return false
  if (readAnchor(element, reading)) return true
  if (element.empty) return readVoid(element, tag, reading)
  if (element.ial || !hasContent(element)) return false
  if (codes.has(element.name)) return readCode(element, tag, reading)
  const mark = markFor(element, tag, reading)
  if (mark.isInSet(reading.marks)) return false
  reading.within(mark, element.children, element.content === 'raw' ? 'html' : undefined)
  return true
}

const hasContent = (element: Element): boolean =>
  element.children.some((child) =>
    child.type === 'text'
      ? child.value.trim() !== ''
      : child.type !== 'markup' && child.type !== 'xml_comment',
  )

/** HTML within a text, its tags kept as they are written. What is not closed stays an island. */
export const inlineHtml: Construct = {
  extensions: [extension],
  spans: { html_element: readElement },
  printMark: { html: (_mark, content) => content },
}
