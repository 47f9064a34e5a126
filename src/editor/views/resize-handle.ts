const [least, step] = [10, 5]

/** A handle at the right edge of a picture that makes it wider or narrower, in shares of the text's width. */
export function resizeHandle(picture: HTMLElement, done: (share: number) => void): HTMLElement {
  const handle = document.createElement('span')
  handle.className = 'galley-image-handle'
  handle.setAttribute('aria-hidden', 'true')
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    pull(handle, event, picture, done)
  })
  return handle
}

function pull(
  handle: HTMLElement,
  start: PointerEvent,
  picture: HTMLElement,
  done: (share: number) => void,
): void {
  const listening = new AbortController()
  const { signal } = listening
  const { width: before } = picture.style
  const share = shareOf(start, picture)
  let now: number | undefined
  handle.setPointerCapture(start.pointerId)
  const show = (event: PointerEvent): void => {
    now = share(event.clientX)
    picture.style.width = `${now}%`
    handle.dataset.share = `${now} %`
  }
  const end = (): void => {
    listening.abort()
    delete handle.dataset.share
    picture.style.width = before
  }
  handle.addEventListener('pointermove', show, { signal })
  handle.addEventListener('pointercancel', end, { signal })
  handle.addEventListener(
    'pointerup',
    () => {
      end()
      if (now !== undefined) done(now)
    },
    { signal },
  )
}

/** The share for a place of the pointer. A picture in the middle grows to both sides, one at the right to the left. */
function shareOf(start: PointerEvent, picture: HTMLElement): (x: number) => number {
  const block = picture.closest('p, li, td, th, dd, figure, div') ?? picture
  const { width } = picture.getBoundingClientRect()
  const pace = { center: 2, right: -1 }[picture.dataset.align ?? ''] ?? 1
  return (x) => {
    const share = ((width + (x - start.clientX) * pace) / block.clientWidth) * 100
    return Math.min(100, Math.max(least, Math.round(share / step) * step))
  }
}
