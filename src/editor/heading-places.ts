import { parse, type Element, type KramdownOptions } from '../kramdown/index.ts'

/** A heading of a post and the place in the page that a link names. */
export interface PlacedHeading {
  readonly id: string
  readonly text: string
}

/** The headings of a body that a link can lead to. */
export function headingsIn(body: string, options: KramdownOptions): PlacedHeading[] {
  const found: PlacedHeading[] = []
  const visit = (element: Element): void => {
    const id = element.type === 'header' ? element.attributes.get('id') : undefined
    if (id !== undefined) found.push({ id, text: textOf(element) })
    else element.children.forEach(visit)
  }
  visit(parse(body, { ...options, liquid: true }))
  return found
}

function textOf(element: Element): string {
  if ('value' in element && typeof element.value === 'string') return element.value
  return element.children.map(textOf).join('')
}
