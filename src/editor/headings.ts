import type { Node } from '@tiptap/pm/model'

export interface HeadingInContents {
  readonly level: number
  readonly text: string
  /** Where the heading begins in the document. */
  readonly at: number
}

/** A class of the heading keeps it out (kramdown's manual, “Automatic Table of Contents”). */
const hidden = /\.no_toc\b|\bclass\s*=\s*["'][^"']*\bno_toc\b/

/** The headings that the table of contents lists, in order. */
export function headingsOf(doc: Node): HeadingInContents[] {
  const found: HeadingInContents[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'heading' && !hidden.test(String(node.attrs.ial ?? '')))
      found.push({ level: Number(node.attrs.level), text: node.textContent, at })
    return !node.isTextblock
  })
  return found
}
