/** An element's own styles. The page's policy keeps styles in HTML from being applied; here they are only read. */
export function styleOf(element: Element): CSSStyleDeclaration {
  const { style } = document.createElement('span')
  style.cssText = element.getAttribute('style') ?? ''
  return style
}

/** Styles that stand for something that the text can have, by the element that says it. */
const meanings: readonly (readonly [tag: string, means: (style: CSSStyleDeclaration) => boolean])[] = [
  ['strong', ({ fontWeight }) => /^(?:bold(?:er)?|[6-9]\d\d)$/.test(fontWeight)],
  ['em', ({ fontStyle }) => /^(?:italic|oblique)/.test(fontStyle)],
  [
    's',
    ({ textDecoration, textDecorationLine }) =>
      `${textDecoration} ${textDecorationLine}`.includes('line-through'),
  ],
  ['code', ({ fontFamily }) => /\bmono\b|monospace|courier|consolas|menlo/i.test(fontFamily)],
]

/** Word processors write bold as a style: it becomes an element, and every style goes. */
export function marksFromStyles(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>('b, strong, i, em')) {
    const { fontWeight, fontStyle } = styleOf(element)
    const denied = /^[BS]/.test(element.tagName)
      ? /^(?:normal|[1-4]\d\d)$/.test(fontWeight)
      : fontStyle === 'normal'
    if (denied) element.replaceWith(...element.childNodes)
  }
  for (const element of root.querySelectorAll<HTMLElement>('span[style], font[style], a[style]'))
    wrapContent(element)
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5, h6'))
    for (const bold of heading.querySelectorAll('b, strong')) bold.replaceWith(...bold.childNodes)
}

function wrapContent(element: HTMLElement): void {
  if (element.textContent.trim() === '') return
  const style = styleOf(element)
  const fit = meanings.filter(([tag, means]) => means(style) && !element.closest(`${tag}, pre`))
  for (const [tag] of fit) {
    const mark = element.ownerDocument.createElement(tag)
    mark.append(...element.childNodes)
    element.append(mark)
  }
}
