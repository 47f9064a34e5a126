const delay = 450
let bubble: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined
/** What it is about, or will be in a moment. */
let owner: Element | undefined

const listeners: Readonly<Record<string, (event: Event) => void>> = {
  pointerover: ({ target }) => turnTo(tippedAt(target)),
  pointerout: (event) => {
    if (event instanceof PointerEvent && event.relatedTarget === null) turnTo(undefined)
  },
  focusin: ({ target }) => {
    if (target instanceof Element && target.matches(':focus-visible')) turnTo(tippedAt(target))
  },
  focusout: () => turnTo(undefined),
  pointerdown: hide,
  keydown: (event) => {
    if (event instanceof KeyboardEvent && /^(?:Escape|Enter| )$/.test(event.key)) hide()
  },
}

/**
 * Shows a few words beside whatever has `data-tip`, under the pointer or the keyboard's focus: those that stand there, or
 * its name, and the keys in `data-keys`. Screen readers are told by the name. The page listens once for all of them.
 */
export function watchTips(): void {
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, true)
}

const tippedAt = (target: EventTarget | null): Element | undefined =>
  target instanceof Element ? (target.closest('[data-tip]') ?? undefined) : undefined

/** Nothing is shown anew while it is about the same: who pressed a button knows what it is. */
function turnTo(tipped: Element | undefined): void {
  if (tipped === owner) return
  hide()
  owner = tipped
  if (tipped) timer = setTimeout(() => show(tipped), delay)
}

function hide(): void {
  clearTimeout(timer)
  if (bubble?.matches(':popover-open')) bubble.hidePopover()
}

function wordsOf(element: Element): string {
  const [tip, name, keys] = ['data-tip', 'aria-label', 'data-keys'].map((key) => element.getAttribute(key))
  return [tip === '' ? name : tip, keys].filter(Boolean).join('  ')
}

function show(element: Element): void {
  if (!element.isConnected || matchMedia('(hover: none)').matches) return
  bubble ??= makeBubble()
  bubble.textContent = wordsOf(element)
  bubble.showPopover()
  place(bubble, element.getBoundingClientRect())
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
