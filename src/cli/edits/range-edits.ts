import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { between, type Random } from './chance.ts'
import { at, isText, type RandomEdit } from './random-edit.ts'

/** A stretch of at most some thousand characters, over blocks too. */
function range(doc: Node, random: Random): [number, number] {
  const from = between(0, doc.content.size, random)
  return [from, Math.min(doc.content.size, from + between(1, random() < 0.5 ? 40 : 1500, random))]
}

const selected = (tr: Transaction, random: Random): Transaction => {
  const [from, to] = range(tr.doc, random)
  return tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
}

/** What was selected somewhere in the post, pasted into a text. */
const paste: RandomEdit['make'] = at(isText, (tr, { node, at: from }, random) => {
  const slice = selected(tr, random).selection.content()
  const to = between(from + 1, from + 1 + node.content.size, random)
  return tr.setSelection(TextSelection.create(tr.doc, to)).replaceSelection(slice)
})

/** What was selected is cut and pasted elsewhere. */
const drag: RandomEdit['make'] = (state, random) => {
  const { tr } = state
  const slice = selected(tr, random).selection.content()
  tr.deleteSelection()
  const $to = tr.doc.resolve(between(0, tr.doc.content.size, random))
  tr.setSelection(TextSelection.near($to)).replaceSelection(slice)
  return tr.docChanged ? tr : undefined
}

const cut: RandomEdit['make'] = (state, random) => {
  const tr = selected(state.tr, random).deleteSelection()
  return tr.docChanged ? tr : undefined
}

/** Edits over several blocks. */
export const rangeEdits: readonly RandomEdit[] = [
  { name: 'cut', make: cut },
  { name: 'paste', make: paste },
  { name: 'cut and paste', make: drag },
]
