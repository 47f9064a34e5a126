/**
 * Shows a rendered page in the preview's frame. The frame is `frame.html` in `sandbox="allow-same-origin"` without
 * `allow-scripts`: nothing in the page can run, and this side may reach into it. Its own policy forbids the network.
 */
export interface FrameOptions {
  /** The object address of a picture, given its address as the page writes it; undefined where the blog has no such file. */
  readonly resolveImage: (address: string) => Promise<string | undefined>
  /** A link of the page was clicked; the frame itself never leaves the page. */
  readonly onLink?: (address: string) => void
}

/** What the sandbox makes harmless and the page does not need; removed so that nothing hangs on one wall alone. */
const unwanted = 'script, base, object, embed, iframe, frame, meta[http-equiv], link:not([rel="stylesheet"])'

/** Resolves when the page stands in the frame with its pictures found; where the frame stood scrolled, it stays. */
export async function showPage(frame: HTMLIFrameElement, html: string, options: FrameOptions): Promise<void> {
  const target = frame.contentDocument
  const parser = target?.defaultView && new target.defaultView.DOMParser()
  if (!target || !parser) return
  // Parsed by the frame's own parser, the page is under the frame's policy (styles allowed, network not) from its first byte.
  const page = parser.parseFromString(html, 'text/html')
  page.querySelectorAll(unwanted).forEach((element) => element.remove())
  await placeImages(page, options.resolveImage)
  const top = target.scrollingElement?.scrollTop ?? 0
  target.head.querySelectorAll('style, link').forEach((element) => element.remove())
  target.head.append(...page.head.querySelectorAll('style, link[rel="stylesheet"]'))
  target.body.replaceWith(target.adoptNode(page.body))
  target.documentElement.lang = page.documentElement.lang
  if (target.scrollingElement) target.scrollingElement.scrollTop = top
  target.onclick = (event) => followLink(event, options.onLink)
}

async function placeImages(page: Document, resolve: FrameOptions['resolveImage']): Promise<void> {
  const images = [...page.querySelectorAll('img')]
  await Promise.all(images.map((image) => placeImage(image, resolve)))
}

async function placeImage(image: HTMLImageElement, resolve: FrameOptions['resolveImage']): Promise<void> {
  const address = image.getAttribute('src')
  image.removeAttribute('srcset')
  if (address === null || address.startsWith('data:')) return
  const found = await resolve(address).catch(() => undefined)
  if (found === undefined) image.removeAttribute('src')
  else image.setAttribute('src', found)
}

function followLink(event: MouseEvent, onLink: FrameOptions['onLink']): void {
  // The frame's elements are of another realm: `instanceof Element` does not know them.
  const target = event.target as Partial<Element> | null
  const link = target?.closest?.('a[href], area[href]')
  const address = link?.getAttribute('href')
  if (!link || address == null) return
  if (address.startsWith('#')) return
  event.preventDefault()
  onLink?.(address)
}
