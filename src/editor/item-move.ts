import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Selection, type Transaction } from '@tiptap/pm/state'
import type { BlockCommand } from './block-commands.ts'

const isList = ({ type }: Node): boolean => type.name === 'bulletList' || type.name === 'orderedList'

/**
 * Takes the item that starts at `from`, with what stands in it, to `to`: a place between the items of a list, or one
 * between blocks, where it becomes a list of the kind it came from. A list that it leaves empty goes. False where it
 * would not move.
 */
export const moveItem =
  (from: number, to: number): BlockCommand =>
  (tr) => {
    const item = tr.doc.nodeAt(from)
    if (item?.type.name !== 'listItem') return false
    const [$from, $to] = [tr.doc.resolve(from), tr.doc.resolve(to)]
    const [start, end] = leftBehind($from)
    if (to >= start && to <= end) return false
    const content = isList($to.parent) ? item : $from.parent.type.create(null, item)
    if (!$to.parent.canReplaceWith($to.index(), $to.index(), content.type)) return false
    tr.insert(to, content)
    const before = tr.mapping.maps.length
    tr.delete(tr.mapping.map(start), tr.mapping.map(end, -1))
    select(tr, tr.mapping.slice(before).map(to))
    return true
  }

/** What goes where the item goes: it, or its list where it is alone there. */
function leftBehind($from: ResolvedPos): readonly [start: number, end: number] {
  if ($from.parent.childCount === 1) return [$from.before(), $from.after()]
  return [$from.pos, $from.pos + ($from.nodeAfter?.nodeSize ?? 0)]
}

const select = (tr: Transaction, at: number): void => {
  tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView()
}

/**
 * The place before (`'above'`) or behind a block, for an item that is dropped there: behind an item that has items of
 * its own it is their first one's, and beside a list it is in that list.
 */
export function itemPlace(doc: Node, block: number, side: 'above' | 'below'): number {
  const $block = doc.resolve(block)
  const node = $block.nodeAfter
  if (node?.type.name === 'listItem') return side === 'above' ? block : belowItem(node, block)
  const [before, after] =
    side === 'above'
      ? [$block.nodeBefore, node]
      : [node, doc.resolve(block + (node?.nodeSize ?? 0)).nodeAfter]
  const at = side === 'above' ? block : block + (node?.nodeSize ?? 0)
  if (before && isList(before)) return at - 1
  return after && isList(after) ? at + 1 : at
}

function belowItem(item: Node, at: number): number {
  let place = at + 1
  for (const child of item.children) {
    if (isList(child)) return place + 1
    place += child.nodeSize
  }
  return at + item.nodeSize
}
