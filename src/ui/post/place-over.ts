import { autoUpdate } from '@floating-ui/dom'
import type { Attachment } from 'svelte/attachments'

/** Keeps an element (`position: fixed`) over a part of the window, also while what it belongs to scrolls or grows. */
export function placeOver(belongs: Element, rect: () => DOMRect): Attachment<HTMLElement> {
  const anchor = { contextElement: belongs, getBoundingClientRect: rect }
  return (element) => autoUpdate(anchor, element, () => put(element, rect()))
}

function put({ style }: HTMLElement, { x, y, width, height }: DOMRect): void {
  style.left = `${x}px`
  style.top = `${y}px`
  style.width = `${width}px`
  style.height = `${height}px`
  style.visibility = width > 0 && height > 0 ? '' : 'hidden'
}
