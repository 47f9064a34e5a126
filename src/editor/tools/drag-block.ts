import { NodeSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { SeenBlock } from './seen-block.ts'

/** Lets a block be dragged by something else: `event` is the `dragstart` of that. */
export function dragBlock(view: EditorView, event: DragEvent, { at, dom }: SeenBlock): void {
  const { dataTransfer } = event
  const node = view.state.doc.nodeAt(at)
  if (!dataTransfer || !node || !NodeSelection.isSelectable(node)) return
  const selection = NodeSelection.create(view.state.doc, at)
  view.dispatch(view.state.tr.setSelection(selection))
  const slice = selection.content()
  const { dom: copy, text } = view.serializeForClipboard(slice)
  dataTransfer.clearData()
  dataTransfer.setData('text/html', copy.innerHTML)
  dataTransfer.setData('text/plain', text)
  dataTransfer.effectAllowed = 'copyMove'
  dataTransfer.setDragImage(dom, 0, 0)
  view.dragging = Object.assign({ slice, move: true }, { node: selection })
  if (node.type.name === 'listItem')
    void import('./item-drop.ts').then(({ followItem }) => followItem(view, selection))
}
