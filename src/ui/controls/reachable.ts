const takesFocus = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'

/** A box that scrolls can be scrolled with the keyboard, also where nothing in it takes the focus. */
export function reachable(box: HTMLElement): () => void {
  const look = (): void => {
    const scrolls = box.scrollHeight > box.clientHeight
    if (scrolls && !box.querySelector(takesFocus)) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  }
  const watch = new ResizeObserver(look)
  watch.observe(box)
  for (const child of box.children) watch.observe(child)
  return () => watch.disconnect()
}
