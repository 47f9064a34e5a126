import type { Element, Span } from './tree.ts'
import type { View } from './view.ts'

type Mutable<E> = { -readonly [K in keyof E]: K extends keyof Parts ? Parts[K] : E[K] }
interface Parts {
  attributes: Map<string, string>
  children: Draft[]
}
type Each<E> = E extends Element ? Mutable<E> : never

/** An element while it is being built: the tree's own types, not yet read-only. */
export type Draft = Each<Element>
/** The draft of one type of element. */
export type DraftOf<T extends Element['type']> = Extract<Draft, { type: T }>

/** What an element of one type has beside the parts of all. */
export type Own<T extends Draft['type']> = Omit<DraftOf<T>, keyof DraftOf<'root'>> & Partial<Parts>

/** The attributes of elements that have none. */
export const NONE = new Map<string, string>()

/** Makes an element; without attributes and children if it is not given any. `Own` holds it together for each type. */
export const draft = <T extends Draft['type']>(type: T, span: Span, own: Own<T>): DraftOf<T> =>
  ({ type, span, attributes: NONE, children: [], ...own }) as unknown as DraftOf<T>

/** The attributes of an element, to be changed. */
export function attributesOf(element: Draft): Map<string, string> {
  if (element.attributes === NONE) element.attributes = new Map()
  return element.attributes
}

/** Adds a range of a view to an element's children as text: one leaf for each piece that is whole in the source. */
export function addText(children: Draft[], view: View, from: number, to: number): void {
  if (from >= to) return
  view.pieces(from, to, (start, end, source, real) => {
    const value = view.raw.slice(start, end)
    const span: Span = [source, real ? source + value.length : source]
    children.push(draft('text', span, { value }))
  })
}

/** Says whether an element is HTML whose content is not parsed. */
export const isRaw = (element: Draft | undefined): boolean =>
  element?.type === 'html_element' && element.content === 'raw'

/** A part of a text. */
export function partOf(text: DraftOf<'text'>, from: number, to: number): DraftOf<'text'> {
  const [start, end] = text.span
  const span: Span = [Math.min(start + from, end), Math.min(start + to, end)]
  return { ...text, span, value: text.value.slice(from, to) }
}

const SILENT = new Set<string>([
  'abbreviation_definition',
  'ald',
  'block_ial',
  'eob',
  'footnote_definition',
  'link_definition',
])

/** Says whether an element leaves no trace at all in the page: for kramdown it is at most an end of a block. */
export const isSilent = (element: Draft): boolean =>
  SILENT.has(element.type) || (element.type === 'extension' && element.silent)

/** Says whether kramdown has no element here at all: an extension without a body, an attribute list behind a span. */
export const isAbsent = (element: Draft): boolean =>
  element.type === 'span_ial' ||
  (element.type === 'extension' &&
    element.silent &&
    (element.display === 'span' || element.name !== 'options'))
