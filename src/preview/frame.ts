import { cleanPage, type PageFindings, type PageParts } from './page-parts.ts'
import { bring, type PageWords, wordsAt } from './page-words.ts'
import { patch } from './patch.ts'
import { tellUnfetched, unfetchedIn } from './unfetched.ts'
import { withoutAsking, type Assets } from './without-asking.ts'

/**
 * Shows rendered pages in the preview's frame. The frame is in `sandbox="allow-same-origin"` without `allow-scripts`: nothing in
 * the page can run, and this side may reach into it. The frame's own policy forbids the network.
 */
export interface FrameOptions {
  /** A link of the page was clicked; the frame itself never leaves the page. */
  readonly onLink: (address: string) => void
  /** Another place of the page was clicked, so many pixels below the frame's top. */
  readonly onPlace: (words: PageWords, top: number) => void
  /** Something that the page takes from this host could not be fetched. */
  readonly onUnfetched: (host: string) => void
  /** For a frame that cannot ask for what it shows: where that is found. */
  readonly assets?: Assets
}

/** Milliseconds for which a page waits for its styles before it is shown without them. */
const patience = 2000

/** A frame that has loaded, and the page in it. */
export class PageFrame {
  readonly #document: Document
  readonly #options: FrameOptions

  constructor(document: Document, options: FrameOptions) {
    this.#document = document
    this.#options = options
    document.onclick = (event) => follow(event, options)
    tellUnfetched(document, options.onUnfetched)
  }

  /** A page as elements that stand nowhere yet, without what it must not have; undefined where the frame is gone. */
  parse(html: string, parts: PageParts): { page: Document; found: PageFindings } | undefined {
    const view = this.#document.defaultView
    // Parsed by the frame's own parser, the page is under the frame's policy (styles allowed, network not) from its first byte.
    const page = view && new view.DOMParser().parseFromString(html, 'text/html')
    return page ? { page, found: cleanPage(page, parts) } : undefined
  }

  /** Scrolls so that the block with these words stands so far below the frame's top; without words to the beginning. */
  bring(words?: PageWords, top = 0): void {
    bring(this.#document, words, top)
  }

  /** Resolves when the page stands in the frame, whose scroll stays. */
  async show(html: string, parts: PageParts): Promise<PageFindings> {
    const parsed = this.parse(html, parts)
    if (!parsed) return { hosts: [], scripts: [] }
    const { page, found } = parsed
    if (this.#options.assets) await withoutAsking(page, this.#options.assets)
    const { head, body, documentElement } = this.#document
    const before = new Set(stylesIn(head))
    const place = this.#document.scrollingElement?.scrollTop ?? 0
    patch(head, page.head)
    const coming = stylesIn(head).filter((link) => !before.has(link))
    await Promise.race([pause(patience), Promise.all(coming.map(loaded))])
    documentElement.lang = page.documentElement.lang
    documentElement.className = page.documentElement.className
    unfetchedIn(this.#document).forEach(this.#options.onUnfetched)
    patch(body, page.body)
    if (this.#document.scrollingElement) this.#document.scrollingElement.scrollTop = place
    return found
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
    return
  }
  const words = wordsAt(event)
  if (words) onPlace(words, event.clientY)
}
