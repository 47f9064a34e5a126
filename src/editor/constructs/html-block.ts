import { Node } from '@tiptap/core'
import type { Element } from '../../kramdown/index.ts'
import type { BlockReading, Construct, PrintBlock, ReadBlock, ReadResult } from '../construct.ts'
import { elementFor, holdsText, isPhrasing, lookOf } from '../html-shape.ts'
import { endTagOf, startTagOf, tagName } from '../html-tag.ts'
import { attributeList, kept } from './attribute-list.ts'
import { readHtmlCode } from './html-code.ts'
import { readContainer } from './html-container.ts'
import { readGroup } from './html-group.ts'

type HtmlElement = Extract<Element, { type: 'html_element' }>

/** The start tag as written. */
const tag = (value: string) => ({ html: { ...kept(value), keepOnSplit: true } })

/** HTML around blocks of Markdown: `<div markdown="1">`. */
const htmlBlock = Node.create({
  name: 'htmlBlock',
  group: 'block htmlPart',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ ...tag('<div markdown="1">'), ...attributeList }),
  renderHTML: ({ node }) => ['div', { class: 'galley-html-block', ...lookOf(node) }, 0],
})

const parts =
  'text | hardBreak | image | output | inlineTag | inlineComment | inlineIsland | anchor | tickBox'

/**
 * HTML around a text that kramdown does not look into: `<center><sup>…</sup></center>`, `<p>…</p>`. Without a tag: a text
 * beside blocks of an `htmlGroup`.
 */
const htmlText = Node.create({
  name: 'htmlText',
  group: 'block',
  content: `(${parts})*`,
  addAttributes: () => ({ ...tag('<p>'), ...attributeList }),
  renderHTML: ({ node }) => [
    elementFor(String(node.attrs.html)),
    { class: 'galley-html-text', ...lookOf(node) },
    0,
  ],
})

/** HTML around a text of Markdown: `<p markdown="1">`. */
const htmlParagraph = Node.create({
  name: 'htmlParagraph',
  group: 'block',
  content: 'inline*',
  addAttributes: () => ({ ...tag('<p markdown="1">'), ...attributeList }),
  renderHTML: ({ node }) => ['div', { class: 'galley-html-text', ...lookOf(node) }, 0],
})

const hasText = (fragment: { readonly size: number; readonly childCount: number }): boolean =>
  fragment.size > 0

function readRaw(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  if (element.name === 'pre') return readHtmlCode(element, reading)
  return element.children.every(isPhrasing)
    ? readText(element, html, reading)
    : readGroup(element, html, reading)
}

function readText(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  if (!holdsText(element.name)) return undefined
  const content = reading.inline(element.children, 'html')
  const node = reading.schema.nodes.htmlText?.createChecked({ html, ial: reading.ial }, content)
  return node && hasText(content) ? { node } : undefined
}

function readParagraph(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  const content = reading.inline(element.children)
  if (!hasText(content)) return undefined
  return { node: reading.schema.node('htmlParagraph', { html, ial: reading.ial }, content) }
}

const readers = { raw: readRaw, span: readParagraph, block: readContainer }

const readRule = (element: HtmlElement, { schema, text, ial }: BlockReading): ReadResult => ({
  node: schema.node('rule', { html: startTagOf(text.slice(element.span)) ?? null, ial }),
})

const readElement: ReadBlock = (element, reading) => {
  if (element.type !== 'html_element' || !element.closed) return undefined
  if (element.name === 'hr') return readRule(element, reading)
  if (element.empty) return undefined
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
    const html = String(node.attrs.html) || '<p>'
    const content = printing.inline(node, context)
    // its picture stands on a line of its own, with a caption and without
    const lines = tagName(html).toLowerCase() === 'figure' && !content.includes('\n')
    return [html, content, endTagOf(html)].join(lines ? '\n' : '')
  }

export const htmlConstruct: Construct = {
  extensions: [htmlBlock, htmlText, htmlParagraph],
  blocks: { html_element: readElement },
  printBlock: { htmlBlock: printBlock, htmlText: printText('html'), htmlParagraph: printText('heading') },
}
