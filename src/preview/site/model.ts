import {
  type Config,
  decodeForReading,
  type Configured,
  type Described,
  describe,
  folderOf,
  type SiteFiles,
} from '../../jekyll/index.ts'
import { type Hash, toText } from '../liquid/values.ts'
import { type RubyTime, timeIn } from '../liquid/time.ts'
import type { WarningCode } from '../warnings.ts'
import { DataFolder } from './data-files.ts'
import { sortDocuments } from './collection-order.ts'
import { Document } from './collection-item.ts'
import { EntryFilter } from './entry-filter.ts'
import type { Item } from './item.ts'
import { Page } from './page.ts'
import { merged } from './ruby-values.ts'
import { settingsOf } from './settings.ts'
import { StaticFile } from './static-file.ts'
import { Texts, type Turn } from './texts.ts'

/** Where a theme's data and settings lie among the site's files: a name that no file of a site has. */
export const themeFolder = '.theme/'

/** What must be known of a site to render it; a `Site` is this. */
export interface SiteParts extends Configured {
  readonly paths: readonly string[]
  readonly posts: readonly Described[]
  readonly drafts: readonly Described[]
  readonly documents: readonly Described[]
  /** Which of the paths are the theme's. */
  readonly lent?: ReadonlySet<string>
}

/** What templates see of items while others are rendered; the renderer knows it. */
export interface Seen {
  content(item: Item): string
  output(item: Item): string | undefined
  excerpt(doc: Document): string
}

/** What plugins change of items. */
export interface Hooks {
  readonly details: (item: Item) => Hash | undefined
  readonly source: (body: string, item: Item) => string
  readonly isPage: (path: string) => boolean
}

export interface ModelOptions {
  /** The moment of the build, in milliseconds. */
  readonly now: number
  /** Whether all drafts are posts of the site. */
  readonly drafts: boolean
  readonly environment: string
  readonly onTurn?: (turn: Turn) => void
}

/** Files that never start with front matter: they need not be read to know that. */
const binary =
  /\.(?:png|jpe?g|gif|webp|avif|ico|svgz|bmp|tiff?|pdf|zip|gz|tgz|bz2|7z|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|og[gv]|wav|mov|avi|docx?|xlsx?|pptx?|psd|jar|exe|dmg|bin|map)$/i

/** A site as Jekyll reads it, but for what nobody asked for yet. */
export class SiteModel {
  readonly config: Config
  readonly settings: Hash
  readonly zone: string
  readonly now: RubyTime
  readonly texts: Texts
  readonly environment: string
  readonly filter: EntryFilter
  readonly paths: ReadonlySet<string>
  seen: Seen = { content: (item) => item.source, output: () => undefined, excerpt: () => '' }
  /** Told what may look different. */
  warn: (code: WarningCode, what: string, detail?: string) => void = () => undefined
  readonly #site: SiteParts
  readonly #drafts: boolean
  readonly #collections = new Map<string, readonly Document[]>()
  readonly #positions = new Map<string, ReadonlyMap<Document, number>>()
  readonly #opened = new Map<string, Described>()
  readonly #pages = new Map<string, Page>()
  #made: readonly Page[] = []
  #data: readonly DataFolder[] | undefined
  /** What plugins change: nothing, until they are known. */
  hooks: Hooks = { details: () => undefined, source: (body) => body, isPage: () => false }

  /** `settings`: what `_config.yml` says over Jekyll's defaults. */
  constructor(site: SiteParts, texts: Texts, settings: Hash, options: ModelOptions) {
    this.#site = site
    this.config = site.config
    this.texts = texts
    this.settings = settings
    this.zone = site.config.timezone
    this.now = timeIn(this.zone, options.now)
    this.environment = options.environment
    this.#drafts = options.drafts || this.settings.get('show_drafts') === true
    this.filter = new EntryFilter(this.settings)
    this.paths = new Set(site.paths)
  }

  /** Takes a post's newest details; one that the site would not show (a draft, a later date) is shown from now on. */
  open(path: string, text: string): void {
    const before = this.#opened.get(path)
    const entry = describe(path, text, this)
    if (entry.kind === 'page') return
    if (before?.frontMatter.text === entry.frontMatter.text) return
    this.#opened.set(path, entry)
    this.#collections.clear()
    this.#positions.clear()
  }

  // — posts and documents

  /** The names of collections in the order in which Jekyll renders them. */
  get labels(): readonly string[] {
    return [...(this.settings.get('collections') as Hash).keys()].map((label) =>
      toText(label).replaceAll(/[^a-z0-9_\-.]/gi, ''),
    )
  }

  /** What `_config.yml` says of a collection. */
  collectionSettings(label: string): Hash {
    const own = (this.settings.get('collections') as Hash).get(label)
    return own instanceof Map ? own : new Map()
  }

  /** The documents of a collection in its order: posts from the oldest on. */
  documentsOf(label: string): readonly Document[] {
    const known = this.#collections.get(label) ?? this.#readDocuments(label)
    this.#collections.set(label, known)
    return known
  }

  positionOf(doc: Document): number | undefined {
    const known =
      this.#positions.get(doc.collection) ??
      new Map(this.documentsOf(doc.collection).map((each, index) => [each, index]))
    this.#positions.set(doc.collection, known)
    return known.get(doc)
  }

  documentAt(path: string): Document | undefined {
    return this.labels.flatMap((label) => this.documentsOf(label)).find((doc) => doc.path === path)
  }

  #readDocuments(label: string): readonly Document[] {
    const entries = label === 'posts' ? this.#postEntries() : this.#entriesOf(label)
    const documents = entries.map((entry) => this.#doc(entry)).filter((doc) => this.#isShown(doc))
    const inOrder = sortDocuments(documents, label === 'posts' ? new Map() : this.collectionSettings(label))
    const most = Number(this.settings.get('limit_posts') ?? 0)
    return label === 'posts' && most > 0 ? inOrder.slice(-most) : inOrder
  }

  readonly #documents = new WeakMap<Described, Document>()

  #doc(entry: Described): Document {
    const known = this.#documents.get(entry) ?? new Document(this, entry)
    this.#documents.set(entry, known)
    return known
  }

  #postEntries(): readonly Described[] {
    const { posts, drafts } = this.#site
    const shown = posts.filter(({ path }) => this.#takesDocument(path))
    return this.#withOpened(this.#drafts ? [...shown, ...drafts] : shown, 'posts')
  }

  #entriesOf(label: string): readonly Described[] {
    const own = this.#site.documents.filter(
      ({ collection, path }) => collection === label && this.#takesDocument(path),
    )
    return this.#withOpened(own, label)
  }

  #withOpened(entries: readonly Described[], label: string): readonly Described[] {
    const opened = [...this.#opened.values()].filter(({ collection }) => collection === label)
    return [...entries.filter(({ path }) => !this.#opened.has(path)), ...opened]
  }

  /** A special folder's name does not keep its files out; those of the folders in it do. */
  #takesDocument(path: string): boolean {
    const special = /^(?:.*?\/)?_[^/]+/.exec(path)?.[0] ?? ''
    const above = special.slice(0, Math.max(0, special.lastIndexOf('/')))
    return (above === '' || this.filter.takes(above)) && this.filter.takes(path, special)
  }

  #isShown(doc: Document): boolean {
    if (this.#opened.has(doc.path)) return true
    return doc.isPublished && !(doc.collection === 'posts' && doc.isInFuture)
  }

  // — pages and other files

  /** Every page, in the order in which Jekyll renders them. Reads the start of all files that could be pages. */
  get pages(): readonly Page[] {
    const own = this.#candidates.filter((path) => this.#isPage(path)).map((path) => this.#page(path))
    const byName = own
      .filter((page) => page.isPublished)
      .sort((one, other) => (one.name < other.name ? -1 : 1))
    const [plain, added] = [true, false].map((head) =>
      byName.filter(({ path }) => this.#hasHead(path) === head),
    )
    // Plugins add theirs later, a README after all others.
    const last = (added ?? []).sort((one, other) =>
      one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1,
    )
    return [...this.#lentLast(plain ?? []), ...last, ...this.#made]
  }

  /** A theme's files are read after the site's own. */
  #lentLast<Entry extends Page | StaticFile>(entries: readonly Entry[]): Entry[] {
    const { lent } = this.#site
    if (lent === undefined) return [...entries]
    const theirs = entries
      .filter(({ path }) => lent.has(path))
      .sort((one, other) => (one.path < other.path ? -1 : 1))
    return [...entries.filter(({ path }) => !lent.has(path)), ...theirs]
  }

  /** Pages that plugins make up. */
  set made(pages: readonly Page[]) {
    this.#made = pages
  }

  get made(): readonly Page[] {
    return this.#made
  }

  get staticFiles(): readonly StaticFile[] {
    const own = this.#candidates.filter((path) => !this.#isPage(path))
    const files = own.map((path) => new StaticFile(this, path))
    const all = [...files, ...this.labels.flatMap((label) => this.filesOf(label))]
    return this.#lentLast(all.sort((one, other) => (one.relativePath < other.relativePath ? -1 : 1)))
  }

  /** The files of a collection that have no front matter. */
  filesOf(label: string): readonly StaticFile[] {
    const folder = this.config.collections.find((each) => each.label === label)?.folder
    if (folder === undefined) return []
    const own = [...this.paths].filter((path) => path.startsWith(`${folder}/`) && this.#takesDocument(path))
    return own.filter((path) => !this.#isPage(path)).map((path) => new StaticFile(this, path, label))
  }

  pageAt(path: string): Page | undefined {
    return this.isPagePath(path) && this.#isPage(path)
      ? this.#page(path)
      : this.#made.find((page) => page.path === path)
  }

  /** Whether a path is outside of the folders that Jekyll keeps for itself. */
  isPagePath(path: string): boolean {
    return this.paths.has(path) && this.filter.takes(path)
  }

  #page(path: string): Page {
    const known = this.#pages.get(path) ?? new Page(this, path)
    this.#pages.set(path, known)
    return known
  }

  get #candidates(): string[] {
    this.#known ??= [...this.paths].filter((path) => this.filter.takes(path)).sort()
    return this.#known
  }

  #known: string[] | undefined

  #hasHead(path: string): boolean {
    return !binary.test(path) && /^---\s*\r?\n/.test(this.texts.text(path) ?? '')
  }

  #isPage(path: string): boolean {
    return this.#hasHead(path) || (!binary.test(path) && this.hooks.isPage(path))
  }

  // — the rest

  get data(): unknown {
    const said = this.settings.get('data')
    if (said !== undefined && said !== null) return said
    this.#data ??= [`${themeFolder}_data`, this.config.dataDir].map((folder) => this.#dataFolder(folder))
    const [lent, own] = this.#data
    return lent && own && lent.keys().length > 0 ? merged(lent.hash(), own.hash()) : own
  }

  #dataFolder(folder: string): DataFolder {
    const own = this.#site.paths.filter((path) => path.startsWith(`${folder}/`))
    return new DataFolder(this, folder, own)
  }

  /** The ending that a file's converter gives its page. */
  convertedExtension(extension: string): string {
    if (this.isMarkdown(extension)) return '.html'
    return /^\.(?:scss|sass)$/.test(extension) ? '.css' : extension
  }

  isMarkdown(extension: string): boolean {
    return this.config.markdownExtensions.includes(extension.slice(1).toLowerCase())
  }

  get includesFolder(): string {
    return folderOf(this.settings.get('includes_dir'), '_includes')
  }
}

/** Reads what a model needs before anything can be rendered: the settings' own text. */
export async function openModel(
  site: SiteParts,
  files: SiteFiles,
  options: ModelOptions,
): Promise<SiteModel> {
  const textOf = async (names: readonly string[]): Promise<string | undefined> => {
    const path = names.find((name) => site.paths.includes(name))
    const bytes = path === undefined ? undefined : await files.read(path)
    return bytes && decodeForReading(bytes)
  }
  const own = await textOf(['_config.yml', '_config.yaml'])
  const settings = settingsOf(site.config, own, await textOf([`${themeFolder}_config.yml`]))
  return new SiteModel(site, new Texts(files, options.onTurn), settings, options)
}
