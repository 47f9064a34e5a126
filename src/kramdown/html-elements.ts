/** How the content of an element is read where Markdown in it is asked for. */
export type ContentModel = 'raw' | 'block' | 'span'

interface Kind {
  /** Blocks are text inside a paragraph, spans never begin a block; the others are both. */
  readonly level: 'block' | 'span' | undefined
  readonly content: ContentModel
}

const KINDS = new Map<string, Kind>()

function add(level: Kind['level'], content: ContentModel, names: string): void {
  for (const name of names.split(' ')) KINDS.set(name, { level, content })
}

/* What kramdown knows of HTML's elements (kramdown's manual, “HTML Blocks” and “HTML Spans”). */
const SPAN_VOIDS = 'br img input'
const BLOCK_VOIDS = 'col hr'
const OTHER_VOIDS = 'area base command embed keygen link meta param source track wbr'
add(
  'span',
  'span',
  'a abbr acronym b bdo big button cite del dfn em i ins label q rb rbc rp rt rtc ruby select small span strong sub ' +
    'sup tt',
)
add('span', 'raw', `code kbd mark option samp u var ${SPAN_VOIDS}`)
add(
  'block',
  'block',
  'address applet article aside blockquote body dd div dl fieldset figcaption footer form header hgroup iframe li main ' +
    'map menu nav section summary td',
)
add('block', 'span', 'caption dt h1 h2 h3 h4 h5 h6 legend optgroup p th')
add('block', 'raw', `colgroup head html ol pre table tbody tfoot thead tr ul ${BLOCK_VOIDS}`)
add(undefined, 'block', 'details figure noscript object')
add(undefined, 'raw', `math script style textarea ${OTHER_VOIDS}`)

/** Elements that have no end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  `${SPAN_VOIDS} ${BLOCK_VOIDS} ${OTHER_VOIDS}`.split(' '),
)

export const levelOf = (name: string): Kind['level'] => KINDS.get(name)?.level

export const contentModel = (name: string): ContentModel => KINDS.get(name)?.content ?? 'raw'

/** Says whether HTML has the element (a name in lower case): its names and attributes are then written in lower case. */
export const isHtmlElement = (name: string): boolean => KINDS.has(name)

/** Says whether an end tag's name is an element's: case does not count where HTML has the element. */
export const isSameElement = (found: string, name: string): boolean =>
  found === name || (isHtmlElement(name) && found.toLowerCase() === name)
