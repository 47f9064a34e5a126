import type { Attachment } from 'svelte/attachments'

const delay = 450
let bubble: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined
/** What it is about, or will be in a moment. */
let owner: HTMLElement | undefined

/** Shows a few words beside a button under the pointer or the keyboard's focus. The name for screen readers is the button's own. */
export function tooltip(words: string | undefined): Attachment<HTMLElement> {
  return (element) => {
    if (words === undefined) return
    const later = (): void => {
      clearTimeout(timer)
      owner = element
      timer = setTimeout(() => show(element, words), delay)
    }
    const focused = (): void => {
      if (element.matches(':focus-visible')) later()
    }
    const listeners = {
      pointerenter: later,
      focus: focused,
      pointerleave: hide,
      blur: hide,
      pointerdown: hide,
    }
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener)
      // another button may go while this one's words are on their way
      if (owner === element) hide()
    }
  }
}

function hide(): void {
  clearTimeout(timer)
  if (bubble?.matches(':popover-open')) bubble.hidePopover()
  document.removeEventListener('keydown', hideOnEscape, true)
}

function hideOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') hide()
}

function show(element: HTMLElement, words: string): void {
  if (!element.isConnected || matchMedia('(hover: none)').matches) return
  bubble ??= makeBubble()
  bubble.textContent = words
  bubble.showPopover()
  place(bubble, element.getBoundingClientRect())
  document.addEventListener('keydown', hideOnEscape, true)
}

function makeBubble(): HTMLElement {
  const made = document.createElement('div')
  made.className = 'tooltip'
  made.popover = 'manual'
  made.setAttribute('aria-hidden', 'true')
  return document.body.appendChild(made)
}

/** Below the button, or above it where there is no room; never over the window's edge. */
function place(element: HTMLElement, near: DOMRect): void {
  const { width, height } = element.getBoundingClientRect()
  const left = Math.min(Math.max(8, near.left + (near.width - width) / 2), innerWidth - width - 8)
  const below = near.bottom + 6
  const top = below + height > innerHeight - 8 ? near.top - height - 6 : below
  element.style.left = `${left}px`
  element.style.top = `${top}px`
}
