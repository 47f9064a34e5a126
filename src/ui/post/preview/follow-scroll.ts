import type { GalleyEditor } from '../../../editor/index.ts'
import { elementAt } from './places.ts'

/** Where the eye is, from the top of the window. */
const sight = 1 / 3

/** The page in the frame goes along when the text is scrolled; answers how to end that. */
export function followScroll(editor: () => GalleyEditor | undefined, frame: HTMLIFrameElement): () => void {
  let asked = 0
  const follow = (): void => {
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => scrollAlong(editor(), frame))
  }
  addEventListener('scroll', follow, { passive: true })
  return () => {
    removeEventListener('scroll', follow)
    cancelAnimationFrame(asked)
  }
}

function scrollAlong(editor: GalleyEditor | undefined, frame: HTMLIFrameElement): void {
  const page = frame.contentDocument
  const dom = editor?.view.dom
  if (!editor || !page?.scrollingElement || !dom?.offsetParent) return
  if (scrollY === 0) page.scrollingElement.scrollTop = 0
  if (scrollY === 0) return
  const { left, width } = dom.getBoundingClientRect()
  const top = innerHeight * sight
  const seen = editor.view.posAtCoords({ left: left + width / 2, top })
  const element = seen && elementAt(page, editor.view.state.doc, seen.pos)
  if (!element) return
  const { top: frameTop, height } = frame.getBoundingClientRect()
  const scale = height / frame.clientHeight || 1
  const wanted = (top - frameTop) / scale
  page.scrollingElement.scrollTop += element.getBoundingClientRect().top - wanted
}
