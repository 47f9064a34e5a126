import type { Node } from '@tiptap/pm/model'

export interface HeadingInContents {
  readonly level: number
  readonly text: string
  /** Where the heading begins in the document. */
  readonly at: number
}

/** A class of the heading keeps it out (kramdown's manual, “Automatic Table of Contents”). */
const hidden = /\.no_toc\b|\bclass\s*=\s*["'][^"']*\bno_toc\b/

/** The headings that the table of contents lists, in order: those of the levels that the site says, else all. */
export function headingsOf(doc: Node, levels?: readonly number[]): HeadingInContents[] {
  const found: HeadingInContents[] = []
  doc.descendants((node, at) => {
    const level = Number(node.attrs.level)
    const isListed = levels?.includes(level) !== false && !hidden.test(String(node.attrs.ial ?? ''))
    if (node.type.name === 'heading' && isListed) found.push({ level, text: node.textContent, at })
    return !node.isTextblock
  })
  return found
}
