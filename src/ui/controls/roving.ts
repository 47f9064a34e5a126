/** A toolbar is one stop for the Tab key; the arrow keys, Home and End walk through its buttons. */
export function roving(bar: HTMLElement): () => void {
  const stops = (): HTMLElement[] =>
    [...bar.querySelectorAll<HTMLElement>('button, select')].filter((stop) => stop.checkVisibility())
  const stopAt = (target: EventTarget | null): void => {
    for (const stop of stops()) stop.tabIndex = stop === target ? 0 : -1
  }
  const focused = (event: FocusEvent): void => stopAt(event.target)
  const pressed = (event: KeyboardEvent): void => {
    const all = stops()
    const here = all.findIndex((stop) => stop === document.activeElement)
    const targets: Record<string, number> = {
      ArrowRight: (here + 1) % all.length,
      ArrowLeft: (here - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }
    const next = all[targets[event.key] ?? -1]
    if (here < 0 || !next) return
    event.preventDefault()
    next.focus()
  }
  // what is to be seen is known once the page is laid out
  const frame = requestAnimationFrame(() => stopAt(stops()[0] ?? null))
  bar.addEventListener('focusin', focused)
  bar.addEventListener('keydown', pressed)
  return () => {
    cancelAnimationFrame(frame)
    bar.removeEventListener('focusin', focused)
    bar.removeEventListener('keydown', pressed)
  }
}
