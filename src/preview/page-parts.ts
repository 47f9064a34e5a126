import { type ScriptUse, scriptsOf } from './page-scripts.ts'
import { plainStyle, placeholderStyle } from './plain-style.ts'
import { hostOf } from './unfetched.ts'

/** What the sandbox makes harmless and the page does not need; removed so that nothing hangs on one wall alone. */
const unwanted = 'base, object, embed, frame, frameset, meta[http-equiv], link:not([rel~="stylesheet"])'
/** Attributes that name what is loaded. */
const loading = ['src', 'href', 'poster', 'srcset'] as const

export interface PageParts {
  /** The site's own address, without its `baseurl`: `https://example.org`. Empty where it is unknown. */
  readonly url: string
  /** Whether the author lets the page load what other hosts have. */
  readonly outside: boolean
  /** Of a page whose own layout is not there, which would say it. */
  readonly title?: string
  /** Where the published site may have its styles, where the theme that it borrows could not be had. */
  readonly published?: readonly string[]
  /** Its scripts stay in it: for a frame of opaque origin. */
  readonly scripts?: boolean
}

/** What a page has that is not shown as it stands. */
export interface PageFindings {
  /** Other hosts of which the page shows something. */
  readonly hosts: readonly string[]
  readonly scripts: readonly ScriptUse[]
}

/** Takes out of a rendered page what a preview must not have, and leads what is the site's own to this device. */
export function cleanPage(page: Document, parts: PageParts): PageFindings {
  const { url, outside, title, scripts, published = [] } = parts
  const used = scriptsOf(page)
  const without = scripts ? unwanted : `script, noscript, ${unwanted}`
  page.querySelectorAll(without).forEach((element) => element.remove())
  page.querySelectorAll('iframe').forEach(replaceFrame)
  const hosts = new Set<string>()
  for (const element of page.querySelectorAll(
    '[src], [srcset], [poster], link[href], image[href], use[href]',
  ))
    for (const name of loading) leadHome(element, name, { url, outside }, hosts)
  addStyles(page)
  for (const address of published) addPublished(page, address, outside, hosts)
  if (title !== undefined) addTitle(page, title)
  return { hosts: [...hosts], scripts: used }
}

/** A page of others in the page never loads here: its place says what stands there on the site. */
function replaceFrame(frame: HTMLIFrameElement): void {
  const box = frame.ownerDocument.createElement('span')
  box.className = 'galley-placeholder'
  box.textContent = hostOf(frame.getAttribute('src') ?? '') ?? (frame.title || 'Something else')
  frame.replaceWith(box)
}

function leadHome(
  element: Element,
  name: (typeof loading)[number],
  { url, outside }: PageParts,
  hosts: Set<string>,
): void {
  const written = element.getAttribute(name)
  if (written === null) return
  const own = url === '' ? written : written.replaceAll(new RegExp(`${escaped(url)}(?=/|$)`, 'g'), '')
  if (own !== written) element.setAttribute(name, own === '' ? '/' : own)
  const host = own
    .split(/,\s+/)
    .map(hostOf)
    .find((each) => each !== undefined)
  if (host === undefined) return
  hosts.add(host)
  if (!outside) element.removeAttribute(name)
  // only what is safe on the way is let through; on the site that is the page's own way
  else element.setAttribute(name, own.replaceAll(/(^|,)(\s*)\/\//g, '$1$2https://'))
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A page without any design gets a plain one; the boxes of what is only on the site look alike in all. */
function addStyles(page: Document): void {
  const style = page.createElement('style')
  const bare = page.querySelector('link[rel~="stylesheet"], style') === null
  style.textContent = bare ? plainStyle + placeholderStyle : placeholderStyle
  page.head.prepend(style)
}

/** The styles of the published site stand over the plain ones, where they answer and the author lets them be asked for. */
function addPublished(page: Document, address: string, outside: boolean, hosts: Set<string>): void {
  hosts.add(hostOf(address) ?? address)
  if (!outside) return
  const link = page.createElement('link')
  link.rel = 'stylesheet'
  link.href = address
  page.head.append(link)
}

/** A text without the layout of its site is an article of its own, below its title. */
function addTitle(page: Document, title: string): void {
  const article = page.createElement('article')
  article.append(...page.body.childNodes)
  const heading = page.createElement('h1')
  heading.textContent = title
  article.prepend(heading)
  page.body.append(article)
}
