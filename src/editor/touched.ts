import type { Node } from '@tiptap/pm/model'

/** Where two documents differ, as a range of each; undefined where they are the same. */
export function differing(
  before: Node,
  now: Node,
): { readonly before: Range; readonly now: Range } | undefined {
  const start = before.content.findDiffStart(now.content)
  const end = before.content.findDiffEnd(now.content)
  if (start === null || end === null) return undefined
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return { before: [start, end.a + overlap], now: [start, end.b + overlap] }
}

export type Range = readonly [from: number, to: number]

/** Whether a range holds a node of some types as a whole. */
export function holds(doc: Node, [from, to]: Range, types: ReadonlySet<string>): boolean {
  let found = false
  doc.nodesBetween(from, to, (node, at) => {
    found ||= types.has(node.type.name) && at >= from && at + node.nodeSize <= to
    return !found
  })
  return found
}
