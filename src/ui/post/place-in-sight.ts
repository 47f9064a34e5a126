import { Selection } from '@tiptap/pm/state'
import type { GalleyEditor } from '../../editor/index.ts'

type View = GalleyEditor['view']

export const inSight = (top: number): boolean => top >= 0 && top < innerHeight

/** The cursor, or else the block that is in sight, and how far below the window's top it stands. */
export function placeInSight(view: View): { pos: number; top: number } {
  const pos = view.state.selection.head
  const { top } = view.coordsAtPos(pos)
  if (inSight(top)) return { pos, top }
  const { left, width } = view.dom.getBoundingClientRect()
  const height = innerHeight / 3
  const seen = view.posAtCoords({ left: left + width / 2, top: height })
  return seen ? { pos: seen.pos, top: height } : { pos, top: height }
}

/** Puts the cursor there, the focus into the text, and that place at a height of the window. */
export function bringTo(view: View, pos: number, top: number): void {
  const { doc, tr } = view.state
  const place = doc.resolve(Math.min(Math.max(pos, 0), doc.content.size))
  view.dispatch(tr.setSelection(Selection.near(place)))
  view.focus()
  scrollBy(0, view.coordsAtPos(view.state.selection.head).top - top)
}
