/** An element of the editor's own, with a class and a text. */
export function element(
  name: string,
  className: string,
  ...content: readonly (HTMLElement | string)[]
): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.append(...content)
  return made
}
