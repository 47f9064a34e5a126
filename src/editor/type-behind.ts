import { NodeSelection, Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { schema } from './schema.ts'

/**
 * What is typed while a picture, a formula or a card is selected stands behind it: who has closed its panel goes on
 * writing. It is deleted by the keys for that alone.
 */
export const typeBehind = new Plugin({
  props: {
    handleTextInput: (view, _from, _to, text) => {
      const { tr } = view.state
      const typed = putBehind(tr, text) ? tr : typedWithin(view.state, text)
      if (typed) view.dispatch(typed.scrollIntoView())
      return typed !== undefined
    },
  },
})

function putBehind(tr: Transaction, text: string): boolean {
  const { selection } = tr
  if (!(selection instanceof NodeSelection) || !selection.node.isAtom) return false
  const at = selection.node.isInline ? selection.to : lineBehind(tr, selection)
  if (at === undefined) return false
  tr.insertText(text, at)
  tr.setSelection(TextSelection.create(tr.doc, at + text.length))
  return true
}

/** Where the text of an empty paragraph behind a block begins: of the one that is there, or of a new one. */
function lineBehind(tr: Transaction, { to }: NodeSelection): number | undefined {
  const $to = tr.doc.resolve(to)
  const next = $to.nodeAfter
  if (next?.type.name === 'paragraph' && next.content.size === 0) return to + 1
  const paragraph = schema.node('paragraph')
  if (!$to.parent.canReplaceWith($to.index(), $to.index(), paragraph.type)) return undefined
  tr.insert(to, paragraph)
  return to + 1
}

/**
 * What is typed at the end of a text all of which stands between tags (a caption in `<sup>`) stands there, too; behind
 * tags around some of its words it does not. Undefined: it is none of these.
 */
export function typedWithin(
  { selection, storedMarks, tr }: EditorState,
  text: string,
): Transaction | undefined {
  const { $from, empty } = selection
  const { parent, parentOffset } = $from
  if (!empty || storedMarks || parentOffset < parent.content.size) return undefined
  const around = parent.lastChild?.marks.filter(
    (mark) => mark.type.name === 'html' && parent.children.every(({ marks }) => mark.isInSet(marks)),
  )
  if (!around || around.length === 0) return undefined
  const marks = around.reduce((set, mark) => mark.addToSet(set), $from.marks())
  return tr.insert($from.pos, schema.text(text, marks))
}
