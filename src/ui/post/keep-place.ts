import type { Node } from '@tiptap/pm/model'
import { Selection } from '@tiptap/pm/state'
import type { GalleyEditor } from '../../editor/index.ts'
import { placeInSight } from './place-in-sight.ts'

type View = GalleyEditor['view']

/** Where an author is in a text: the cursor, and what stands how far below the window's top. */
export interface Place {
  readonly doc: Node
  readonly cursor: number
  readonly focused: boolean
  readonly pos: number
  readonly top: number
}

export function keepPlace(view: View): Place {
  const { doc, selection } = view.state
  return { doc, cursor: selection.head, focused: view.hasFocus(), ...placeInSight(view) }
}

/** Leads back to the same words, where they are left, in a text that was changed around them. Nothing moves on the screen. */
export function returnTo(view: View, { doc, cursor, focused, pos, top }: Place): void {
  const { state } = view
  const at = (old: number): number => carried(old, doc, state.doc)
  view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(at(cursor)))))
  if (focused) view.dom.focus({ preventScroll: true })
  scrollBy(0, view.coordsAtPos(at(pos)).top - top)
}

/** A position as it is in another document: what both begin and end with keeps its places. */
function carried(pos: number, before: Node, now: Node): number {
  const start = before.content.findDiffStart(now.content)
  const end = before.content.findDiffEnd(now.content)
  if (start === null || end === null || pos <= start) return pos
  if (pos >= end.a) return pos - end.a + end.b
  return Math.min(start, now.content.size)
}
