import { Fragment, type Mark, type Node, Slice } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'

/**
 * Takes a mark (or all of them) away between two positions, so that undo brings back what was there. Of tags within tags a
 * step that adds a mark would not know which one was outside: there the words themselves are replaced.
 */
export function unmark(tr: Transaction, from: number, to: number, mark?: Mark): Transaction {
  if (!isNested(tr.doc, from, to)) return tr.removeMark(from, to, mark)
  const { content, openStart, openEnd } = tr.doc.slice(from, to)
  tr.replace(from, to, new Slice(without(content, mark), openStart, openEnd))
  return tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
}

function isNested(doc: Node, from: number, to: number): boolean {
  let nested = false
  doc.nodesBetween(from, to, ({ marks }) => {
    nested ||= new Set(marks.map(({ type }) => type)).size < marks.length
  })
  return nested
}

const without = (content: Fragment, mark: Mark | undefined): Fragment =>
  Fragment.from(
    content.content.map((node) =>
      node.isInline
        ? node.mark(mark === undefined ? [] : mark.removeFromSet(node.marks))
        : node.copy(without(node.content, mark)),
    ),
  )
