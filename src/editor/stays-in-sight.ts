import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Blocks that scroll by themselves, or hold one that does. */
const scrolling = new Set(['codeBlock', 'table', 'htmlGroup'])

/**
 * Whether the cursor stands where the page need not move for it, `edge` pixels off the window's top and bottom at
 * least. Where it does, ProseMirror asks with every key for the place and the style of everything around the text.
 */
export function staysInSight(view: EditorView, edge: number): boolean {
  const { selection } = view.state
  if (!(selection instanceof TextSelection)) return false
  const { $head } = selection
  for (let { depth } = $head; depth > 0; depth--) if (scrolling.has($head.node(depth).type.name)) return false
  const { top, bottom } = view.coordsAtPos($head.pos, 1)
  return top >= edge && bottom <= (visualViewport?.height ?? innerHeight) - edge
}

/**
 * Changes how high something in the text is. Where somebody writes and sees the cursor, that stays where it is in the
 * window: the browser keeps the window's top in its place, which may be above what changes.
 */
export function keepStill(view: EditorView, change: () => void): void {
  const { selection } = view.state
  const top = (): number => view.coordsAtPos(selection.head).top
  const before = view.hasFocus() && selection.empty ? top() : -1
  change()
  if (before >= 0 && before < innerHeight) scrollBy({ top: top() - before, behavior: 'instant' })
}
