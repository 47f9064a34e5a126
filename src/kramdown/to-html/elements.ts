import type { Draft, DraftOf } from '../draft.ts'
import { isRaw, isSilent } from '../draft.ts'
import { basicId } from '../header-ids.ts'
import { VOID_ELEMENTS } from '../html-elements.ts'
import { character, quote, symbol } from './characters.ts'
import { codeBlock, codeSpan } from './code.ts'
import { attributesOf, block, escapeAll, escapeText, indentedBlock, joined, line, span } from './markup.ts'
import type { Writer } from './writer.ts'

/** Writes one type of element; blocks are indented by so many spaces. */
type Write<E> = (element: E, indent: number, writer: Writer) => string

const blockOf: Write<Draft> = (element, indent, writer) =>
  indentedBlock(element.type, element.attributes, writer.inner(element, indent), indent)

const spanOf: Write<Draft> = (element, indent, writer) =>
  span(element.type, element.attributes, writer.inner(element, indent))

const verbatim: Write<DraftOf<'xml_comment' | 'xml_pi'>> = ({ display, value }, indent, { parents }) =>
  display === 'block' && !isRaw(parents.at(-1)) ? line(indent, value) : value

/** A list, or what stands in its place: the table of contents, the footnotes. */
const list: Write<DraftOf<'ul' | 'ol'>> = (element, indent, writer) =>
  writer.placeholder(element) ?? blockOf(element, indent, writer)

const item: Write<DraftOf<'li' | 'dd'>> = (element, indent, writer) => {
  const first = element.children.find((child) => !isSilent(child))
  const text = !first || (first.type === 'p' && first.transparent)
  const html = writer.inner(element, indent)
  if (!text || html.endsWith('\n')) {
    const body = (text ? '' : '\n') + html + ' '.repeat(indent)
    return block(element.type, element.attributes, body, indent)
  }
  return block(element.type, element.attributes, html, indent)
}

const liquid: Write<DraftOf<'liquid_output' | 'liquid_tag'>> = ({ value }) => escapeText(value)

/** How each type of element is written; those that are not here leave no trace. */
export const ELEMENTS: { readonly [T in Draft['type']]?: Write<DraftOf<T>> } = {
  blockquote: blockOf,
  dl: blockOf,
  table: blockOf,
  thead: blockOf,
  tbody: blockOf,
  tfoot: blockOf,
  ul: list,
  ol: list,
  li: item,
  dd: item,
  em: spanOf,
  strong: spanOf,
  del: spanOf,
  a: spanOf,
  xml_comment: verbatim,
  xml_pi: verbatim,
  liquid_output: liquid,
  liquid_tag: liquid,
  blank: () => '\n',
  br: () => '<br />',
  hr: ({ attributes }, indent) => line(indent, `<hr${attributesOf(attributes)} />`),
  img: ({ attributes }) => `<img${attributesOf(attributes)} />`,
  bare_text: (element, indent, writer) => writer.inner(element, indent),
  codeblock: (element, indent, { settings }) => codeBlock(element, indent, settings),
  codespan: (element, _, { settings }) => codeSpan(element, settings),
  entity: ({ code, source }, _, { settings }) => character(settings, code, source),
  typographic_sym: ({ name }, _, { settings }) => symbol(settings, name),
  smart_quote: ({ name }, _, { settings }) => quote(settings, name),
  footnote: ({ name }, _, writer) => writer.footnote(name),

  p(element, indent, writer) {
    if (element.transparent) return writer.inner(element, indent)
    const [first, second] = element.children
    const alone =
      first?.type === 'img' && (!second || (second.type === 'span_ial' && element.children.length === 2))
    if (alone && first.ial?.references.includes('standalone')) return figure(element, first, indent)
    return block('p', element.attributes, writer.inner(element, indent), indent)
  },

  header(element, indent, writer) {
    const level = Math.max(1, Math.min(6, element.level + writer.settings.headerOffset))
    writer.enter(element)
    return block(`h${level}`, element.attributes, writer.inner(element, indent), indent)
  },

  dt(element, indent, writer) {
    const reference = writer.references(writer.parents.at(-1)).find((name) => name.startsWith('auto_ids'))
    const attributes = new Map(element.attributes)
    if (reference !== undefined && !attributes.has('id')) {
      const prefix = /^auto_ids-([\w-]+)/.exec(reference)?.[1] ?? ''
      attributes.set('id', prefix + basicId(element.rawText))
    }
    return block('dt', attributes, writer.inner(element, indent), indent)
  },

  tr(row, indent, writer) {
    const [table, section] = writer.parents.slice(-2)
    const alignments = table?.type === 'table' ? table.alignments : []
    const name = section?.type === 'thead' ? 'th' : 'td'
    const cells = row.children.map((cell, column) => {
      const body = writer.inner(cell, indent + 2) || character(writer.settings, 160)
      const alignment = alignments[column]
      const attributes = alignment
        ? joined(cell.attributes, 'style', `text-align: ${alignment}`, '; ')
        : cell.attributes
      return block(name, attributes, body, indent + 2)
    })
    return indentedBlock('tr', row.attributes, cells.join(''), indent)
  },

  html_element(element, indent, writer) {
    const body = writer.inner(element, indent)
    const { name, content, display, empty } = element
    const open = `<${name}${attributesOf(element.attributes)}`
    const isVoid = body === '' && VOID_ELEMENTS.has(name)
    const isBlock = display === 'block'
    let html = `${open}>${body}</${name}>`
    if (isVoid || (isBlock && empty && content === 'raw')) html = `${open} />`
    else if (isBlock && body !== '' && content === 'block')
      html = `${open}>\n${body.replace(/\n$/, '')}\n${' '.repeat(indent)}</${name}>`
    return isBlock && !isRaw(writer.parents.at(-1)) ? line(indent, html) : html
  },

  math({ attributes, display, value }, indent, { settings }) {
    const isBlock = display === 'block'
    if (settings.mathEngine === undefined) {
      const all = joined(attributes, 'class', 'kdmath')
      return isBlock ? block('div', all, `$$\n${value}\n$$`, indent) : span('span', all, `$${value}$`)
    }
    const text = escapeAll(value)
    const math = isBlock ? `\\[${text}\\]\n` : `\\(${text}\\)`
    if (attributes.size === 0) return math
    return isBlock ? block('div', attributes, math, indent) : span('span', attributes, `$${text}$`)
  },

  extension({ name, formats, display, value }, indent) {
    const isBlock = display === 'block'
    const comment = `<!-- ${value} -->`
    if (name === 'comment') return isBlock ? line(indent, comment) : comment
    if (formats.length > 0 && !formats.includes('html')) return ''
    return isBlock ? `${value}\n` : value
  },

  abbreviation({ value, title }, _, { parsing }) {
    const attributes = new Map(parsing.abbreviations.get(value)?.attributes)
    if (title !== '') attributes.set('title', title)
    return span('abbr', attributes, escapeAll(value))
  },
}

/** A picture alone in its paragraph with the reference `standalone`. */
function figure(element: Draft, picture: DraftOf<'img'>, indent: number): string {
  const own = new Map(element.attributes)
  const image = new Map(picture.attributes)
  for (const key of element.attributes.size > 0 ? [] : ['class', 'id']) {
    const value = image.get(key)
    if (value !== undefined) own.set(key, value)
    image.delete(key)
  }
  const caption = line(indent + 2, `<figcaption>${picture.alt}</figcaption>`)
  return indentedBlock('figure', own, line(indent + 2, `<img${attributesOf(image)} />`) + caption, indent)
}
