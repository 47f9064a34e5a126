import type { Node } from '@tiptap/pm/model'
import type { Element } from '../kramdown/index.ts'
import { styleOf, nameOfStyle } from './block-style.ts'
import { attributeOf, tagName } from './html-tag.ts'

/** What the elements of HTML hold, and as which of them the text shows them. */

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Elements that stand in a text. Others make what is around them more than a text. */
const phrasing = setOf(
  'a abbr acronym b big bdi bdo br button cite code del dfn em font i img input ins kbd label mark notextile q s samp ' +
    'small span strike strong sub sup time tt u var wbr',
)

/** Elements that hold nothing but a text. */
const texts = setOf('p h1 h2 h3 h4 h5 h6 caption summary')

/** Elements that hold blocks, or a text where there is nothing else in them. */
const groups = setOf(
  'address article aside blockquote center dd details div dl dt figcaption figure footer header hgroup li main nav ol ' +
    'section table tbody td tfoot th thead tr ul',
)

export const holdsText = (name: string): boolean => texts.has(name) || groups.has(name)
export const holdsBlocks = (name: string): boolean => groups.has(name)

/** Whether an element of HTML, with all in it, can stand in a text. */
export function isPhrasing(element: Element): boolean {
  if (element.type === 'text') return element.verbatim !== true
  if (element.type === 'markup' || element.type === 'xml_comment') return true
  return element.type === 'html_element' && phrasing.has(element.name) && element.children.every(isPhrasing)
}

/** Elements that the text has as what they are; the others are boxes. */
const shown = setOf(
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd figure figcaption table caption thead tbody tfoot tr td th',
)

/** The element that shows what stands between the tags. */
export const elementFor = (tag: string): string => {
  const name = tagName(tag).toLowerCase()
  return shown.has(name) ? name : 'div'
}

const aligned = (html: string): string | undefined => {
  const said =
    attributeOf(html, 'align') ?? /text-align:\s*(\w+)/i.exec(attributeOf(html, 'style') ?? '')?.[1]
  return /^(?:center|right)$/i.exec(said ?? '')?.[0].toLowerCase()
}

/** What of a tag the text shows: how it is set. */
export function lookOf({ attrs }: Node): Record<string, string> {
  const html = String(attrs.html)
  const name = tagName(html).toLowerCase()
  const align = name === 'center' ? 'center' : aligned(html)
  const dir = attributeOf(html, 'dir') ?? ''
  const style = styleOf(attrs.ial) || (attributeOf(html, 'class') ?? '')
  return {
    'data-tag': name,
    ...(align !== undefined && { 'data-align': align }),
    ...(/^(?:rtl|ltr|auto)$/i.test(dir) && { dir }),
    ...(elementFor(html) === 'div' && style !== '' && { 'data-style': nameOfStyle(style) }),
    ...numbersOf(html, name),
  }
}

/** How many cells a cell is, and with which number a list starts. */
function numbersOf(html: string, name: string): Record<string, string> {
  const names = name === 'ol' ? ['start'] : name === 'td' || name === 'th' ? ['colspan', 'rowspan'] : []
  const given = names.map((key) => [key, attributeOf(html, key) ?? ''] as const)
  return Object.fromEntries(given.filter(([, value]) => /^[1-9]\d{0,2}$/.test(value)))
}
