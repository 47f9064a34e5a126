import { Fragment, NodeRange, type Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection, type Selection, type Transaction } from '@tiptap/pm/state'

/** Changes the selected blocks; false, and the transaction untouched, where it can do nothing. */
export type BlockCommand = (tr: Transaction) => boolean

/**
 * The blocks that a selection means: those that it touches in the innermost container, the items of a list rather than
 * what stands in them, tables rather than their rows. `movable`: further out where they have no neighbors.
 */
export function blocksOf({ $from, $to }: Selection, movable = false): NodeRange | undefined {
  let range = $from.blockRange($to)
  while (range && range.depth > 0 && (isPart(range) || (movable && isAlone(range))))
    range = new NodeRange($from, $to, range.depth - 1)
  return range ?? undefined
}

const isPart = ({ parent, startIndex }: NodeRange): boolean =>
  parent.type.name.startsWith('table') || (parent.type.name === 'listItem' && startIndex === 0)

const isAlone = ({ parent, startIndex, endIndex }: NodeRange): boolean =>
  startIndex === 0 && endIndex === parent.childCount

/** An item starts with its own text: nothing of it goes before that. */
const itemText = ({ parent }: NodeRange): Node | null =>
  parent.type.name === 'listItem' ? parent.firstChild : null

/**
 * The selected blocks change places with the neighbor before (-1) or behind them (1). It is the neighbor that is taken
 * and put on their other side, so that the cursor and all that hangs on the blocks stay.
 */
export const moveBlocks =
  (step: 1 | -1): BlockCommand =>
  (tr) => {
    const range = blocksOf(tr.selection, true)
    const neighbor = range?.parent.maybeChild(step === 1 ? range.endIndex : range.startIndex - 1)
    if (!range || !neighbor || neighbor === itemText(range)) return false
    const { start, end } = range
    if (step === 1) tr.delete(end, end + neighbor.nodeSize).insert(start, neighbor)
    else tr.insert(end, neighbor).delete(start - neighbor.nodeSize, start)
    tr.scrollIntoView()
    return true
  }

/** Puts a copy of the selected blocks behind them, and the cursor into it. */
export const duplicateBlocks: BlockCommand = (tr) => {
  const range = blocksOf(tr.selection)
  if (!range) return false
  const { parent, startIndex, endIndex, start, end } = range
  const { anchor, head } = tr.selection
  tr.insert(end, Fragment.from(parent.children.slice(startIndex, endIndex)))
  if (tr.selection instanceof TextSelection)
    tr.setSelection(TextSelection.create(tr.doc, anchor + end - start, head + end - start))
  else tr.setSelection(NodeSelection.create(tr.doc, end))
  tr.scrollIntoView()
  return true
}

/** Deletes the selected blocks, and what would be empty without them. */
export const deleteBlocks: BlockCommand = (tr) => {
  const range = blocksOf(tr.selection, true)
  if (!range) return false
  tr.delete(range.start, range.end)
  tr.setSelection(
    TextSelection.near(tr.doc.resolve(Math.min(range.start, tr.doc.content.size))),
  ).scrollIntoView()
  return true
}

/** Selects the block that starts at a position; false where none does. */
export const selectBlock =
  (at: number): BlockCommand =>
  (tr) => {
    const node = tr.doc.nodeAt(at)
    if (!node || node.isInline || !NodeSelection.isSelectable(node)) return false
    tr.setSelection(NodeSelection.create(tr.doc, at))
    return true
  }

/** A cursor in the selected block instead of the block itself. */
export const enterBlock: BlockCommand = (tr) => {
  if (!(tr.selection instanceof NodeSelection) || tr.selection.node.isInline) return false
  if (tr.selection.node.isAtom) return false
  tr.setSelection(TextSelection.near(tr.doc.resolve(tr.selection.from + 1)))
  return true
}
