import type { EditorView } from '@tiptap/pm/view'

/**
 * Where what is selected is out of sight, below the bar or at an edge, it comes to the middle. The view itself goes only
 * to where the focus is, and no farther than it must.
 */
export function bringIntoSight(view: EditorView): void {
  const { from } = view.state.selection
  const { node } = view.domAtPos(from)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'nearest' })
  const { top, bottom } = view.coordsAtPos(from)
  const [middle, edge] = [innerHeight / 2, innerHeight / 6]
  if (top < edge || bottom > innerHeight - edge) scrollBy(0, (top + bottom) / 2 - middle)
}
