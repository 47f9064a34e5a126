import type { Draft, DraftOf } from './draft.ts'
import { entityName } from './entities.ts'
import { contentModel } from './html-elements.ts'
import type { Settings } from './options.ts'
import type { Parsing } from './parsing.ts'
import { SYMBOLS } from './typography.ts'
import type { Attributes } from './tree.ts'

/** Writes the HTML of a tree as kramdown's converter does: blocks are indented by two spaces for each level. */
export function writeHtml(root: Draft, parsing: Parsing): string {
  return new Writer(parsing).inner(root, 0)
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
const REFERENCE = '&(?:[A-Za-z_:][-\\w:.]*|#\\d+|#x[0-9a-fA-F]+);'
const IN_TEXT = new RegExp(`${REFERENCE}|[<>&]`, 'g')
const IN_ATTRIBUTE = new RegExp(`${REFERENCE}|[<>&"]`, 'g')

const escapeText = (text: string): string => text.replace(IN_TEXT, (found) => ESCAPES[found] ?? found)
const escapeAll = (text: string): string => text.replace(/[<>&"]/g, (found) => ESCAPES[found] ?? found)
const escapeAttribute = (text: string): string =>
  text.replace(IN_ATTRIBUTE, (found) => ESCAPES[found] ?? found)

function writeAttributes(attributes: Attributes): string {
  let html = ''
  for (const [key, value] of attributes) {
    if (key === 'id' && value.trim() === '') continue
    html += ` ${key}="${escapeAttribute(value)}"`
  }
  return html
}

const spaces = (count: number): string => ' '.repeat(count)

class Writer {
  private readonly settings: Settings

  constructor(parsing: Parsing) {
    this.settings = parsing.settings
  }

  inner(element: Draft, indent: number): string {
    let html = ''
    for (const child of element.children) html += this.write(child, indent)
    return html
  }

  private write(element: Draft, indent: number): string {
    switch (element.type) {
      case 'text':
        return escapeText(element.value)
      case 'escape':
        return escapeAll(element.value).replace(/&quot;/g, '"')
      case 'blank':
        return '\n'
      case 'p':
        return this.paragraph(element, indent)
      case 'header':
        return this.header(element, indent)
      case 'blockquote':
        return this.indented('blockquote', element, indent)
      case 'codeblock':
        return this.codeblock(element, indent)
      case 'ul':
      case 'ol':
        return this.indented(element.type, element, indent, true)
      case 'li':
        return this.item(element, indent)
      case 'table':
      case 'thead':
      case 'tbody':
      case 'tfoot':
      case 'tr':
        return this.indented(element.type, element, indent)
      case 'hr':
        return `${spaces(indent)}<hr${writeAttributes(element.attributes)} />\n`
      case 'html_element':
        return this.html(element, indent)
      case 'xml_comment':
      case 'xml_pi':
        return element.display === 'block' ? `${spaces(indent)}${element.value}\n` : element.value
      case 'em':
      case 'strong':
      case 'del':
      case 'a':
        return this.span(element.type, element, indent)
      case 'img':
        return `<img${writeAttributes(element.attributes)} />`
      case 'br':
        return '<br />'
      case 'codespan':
        return `<code${writeAttributes(element.attributes)}>${escapeAll(element.value)}</code>`
      case 'entity':
        return this.character(element.code, element.source)
      case 'typographic_sym':
        return this.symbol(element)
      case 'smart_quote':
        return this.character(element.value.codePointAt(0) ?? 39, undefined)
      case 'liquid_output':
      case 'liquid_tag':
        return escapeText(element.value)
      case 'bare_text':
        return this.inner(element, indent)
      default:
        return ''
    }
  }

  private span(name: string, element: Draft, indent: number): string {
    return `<${name}${writeAttributes(element.attributes)}>${this.inner(element, indent)}</${name}>`
  }

  private block(name: string, element: Draft, indent: number): string {
    return `${spaces(indent)}${this.span(name, element, indent)}\n`
  }

  private indented(name: string, element: Draft, indent: number, noBlanks = false): string {
    let html = ''
    for (const child of element.children) {
      if (!(noBlanks && child.type === 'blank')) html += this.write(child, indent + 2)
    }
    const lineBreak = element.children.length > 0 ? '\n' : ''
    const tail = html.endsWith('\n') ? '' : '\n'
    return `${spaces(indent)}<${name}${writeAttributes(element.attributes)}>${lineBreak}${html}${tail}${spaces(indent)}</${name}>\n`
  }

  private paragraph(element: DraftOf<'p'>, indent: number): string {
    return element.transparent ? this.inner(element, indent) : this.block('p', element, indent)
  }

  private header(element: DraftOf<'header'>, indent: number): string {
    const level = Math.max(1, Math.min(6, element.level + this.settings.headerOffset))
    return this.block(`h${level}`, element, indent)
  }

  private codeblock(element: DraftOf<'codeblock'>, indent: number): string {
    const attributes = new Map(element.attributes)
    const language = attributes.get('class')?.match(/\blanguage-\S+/)?.[0]
    let onCode = ''
    if (language !== undefined) {
      onCode = ` class="${escapeAttribute(language)}"`
      const rest = (attributes.get('class') ?? '').replace(language, '').trim()
      if (rest === '') attributes.delete('class')
      else attributes.set('class', rest)
    }
    const code = escapeAll(element.value)
    return `${spaces(indent)}<pre${writeAttributes(attributes)}><code${onCode}>${code}${code.endsWith('\n') ? '' : '\n'}</code></pre>\n`
  }

  private item(element: DraftOf<'li'>, indent: number): string {
    const open = `${spaces(indent)}<li${writeAttributes(element.attributes)}>`
    const html = this.inner(element, indent + 2)
    const first = element.children[0]
    if (first?.type === 'p' && first.transparent) {
      const more = element.children.length > 1 && html.endsWith('\n')
      return `${open}${html}${more ? spaces(indent) : ''}</li>\n`
    }
    return `${open}\n${html}${spaces(indent)}</li>\n`
  }

  private html(element: DraftOf<'html_element'>, indent: number): string {
    const open = `<${element.name}${writeAttributes(element.attributes)}`
    const html = this.inner(element, indent)
    if (element.display === 'span') return element.empty ? `${open} />` : `${open}>${html}</${element.name}>`
    if (element.empty) return `${open} />\n`
    return `${open}>${contentModel(element.name) === 'raw' ? html : html}</${element.name}>\n`
  }

  private symbol(element: DraftOf<'typographic_sym'>): string {
    const own = this.settings.typographicSymbols[element.name]
    if (own !== undefined) return escapeText(own)
    return [...(SYMBOLS[element.name] ?? '')]
      .map((char) => this.character(char.codePointAt(0) ?? 0, undefined))
      .join('')
  }

  private character(code: number, source: string | undefined): string {
    const char = code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
    const output = this.settings.entityOutput
    if (output === 'as_char' && (char === '"' || !(char in ESCAPES))) return char
    if ((output === 'as_input' || output === 'as_char') && source !== undefined) return source
    const name = entityName(code)
    return (output === 'symbolic' || char in ESCAPES) && name !== undefined ? `&${name};` : `&#${code};`
  }
}
