import type { Context } from '../liquid/context.ts'
import { renderingOf } from '../render/rendering.ts'

const tag = /(<[^>]*>)/
/** What Markdown would take for markup in a text; kramdown gives each back as it is. */
const markup = /[\\*_`[\]{}|#!^~:$+=-]/g

/**
 * Quotes, dashes and dots as a printer sets them: kramdown's typography alone. Everything else that Markdown would see is escaped
 * before, and kramdown takes the escapes away.
 */
export function smartify(text: string, context: Context): string {
  const { markdown } = renderingOf(context)
  return text
    .split(/(\n+)/)
    .map((line, index) => (index % 2 === 1 || line.trim() === '' ? line : smartLine(line, markdown)))
    .join('')
    .replace(/\n$/, '')
}

function smartLine(line: string, markdown: (text: string) => string): string {
  const escaped = line
    .split(tag)
    .map((part, index) => (index % 2 === 1 ? part : escapeMarkup(part)))
    .join('')
  const html = markdown(`x\u2060${escaped}\u2060x`)
  return html.replace(/^<p>x\u2060|\u2060x<\/p>\n?$/g, '')
}

const escapeMarkup = (text: string): string =>
  text.replaceAll(/---?|\.\.\.|<<|>>|[^]/g, (part) => (part.length > 1 ? part : part.replace(markup, '\\$&')))
