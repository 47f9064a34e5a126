import { NodeSelection, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import { schema } from './schema.ts'

/**
 * What is typed while a picture, a formula or a card is selected stands behind it: who has closed its panel goes on
 * writing. It is deleted by the keys for that alone.
 */
export const typeBehind = new Plugin({
  props: {
    handleTextInput: (view, _from, _to, text) => {
      const { tr } = view.state
      if (!putBehind(tr, text)) return false
      view.dispatch(tr.scrollIntoView())
      return true
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
