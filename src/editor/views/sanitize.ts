import createPurifier from 'dompurify'

/** A `blob:` URL for a picture as the post names it; undefined where the blog does not have it. */
export type ResolveImage = (src: string, signal?: AbortSignal) => Promise<string | undefined>

/** What a text is made of. Nothing that runs, frames, asks, loads, or belongs to the page as a whole. */
const tags = (
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn ' +
  'div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu nav ol p ' +
  'pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt ' +
  'u ul var wbr'
).split(' ')

/** The address of a picture until the blog has been asked for it. */
const waiting = 'data-picture'

/** No `class`, `id` or `name`: the page's own styles and scripts go by them. */
const attributes = [
  ...[
    'abbr',
    'align',
    'alt',
    'colspan',
    'datetime',
    'dir',
    'height',
    'href',
    'lang',
    'open',
    'reversed',
    'rowspan',
  ],
  ...['scope', 'span', 'start', 'title', 'valign', 'value', 'width'],
  waiting,
]

/** Addresses that leave the page. Those within it would lead the app elsewhere, not the post. */
const address = /^(?:https?:\/\/|mailto:)/i

const purifier = createPurifier(window)
purifier.addHook('uponSanitizeElement', (node, { tagName }) => {
  if (tagName === 'input' && node instanceof Element) drawBox(node)
})
purifier.addHook('beforeSanitizeAttributes', (element: Node) => {
  if (!(element instanceof Element)) return
  element.removeAttribute(waiting)
  keepAlignment(element)
  if (element.localName === 'img') keepPicture(element)
})
purifier.addHook('afterSanitizeAttributes', (element: Node) => {
  if (!(element instanceof Element)) return
  if (!address.test(element.getAttribute('href') ?? '')) element.removeAttribute('href')
  else for (const [name, value] of outward) element.setAttribute(name, value)
})

const outward = [
  ['target', '_blank'],
  ['rel', 'noopener noreferrer'],
] as const

/** A form's controls are taken out; the box of a task is still to be seen. */
function drawBox(input: Element): void {
  if (input.getAttribute('type') === 'checkbox') input.before(input.hasAttribute('checked') ? '☑' : '☐')
}

/** Of its styles the alignment alone, as an attribute: the page's policy allows no styles in HTML. */
function keepAlignment(element: Element): void {
  const side = /text-align:\s*(left|center|right)/i.exec(element.getAttribute('data-style') ?? '')?.[1]
  if (side !== undefined) element.setAttribute('align', side)
}

function keepPicture(image: Element): void {
  const src = image.getAttribute('src')
  for (const name of ['src', 'srcset']) image.removeAttribute(name)
  if (src !== null) image.setAttribute(waiting, src)
}

/**
 * Styles, handlers and bases by names that mean nothing. All of it is taken out afterwards anyway; but a browser asks the
 * page's policy about it as soon as it parses, and reports what it has to stop. Only what may be a tag is looked at.
 */
function quiet(html: string): string {
  return html.replace(/<[^<]*/g, (part) => {
    const closed = part.slice(0, part.lastIndexOf('>') + 1)
    const tag = closed === '' || isOpen(closed, '"') || isOpen(closed, "'") ? part : closed
    const named = tag.replace(/^(<\/?)style(?![\w-])/i, '$1script').replace(/^<base(?![\w-])/i, '<no-base')
    return named.replace(/([\s/"'`])(on[^\s=>/"']*|style)(?=\s*=)/gi, '$1data-$2') + part.slice(tag.length)
  })
}

const isOpen = (text: string, quote: string): boolean => text.split(quote).length % 2 === 0

/**
 * HTML out of a repository as nodes of this page: the one place where such text becomes elements. What runs, frames,
 * asks, loads, styles or names is taken out; links lead to other sites alone, in a window of their own. Nothing is
 * fetched: a picture is drawn as `resolveImage` finds it in the blog, else its description stands there.
 */
export function sanitize(html: string, resolveImage?: ResolveImage): DocumentFragment {
  const fragment = purifier.sanitize(quiet(html), {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: attributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ADD_URI_SAFE_ATTR: [waiting],
    RETURN_DOM_FRAGMENT: true,
  })
  for (const image of fragment.querySelectorAll('img')) void place(image, resolveImage)
  return fragment
}

async function place(image: HTMLImageElement, resolveImage: ResolveImage | undefined): Promise<void> {
  const src = image.getAttribute(waiting)
  image.removeAttribute(waiting)
  if (!image.hasAttribute('alt')) image.alt = ''
  if (src === null || resolveImage === undefined) return
  const url = await resolveImage(src).catch(() => undefined)
  if (url?.startsWith('blob:') === true) image.src = url
}
