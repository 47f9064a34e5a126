import { autoUpdate, computePosition, flip, offset, shift, type Placement } from '@floating-ui/dom'
import type { Attachment } from 'svelte/attachments'

/** Something in the window with a place: an element, or words in the text. */
export interface Anchor {
  readonly contextElement?: Element
  getBoundingClientRect(): DOMRect
}

/** Keeps a floating element (`position: fixed`) beside its anchor and in the window, also while the page is scrolled. */
export function float(anchor: Anchor, placement: Placement): Attachment<HTMLElement> {
  return (element) => {
    const middleware = [offset(6), flip({ padding: 8 }), shift({ padding: 8 })]
    const place = async (): Promise<void> => {
      const { x, y } = await computePosition(anchor, element, { placement, middleware, strategy: 'fixed' })
      element.style.left = `${Math.round(x)}px`
      element.style.top = `${Math.round(y)}px`
    }
    return autoUpdate(anchor, element, () => void place())
  }
}
