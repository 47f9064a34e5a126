import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { linkName } from './constructs/link.ts'
import { differing, holds } from './touched.ts'

interface Address {
  readonly href: string
  readonly title: string | null
}

const definitions = new Set(['linkDefinition'])

function addressesIn(doc: Node): Map<string, Address> {
  const found = new Map<string, Address>()
  doc.descendants(({ type, attrs, isTextblock }) => {
    if (type.name === 'linkDefinition')
      found.set(linkName(String(attrs.id)), { href: String(attrs.href), title: attrs.title as string | null })
    return !isTextblock
  })
  return found
}

/** Gives the links and pictures that find their address by a name the one that it has since an edit. */
export function followDefinitions(before: Node, tr: Transaction): boolean {
  const ranges = differing(before, tr.doc)
  if (!ranges || !holds(tr.doc, ranges.now, definitions)) return false
  const [old, now] = [addressesIn(before), addressesIn(tr.doc)]
  const changed = new Map(
    [...now].filter(([name, { href, title }]) => {
      const known = old.get(name)
      return known !== undefined && (known.href !== href || known.title !== title)
    }),
  )
  if (changed.size > 0) tr.doc.descendants((node, at) => readdress(tr, node, at, changed))
  return tr.docChanged
}

function readdress(tr: Transaction, node: Node, at: number, changed: ReadonlyMap<string, Address>): void {
  const addressOf = (reference: unknown) =>
    typeof reference === 'string' ? changed.get(linkName(reference)) : undefined
  const own = addressOf(node.attrs.reference)
  if (own) tr.setNodeMarkup(at, undefined, { ...node.attrs, src: own.href, title: own.title }, node.marks)
  for (const mark of node.marks) {
    const address = addressOf(mark.attrs.reference)
    if (address)
      tr.removeMark(at, at + node.nodeSize, mark).addMark(
        at,
        at + node.nodeSize,
        mark.type.create({ ...mark.attrs, ...address }),
      )
  }
}
