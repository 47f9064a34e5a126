/** Hears the pointer over a text and beside it, and the keys in it: for handles that come and go with them. */
export function overText(
  text: HTMLElement,
  moved: (event: PointerEvent) => void,
  typed: () => void,
): () => void {
  const area = text.closest('main') ?? text
  area.addEventListener('pointermove', moved)
  text.addEventListener('keydown', typed)
  return () => {
    area.removeEventListener('pointermove', moved)
    text.removeEventListener('keydown', typed)
  }
}

/** What of a text the pointer rests on already, of which nothing will tell; nothing where there is no pointer that rests. */
export function underPointer(text: HTMLElement, selector: string): Element | undefined {
  const rests = matchMedia('(hover: hover)').matches
  return rests ? (text.querySelector(selector) ?? undefined) : undefined
}
