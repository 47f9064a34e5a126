import type { EditorState } from '@tiptap/pm/state'

/** The words that are selected within one text; without any the word in which, or behind which, the cursor stands, or ''. */
export function wordsAt({ doc, selection }: EditorState): string {
  const { $from, $to, from, to, empty } = selection
  if (!$from.sameParent($to) || !$from.parent.isTextblock) return ''
  if (!empty) return doc.textBetween(from, to).trim()
  const { parent, parentOffset } = $from
  const text = parent.textBetween(0, parent.content.size, undefined, '\ufffc')
  const [before = ''] = wordEnd.exec(text.slice(0, parentOffset)) ?? []
  const [behind = ''] = wordStart.exec(text.slice(parentOffset)) ?? []
  return before === '' ? '' : before + behind
}

const wordEnd = /[\p{L}\p{M}\p{N}]+$/u
const wordStart = /^[\p{L}\p{M}\p{N}]+/u
