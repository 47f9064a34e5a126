/**
 * Tells an element, as `--keyboard`, how many pixels of the window's foot the keyboard on the screen covers. Browsers
 * that shrink the page for it (`interactive-widget` in index.html) make that 0; Safari does not.
 */
export function aboveKeyboard(element: HTMLElement): (() => void) | undefined {
  const { visualViewport: seen } = window
  if (!seen) return undefined
  const measure = (): void => {
    // Somebody who enlarges the page with two fingers has no keyboard there.
    const covered = seen.scale > 1.01 ? 0 : Math.max(0, innerHeight - seen.height - seen.offsetTop)
    element.style.setProperty('--keyboard', `${Math.round(covered)}px`)
  }
  // not before the page is laid out for the first time: asked now, it would be laid out once more
  const frame = requestAnimationFrame(measure)
  seen.addEventListener('resize', measure)
  seen.addEventListener('scroll', measure)
  return () => {
    cancelAnimationFrame(frame)
    seen.removeEventListener('resize', measure)
    seen.removeEventListener('scroll', measure)
  }
}
