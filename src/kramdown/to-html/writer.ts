import type { Draft, DraftOf } from '../draft.ts'
import { isSilent, NONE } from '../draft.ts'
import { VOID_ELEMENTS } from '../html-elements.ts'
import { basicId } from '../header-ids.ts'
import type { Settings } from '../options.ts'
import type { Parsing } from '../parsing.ts'
import type { Alignment, Attributes } from '../tree.ts'
import { character, quote, symbol } from './characters.ts'
import { withoutCjkBreaks } from './cjk.ts'
import { codeBlock, codeSpan } from './code.ts'
import type { UsedFootnote } from './footnotes.ts'
import { backlinks, footnoteList, footnoteMark, lastText } from './footnotes.ts'
import { attributesOf, block, escapeAll, escapeText, indentedBlock, span } from './markup.ts'
import type { TocEntry } from './toc.ts'
import { tableOfContents } from './toc.ts'

type Write = (element: Draft, indent: number) => string

/** Writes the HTML of a tree as kramdown's converter does: every block on lines of its own, two spaces for each level. */
export class Writer {
  readonly #parsing: Parsing
  readonly #settings: Settings
  readonly #parents: Draft[] = []
  readonly #entries: TocEntry[] = []
  readonly #footnotes = new Map<string, UsedFootnote>()
  readonly #placeholder: string
  #toc: DraftOf<'ul' | 'ol'> | undefined
  #footnotePlace = false
  /** The links that the last paragraph of the footnote that is being written ends with. */
  #links: { readonly target: Draft; readonly html: string } | undefined

  constructor(parsing: Parsing) {
    this.#parsing = parsing
    this.#settings = parsing.settings
    let mark = '\u0000galley'
    while (parsing.source.includes(mark)) mark += '+'
    this.#placeholder = mark
  }

  document(root: Draft): string {
    let html = this.#inner(root, -2)
    const notes = this.#footnoteContent()
    html = this.#footnotePlace ? html.replace(`${this.#placeholder}fn;`, () => notes) : html + notes
    const toc = this.#toc
    if (!toc) return html
    const table = tableOfContents(this.#entries, toc.type, toc.attributes, (children) =>
      this.#all(children, 0),
    )
    return html.replace(`${this.#placeholder}toc;`, () => table)
  }

  #inner(element: Draft, indent: number): string {
    this.#parents.push(element)
    const list = element.type === 'ul' || element.type === 'ol' || element.type === 'dl'
    const children = list ? element.children.filter(({ type }) => type !== 'blank') : element.children
    const box = this.#parsing.boxes.get(element)
    let html = (box ? this.#write(box, indent) : '') + this.#all(children, indent + 2)
    this.#parents.pop()
    if (this.#links?.target === element) html += this.#links.html
    return html
  }

  /** Texts that follow each other are one, and so are empty lines with nothing visible between them. */
  #all(children: readonly Draft[], indent: number): string {
    let html = ''
    let text = ''
    let blank = false
    for (const child of children) {
      if (child.type === 'text' || child.type === 'escape') {
        if (child.type === 'text' && child.verbatim) html += child.value
        else text += child.value
      } else if (!isSilent(child)) {
        if (text !== '') html += this.#text(text)
        text = ''
        if (!(blank && child.type === 'blank')) html += this.#write(child, indent)
        blank = child.type === 'blank'
      }
    }
    return text === '' ? html : html + this.#text(text)
  }

  #write(element: Draft, indent: number): string {
    switch (element.type) {
      case 'p':
        return this.#paragraph(element, indent)
      case 'header':
        return this.#header(element, indent)
      case 'codeblock':
        return codeBlock(element, indent, this.#settings)
      case 'ul':
      case 'ol':
        return this.#list(element, indent)
      case 'li':
        return this.#item('li', element, indent)
      case 'dd':
        return this.#item('dd', element, indent)
      case 'dt':
        return this.#term(element, indent)
      case 'tr':
        return this.#row(element, indent)
      case 'html_element':
        return this.#html(element, indent)
      case 'math':
        return this.#math(element, indent)
      case 'extension':
        return this.#extension(element, indent)
      case 'codespan':
        return codeSpan(element, this.#settings)
      case 'entity':
        return character(this.#settings, element.code, element.source)
      case 'typographic_sym':
        return symbol(this.#settings, element.name)
      case 'smart_quote':
        return quote(this.#settings, element.name)
      case 'xml_comment':
      case 'xml_pi':
        return element.display === 'block' && !this.#inRaw()
          ? `${' '.repeat(indent)}${element.value}\n`
          : element.value
      case 'footnote':
        return this.#footnote(element)
      case 'abbreviation':
        return span('abbr', this.#abbreviationAttributes(element), escapeAll(element.value))
      case 'liquid_output':
      case 'liquid_tag':
        return escapeText(element.value)
      default:
        return this.#plain(element, indent)
    }
  }

  #plain(element: Draft, indent: number): string {
    const write = PLAIN[element.type]
    if (write) return write(element, indent)
    if (SPANS.has(element.type)) return span(element.type, element.attributes, this.#inner(element, indent))
    if (!BLOCKS.has(element.type)) return element.type === 'bare_text' ? this.#inner(element, indent) : ''
    return indentedBlock(element.type, element.attributes, this.#inner(element, indent), indent)
  }

  #text(value: string): string {
    const html = escapeText(value)
    return this.#settings.removeLineBreaksForCjk ? withoutCjkBreaks(html) : html
  }

  #paragraph(element: DraftOf<'p'>, indent: number): string {
    if (element.transparent) return this.#inner(element, indent)
    const [first, second] = element.children
    const alone =
      first?.type === 'img' && (!second || (second.type === 'span_ial' && element.children.length === 2))
    if (alone && first.ial?.references.includes('standalone')) return figure(element, first, indent)
    return block('p', element.attributes, this.#inner(element, indent), indent)
  }

  #header(element: DraftOf<'header'>, indent: number): string {
    const level = Math.max(1, Math.min(6, element.level + this.#settings.headerOffset))
    const { id } = element
    const hidden = /\bno_toc\b/.test(element.attributes.get('class') ?? '')
    if (id !== undefined && !hidden && this.#settings.tocLevels.includes(element.level)) {
      this.#entries.push({ level: element.level, id, children: element.children })
    }
    return block(`h${level}`, element.attributes, this.#inner(element, indent), indent)
  }

  #list(element: DraftOf<'ul' | 'ol'>, indent: number): string {
    const references = this.#parsing.attached.get(element)?.list.references ?? []
    if (!this.#toc && references.includes('toc')) {
      this.#toc = element
      return `${this.#placeholder}toc;`
    }
    if (!this.#footnotePlace && references.includes('footnotes')) {
      this.#footnotePlace = true
      return `${this.#placeholder}fn;`
    }
    return indentedBlock(element.type, element.attributes, this.#inner(element, indent), indent)
  }

  #item(name: 'li' | 'dd', element: Draft, indent: number): string {
    const open = `${' '.repeat(indent)}<${name}${attributesOf(element.attributes)}>`
    const first = element.children.find((child) => !isSilent(child))
    const html = this.#inner(element, indent)
    const tail = ' '.repeat(indent)
    if (!first || (first.type === 'p' && first.transparent)) {
      return `${open}${html}${html.endsWith('\n') ? tail : ''}</${name}>\n`
    }
    return `${open}\n${html}${tail}</${name}>\n`
  }

  #term(element: DraftOf<'dt'>, indent: number): string {
    const list = this.#parents.at(-1)
    const references = (list && this.#parsing.attached.get(list)?.list.references) ?? []
    const reference = references.find((name) => name.startsWith('auto_ids'))
    const attributes = new Map(element.attributes)
    if (reference !== undefined && !attributes.has('id')) {
      const prefix = /^auto_ids-([\w-]+)/.exec(reference)?.[1] ?? ''
      attributes.set('id', prefix + basicId(element.rawText))
    }
    return block('dt', attributes, this.#inner(element, indent), indent)
  }

  #row(row: DraftOf<'tr'>, indent: number): string {
    const section = this.#parents.at(-1)
    const table = this.#parents.at(-2)
    const alignments = table?.type === 'table' ? table.alignments : []
    const name = section?.type === 'thead' ? 'th' : 'td'
    let html = ''
    row.children.forEach((cell, column) => {
      const body = this.#inner(cell, indent + 2) || character(this.#settings, 160)
      html += block(name, aligned(cell.attributes, alignments[column]), body, indent + 2)
    })
    return indentedBlock('tr', row.attributes, html, indent)
  }

  #inRaw(): boolean {
    const parent = this.#parents.at(-1)
    return parent?.type === 'html_element' && parent.content === 'raw'
  }

  #html(element: DraftOf<'html_element'>, indent: number): string {
    const body = this.#inner(element, indent)
    const { name, content, display, empty } = element
    const open = `<${name}${attributesOf(element.attributes)}`
    const isVoid = VOID_ELEMENTS.has(name)
    if (display === 'span') return body === '' && isVoid ? `${open} />` : `${open}>${body}</${name}>`
    const raw = this.#inRaw()
    const close = `</${name}>`
    let html = `${open}>${close}`
    if ((empty && content === 'raw') || (body === '' && isVoid)) html = `${open} />`
    else if (body !== '' && content === 'block')
      html = `${open}>\n${body.replace(/\n$/, '')}\n${' '.repeat(indent)}${close}`
    else if (body !== '') html = `${open}>${body}${close}`
    return raw ? html : `${' '.repeat(indent)}${html}\n`
  }

  #math(element: DraftOf<'math'>, indent: number): string {
    const isBlock = element.display === 'block'
    const { attributes } = element
    if (this.#settings.mathEngine === undefined) {
      const own = attributes.get('class')
      const all = new Map(attributes).set('class', own === undefined ? 'kdmath' : `${own} kdmath`)
      if (isBlock) return block('div', all, `$$\n${element.value}\n$$`, indent)
      return span('span', all, `$${element.value}$`)
    }
    const value = escapeAll(element.value)
    const math = isBlock ? `\\[${value}\\]\n` : `\\(${value}\\)`
    if (attributes.size === 0) return math
    return isBlock ? block('div', attributes, math, indent) : span('span', attributes, `$${value}$`)
  }

  #extension(element: DraftOf<'extension'>, indent: number): string {
    const isBlock = element.display === 'block'
    if (element.silent) return ''
    if (element.name === 'comment') {
      const comment = `<!-- ${element.value} -->`
      return isBlock ? `${' '.repeat(indent)}${comment}\n` : comment
    }
    if (element.formats.length > 0 && !element.formats.includes('html')) return ''
    return isBlock ? `${element.value}\n` : element.value
  }

  #abbreviationAttributes(element: DraftOf<'abbreviation'>): Attributes {
    const definition = this.#parsing.abbreviations.get(element.value)
    const attributes = new Map(definition?.attributes ?? NONE)
    if (element.title !== '') attributes.set('title', element.title)
    return attributes
  }

  #footnote(element: DraftOf<'footnote'>): string {
    const definition = this.#parsing.footnotes.get(element.name)
    if (!definition) return ''
    const known = this.#footnotes.get(element.name)
    const note = known ?? {
      name: this.#settings.footnotePrefix + element.name,
      number: this.#settings.footnoteNr + this.#footnotes.size,
      definition,
      repeats: 0,
    }
    this.#footnotes.set(element.name, note)
    return footnoteMark(note, !known, this.#settings)
  }

  #footnoteContent(): string {
    let items = ''
    for (const note of this.#footnotes.values()) items += this.#footnoteItem(note)
    return footnoteList(items, this.#settings)
  }

  #footnoteItem(note: UsedFootnote): string {
    const { definition, name } = note
    const target = lastText(definition, this.#settings)
    const space = character(this.#settings, 160)
    const attributes = new Map([
      ['id', `fn:${name}`],
      ['role', 'doc-endnote'],
    ])
    const links = backlinks(note, target ? space : '', space, this.#settings)
    this.#links = target && { target, html: links }
    let html = this.#inner(definition, 4)
    this.#links = undefined
    if (!target) html += block('p', NONE, links, 6)
    return indentedBlock('li', attributes, html, 4)
  }
}

/** A picture alone in its paragraph with the reference `standalone`. */
function figure(element: Draft, picture: DraftOf<'img'>, indent: number): string {
  const inner = ' '.repeat(indent + 2)
  const own = new Map(element.attributes)
  const image = new Map(picture.attributes)
  for (const key of element.attributes.size > 0 ? [] : ['class', 'id']) {
    const value = image.get(key)
    if (value !== undefined) own.set(key, value)
    image.delete(key)
  }
  const caption = `${inner}<figcaption>${picture.alt}</figcaption>\n`
  return indentedBlock('figure', own, `${inner}<img${attributesOf(image)} />\n${caption}`, indent)
}

const PLAIN: Readonly<Partial<Record<Draft['type'], Write>>> = {
  blank: () => '\n',
  br: () => '<br />',
  hr: (element, indent) => `${' '.repeat(indent)}<hr${attributesOf(element.attributes)} />\n`,
  img: (element) => `<img${attributesOf(element.attributes)} />`,
}
const SPANS = new Set<string>(['em', 'strong', 'del', 'a'])
const BLOCKS = new Set<string>(['blockquote', 'dl', 'table', 'thead', 'tbody', 'tfoot'])
function aligned(attributes: Attributes, alignment: Alignment): Attributes {
  if (alignment === undefined) return attributes
  const own = attributes.get('style')
  return new Map(attributes).set('style', `${own === undefined ? '' : `${own}; `}text-align: ${alignment}`)
}
