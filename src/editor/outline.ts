import type { Node } from '@tiptap/pm/model'

/** A heading of the text, for the outline. */
export interface OutlineEntry {
  readonly level: number
  readonly text: string
  /** Where the heading starts in the document. */
  readonly at: number
}

/** The headings that stand in the text itself, in order; those in quotes and lists are no part of its outline. */
export function outlineOf(doc: Node): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  doc.forEach((node, at) => {
    const text = node.type.name === 'heading' ? node.textContent.trim() : ''
    if (text !== '') entries.push({ level: Number(node.attrs.level), text, at })
  })
  return entries
}
