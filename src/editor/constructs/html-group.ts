import { Node } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { Element } from '../../kramdown/index.ts'
import type { BlockReading, Construct, PrintBlock, Printing, ReadResult } from '../construct.ts'
import { elementFor, holdsBlocks, holdsText, isPhrasing, lookOf } from '../html-shape.ts'
import { endTagOf, startTagOf, tagName } from '../html-tag.ts'
import type { Inner, Place, Slot } from '../origin.ts'
import { attributeList, kept } from './attribute-list.ts'
import { isEmbed } from './embed.ts'
import { readHtmlCode } from './html-code.ts'
import { readContainer } from './html-container.ts'

type HtmlElement = Extract<Element, { type: 'html_element' }>

/**
 * HTML around blocks that are HTML too: `<div><p>…</p></div>`, `<ul><li>…`, `<figure>`, `<details>`, tables. A text that
 * stands beside blocks in it is an `htmlText` without a tag.
 */
const htmlGroup = Node.create({
  name: 'htmlGroup',
  group: 'block htmlPart',
  content: '(htmlText | htmlPart)+',
  defining: true,
  addAttributes: () => ({ html: { ...kept('<div>'), keepOnSplit: true }, ...attributeList }),
  renderHTML: ({ node }) => [
    elementFor(String(node.attrs.html)),
    { class: 'galley-html-block', ...lookOf(node) },
    0,
  ],
})

/** What a table says of its columns, which does not show: `<colgroup>`, `<col>`. Kept as it is written. */
const htmlColumns = Node.create({
  name: 'htmlColumns',
  group: 'htmlPart',
  atom: true,
  selectable: false,
  addAttributes: () => ({ source: kept('<col>') }),
  renderHTML: () => ['colgroup', { hidden: '' }],
  renderText: () => '',
})

/** A group, with all in it, as it is read from an element whose tags hold blocks; undefined: it cannot be one. */
export function readGroup(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  if (!holdsBlocks(element.name)) return undefined
  const inner = readParts(element, reading)
  const nodes = inner.slots.map(({ node }) => node)
  const { ial } = reading
  const node = nodes.length > 0 && reading.schema.nodes.htmlGroup?.createChecked({ html, ial }, nodes)
  return node ? { node, inner } : undefined
}

function readParts(element: HtmlElement, reading: BlockReading): Inner {
  const text = reading.text.slice(element.span)
  const start = reading.text.at(element.span[0])
  const slots: Slot[] = []
  let at = 0
  for (const run of runsOf(element.children)) {
    const [from, to] = extentOf(run, reading).map((offset) => offset - start) as [number, number]
    if (from === to) continue
    const place = { ...readPart(run, reading), text: text.slice(from, to) }
    reading.remember(place)
    slots.push({ ...place, gap: text.slice(at, from) })
    at = to
  }
  return { text, lines: [], slots, tail: text.slice(at) }
}

/** Blocks one by one, and between them what is a text. */
function runsOf(children: readonly Element[]): Element[][] {
  const runs: Element[][] = []
  let open = false
  for (const child of children) {
    if (child.type === 'markup') continue
    const joins = isPhrasing(child)
    if (joins && open) runs.at(-1)?.push(child)
    else runs.push([child])
    open = joins
  }
  return runs
}

/** Where a run begins and ends in the block's text, without the blanks around it. */
function extentOf(run: readonly Element[], { text }: BlockReading): readonly [from: number, to: number] {
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) return [0, 0]
  const [from, to] = [text.at(first.span[0]), text.at(last.span[1])]
  const source = text.text.slice(from, to)
  const inner = source.trim()
  const start = from + source.indexOf(inner)
  return [start, start + inner.length]
}

function readPart(run: readonly Element[], reading: BlockReading): Omit<Place, 'text'> {
  const [first] = run
  const { schema } = reading
  if (first?.type === 'html_element' && !isPhrasing(first)) return readElement(first, reading)
  if (!first || !isPhrasing(first)) return { node: island(first, reading) }
  return { node: schema.node('htmlText', { html: '' }, reading.inline(run, 'html')) }
}

function readElement(element: HtmlElement, reading: BlockReading): Omit<Place, 'text'> {
  const source = reading.text.slice(element.span)
  if (/^col(?:group)?$/.test(element.name)) return { node: reading.schema.node('htmlColumns', { source }) }
  const html = startTagOf(source)
  if (html === undefined || !element.closed) return { node: island(element, reading) }
  if (isEmbed(element)) return { node: reading.schema.node('embed', { source }) }
  if (element.name === 'hr') return { node: reading.schema.node('rule', { html }) }
  const inside = { ...reading, ial: null }
  const held = element.empty ? undefined : readHeld(element, html, inside)
  return held ?? { node: island(element, reading) }
}

function readHeld(element: HtmlElement, html: string, reading: BlockReading): ReadResult | undefined {
  if (element.content === 'block')
    return readContainer(element, html, { ...reading, text: partOf(element, reading) })
  if (element.content !== 'raw') return undefined
  if (element.name === 'pre') return readHtmlCode(element, reading)
  const isText = element.children.every(isPhrasing)
  if (!isText) return readGroup(element, html, reading)
  if (!holdsText(element.name)) return undefined
  return { node: reading.schema.node('htmlText', { html }, reading.inline(element.children, 'html')) }
}

const partOf = ({ span }: Element, { text }: BlockReading) => text.part(text.at(span[0]), text.at(span[1]))

const island = (element: Element | undefined, { schema, text }: BlockReading): ProseMirrorNode =>
  schema.node('island', { kind: 'html', source: element ? text.slice(element.span) : '' })

/** A part of a group as it stands there. */
export const printPart = (node: ProseMirrorNode, printing: Printing): string =>
  node.type.name === 'htmlText' && node.attrs.html === ''
    ? printing.inline(node, 'html')
    : printing.blocks([node])

const printGroup: PrintBlock = (node, printing) => {
  const html = String(node.attrs.html)
  const parts = node.children.map((child) => printPart(child, printing))
  const isRow = tagName(html).toLowerCase() === 'tr' && parts.every((part) => !part.includes('\n'))
  return [html, ...parts, endTagOf(html)].join(isRow ? '' : '\n')
}

export const htmlGroupConstruct: Construct = {
  extensions: [htmlGroup, htmlColumns],
  printBlock: { htmlGroup: printGroup, htmlColumns: ({ attrs }) => String(attrs.source) },
}
