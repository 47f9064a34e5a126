import type { Context } from '../liquid/context.ts'
import { renderingOf } from '../render/rendering.ts'

const tag = /(<[^>]*>)/
/** Tags that Markdown does not see within a line; another stands in for each. */
const block =
  /<\/?(?:p|div|h[1-6]|[uod]l|li|d[td]|table|t[rdh]|thead|tbody|blockquote|pre|section|article|fig\w+|hr)\b[^>]*>/gi
/** What Markdown would take for markup in a text; kramdown gives each back as it is. */
const markup = /[\\*_`[\]{}|#!^~:$+=-]/g

/**
 * Quotes, dashes and dots as a printer sets them: kramdown's typography alone. Everything else that Markdown would see is escaped
 * before, and kramdown takes the escapes away.
 */
export function smartify(text: string, context: Context): string {
  const { markdown } = renderingOf(context)
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/(\n+)/)
    .map((line, index) => (index % 2 === 1 || line.trim() === '' ? line : smartLine(line, markdown)))
    .join('')
    .replace(/\n$/, '')
}

function smartLine(line: string, markdown: (text: string) => string): string {
  const blocks: string[] = []
  const escaped = line
    .replaceAll(block, (found) => `<wbr id="${blocks.push(found) - 1}">`)
    .split(tag)
    .map((part, index) => (index % 2 === 1 ? part : escapeMarkup(part)))
    .join('')
  const html = markdown(`x\u2060${escaped}\u2060x`)
  return html
    .replace(/^<p>x\u2060|\u2060x<\/p>\n?$/g, '')
    .replaceAll(/<wbr id="(\d+)" \/>/g, (all, at: number) => blocks[at] ?? all)
}

const escapeMarkup = (text: string): string =>
  text.replaceAll(/---?|\.\.\.|<<|>>|[^]/g, (part) => (part.length > 1 ? part : part.replace(markup, '\\$&')))
