import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { definitionsEnd } from './note-commands.ts'
import { schema } from './schema.ts'

/** A short form of which a post says once what it stands for. */
export interface Abbreviation {
  readonly short: string
  readonly full: string
}

/** The abbreviations of a document and where they are said; of several for one short form the last one holds. */
function saidIn(doc: Node): ReadonlyMap<string, { readonly at: number; readonly full: string }> {
  const found = new Map<string, { at: number; full: string }>()
  doc.descendants((node, at) => {
    if (node.type.name === 'abbreviation')
      found.set(String(node.attrs.abbreviation), { at, full: String(node.attrs.title) })
    return !node.isTextblock
  })
  return found
}

/** What a short form stands for; undefined where the post does not say it. */
export const fullOf = (doc: Node, short: string): string | undefined => saidIn(doc).get(short)?.full

/** Where the post says what a short form stands for. */
export const placeOf = (doc: Node, short: string): number | undefined => saidIn(doc).get(short)?.at

/** Whether a post can say what this stands for. */
export const canBeShort = (short: string): boolean => /^[^\s[\]{}](?:[^[\]{}\n]*[^\s[\]{}])?$/.test(short)

/**
 * Says what a short form stands for: where the post says it already, else behind its other abbreviations, else among
 * what stands at its end.
 */
export function setAbbreviation(tr: Transaction, { short, full }: Abbreviation): boolean {
  const [name, title] = [short.trim(), full.replace(/\s+/g, ' ').trim()]
  if (!canBeShort(name) || title === '') return false
  const said = saidIn(tr.doc)
  const own = said.get(name)
  if (own) tr.setNodeAttribute(own.at, 'title', title)
  else tr.insert(homeIn(tr.doc, said), schema.node('abbreviation', { abbreviation: name, title }))
  return tr.docChanged
}

function homeIn(doc: Node, said: ReturnType<typeof saidIn>): number {
  const last = Math.max(-1, ...[...said.values()].map(({ at }) => at))
  return last === -1 ? definitionsEnd(doc) : last + (doc.nodeAt(last)?.nodeSize ?? 0)
}
