import type { Repository, SiteFiles } from '../git/repository.ts'
import {
  decodeText,
  listsOf,
  mayBeEntry,
  parsePost,
  readSite,
  type Entry,
  type Site,
} from '../jekyll/index.ts'
import type { Work } from '../recovery/index.ts'
import { Arrival, settings } from './arrival.ts'
import { inTurns } from './in-turns.ts'
import { isPost, type PostItems } from './posts.ts'
import { whenIdle } from './when-idle.ts'
import { overlay, type Works } from './works.ts'

/** How many of a blog's texts have come, of all that will. */
export interface Coming {
  readonly done: number
  readonly total: number
}

/** What a file holds now; undefined where it is no post, or is gone. */
type Read = readonly [path: string, entry: Entry | undefined]

/** What a blog has: its site and every post, read as its texts come, with the author's works laid over them. */
export class Catalog {
  readonly #repository: Repository
  readonly #files: SiteFiles
  readonly #works: () => Works
  readonly #items: PostItems
  #reading = 0
  /** The files that were read anew, by when: a reading of the whole site that began before knows less of them. */
  readonly #renewals = new Map<string, number>()
  #renewed = 0
  /** Posts of which no more than the names is known, and that are not shown yet. */
  #older: ReadonlySet<string> = new Set()

  site = $state.raw<Site>()
  entries = $state.raw<ReadonlyMap<string, Entry>>(new Map())
  /** While older posts are still on their way; until they have come, they are known by their names. */
  coming = $state.raw<Coming>()
  /** Goes up whenever files are read anew, be it that their text alone is another one. */
  renewed = $state(0)
  /** When the posts were last looked at: what lies behind it is published. */
  now = $state(Date.now())

  /** `files`: the repository with the works over it; `items`: the rows of the list, made before they are shown. */
  constructor(repository: Repository, files: SiteFiles, works: () => Works, items: PostItems) {
    this.#repository = repository
    this.#items = items
    this.#files = files
    this.#works = works
  }

  /**
   * Reads the site: resolves with the newest posts, and `rest` once all of them have come. `onNames` is told as soon as
   * there are posts to be shown by their names alone. Where the site was read before, what is known stays until then.
   */
  async read(onNames?: () => void): Promise<{ rest: Promise<void> }> {
    const turn = ++this.#reading
    const since = this.#renewed
    const arrival = await Arrival.begin(this.#repository)
    this.#older = this.site ? this.#older : arrival.older
    if (onNames) {
      this.coming = { done: 0, total: arrival.total }
      if (await this.#take(arrival.firstFiles, turn, since, true)) onNames()
    }
    await arrival.newest
    if (!this.site || onNames || arrival.isComplete) await this.#take(arrival.firstFiles, turn, since)
    if (arrival.isComplete) this.coming = undefined
    return { rest: arrival.isComplete ? Promise.resolve() : this.#follow(arrival, turn, since) }
  }

  /** Takes in that the blog holds these files in another state now. What all posts depend on means reading them all. */
  async news(paths: readonly string[]): Promise<void> {
    if (!this.site || paths.some((path) => !mayBeEntry(path) && settings.test(path))) {
      const { rest } = await this.read()
      return rest
    }
    await this.refresh(paths)
    this.now = Date.now()
    this.site = { ...this.site, ...this.#lists(this.entries) }
  }

  #lists(entries: ReadonlyMap<string, Entry>): Pick<Site, 'posts' | 'drafts' | 'documents'> {
    return listsOf([...entries.values()].filter(({ path }) => !this.#isDeleted(path)))
  }

  #isDeleted(path: string): boolean {
    return this.#works().get(path)?.content === null
  }

  /** Another number than before: the file was read anew. */
  renewalOf(path: string): number {
    return this.#renewals.get(path) ?? 0
  }

  /** The posts at these paths as they are known, be it by their names. */
  known(paths: readonly string[]): ReadonlyMap<string, Entry> {
    const { site } = this
    const named = (path: string): Entry[] =>
      this.#older.has(path) && site ? [parsePost(path, '', site)] : []
    const entries = paths.flatMap((path) => this.entries.get(path) ?? named(path))
    return new Map(entries.map((entry) => [entry.path, entry]))
  }

  async #follow(arrival: Arrival, turn: number, since: number): Promise<void> {
    try {
      if (this.#older.size > 0) await this.#takeOlder(arrival, turn, since)
      while (!arrival.isComplete && turn === this.#reading) await this.#next(arrival)
      await this.#take(arrival.files, turn, since)
    } finally {
      if (turn === this.#reading) this.coming = undefined
    }
  }

  /** All posts, those that could not be fetched by their names. */
  async #takeOlder(arrival: Arrival, turn: number, since: number): Promise<void> {
    await idle() // a post that was opened meanwhile comes first
    const more = this.#next(arrival)
    await more.catch(() => undefined)
    if (await this.#take(arrival.files, turn, since)) this.#older = new Set()
    await more
  }

  async #next(arrival: Arrival): Promise<void> {
    this.coming = { done: arrival.come, total: arrival.total }
    await arrival.next()
  }

  /**
   * What was read anew `since` the texts of this arrival were asked for stays as it was read. `early`: no more than the
   * names is known, which must be those of posts; answers whether they are.
   */
  async #take(files: SiteFiles, turn: number, since: number, early = false): Promise<boolean> {
    if (turn !== this.#reading) return false
    const pause = inTurns()
    const site = await readSite(overlay(files, this.#works), pause)
    if (early && site.posts.length === 0) return false
    const listed = [...site.posts, ...site.drafts, ...site.documents]
    const entries = new Map(listed.map((entry) => [entry.path, entry]))
    await this.#items.prepare(listed, site, Date.now(), pause)
    for (const work of this.#works().values()) {
      if (work.content === null) await this.#keepDeleted(work, site, entries)
    }
    const renewed = await this.#renew(entries, site, since)
    if (turn !== this.#reading) return false
    this.now = Date.now()
    this.site = renewed ? { ...site, ...this.#lists(entries), paths: await this.#files.list('') } : site
    this.entries = entries
    return true
  }

  /** Brings entries up to what was read anew since then, also while this goes on; whether there was anything. */
  async #renew(entries: Map<string, Entry>, site: Site, since: number): Promise<boolean> {
    const paths = [...this.#renewals].flatMap(([path, when]) => (when > since ? [path] : []))
    if (paths.length === 0) return false
    const now = this.#renewed
    put(await this.#readAnew(paths, site), entries)
    await this.#renew(entries, site, now)
    return true
  }

  /** A deleted post stays in the list, with its way back, until it is published. */
  async #keepDeleted({ path, replaced }: Work, site: Site, entries: Map<string, Entry>): Promise<void> {
    const content = replaced?.content ?? (await this.#repository.read(path))
    const source = content instanceof Uint8Array ? decodeText(content) : content
    if (source !== undefined && isPost(path, site)) entries.set(path, parsePost(path, source, site))
  }

  /** Reads anew what is known of these files; of each file, the latest reading stands. */
  async refresh(paths: readonly string[]): Promise<void> {
    const { site } = this
    const turn = ++this.#renewed
    for (const path of paths) this.#renewals.set(path, turn)
    this.renewed = turn
    if (!site) return
    const read = await this.#readAnew(paths, site)
    this.#put(read.filter(([path]) => this.#renewals.get(path) === turn))
    if (this.#areKnown(paths, site, new Map(read))) return
    const now = await this.#files.list('')
    this.site = { ...(this.site ?? site), paths: now }
  }

  /** Where the text alone was changed nobody who shows the posts is told. */
  #put(read: readonly Read[]): void {
    if (read.every(([path, entry]) => this.entries.get(path) === entry)) return
    const entries = new Map(this.entries)
    put(read, entries)
    this.entries = entries
  }

  async #readAnew(paths: readonly string[], site: Site): Promise<Read[]> {
    const others = paths.filter((path) => !this.#isDeleted(path))
    return Promise.all(
      others.map(async (path): Promise<Read> => [
        path,
        isPost(path, site) ? await this.#entryAt(path, site) : undefined,
      ]),
    )
  }

  async #entryAt(path: string, site: Site): Promise<Entry | undefined> {
    const bytes = await this.#files.read(path)
    const source = bytes && decodeText(bytes)
    if (source === undefined) return undefined
    const known = site === this.site ? this.entries.get(path) : undefined
    return known && hasDetails(source, known) ? known : parsePost(path, source, site)
  }

  /** Whether these files were there before and still are, so that the blog has the paths that it had. */
  #areKnown(paths: readonly string[], site: Site, read: ReadonlyMap<string, Entry | undefined>): boolean {
    const isThere = (path: string): boolean =>
      this.#works().get(path)?.content != null || read.get(path) !== undefined
    return paths.every((path) => isThere(path) && site.paths.includes(path))
  }
}

/** The browser has nothing else to do, or was waited for long enough. */
const idle = (): Promise<void> => new Promise((resolve) => whenIdle(resolve, 500))

/** Whether a file has the details that are known of it, to the end of their last line. */
function hasDetails(source: string, { frontMatter: { text } }: Entry): boolean {
  return text.endsWith('\n') && source.startsWith(text) && !/\s/.test(source.charAt(text.length))
}

function put(read: readonly Read[], entries: Map<string, Entry>): void {
  for (const [path, entry] of read) {
    if (entry) entries.set(path, entry)
    else entries.delete(path)
  }
}
