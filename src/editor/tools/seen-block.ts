import type { EditorView } from '@tiptap/pm/view'
import { blocksOf } from '../block-commands.ts'

/** A block, or an item of a list, as it is seen. */
export interface SeenBlock {
  /** Where it starts in the document. */
  readonly at: number
  readonly dom: HTMLElement
}

/** The block at a point of the window; what is beside the text means the text beside it. Undefined between blocks. */
export function blockAt(view: EditorView, x: number, y: number): SeenBlock | undefined {
  const { left, right } = view.dom.getBoundingClientRect()
  const hit = view.dom.ownerDocument.elementFromPoint(Math.min(Math.max(x, left + 2), right - 2), y)
  if (!hit || hit === view.dom || !view.dom.contains(hit)) return undefined
  return seen(view, innermostItem(outermost(view, hit), hit, y))
}

function outermost(view: EditorView, hit: Element): Element {
  let block = hit
  while (block.parentElement && block.parentElement !== view.dom) block = block.parentElement
  return block
}

/** Left of an item's text there is only its list. */
function innermostItem(block: Element, hit: Element, y: number): Element {
  const near = hit.closest('li')
  if (near && block.contains(near)) return near
  if (!/^[OU]L$/.test(block.tagName)) return block
  const items = [...block.querySelectorAll('li')].filter((item) => {
    const { top, bottom } = item.getBoundingClientRect()
    return top <= y && y < bottom
  })
  return items.at(-1) ?? block
}

function seen(view: EditorView, dom: Element): SeenBlock | undefined {
  if (!(dom instanceof HTMLElement)) return undefined
  const inside = view.state.doc.resolve(view.posAtDOM(dom, 0))
  const starts = Array.from({ length: inside.depth }, (_, index) => inside.before(inside.depth - index))
  const at = [inside.pos, ...starts].find((start) => view.nodeDOM(start) === dom)
  return at === undefined ? undefined : { at, dom }
}

/** The block at the cursor. */
export function currentBlock(view: EditorView): SeenBlock | undefined {
  const range = blocksOf(view.state.selection)
  if (!range) return undefined
  const dom = view.nodeDOM(range.start)
  return dom instanceof HTMLElement ? { at: range.start, dom } : undefined
}
