import { escapeHtml } from '../liquid/filters/text.ts'

/** Two characters of the private use area, which no site uses and kramdown takes for letters. */
const [start, end] = ['\uf8a0', '\uf8a1']
const pattern = /\uf8a0(\d+)\uf8a1/g

/** Whether something in a text could not be shown. */
export const hasMark = (text: string): boolean => text.includes(start)

/**
 * Marks of what could not be shown. They go through Markdown and layouts as letters; only when the page stands is it known whether
 * something can be seen in their place.
 */
export class Placeholders {
  readonly #labels: string[] = []

  /** The mark of something, to be written in its place. */
  mark(what: string): string {
    this.#labels.push(what)
    return `${start}${this.#labels.length - 1}${end}`
  }

  /** The page with every mark as a quiet box that names what belongs there; nothing where no element can stand. */
  show(html: string): string {
    if (!html.includes(start)) return html
    return html.replaceAll(pattern, (_, index: string, at: number) => {
      const label = this.#labels[Number(index)]
      return label === undefined || !canHoldElement(html, at) ? '' : box(label)
    })
  }
}

const box = (label: string): string =>
  `<span class="galley-placeholder" data-galley="${escapeHtml(label)}">${escapeHtml(label)}</span>`

/** Whether a place is in the text of the page's body: not inside a tag, the head, a script, a style, a title. */
function canHoldElement(html: string, at: number): boolean {
  const before = html.slice(0, at)
  if (before.lastIndexOf('<') > before.lastIndexOf('>')) return false
  const lower = before.toLowerCase()
  return !['head', 'script', 'style', 'title', 'textarea', 'svg'].some(
    (name) => lastTag(lower, `<${name}`) > lower.lastIndexOf(`</${name}`),
  )
}

/** Where a tag last opened: `<header` is no `<head`. */
function lastTag(html: string, tag: string): number {
  let at = html.lastIndexOf(tag)
  while (at > 0 && /[\w-]/.test(html.charAt(at + tag.length))) at = html.lastIndexOf(tag, at - 1)
  return at
}
