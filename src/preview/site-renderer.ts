import type { KramdownOptions } from '../kramdown/index.ts'
import type { SiteFiles } from '../jekyll/index.ts'
import { jekyllFilters } from './filters/index.ts'
import { filtersOf } from './liquid/filters/filter-table.ts'
import type { Tag } from './liquid/template.ts'
import { loadPlugins, pluginsOf } from './plugins/index.ts'
import type { Plugin } from './plugins/plugin.ts'
import type { Piece } from './render/pieces.ts'
import { Renderer } from './render/renderer.ts'
import { assetAt, pageAt, plainPageAt } from './site/served.ts'
import { ListSearch } from './site/lists.ts'
import { Item } from './site/item.ts'
import { type Hooks, openModel, type SiteModel, type SiteParts } from './site/model.ts'
import { merged } from './site/ruby-values.ts'
import type { Turn } from './site/texts.ts'
import { themeOf } from './site/theme-address.ts'
import { jekyllTags } from './tags/index.ts'
import { type Warning, Warnings } from './warnings.ts'

export interface RenderOptions {
  /** The moment at which the site is built, in milliseconds; now, where it is not given. */
  readonly now?: number
  /** Whether all drafts are posts of the site; a page that is asked for is rendered either way. */
  readonly drafts?: boolean
  /** `jekyll.environment`; `production` where it is not given. */
  readonly environment?: string
  /** Milliseconds that one page may take; one and a half seconds, where it is not given. */
  readonly time?: number
  /** The files of the theme that the site names, see `themeOf`. */
  readonly theme?: SiteFiles
  /** What kramdown is told besides the site's own options: a highlighter. */
  readonly kramdown?: KramdownOptions
  /** Told each time something begins; nothing tells that it has ended. */
  readonly onTurn?: (turn: Turn) => void
}

/** A page as the site will show it. */
export interface RenderedPage {
  readonly html: string
  readonly warnings: readonly Warning[]
  /** Its address on the site, from the root, without the site's `baseurl`; empty where there is no such page. */
  readonly url: string
}

/** A page that lists posts, with the address of the one that was asked for, from the root, without the site's `baseurl`. */
export interface ListPage extends RenderedPage {
  readonly post: string
}

/** What the site gives out at an address: a file as it is, a text that is made, styles that are still to be made of Sass. */
export type Served = { readonly path: string } | { readonly text: string } | { readonly sass: string }

/** A page that the site writes. */
export interface Destination {
  /** The file that it is made of; undefined for what a plugin makes up. */
  readonly source: string | undefined
  /** Relative to the site's folder: `2020/05/22/title.html`. */
  readonly path: string
}

/** A site that stays open: what was read and rendered once is not read and rendered again. */
export class SiteRenderer {
  readonly #model: SiteModel
  readonly #renderer: Renderer
  readonly #warnings = new Warnings()
  readonly #found: readonly Warning[]
  readonly #plugins: readonly Plugin[]
  readonly #lists = new ListSearch()
  #incomplete = false

  constructor(
    model: SiteModel,
    options: RenderOptions,
    plugins: readonly Plugin[],
    found: readonly Warning[],
  ) {
    this.#model = model
    this.#found = found
    this.#plugins = plugins
    model.hooks = hooksOf(model, plugins)
    const tags = new Map<string, Tag>(Object.entries(jekyllTags))
    for (const plugin of plugins)
      for (const [name, tag] of Object.entries(plugin.tags ?? {})) tags.set(name, tag)
    this.#renderer = new Renderer(model, this.#warnings, {
      time: options.time ?? 1500,
      size: 12_000_000,
      tags,
      filters: filtersOf([
        ...jekyllFilters,
        ...plugins.flatMap(({ filters }) => (filters === undefined ? [] : [filters])),
      ]),
      plugins: plugins,
      ...(options.kramdown === undefined ? {} : { kramdown: options.kramdown }),
    })
  }

  /**
   * The page of a file, with its newest text where that is not in the files yet; of what a plugin makes up, the page that is written
   * to that path. An empty page where there is neither. Rejects only as the site's files do.
   */
  async render(path: string, text?: string): Promise<RenderedPage> {
    if (text !== undefined) this.#model.texts.change(path, text)
    return this.#warned(() => {
      const source = this.#model.texts.text(path)
      if (source === undefined) return this.#written(path)
      this.#model.open(path, source)
      this.#generate()
      const item = this.#itemAt(path)
      return item === undefined ? { html: source, url: `/${path}` } : this.#page(item)
    })
  }

  /** The page that is written to a path, for what plugins make up. */
  async renderDestination(path: string): Promise<RenderedPage> {
    return this.#warned(() => this.#written(path))
  }

  #written(path: string): { html: string; url: string } {
    this.#generate()
    const item = this.#items().find(({ destination }) => destination === path)
    return item === undefined ? nothing : this.#page(item)
  }

  /** The page that lists a post: of those that may, the first that leads to it; empty where there is none at all. */
  async renderList(path: string, text: string): Promise<ListPage> {
    this.#model.texts.change(path, text)
    let post = ''
    const page = await this.#warned(() => {
      this.#model.open(path, text)
      this.#generate()
      const item = this.#itemAt(path)
      if (item === undefined) return nothing
      post = item.url
      this.#renderer.forget(item)
      return this.#lists.find(this.#model, item, (page) => this.#page(page)) ?? nothing
    })
    return { ...page, post }
  }

  /** What pieces of a file's text are on its page, see `Renderer`; nothing is known where there is no such page. */
  async pieces(
    path: string,
    text: string,
    pieces: readonly Piece[],
  ): Promise<readonly (string | undefined)[]> {
    this.#model.texts.change(path, text)
    const looks = await this.#settled(() => {
      this.#model.open(path, text)
      const item = this.#itemAt(path)
      return item === undefined ? [] : this.#renderer.pieces(item, pieces)
    })
    this.#warnings.take()
    return looks
  }

  /**
   * What is at an address, which is decoded and relative to the site's folder: `assets/main.css`. Undefined where there is nothing.
   * A page is not rendered for it, see `fileAt`; nor is Sass compiled without `compile`.
   */
  async assetAt(address: string, compile = true): Promise<Served | undefined> {
    return this.#model.texts.settle(() => {
      const found = assetAt(this.#model, address)
      if (!(found instanceof Item)) return found
      if (!compile && /\.s[ac]ss$/.test(found.path)) return { sass: found.path }
      return { text: this.#renderer.page(found) }
    })
  }

  /**
   * What to render for the page at an address, which is decoded and relative to the site's folder (`2020/title/`): its file; where a
   * plugin makes it up, the path that it is written to.
   */
  async fileAt(address: string): Promise<string | undefined> {
    return this.#model.texts.settle(() => {
      this.#generate()
      const item = pageAt(this.#items(), address)
      if (item === undefined) return plainPageAt(this.#model, address)
      return this.#model.made.some((made) => made === item) ? item.destination : item.path
    })
  }

  /** Every page that the site writes. */
  async destinations(): Promise<readonly Destination[]> {
    return this.#model.texts.settle(() => {
      this.#generate()
      return this.#items().map((item) => ({
        source: this.#model.paths.has(item.path) ? item.path : undefined,
        path: item.destination,
      }))
    })
  }

  /** Forgets a file that has changed, and every page that may show it. */
  changed(path: string): void {
    this.#model.texts.change(path)
    this.#renderer.forget()
  }

  #items(): readonly Item[] {
    const model = this.#model
    const written = model.labels.filter((label) => isWritten(model, label))
    return [...written.flatMap((label) => model.documentsOf(label)), ...model.pages]
  }

  #page(item: Item): { html: string; url: string } {
    return { html: this.#renderer.page(item), url: item.url }
  }

  #itemAt(path: string): Item | undefined {
    return this.#model.documentAt(path) ?? this.#model.pageAt(path)
  }

  #generate(): void {
    this.#model.made = []
    this.#model.made = this.#plugins.flatMap(({ generate }) => generate?.(this.#model) ?? [])
  }

  async #warned(work: () => { html: string; url: string }): Promise<RenderedPage> {
    const page = await this.#settled(work)
    return { ...page, warnings: [...this.#found, ...this.#warnings.take()] }
  }

  /** Renders until nothing was missing. What was kept from a page with missing parts is forgotten. */
  async #settled<Result>(work: () => Result): Promise<Result> {
    const result = await this.#model.texts.settle(() => {
      if (this.#incomplete) this.#renderer.forget()
      this.#warnings.take()
      this.#incomplete = true
      return work()
    })
    this.#incomplete = false
    return result
  }
}

const nothing = { html: '', url: '' }

function hooksOf(model: SiteModel, plugins: readonly Plugin[]): Hooks {
  return {
    details: (item) => {
      const all = plugins.flatMap(({ details }) => details?.(item, model) ?? [])
      return all.length === 0 ? undefined : all.reduce((first, next) => merged(next, first))
    },
    source: (body, item) => plugins.reduce((text, { source }) => source?.(text, item, model) ?? text, body),
    isPage: (path) => plugins.some(({ isPage }) => isPage?.(path, model) === true),
  }
}

function isWritten(model: SiteModel, label: string): boolean {
  const output = model.collectionSettings(label).get('output')
  return output !== undefined && output !== null && output !== false
}

/** Opens a site to render many of its pages, or one again and again. Rejects only as `files` does. */
export async function openSite(
  site: SiteParts,
  files: SiteFiles,
  options: RenderOptions = {},
): Promise<SiteRenderer> {
  const themed = await themedSite(site, files, options.theme)
  const model = await openModel(themed.site, themed.files, {
    now: options.now ?? Date.now(),
    drafts: options.drafts ?? false,
    environment: options.environment ?? 'production',
    ...(options.onTurn && { onTurn: options.onTurn }),
  })
  const { names, warnings } = await model.texts.settle(() => pluginsOf(model))
  if (names.length > 0) options.onTurn?.('loading')
  return new SiteRenderer(model, options, await loadPlugins(names), [...themed.warnings, ...warnings])
}

/**
 * A page as Jekyll would build it, in the site's own layouts. The result is hostile: it belongs in the sandboxed frame only. A path
 * without a file gives an empty page. Rejects only as `files` does.
 */
export async function renderPage(path: string, site: SiteParts, files: SiteFiles): Promise<RenderedPage> {
  const renderer = await openSite(site, files)
  return renderer.render(path)
}

async function themedSite(
  site: SiteParts,
  files: SiteFiles,
  theme?: SiteFiles,
): Promise<{ site: SiteParts; files: SiteFiles; warnings: readonly Warning[] }> {
  const named = themeOf(site.config)
  if (named === undefined) return { site, files, warnings: [] }
  if (theme === undefined) return { site, files, warnings: [{ code: 'theme', what: named.name }] }
  const { withTheme } = await import('./site/theme.ts')
  return { ...(await withTheme(site, files, theme)), warnings: [] }
}
