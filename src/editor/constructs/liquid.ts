import { Node } from '@tiptap/core'
import type { Construct, PrintBlock, PrintSpan, ReadBlock, ReadSpan } from '../construct.ts'
import { attributeList, kept } from './attribute-list.ts'
import { readHighlight } from './highlight.ts'
import { readRawCode } from './raw-code.ts'

const source = { source: kept('') }

/** A tag that stands alone on its line: an include, an embed, the beginning or the end of a condition or a loop. */
const tag = Node.create({
  name: 'tag',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ ...source, ...attributeList }),
  renderHTML: ({ node }) => ['pre', { class: 'galley-island' }, String(node.attrs.source)],
  renderText: ({ node }) => String(node.attrs.source),
})

const inline = (name: string) =>
  Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    draggable: true,
    addAttributes: () => source,
    renderHTML: ({ node }) => ['code', { class: 'galley-chip' }, String(node.attrs.source)],
    renderText: ({ node }) => String(node.attrs.source),
  })

const readTag: ReadBlock = (element, reading) => {
  if (element.type !== 'liquid_tag') return undefined
  const text = reading.text.slice(element.span)
  const attributes = { source: text, ial: reading.ial }
  return (
    readHighlight(text, reading) ??
    readRawCode(text, reading) ?? { node: reading.schema.node('tag', attributes) }
  )
}

const readInline =
  (name: string): ReadSpan =>
  (element, reading) => {
    if (element.ial) return false
    reading.node(name, { source: reading.local.slice(element.span) })
    return true
  }

const printSource: PrintBlock & PrintSpan = (node) => String(node.attrs.source)

/** Liquid that stands in the text: what the site computes (`{{ … }}`) and what it does (`{% … %}`). */
export const liquid: Construct = {
  extensions: [tag, inline('inlineTag'), inline('output')],
  blocks: { liquid_tag: readTag },
  spans: { liquid_tag: readInline('inlineTag'), liquid_output: readInline('output') },
  printBlock: { tag: printSource },
  printSpan: { inlineTag: printSource, output: printSource },
}
