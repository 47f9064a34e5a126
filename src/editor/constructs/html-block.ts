import { Node } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { Element } from '../../kramdown/index.ts'
import type { BlockReading, Construct, PrintBlock, ReadBlock, ReadResult } from '../construct.ts'
import { attributeOf, endTagOf, startTagOf, tagName } from '../html-tag.ts'
import { attributeList, kept } from './attribute-list.ts'

type HtmlElement = Extract<Element, { type: 'html_element' }>

/** The start tag as written. */
const tag = (value: string) => ({ html: { ...kept(value), keepOnSplit: true } })

/** What of a tag the text shows: how it is set. */
function lookOf({ attrs }: ProseMirrorNode): Record<string, string> {
  const html = String(attrs.html)
  const name = tagName(html).toLowerCase()
  const centered =
    name === 'center' ||
    /^center$/i.test(attributeOf(html, 'align') ?? '') ||
    /text-align:\s*center/i.test(attributeOf(html, 'style') ?? '')
  const dir = attributeOf(html, 'dir') ?? ''
  return {
    'data-tag': name,
    ...(centered && { 'data-align': 'center' }),
    ...(/^(?:rtl|ltr|auto)$/i.test(dir) && { dir }),
  }
}

/** HTML around blocks of Markdown: `<div markdown="1">`. */
const htmlBlock = Node.create({
  name: 'htmlBlock',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ ...tag('<div markdown="1">'), ...attributeList }),
  renderHTML: ({ node }) => ['div', { class: 'galley-html-block', ...lookOf(node) }, 0],
})

const parts = 'text | hardBreak | image | output | inlineTag | inlineComment | inlineIsland'

/** HTML around a text that kramdown does not look into: `<center><sup>…</sup></center>`, `<p>…</p>`. */
const htmlText = Node.create({
  name: 'htmlText',
  group: 'block',
  content: `(${parts})*`,
  addAttributes: () => ({ ...tag('<p>'), ...attributeList }),
  renderHTML: ({ node }) => ['div', { class: 'galley-html-text', ...lookOf(node) }, 0],
})

/** HTML around a text of Markdown: `<p markdown="1">`. */
const htmlParagraph = Node.create({
  name: 'htmlParagraph',
  group: 'block',
  content: 'inline*',
  addAttributes: () => ({ ...tag('<p markdown="1">'), ...attributeList }),
  renderHTML: ({ node }) => ['div', { class: 'galley-html-text', ...lookOf(node) }, 0],
})

/** Elements that stand in a text. Others make what is around them more than a text. */
const phrasing = new Set(
  (
    'a abbr acronym b big bdi bdo br cite code del dfn em font i img input ins kbd label mark notextile q s samp small ' +
    'span strike strong sub sup time tt u var wbr'
  ).split(' '),
)

/** Elements that hold a text where there is nothing else in them. */
const holders = new Set(
  'address article aside blockquote center div figcaption footer h1 h2 h3 h4 h5 h6 header main p section summary'.split(
    ' ',
  ),
)

function isPhrasing(element: Element): boolean {
  if (element.type === 'text') return element.verbatim !== true
  if (element.type === 'markup' || element.type === 'xml_comment') return true
  return element.type === 'html_element' && phrasing.has(element.name) && element.children.every(isPhrasing)
}

const hasText = (fragment: { readonly size: number; readonly childCount: number }): boolean =>
  fragment.size > 0

function readText(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  if (!holders.has(element.name) || !element.children.every(isPhrasing)) return undefined
  const content = reading.inline(element.children, 'html')
  const node = reading.schema.nodes.htmlText?.createChecked({ html, ial: reading.ial }, content)
  return node && hasText(content) ? { node } : undefined
}

function readParagraph(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  const content = reading.inline(element.children)
  if (!hasText(content)) return undefined
  return { node: reading.schema.node('htmlParagraph', { html, ial: reading.ial }, content) }
}

function readContainer(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  const { content, prefixes } = reading.text.without(() => ({ cut: 0, pad: 0 }))
  const inner = reading.inner(element.children, content, prefixes)
  const nodes = inner.slots.map(({ node }) => node)
  if (nodes.some(({ type }) => !type.isInGroup('block'))) return undefined
  const children = nodes.length > 0 ? nodes : [reading.schema.node('paragraph')]
  return { node: reading.schema.node('htmlBlock', { html, ial: reading.ial }, children), inner }
}

const readers = { raw: readText, span: readParagraph, block: readContainer }

const readElement: ReadBlock = (element, reading) => {
  if (element.type !== 'html_element' || !element.closed || element.empty) return undefined
  const html = startTagOf(reading.text.slice(element.span))
  return html === undefined ? undefined : readers[element.content](element, html, reading)
}

const printBlock: PrintBlock = (node, printing) => {
  const html = String(node.attrs.html)
  return `${html}\n\n${printing.blocks(node.children)}\n\n${endTagOf(html)}`
}

const printText =
  (context: 'html' | 'heading'): PrintBlock =>
  (node, printing) => {
    const html = String(node.attrs.html)
    return html + printing.inline(node, context) + endTagOf(html)
  }

export const htmlConstruct: Construct = {
  extensions: [htmlBlock, htmlText, htmlParagraph],
  blocks: { html_element: readElement },
  printBlock: { htmlBlock: printBlock, htmlText: printText('html'), htmlParagraph: printText('heading') },
}
