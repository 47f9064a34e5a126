import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
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

/** The item of a list that is dragged by its handle; undefined where something else is. */
function draggedItem(view: EditorView): NodeSelection | undefined {
  const { dragging } = view
  const node: unknown = dragging && 'node' in dragging ? dragging.node : undefined
  return node instanceof NodeSelection && node.node.type.name === 'listItem' ? node : undefined
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

/** Hears what is dragged over the page: an author who drags by a handle stays beside the text. */
class ItemDrops {
  readonly #view: EditorView
  readonly #line = new DropLine()
  readonly #page: Document

  constructor(view: EditorView) {
    this.#view = view
    this.#page = view.dom.ownerDocument
    this.#page.addEventListener('dragover', this.#over, { capture: true })
    this.#page.addEventListener('drop', this.#drop, { capture: true })
    this.#page.addEventListener('dragend', this.#end, { capture: true })
  }

  readonly #over = (event: DragEvent): void => {
    if (!draggedItem(this.#view)) return
    const place = placeAt(this.#view, event)
    if (place) this.#line.show(this.#view, place)
    else this.#line.hide()
    event.stopPropagation()
    if (place) event.preventDefault()
  }

  readonly #drop = (event: DragEvent): void => {
    const item = draggedItem(this.#view)
    const place = item && placeAt(this.#view, event)
    if (!item || !place) return
    event.preventDefault()
    event.stopPropagation()
    const { tr } = this.#view.state
    if (moveItem(item.from, place.at)(tr)) this.#view.dispatch(tr.setMeta('uiEvent', 'drop'))
    this.#end()
    this.#view.focus()
  }

  readonly #end = (): void => {
    this.#line.hide()
  }

  destroy(): void {
    this.#end()
    this.#page.removeEventListener('dragover', this.#over, { capture: true })
    this.#page.removeEventListener('drop', this.#drop, { capture: true })
    this.#page.removeEventListener('dragend', this.#end, { capture: true })
  }
}

/** Items of lists are dropped by the height of the pointer, into lists, and keep what their list was. */
export const itemDrop = Extension.create({
  name: 'itemDrop',
  addProseMirrorPlugins: () => [new Plugin({ view: (view) => new ItemDrops(view) })],
})
