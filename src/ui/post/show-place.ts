import { NodeSelection, Selection } from '@tiptap/pm/state'
import { bringIntoSight } from '../../editor/bring-into-sight.ts'
import type { GalleyEditor } from '../../editor/index.ts'

type View = GalleyEditor['view']

/** Selects what stands there (a picture whole, else a place in the words) and brings it into sight. */
export function showPlace(view: View, pos: number): void {
  const { doc, tr } = view.state
  const place = Math.min(Math.max(pos, 0), doc.content.size)
  const around = [place, place - 1, place + 1].filter((at) => at >= 0 && at < doc.content.size)
  const whole = around.find((at) => isWhole(doc.nodeAt(at)))
  const selection =
    whole === undefined ? Selection.near(doc.resolve(place)) : NodeSelection.create(doc, whole)
  view.dispatch(tr.setSelection(selection))
  view.focus()
  bringIntoSight(view)
}

const isWhole = (node: View['state']['doc'] | null): boolean =>
  node !== null && node.isAtom && !node.isText && NodeSelection.isSelectable(node)
