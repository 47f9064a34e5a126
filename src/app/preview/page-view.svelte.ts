import { PageFrame, type FrameOptions } from '../../preview/frame.ts'
import type { RenderedPage, Warning } from '../../preview/index.ts'
import type { PageFindings, PageParts } from '../../preview/page-parts.ts'
import type { ScriptUse } from '../../preview/page-scripts.ts'
import { arrival, type PageWords } from '../../preview/page-words.ts'
import { layoutModeOf } from './layout-mode.ts'
import { ScriptsFrame } from '../../preview/scripts-frame.ts'
import { standalone } from '../../preview/standalone.ts'
import type { Session } from '../session.svelte.ts'
import type { NoPage } from './links.ts'
import { dataOf, ObjectAddresses } from './objects.ts'
import { frameProgram } from './program.ts'
import { readable } from './readable.ts'
import { TooSlow } from './render-client.ts'
import type { SitePreview } from './site-preview.ts'

export { commonEnds, fileNameOf, lettersOf, meant, type PageWords } from '../../preview/page-words.ts'

/** What a page that is looked at tells whoever looks. */
export interface Looker {
  /** A link leads to what is no page of the blog. */
  readonly onLink: (address: string, lead: NoPage) => void
  /** A place of the page was clicked, so many of its pixels below the frame's top. */
  readonly onPlace: (words: PageWords, top: number) => void
}

const none: PageFindings = { hosts: [], scripts: [] }

/** Pages of the blog in a frame: that of the open post as it is typed, and others to which its links lead. */
export class PageView {
  readonly #session: Session
  readonly #preview: SitePreview
  #element: HTMLIFrameElement | undefined
  #looker: Looker | undefined
  #frame: PageFrame | undefined
  #running: ScriptsFrame | undefined
  /** What the frame shows, where it cannot ask for it. */
  #objects: ObjectAddresses | undefined
  #address = ''
  /** The page's own. */
  #url = ''
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
  /** The published blog's own, where its styles could stand for a design that is not to be had. */
  publishedHost = $state<string>()
  /** What scripts of the page, which do not run, would show. */
  unrun = $state.raw<readonly ScriptUse[]>([])
  /** The page stands in a frame in which its scripts run. */
  runs = $state(false)
  /** Its scripts asked for more than stands in the page, and got nothing. */
  refused = $state(false)
  /** Hosts that the author lets it ask, and of which something could not be fetched. */
  unfetched = $state.raw<readonly string[]>([])
  /** `slow`: the page asks for something without an end; `scripts`: its scripts do, or led elsewhere, and run no more. */
  trouble = $state<'slow' | 'failed' | 'scripts'>()
  /** A page stands in the frame. */
  ready = $state(false)

  constructor(session: Session, preview: SitePreview) {
    this.#session = session
    this.#preview = preview
  }

  /** Shows the page in this frame from now on; with its scripts, in one that is put behind it. */
  show(element: HTMLIFrameElement, looker: Looker): void {
    this.#element = element
    this.#looker = looker
    this.#address = ''
    this.#preview.lookers.add(this.#again)
    this.refresh()
  }

  readonly #again = (): void => this.refresh()

  /** Nothing is shown any more. */
  leave(): void {
    this.#element = undefined
    this.#preview.lookers.delete(this.#again)
    this.#address = ''
    this.#objects?.close()
    this.#running?.remove()
  }

  /** Shows the page as it is now. However often it is asked, one page is made at a time, and the last is what stands. */
  refresh(): void {
    this.#wanted = true
    if (!this.#busy) void this.#run()
  }

  /** Scrolls so that the block with these words stands so far below the frame's top; without words to the beginning. */
  bring(words?: PageWords, top = 0): void {
    const frame = this.runs ? this.#running : this.#frame
    frame?.bring(words, top)
  }

  async #run(): Promise<void> {
    this.#busy = true
    while (this.#wanted) {
      this.#wanted = false
      await this.#show().then(
        () => (this.trouble = this.trouble === 'scripts' ? 'scripts' : undefined),
        (error: unknown) => (this.trouble = error instanceof TooSlow ? 'slow' : 'failed'),
      )
    }
    this.#busy = false
  }

  async #show(): Promise<void> {
    const [page, listed] = await this.#page()
    const frame = await this.#frameFor(page)
    if (!frame) return
    const found = await (this.#preview.scripts
      ? this.#showRunning(page, frame, this.#arriving ? listed : undefined)
      : this.#showStill(page, frame))
    const published = this.#published(page)
    this.warnings = [...this.#preview.warnings, ...withoutLent(page.warnings)].map((warning) =>
      warning.code === 'theme' && published.length > 0 && this.#preview.outside
        ? { ...warning, code: 'theme-published' }
        : warning,
    )
    this.hosts = this.#asks ? found.hosts : []
    this.publishedHost = published[0] === undefined ? undefined : new URL(published[0]).host
    this.unrun = this.#preview.scripts ? [] : found.scripts
    this.ready = true
    const shown = this.#element?.contentDocument
    if (listed !== undefined && shown && this.#arriving) this.#postIn(shown, listed)?.scrollIntoView()
    this.#arriving = false
  }

  async #showStill(page: RenderedPage, frame: PageFrame): Promise<PageFindings> {
    const found = await frame.show(page.html, this.#partsOf(page))
    this.#objects?.settle()
    this.#running?.remove()
    this.runs = false
    return found
  }

  /** Brought to the post with the address `listed`, where that is given. */
  async #showRunning(page: RenderedPage, frame: PageFrame, listed?: string): Promise<PageFindings> {
    const { outside } = this.#preview
    const parsed = frame.parse(page.html, { ...this.#partsOf(page), scripts: true })
    const place = this.#element
    if (!parsed || !place || !this.#looker) return none
    if (listed !== undefined) this.#postIn(parsed.page, listed)?.setAttribute(arrival, '')
    const assets = dataOf(this.#preview, () => page.url)
    const html = await standalone(parsed.page, { assets, program: await frameProgram(), outside })
    const { onLink, onPlace } = this.#listen(this.#looker)
    this.#running ??= new ScriptsFrame(place, {
      address: new URL('scripts.html', document.baseURI).href,
      onLink,
      onPlace,
      onTrouble: () => this.#stop(),
      onRefused: () => (this.refused = true),
      onUnfetched: this.#missed,
    })
    this.refused = false
    this.unfetched = []
    await this.#running.show(html)
    this.runs = this.#preview.scripts
    return parsed.found
  }

  #partsOf(page: RenderedPage): PageParts {
    const isBare = this.elsewhere === undefined && !this.inList && isWithoutLayout(page)
    return {
      url: this.#session.siteUrl,
      outside: this.#preview.outside,
      published: this.#published(page),
      ...(isBare && { title: this.#session.post.title }),
    }
  }

  /** Where the published site has its styles, by the habit of Jekyll's themes; none where the theme is here. */
  #published({ warnings }: RenderedPage): readonly string[] {
    const { siteUrl, workspace } = this.#session
    const isMissing = warnings.some(({ code }) => code === 'theme')
    if (!isMissing || !siteUrl.startsWith('https:')) return []
    const root = siteUrl + (workspace.site?.config.baseurl ?? '')
    return [`${root}/assets/css/style.css`, `${root}/assets/main.css`]
  }

  /** What is to be shown; of a list the address of the open post, too. */
  async #page(): Promise<readonly [RenderedPage, string?]> {
    const { typed, path } = this.#session
    if (this.elsewhere !== undefined) return [readable(await this.#preview.page(this.elsewhere))]
    if (!this.inList) return [await this.#preview.page(path, typed)]
    const list = await this.#preview.list(path, typed)
    return [list.url === '' ? { ...list, html: noList } : list, list.post]
  }

  /** Where a list leads to the post with this address. */
  #postIn(list: Document, url: string): Element | undefined {
    const isPost = (link: Element): boolean => this.#preview.isLinkTo(url, link.getAttribute('href') ?? '')
    const link = [...list.querySelectorAll('a[href]')].find(isPost)
    return link?.closest('article, li, section') ?? link
  }

  /** The frame at the page's own address, from which it counts its relative ones. */
  async #frameFor(page: RenderedPage): Promise<PageFrame | undefined> {
    const element = this.#element
    if (!element) return undefined
    // a text without the site's design has ours, which is of this time
    const mode = isWithoutLayout(page) ? 'standards' : layoutModeOf(page.html)
    const own = await this.#preview.frameAddress(page.url, mode)
    this.#url = page.url
    const bare = mode === 'quirks' ? 'frame-quirks.html' : 'frame.html'
    const address = own ?? new URL(bare, document.baseURI).href
    if (this.#frame && this.#address === address) return this.#frame
    this.#asks = own !== undefined
    const target = await loadFrame(element, address)
    if (!target || !this.#looker) return undefined
    this.#address = address
    this.unfetched = []
    this.#objects?.close()
    this.#objects = own === undefined ? new ObjectAddresses(this.#preview, () => this.#url) : undefined
    const assets = this.#objects && { assets: this.#objects.assets }
    this.#frame = new PageFrame(target, { ...this.#listen(this.#looker), ...assets })
    return this.#frame
  }

  #listen({ onLink, onPlace }: Looker): FrameOptions {
    return {
      onPlace,
      onLink: (address) => void this.#follow(address, onLink),
      onUnfetched: this.#missed,
    }
  }

  /** A page may name many, and where its scripts run any; what was never allowed is not missed. */
  readonly #missed = (host: string): void => {
    const known = this.unfetched
    if (this.outside && known.length < 5 && !known.includes(host)) this.unfetched = [...known, host]
  }

  async #follow(address: string, onLink: Looker['onLink']): Promise<void> {
    const lead = await this.#preview.leadOf(address, this.#url).catch(() => undefined)
    if (lead === undefined)
      this.refresh() // which says why
    else if (typeof lead === 'string') onLink(address, lead)
    else this.go(lead.page)
  }

  /** Whether the page shows what other sites have: their fonts, styles and pictures, and their scripts where scripts run. */
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

  /** Runs the scripts of this blog's pages from now on, apart from everything else. */
  runScripts(): void {
    this.trouble = undefined
    this.#preview.scripts = true
    this.refresh()
  }

  #stop(): void {
    this.#preview.scripts = false
    this.trouble = 'scripts'
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

/** Layouts and pieces that are not there are missing because the theme is, which is said. */
const withoutLent = (warnings: readonly Warning[]): readonly Warning[] =>
  warnings.some(({ code }) => code === 'theme')
    ? warnings.filter(({ code }) => code !== 'missing-layout' && code !== 'missing-include')
    : warnings

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
