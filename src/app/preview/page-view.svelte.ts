import { PageFrame, type FrameOptions } from '../../preview/frame.ts'
import type { RenderedPage, Warning } from '../../preview/index.ts'
import type { Session } from '../session.svelte.ts'
import { objectsOf } from './objects.ts'
import { TooSlow } from './render-client.ts'
import type { SitePreview } from './site-preview.ts'

/** What a page that is looked at tells whoever looks. */
export interface Looker {
  /** A link leads to what is no page of the blog. */
  readonly onLink: (address: string) => void
  /** A place of the page was clicked. */
  readonly onPlace: (event: MouseEvent) => void
}

/** Pages of the blog in a frame: that of the open post as it is typed, and others to which its links lead. */
export class PageView {
  readonly #session: Session
  readonly #preview: SitePreview
  #element: HTMLIFrameElement | undefined
  #looker: Looker | undefined
  #frame: PageFrame | undefined
  #address = ''
  #wanted = false
  #busy = false
  /** The frame asks for what it shows; without that, nothing of others can be shown in it. */
  #asks = false
  /** The frame shows a list for the first time. */
  #arriving = false
  /** The page that lists the post is shown, in place of its own. */
  inList = $state(false)
  /** Another page than that of the open post. */
  elsewhere = $state<string>()
  warnings = $state.raw<readonly Warning[]>([])
  /** Other hosts of which the page shows something. */
  hosts = $state.raw<readonly string[]>([])
  /** `slow`: the page asks for something without an end. */
  trouble = $state<'slow' | 'failed'>()
  /** A page stands in the frame. */
  ready = $state(false)

  constructor(session: Session, preview: SitePreview) {
    this.#session = session
    this.#preview = preview
  }

  /** Shows the page in this frame from now on. */
  show(element: HTMLIFrameElement, looker: Looker): void {
    this.#element = element
    this.#looker = looker
    this.#address = ''
    this.refresh()
  }

  /** Shows the page as it is now. However often it is asked, one page is made at a time, and the last is what stands. */
  refresh(): void {
    this.#wanted = true
    if (!this.#busy) void this.#run()
  }

  async #run(): Promise<void> {
    this.#busy = true
    while (this.#wanted) {
      this.#wanted = false
      await this.#show().then(
        () => (this.trouble = undefined),
        (error: unknown) => (this.trouble = error instanceof TooSlow ? 'slow' : 'failed'),
      )
    }
    this.#busy = false
  }

  async #show(): Promise<void> {
    const [page, listed] = await this.#page()
    const frame = await this.#frameFor(page)
    const hosts = await frame?.show(page.html, {
      url: this.#session.siteUrl,
      outside: this.#preview.outside,
      ...(this.elsewhere === undefined && listed === undefined && isWithoutLayout(page)
        ? { title: this.#session.post.title }
        : {}),
    })
    this.warnings = page.warnings
    this.hosts = this.#asks ? (hosts ?? []) : []
    this.ready = true
    if (listed !== undefined && this.#arriving) this.#bringPost(listed)
    this.#arriving = false
  }

  /** What is to be shown; of a list the address of the open post, too. */
  async #page(): Promise<readonly [RenderedPage, string?]> {
    const { typed, path } = this.#session
    if (this.elsewhere !== undefined) return [await this.#preview.page(this.elsewhere)]
    if (!this.inList) return [await this.#preview.page(path, typed)]
    const list = await this.#preview.list(path, typed)
    return [list.url === '' ? { ...list, html: noList } : list, list.post]
  }

  /** Scrolls to where a list leads to the open post. */
  #bringPost(url: string): void {
    const links = this.#element?.contentDocument?.querySelectorAll('a[href]') ?? []
    const isPost = (link: Element): boolean => this.#preview.isLinkTo(url, link.getAttribute('href') ?? '')
    const link = [...links].find(isPost)
    const block = link?.closest('article, li, section') ?? link
    block?.scrollIntoView({ block: 'start' })
  }

  /** The frame at the page's own address, from which it counts its relative ones. */
  async #frameFor({ url }: RenderedPage): Promise<PageFrame | undefined> {
    const element = this.#element
    if (!element) return undefined
    const own = await this.#preview.frameAddress(url)
    const address = own ?? new URL('frame.html', document.baseURI).href
    if (this.#frame && this.#address === address) return this.#frame
    this.#asks = own !== undefined
    const target = await loadFrame(element, address)
    if (!target || !this.#looker) return undefined
    this.#address = address
    const assets = own === undefined ? { assets: objectsOf(this.#preview) } : {}
    this.#frame = new PageFrame(target, { ...this.#listen(this.#looker), ...assets })
    return this.#frame
  }

  #listen({ onLink, onPlace }: Looker): FrameOptions {
    return { onPlace, onLink: (address) => void this.#follow(address, onLink) }
  }

  async #follow(address: string, onLink: Looker['onLink']): Promise<void> {
    const path = await this.#preview.fileAt(address).catch(() => undefined)
    if (path === undefined) onLink(address)
    else this.go(path)
  }

  /** Whether the page shows what other sites have: their fonts, styles and pictures. */
  get outside(): boolean {
    return this.#preview.outside
  }

  set outside(outside: boolean) {
    if (outside === this.#preview.outside) return
    this.#preview.outside = outside
    this.#address = '' // the frame's own policy changes with it
    this.refresh()
  }

  /** Posts and drafts stand in a list of the site. */
  get isListed(): boolean {
    return this.#session.post.collection === 'posts' || this.#session.post.kind === 'draft'
  }

  /** Shows the page that lists the open post, at that place. */
  goToList(): void {
    this.elsewhere = undefined
    this.inList = true
    this.#arriving = true
    this.refresh()
  }

  /** Shows the page of another file of the blog; without one, that of the open post. */
  go(path?: string): void {
    this.inList = false
    this.elsewhere = path === this.#session.path ? undefined : path
    this.refresh()
  }
}

const noList = '<!doctype html><body><p>No page of this blog lists its posts.</p></body>'

/** A theme that is not in the blog has the layout, which says the title. */
const isWithoutLayout = ({ html, warnings }: RenderedPage): boolean =>
  warnings.some(({ code }) => code === 'missing-layout') && !/<body\b/i.test(html)

/** The document that the frame has loaded from there. */
async function loadFrame(element: HTMLIFrameElement, address: string): Promise<Document | null> {
  await new Promise((resolve) => {
    element.addEventListener('load', resolve, { once: true })
    element.src = address
  })
  return element.contentDocument
}
