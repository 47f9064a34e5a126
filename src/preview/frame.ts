import { cleanPage, type PageParts } from './page-parts.ts'
import { patch } from './patch.ts'
import { withoutAsking, type Assets } from './without-asking.ts'

/**
 * Shows rendered pages in the preview's frame. The frame is in `sandbox="allow-same-origin"` without `allow-scripts`: nothing in
 * the page can run, and this side may reach into it. The frame's own policy forbids the network.
 */
export interface FrameOptions {
  /** A link of the page was clicked; the frame itself never leaves the page. */
  readonly onLink: (address: string) => void
  /** Another place of the page was clicked. */
  readonly onPlace: (event: MouseEvent) => void
  /** For a frame that cannot ask for what it shows: where that is found. */
  readonly assets?: Assets
}

/** Milliseconds for which a page waits for its styles before it is shown without them. */
const patience = 3000

/** A frame that has loaded, and the page in it. */
export class PageFrame {
  readonly #document: Document
  readonly #options: FrameOptions

  constructor(document: Document, options: FrameOptions) {
    this.#document = document
    this.#options = options
    document.onclick = (event) => follow(event, options)
  }

  /** Resolves when the page stands in the frame, whose scroll stays. Answers of which other hosts the page shows something. */
  async show(html: string, parts: PageParts): Promise<readonly string[]> {
    const view = this.#document.defaultView
    if (!view) return []
    // Parsed by the frame's own parser, the page is under the frame's policy (styles allowed, network not) from its first byte.
    const page = new view.DOMParser().parseFromString(html, 'text/html')
    const hosts = cleanPage(page, parts)
    if (this.#options.assets) await withoutAsking(page, this.#options.assets)
    const { head, body, documentElement } = this.#document
    const before = new Set(stylesIn(head))
    const place = this.#document.scrollingElement?.scrollTop ?? 0
    patch(head, page.head)
    const coming = stylesIn(head).filter((link) => !before.has(link))
    await Promise.race([pause(patience), Promise.all(coming.map(loaded))])
    documentElement.lang = page.documentElement.lang
    documentElement.className = page.documentElement.className
    patch(body, page.body)
    if (this.#document.scrollingElement) this.#document.scrollingElement.scrollTop = place
    return hosts
  }
}

const stylesIn = (head: HTMLHeadElement): HTMLLinkElement[] => [
  ...head.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"][href]'),
]

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

function loaded(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve(), { once: true })
    link.addEventListener('error', () => resolve(), { once: true })
  })
}

function follow(event: MouseEvent, { onLink, onPlace }: FrameOptions): void {
  // The frame's elements are of another realm: `instanceof Element` does not know them.
  const target = event.target as Element | null
  const link = target?.closest('a[href], area[href]')
  const address = link?.getAttribute('href')
  if (address?.startsWith('#')) return
  if (link && address != null) {
    event.preventDefault()
    onLink(address)
  } else onPlace(event)
}
