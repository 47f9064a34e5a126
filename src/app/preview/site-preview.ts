import type { ListPage, Piece, RenderedPage, Served, Warning } from '../../preview/index.ts'
import { themeRoot } from '../../preview/messages.ts'
import { emptyPage, type LayoutMode } from './layout-mode.ts'
import type { Given } from '../../preview/service-worker.ts'
import type { Site } from '../../jekyll/index.ts'
import { pointedSize } from '../pointer.ts'
import { hiddenBy, type Works } from '../works.ts'
import type { Workspace } from '../workspace.svelte.ts'
import { endingOf, mediaTypeOf, scriptTypeOf } from './media-types.ts'
import { addressOnSite, type Lead } from './links.ts'
import { RenderClient, TooSlow } from './render-client.ts'
import { openScope } from './scope.ts'
import { changedIn, sketchOf } from './sketch.ts'
import { fetchTheme, type Theme } from './theme.ts'

/** What a page asks for by an address of the site. */
export interface Asset {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly type: string
}

/** A blog's pages as they will be once all is published: rendered in a worker, shown in frames that can ask for all they show. */
export class SitePreview {
  /** Nobody who does not know it can ask for what the blog has. */
  readonly #id = newId()
  readonly #workspace: Workspace
  readonly #client: RenderClient
  /** Pages go on while styles are made. */
  readonly #stylist: RenderClient
  #opening: Promise<string | undefined> | undefined
  readonly #assets = new Map<string, Promise<Asset | undefined>>()
  /** Addresses of styles that never come. */
  readonly #endless = new Set<string>()
  /** Whoever shows a page hears that styles have come late, or never will. */
  readonly lookers = new Set<() => void>()
  readonly #themeComing: Promise<void>
  #theme: Theme | undefined
  #site: Site | undefined
  #works: Works
  /** The file that is being typed: the renderer is given its text with each question. */
  #typed: string | undefined
  /** The author allows the pages of this blog to show what other sites have. */
  outside = false
  /** The author lets the scripts of this blog's pages run, until the blog is closed. */
  scripts = false

  constructor(workspace: Workspace) {
    this.#workspace = workspace
    this.#works = workspace.works.all
    const sources = {
      start: startRenderer,
      sketch: () => sketchOf(this.#now, workspace.entries, this.#theme?.paths),
      readAll: (paths: readonly string[]) => this.#readAll(paths),
    }
    this.#client = new RenderClient(sources)
    this.#stylist = new RenderClient(sources)
    this.#themeComing = this.#fetchTheme()
  }

  /** The page of a file with its newest text. Rejects with `TooSlow`, or as the reading of files does. */
  async page(path: string, text?: string): Promise<RenderedPage> {
    await this.#themeComing
    this.#follow(text === undefined ? this.#typed : path)
    return this.#client.ask('page', path, ...(text === undefined ? [] : ([text] as const)))
  }

  /** The page that lists a post, as it is now. Rejects as `page`. */
  async list(path: string, text: string): Promise<ListPage> {
    await this.#themeComing
    this.#follow(path)
    return this.#client.ask('list', path, text)
  }

  /** What pieces of a file's text are on its page, in their order; undefined for those of which nothing is known. Rejects as `page`. */
  async pieces(
    path: string,
    text: string,
    pieces: readonly Piece[],
  ): Promise<readonly (string | undefined)[]> {
    await this.#themeComing
    this.#follow(path)
    return this.#client.ask('pieces', path, text, pieces)
  }

  /** Where a link leads that stands on the page with the address `from`. Rejects as `page`. */
  async leadOf(link: string, from: string): Promise<Lead> {
    const address = addressOnSite(link, from, this.#now.config)
    if (address === undefined) return 'elsewhere'
    const path = this.#pathOf(address)
    const page = await this.#client.ask('file', path)
    if (page !== undefined) return { page }
    return this.#now.paths.includes(path) ? 'file' : 'missing'
  }

  /** What stands at an address from the root of the site; undefined where there is nothing that a page shows. */
  asset(address: string): Promise<Asset | undefined> {
    this.#follow()
    const known = this.#assets.get(address) ?? this.#findAsset(address)
    this.#assets.set(address, known)
    known.catch(() => this.#assets.delete(address)) // it may come the next time
    return known
  }

  /** The same where it is not waited for long: undefined where it is not there in time, and whoever looks hears when it is. */
  async assetInTime(address: string): Promise<Asset | undefined> {
    const coming = this.asset(address)
    const late = pause(patience).then(() => 'late' as const)
    const first = await Promise.race([coming, late])
    if (first !== 'late') return first
    coming.then(
      () => this.#tellLookers(),
      () => undefined,
    )
    return undefined
  }

  /** Where a frame shows the page with this address on the site; undefined where frames cannot ask for what they show. */
  async frameAddress(url: string, mode: LayoutMode): Promise<string | undefined> {
    const scope = await this.#scope
    if (scope === undefined) return undefined
    const path = this.#now.config.baseurl + url.replace(/^(?!\/)/, '/')
    return scope + this.#id + path.replaceAll('?', '%3F') + (mode === 'standards' ? '' : `?${mode}`)
  }

  /** Frames ask for what they show from the first one on. */
  get #scope(): Promise<string | undefined> {
    return (this.#opening ??= openScope((ask) =>
      ask.preview === this.#id ? this.#give(ask.path, ask.page) : undefined,
    ))
  }

  /** What is known of all pages: styles that take too long are not tried again before something of the blog changes. */
  get warnings(): readonly Warning[] {
    return [...this.#endless].slice(0, 1).map((what) => ({ code: 'endless-styles', what }))
  }

  close(): void {
    this.#client.close()
    this.#stylist.close()
    void this.#themeComing.then(() => this.#theme?.repository.end())
  }

  get #now(): Site {
    const { site } = this.#workspace
    if (!site) throw new Error('The blog is not open.')
    return site
  }

  /** Nothing is rendered before: without its theme a page is another one. */
  async #fetchTheme(): Promise<void> {
    const { blog, openOther } = this.#workspace
    if (openOther) this.#theme = await fetchTheme(this.#now.config, blog, openOther)
  }

  /** Whether a link leads to this page of the site, which is given by its address without `baseurl`. */
  isLinkTo(url: string, link: string): boolean {
    const { baseurl, url: site } = this.#now.config
    const { pathname } = new URL(link, site === '' ? 'https://site.invalid' : site)
    return decoded(pathname) === decoded(baseurl + url)
  }

  // — what changes

  /** The renderer hears what changed since it was asked the last time. */
  #follow(typed = this.#typed): void {
    const [site, works] = [this.#now, this.#workspace.works.all]
    const left = typed === this.#typed || this.#typed === undefined ? [] : [this.#typed]
    const changed = [...changedIn(this.#works, works).filter((path) => path !== typed), ...left]
    const isOther = this.#site !== undefined && this.#site !== site
    this.#site = site
    this.#works = works
    this.#typed = typed
    if (isOther || changed.length > 0) this.#forget()
    const isOpened = isOther || changed.some((path) => this.#workspace.entries.has(path))
    for (const client of [this.#client, this.#stylist])
      if (isOpened) client.reopen()
      else if (changed.length > 0) client.changed(changed)
  }

  #forget(): void {
    this.#assets.clear()
    this.#endless.clear()
  }

  // — files

  /** Texts of the blog, and of its theme below `themeRoot`. */
  async #readAll(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const lent = paths.filter((path) => path.startsWith(themeRoot))
    if (lent.length === 0) return this.#readOwn(paths)
    const own = paths.filter((path) => !path.startsWith(themeRoot))
    const [mine, theirs] = await Promise.all([
      this.#readOwn(own),
      this.#theme?.repository.readAll(lent.map((path) => path.slice(themeRoot.length))),
    ])
    return new Map([
      ...mine,
      ...[...(theirs ?? [])].map(([path, bytes]) => [themeRoot + path, bytes] as const),
    ])
  }

  async #readOwn(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const { works, files, repository } = this.#workspace
    const own = new Set([...works.all.values()].flatMap((work) => [work.path, ...hiddenBy(work)]))
    const texts = new Map(await repository.readAll(paths.filter((path) => !own.has(path))))
    for (const path of paths.filter((each) => own.has(each))) {
      const bytes = await files.read(path)
      if (bytes) texts.set(path, bytes)
    }
    return texts
  }

  /** Relative to the site's folder and decoded. */
  #pathOf(address: string): string {
    const { baseurl } = this.#now.config
    const path = decoded(address.replace(/[?#].*$/s, ''))
    const inside = baseurl !== '' && (path === baseurl || path.startsWith(`${baseurl}/`))
    return (inside ? path.slice(baseurl.length) : path).replace(/^\/+/, '')
  }

  async #findAsset(address: string): Promise<Asset | undefined> {
    const path = this.#pathOf(address)
    const type = mediaTypeOf(path) ?? scriptTypeOf(path)
    if (type === undefined) return undefined
    const isText = /^(?:css|svg|vtt|m?js)$/.test(endingOf(path))
    const served =
      isText || !this.#now.paths.includes(path) ? await this.#client.ask('asset', path) : { path }
    return served && this.#bodyOf('sass' in served ? await this.#stylesAt(path) : served, type)
  }

  async #bodyOf(served: Served | undefined, type: string): Promise<Asset | undefined> {
    if (served === undefined || 'sass' in served) return undefined
    return 'text' in served ? { body: served.text, type } : this.#read(served.path, type)
  }

  async #stylesAt(path: string): Promise<Served | undefined> {
    try {
      return await this.#stylist.ask('styles', path)
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error
      this.#endless.add(path)
      this.#tellLookers()
      return undefined
    }
  }

  #tellLookers(): void {
    for (const hear of this.lookers) hear()
  }

  async #read(path: string, type: string): Promise<Asset | undefined> {
    const isLent = this.#theme !== undefined && !this.#now.paths.includes(path)
    const bytes = await (isLent ? this.#theme?.repository.read(path) : this.#workspace.files.read(path))
    const elsewhere = bytes && pointedSize(bytes)
    if (elsewhere !== undefined) {
      const { placeholderFor } = await import('../placeholder.ts')
      return { body: await placeholderFor(elsewhere).text(), type: 'image/svg+xml' }
    }
    return bytes && { body: new Uint8Array(bytes), type }
  }

  /** The page itself is put into an empty one from here, so that it can be changed without being loaded anew. */
  async #give(path: string, page: string | undefined): Promise<Given | null> {
    const sources = this.outside ? 'https:' : ''
    if (page !== undefined) return { body: emptyPage(page), type: 'text/html; charset=utf-8', sources }
    const asset = scriptTypeOf(path) === undefined ? await this.asset(path) : undefined
    return asset ? { ...asset, sources } : null
  }
}

/** Milliseconds for which a page that cannot ask waits for its styles before it is shown without them. */
const patience = 2000

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

const startRenderer = (): Worker =>
  new Worker(new URL('../../preview/render-worker.ts', import.meta.url), {
    type: 'module',
    name: 'galley-preview',
  })

/** `crypto.randomUUID` is not there in plain http, where no frame will ask. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

const previews = new WeakMap<Workspace, SitePreview>()

/** The one preview of an open blog, which ends with it. */
export function previewOf(workspace: Workspace): SitePreview {
  const known = previews.get(workspace) ?? new SitePreview(workspace)
  if (!previews.has(workspace)) workspace.left.addEventListener('abort', () => known.close())
  previews.set(workspace, known)
  return known
}
