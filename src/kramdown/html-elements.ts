/** What kramdown knows of HTML's elements (kramdown's manual, “HTML Blocks” and “HTML Spans”). */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Elements that never begin a block. */
export const SPAN_ELEMENTS = words(
  'a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt rtc ' +
    'ruby samp select small span strong sub sup tt u var',
)
/** Elements whose tags are text inside a paragraph. */
export const BLOCK_ELEMENTS = words(
  'address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section summary ' +
    'table tbody td th thead tfoot tr ul',
)
/** Elements that have no end tag. */
export const VOID_ELEMENTS = words(
  'area base br col command embed hr img input keygen link meta param source track wbr',
)
const BLOCK_CONTENT = words(
  'address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header hgroup ' +
    'iframe li main map menu nav noscript object section summary td',
)
const SPAN_CONTENT = words(
  'a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q rb rbc ' +
    'rp rt rtc ruby select small span strong sub sup th tt',
)
const RAW_CONTENT = words('script style math option textarea pre code kbd samp var')

/** Says whether HTML has the element (a name in lower case): its names and attributes are then written in lower case. */
export const isHtmlElement = (name: string): boolean =>
  SPAN_ELEMENTS.has(name) ||
  BLOCK_ELEMENTS.has(name) ||
  VOID_ELEMENTS.has(name) ||
  BLOCK_CONTENT.has(name) ||
  RAW_CONTENT.has(name)

/** Says whether an end tag's name is an element's: case does not count where HTML has the element. */
export const isSameElement = (found: string, name: string): boolean =>
  found === name || (isHtmlElement(name) && found.toLowerCase() === name)

export type ContentModel = 'raw' | 'block' | 'span'

/** How the content of an element is read where Markdown in it is asked for. */
export function contentModel(name: string): ContentModel {
  if (BLOCK_CONTENT.has(name)) return 'block'
  return SPAN_CONTENT.has(name) ? 'span' : 'raw'
}
