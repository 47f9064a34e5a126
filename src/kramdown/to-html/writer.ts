import type { Draft, DraftOf } from '../draft.ts'
import { isSilent, NONE } from '../draft.ts'
import type { Settings } from '../options.ts'
import type { Parsing } from '../parsing.ts'
import { character } from './characters.ts'
import { withoutCjkBreaks } from './cjk.ts'
import { ELEMENTS } from './elements.ts'
import type { UsedFootnote } from './footnotes.ts'
import { backlinks, footnoteList, footnoteMark, lastText } from './footnotes.ts'
import { block, escapeText, indentedBlock } from './markup.ts'
import type { TocEntry } from './toc.ts'
import { tableOfContents } from './toc.ts'

type Write = (element: Draft, indent: number, writer: Writer) => string

/** Writes the HTML of a tree as kramdown's converter does: every block on lines of its own, two spaces for each level. */
export class Writer {
  readonly parsing: Parsing
  readonly settings: Settings
  /** The elements around the one that is being written. */
  readonly parents: Draft[] = []
  readonly #entries: TocEntry[] = []
  readonly #footnotes = new Map<string, UsedFootnote>()
  readonly #placeholder: string
  #toc: DraftOf<'ul' | 'ol'> | undefined
  #footnotePlace = false
  /** The links that the last paragraph of the footnote that is being written ends with. */
  #links: { readonly target: Draft; readonly html: string } | undefined

  constructor(parsing: Parsing) {
    this.parsing = parsing
    this.settings = parsing.settings
    let mark = '\u0000galley'
    while (parsing.source.includes(mark)) mark += '+'
    this.#placeholder = mark
  }

  document(root: Draft): string {
    let html = this.inner(root, -2)
    const notes = this.#footnoteContent()
    html = this.#footnotePlace ? html.replace(`${this.#placeholder}fn;`, () => notes) : html + notes
    const toc = this.#toc
    if (!toc) return html
    const table = tableOfContents(this.#entries, toc.type, toc.attributes, (children) =>
      this.#all(children, 0),
    )
    return html.replace(`${this.#placeholder}toc;`, () => table)
  }

  /** The content of an element. */
  inner(element: Draft, indent: number): string {
    this.parents.push(element)
    const list = element.type === 'ul' || element.type === 'ol' || element.type === 'dl'
    const children = list ? element.children.filter(({ type }) => type !== 'blank') : element.children
    const box = this.parsing.boxes.get(element)
    let html = (box ? this.#write(box, indent) : '') + this.#all(children, indent + 2)
    this.parents.pop()
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
    const write = ELEMENTS[element.type] as Write | undefined
    return write ? write(element, indent, this) : ''
  }

  #text(value: string): string {
    const html = escapeText(value)
    return this.settings.removeLineBreaksForCjk ? withoutCjkBreaks(html) : html
  }

  /** Names without a value in an element's attribute list. */
  references(element: Draft | undefined): readonly string[] {
    return (element && this.parsing.attached.get(element)?.list.references) ?? []
  }

  /** Enters a header into the table of contents. */
  enter({ id, level, attributes, children }: DraftOf<'header'>): void {
    const hidden = /\bno_toc\b/.test(attributes.get('class') ?? '')
    if (id !== undefined && !hidden && this.settings.tocLevels.includes(level)) {
      this.#entries.push({ level, id, children })
    }
  }

  /** What stands for a list until the table of contents or the footnotes are known that come in its place. */
  placeholder(list: DraftOf<'ul' | 'ol'>): string | undefined {
    const references = this.references(list)
    if (!this.#toc && references.includes('toc')) {
      this.#toc = list
      return `${this.#placeholder}toc;`
    }
    if (this.#footnotePlace || !references.includes('footnotes')) return undefined
    this.#footnotePlace = true
    return `${this.#placeholder}fn;`
  }

  /** The mark of a footnote. */
  footnote(name: string): string {
    const definition = this.parsing.footnotes.get(name)
    if (!definition) return ''
    const known = this.#footnotes.get(name)
    const note = known ?? {
      name: this.settings.footnotePrefix + name,
      number: this.settings.footnoteNr + this.#footnotes.size,
      definition,
      repeats: 0,
    }
    this.#footnotes.set(name, note)
    return footnoteMark(note, !known)
  }

  #footnoteContent(): string {
    let items = ''
    for (const note of this.#footnotes.values()) items += this.#footnoteItem(note)
    return footnoteList(items, this.settings)
  }

  #footnoteItem(note: UsedFootnote): string {
    const { definition, name } = note
    const target = lastText(definition, this.settings)
    const space = character(this.settings, 160)
    const attributes = new Map([
      ['id', `fn:${name}`],
      ['role', 'doc-endnote'],
    ])
    const links = backlinks(note, target ? space : '', space, this.settings)
    this.#links = target && { target, html: links }
    let html = this.inner(definition, 4)
    this.#links = undefined
    if (!target) html += block('p', NONE, links, 6)
    return indentedBlock('li', attributes, html, 4)
  }
}
