import type { NodeSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { itemPlace, moveItem } from '../item-move.ts'
import { blockAt } from './seen-block.ts'

/** The place for a dragged item that is meant by a point of the window, and the line that shows it. */
interface Place {
  readonly at: number
  readonly left: number
  readonly right: number
  readonly y: number
}

/** Above or below the text of the block at the point, whichever half of it that is in. */
function placeAt(view: EditorView, { clientX, clientY }: MouseEvent): Place | undefined {
  const block = blockAt(view, clientX, clientY)
  if (!block) return undefined
  const own = block.dom.matches('li') ? (block.dom.firstElementChild ?? block.dom) : block.dom
  const { top, bottom, left, right } = own.getBoundingClientRect()
  const side = clientY < (top + bottom) / 2 ? 'above' : 'below'
  return { at: itemPlace(view.state.doc, block.at, side), left, right, y: side === 'above' ? top : bottom }
}

/** The line between two blocks where what is dragged would come to stand. */
class DropLine {
  #line: HTMLElement | undefined

  show(view: EditorView, { left, right, y }: Place): void {
    const line = (this.#line ??= view.dom.ownerDocument.createElement('div'))
    line.className = 'galley-drop galley-drop-line'
    line.style.left = `${left}px`
    line.style.top = `${y - 1}px`
    line.style.width = `${right - left}px`
    if (!line.isConnected) view.dom.ownerDocument.body.append(line)
  }

  hide(): void {
    this.#line?.remove()
  }
}

/**
 * From now on until it is let go, the item is dropped by the height of the pointer, into lists, and keeps what its list
 * was. What is dragged is heard over the whole page: who drags by a handle stays beside the text.
 */
export function followItem(view: EditorView, item: NodeSelection): void {
  const page = view.dom.ownerDocument
  const line = new DropLine()
  const ended = new AbortController()
  const heard = { capture: true, signal: ended.signal }
  const end = (): void => {
    line.hide()
    ended.abort()
  }
  const over = (event: DragEvent): void => {
    const place = placeAt(view, event)
    event.stopPropagation()
    if (place) line.show(view, place)
    else line.hide()
    if (place) event.preventDefault()
  }
  const drop = (event: DragEvent): void => {
    const place = placeAt(view, event)
    const { tr } = view.state
    event.preventDefault()
    event.stopPropagation()
    const isThere = tr.doc.nodeAt(item.from) === item.node
    if (place && isThere && moveItem(item.from, place.at)(tr)) view.dispatch(tr.setMeta('uiEvent', 'drop'))
    end()
    view.focus()
  }
  page.addEventListener('dragover', over, heard)
  page.addEventListener('drop', drop, heard)
  page.addEventListener('dragend', end, heard)
}
