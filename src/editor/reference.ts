import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { linkName } from './constructs/link.ts'

/** Where the definitions of an address stand in a document. */
function definitionsOf(doc: Node, name: string): number[] {
  const found: number[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'linkDefinition' && linkName(String(node.attrs.id)) === name) found.push(at)
    return !node.isTextblock
  })
  return found
}

/** How many links and pictures get their address from a definition. */
function usersOf(doc: Node, name: string): number {
  let count = 0
  const uses = (value: unknown): boolean => typeof value === 'string' && linkName(value) === name
  doc.descendants((node, _at, parent, index) => {
    const before = index > 0 ? parent?.child(index - 1).marks : undefined
    const begun = node.marks.filter((mark) => uses(mark.attrs.reference) && !(before && mark.isInSet(before)))
    count += begun.length + (uses(node.attrs.reference) ? 1 : 0)
  })
  return count
}

/**
 * Gives a definition that one link alone uses another address; false where there are more, or where it cannot be found.
 * The link is to be given the same address.
 */
export function redefine(tr: Transaction, reference: string, href: string): boolean {
  const name = linkName(reference)
  const [at, ...others] = definitionsOf(tr.doc, name)
  if (at === undefined || others.length > 0 || usersOf(tr.doc, name) !== 1) return false
  tr.setNodeAttribute(at, 'href', href)
  return true
}
