import type { Attribute } from '@tiptap/core'
import { nameOfStyle, styleOf } from '../block-style.ts'

/** A node or mark attribute that is kept in the document, never read from pasted HTML and never put into the page. */
export function kept(value: string | boolean | null = null): Partial<Attribute> {
  return { default: value, rendered: false, keepOnSplit: false, parseHTML: () => value }
}

/** Attribute lists as written (`{:.wide}`, `{: #top title="x"}`), one a line; null: none. */
export const attributeList = {
  ial: {
    ...kept(),
    rendered: true,
    renderHTML: ({ ial }: Record<string, unknown>): Record<string, string> => {
      const style = styleOf(ial)
      return style === '' ? {} : { 'data-style': nameOfStyle(style) }
    },
  },
}

/** The start tag, where what is marked stands between tags of HTML; null: it is written as Markdown. */
export const htmlTag = { html: kept() }

/** A string attribute of a node or mark, or null. */
export function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
