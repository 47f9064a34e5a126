/** Puts the focus on an element as soon as it stands in the page. For dialogs, which take the focus anyway. */
export function focusHere(element: HTMLElement): void {
  element.focus({ preventScroll: true })
}
