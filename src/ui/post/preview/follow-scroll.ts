import type { PageView } from '../../../app/index.ts'
import type { GalleyEditor } from '../../../editor/index.ts'
import { wordsOf } from './places.ts'

/** Where the eye is, from the top of the window. */
const sight = 1 / 3

/** The page in the frame goes along when the text is scrolled; answers how to end that. */
export function followScroll(
  editor: () => GalleyEditor | undefined,
  view: PageView,
  frame: HTMLElement,
): () => void {
  let asked = 0
  const follow = (): void => {
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => scrollAlong(editor(), view, frame))
  }
  addEventListener('scroll', follow, { passive: true })
  return () => {
    removeEventListener('scroll', follow)
    cancelAnimationFrame(asked)
  }
}

function scrollAlong(editor: GalleyEditor | undefined, view: PageView, frame: HTMLElement): void {
  const dom = editor?.view.dom
  if (!editor || !dom?.offsetParent || view.elsewhere !== undefined) return
  if (scrollY === 0) {
    view.bring()
    return
  }
  const { left, width } = dom.getBoundingClientRect()
  const top = innerHeight * sight
  const seen = editor.view.posAtCoords({ left: left + width / 2, top })
  const words = seen && wordsOf(editor.view.state.doc, seen.pos)
  if (words) view.bring(words, heightIn(frame, top))
}

/** The same height in the frame, in its own pixels; in another window there is none that is the same. */
function heightIn(frame: HTMLElement, top: number): number {
  if (frame.ownerDocument !== document) return frame.clientHeight * sight
  const { top: frameTop, height } = frame.getBoundingClientRect()
  return (top - frameTop) / (height / frame.clientHeight || 1)
}
