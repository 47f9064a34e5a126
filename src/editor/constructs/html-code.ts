import type { Node } from '@tiptap/pm/model'
import type { Element } from '../../kramdown/index.ts'
import type { BlockReading, ReadResult } from '../construct.ts'
import { attributeOf, decodeEntities, escapeHtml, withAttribute } from '../html-tag.ts'

/** Code between tags of HTML: what stands before it, the code, what stands behind it. */
const shape = /^(<pre\b[^>]*>\n?(?:<code\b[^>]*>)?)([^<]*?)((?:\n?<\/code>\s*|\n)?<\/pre\s*>)$/i

/**
 * `<pre>` as the code that it holds; undefined where there is more in it than that. A page shows neither the line's end
 * behind the start tag nor the one before the end tag.
 */
export function readHtmlCode(element: Element, reading: BlockReading): ReadResult | undefined {
  const [, html = '', text = '', htmlEnd] = shape.exec(reading.text.slice(element.span).trim()) ?? []
  if (htmlEnd === undefined || /\{\{|\{%/.test(text) || isOpen(html) !== !/<\/code/i.test(htmlEnd))
    return undefined
  const { schema, ial } = reading
  const value = decodeEntities(text)
  const language = languageOf(html) ?? null
  const attributes = { html, htmlEnd, language, ial }
  return { node: schema.node('codeBlock', attributes, value === '' ? [] : [schema.text(value)]) }
}

/** Whether there is no tag `code`. */
const isOpen = (html: string): boolean => !/<code/i.test(html)

const classes = /(?:^|\s)lang(?:uage)?-([\w+#-]+)/

/** The tag that says the language, and what stands before it. */
function languageTag(html: string): readonly [before: string, tag: string] {
  const at = html.lastIndexOf('<')
  return [html.slice(0, at), html.slice(at)]
}

const languageOf = (html: string): string | undefined =>
  classes.exec(attributeOf(languageTag(html)[1], 'class') ?? '')?.[1]

/** The tags with another language; as they are where they say it. */
function withLanguage(html: string, language: string | null): string {
  if ((languageOf(html) ?? null) === language) return html
  const [before, tag] = languageTag(html)
  const end = tag.slice(tag.lastIndexOf('>') + 1)
  const own = (attributeOf(tag, 'class') ?? '').replace(classes, '').trim()
  const all = [own, language === null ? '' : `language-${language.replace(/\s.*/, '')}`].filter(
    (name) => name !== '',
  )
  return before + withAttribute(tag.slice(0, tag.length - end.length), 'class', all.join(' ') || null) + end
}

/** What the tags of code must be for it to be read back: they say its language, and keep line ends at its edges. */
export function htmlCodeAttributes(node: Node): { html: string; htmlEnd: string; language: string | null } {
  const text = node.textContent
  const given = withLanguage(String(node.attrs.html), node.attrs.language as string | null)
  const html = isOpen(given) && !given.endsWith('\n') && text.startsWith('\n') ? `${given}\n` : given
  const end = String(node.attrs.htmlEnd)
  const htmlEnd = !end.startsWith('\n') && text.endsWith('\n') ? `\n${end}` : end
  return { html, htmlEnd, language: languageOf(html) ?? null }
}

export function printHtmlCode(node: Node): string {
  const { html, htmlEnd } = htmlCodeAttributes(node)
  return html + escapeHtml(node.textContent) + htmlEnd
}
