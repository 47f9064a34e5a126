import type { Maker, Repository, Rewritten, Sync } from '../git/repository.ts'
import type { Access } from '../hosts/hosting.ts'
import type { Blog } from '../hosts/index.ts'
import type { Account } from '../hosts/service.ts'
import { decodeText, type Conventions, type Entry, type Site } from '../jekyll/index.ts'
import type { Recovery } from '../recovery/index.ts'
import type { AddedPicture, BlogPictures, Question } from './blog-pictures.ts'
import { Catalog, type Coming } from './catalog.svelte.ts'
import { Conflicts } from './conflicts.svelte.ts'
import { byDate, PostItems, type PostItem } from './posts.ts'
import { troubleOf } from './answers.ts'
import { isQuestion, problemOf, type Problem } from './problem.ts'
import type { Together } from './merge/keep-both.ts'
import { News } from './news.svelte.ts'
import { OwedNews } from './owed-news.ts'
import { PostFiles } from './post-files.ts'
import { Publication } from './publication.svelte.ts'
import type { Session } from './session.svelte.ts'
import type { Live } from './live/live.svelte.ts'
import type { SiteHost } from './live/watch.ts'
import type { Submission } from './submission/submission.svelte.ts'
import { Unpublished } from './unpublished.svelte.ts'
import { Teaching } from './teaching.svelte.ts'
import { changesOf, overlay, type LongFiles } from './works.ts'

/** What one tab tells the others: that works were written or dropped, or that the blog holds them now. */
type Told = 'written' | 'published'

/** Nobody waits for this sync: only what it brings is shown. `own`: what it brings is the author's, from another tab. */
interface Quietly {
  readonly quietly?: boolean
  readonly own?: boolean
  /** What the host has is taken in even where it does not go on from what is known. */
  readonly anew?: boolean
}

/** An open blog: its files as the host has them, and the author's unpublished works over them. */
export class Workspace {
  readonly blog: Blog
  readonly repository: Repository
  /** The blog as it will be once everything is published. */
  readonly files: LongFiles
  readonly works: Unpublished
  readonly conflicts: Conflicts
  readonly postFiles = new PostFiles(this)
  /** What the posts teach. */
  readonly teaching = new Teaching(this)
  readonly publication: Publication
  /** What others changed during this visit. */
  readonly news = new News()
  #pictures: BlogPictures | undefined
  #others: BroadcastChannel | undefined

  readonly #catalog: Catalog
  /** Resolves when the configuration and the newest posts have come. */
  #reading: Promise<void> = Promise.resolve()
  readonly #left = new AbortController()
  readonly #made = new PostItems()
  /** News of which not everything came: they are taken in with the next that do. */
  readonly #owed = new OwedNews()
  session = $state.raw<Session>()
  /** Why the host could not be asked the last time; undefined where it answered. */
  trouble = $state.raw<Problem>()
  checking = $state(false)
  /** Who is signed in at the blog's host, and what they may do there; undefined where nobody is, or it does not tell. */
  account = $state.raw<Account>()
  access = $state.raw<Access>()
  /** What the author must answer first. */
  question = $state.raw<Question>()
  /** The way to those who look over what comes in; undefined where nobody does. */
  submission = $state.raw<Submission>()
  /** What the host tells of the site; undefined where it cannot be asked. */
  siteHost: SiteHost | undefined
  /** How far what was published last is on its way to its readers. */
  live = $state.raw<Live>()
  /** Whether something is to be said above the list. */
  readonly notice: unknown = $derived(
    this.trouble ?? this.submission?.latest ?? this.live?.failure ?? this.access,
  )
  /** No commit is there yet. */
  isEmpty = $state(false)

  /** Resolves when older posts, which come behind the newest, have come too. */
  whole: Promise<void> = Promise.resolve()
  /** Resolves when what the pages are made of has come behind them. */
  around: Promise<void> = Promise.resolve()

  /** Newest first. */
  readonly posts: readonly PostItem[] = $derived.by(() => this.#items())
  /** How many files publishing would change. */
  readonly unpublished: number = $derived.by(
    () => [...this.works.all.values()].filter((work) => changesOf(work).length > 0).length,
  )
  readonly conventions: Conventions | undefined = $derived.by(() => this.teaching.conventions())

  /** The blog as data; undefined before it was read. */
  get site(): Site | undefined {
    return this.#catalog.site
  }

  /** Every post as it is now, by its path. */
  get entries(): ReadonlyMap<string, Entry> {
    return this.#catalog.entries
  }

  /** Which files were read anew. */
  get renewals(): Pick<Catalog, 'renewed' | 'renewalOf'> {
    return this.#catalog
  }

  /** Resolves when all posts have come, or cannot be had now. */
  get arrived(): Promise<void> {
    return this.#reading.then(
      () => this.whole,
      () => undefined,
    )
  }

  /** Ends with the blog's stay on the screen. */
  get left(): AbortSignal {
    return this.#left.signal
  }

  /** While older posts are still on their way. */
  get coming(): Coming | undefined {
    return this.#catalog.coming
  }

  /** Opens another repository to read in it: the theme's. */
  openOther: ((blog: Blog) => Repository) | undefined

  constructor(blog: Blog, repository: Repository, recovery: Recovery) {
    this.blog = blog
    this.repository = repository
    this.works = new Unpublished(blog.url, repository, recovery, {
      changed: (paths) => this.#refresh(paths),
      wrote: () => this.#tell('written'),
      together: (...texts) => this.#together(...texts),
    })
    this.files = overlay(repository, () => this.works.all)
    this.#catalog = new Catalog(repository, this.files, () => this.works.all, this.#made)
    this.conflicts = new Conflicts(repository, this.works, (path) => this.postFiles.freePath(path))
    this.publication = new Publication(this)
  }

  // — other tabs

  /** Hears from now on what other tabs do with this blog, and tells them what happens here. */
  join(others: BroadcastChannel): void {
    this.#others = others
    others.onmessage = ({ data }: MessageEvent<Told>) => void this.catchUp(data)
  }

  /** Ends it, and what is asked of the host; what is being published goes out first. */
  leave(): void {
    this.#quit()
    void this.publication.idle.then(() => this.repository.end())
  }

  #quit(): void {
    this.#left.abort()
    this.#others?.close()
    this.#others = undefined
  }

  /** Takes in what another tab did. The open post follows, unless something was just typed here too. */
  async catchUp(news: Told = 'written'): Promise<void> {
    try {
      await this.works.catchUp()
      if (news === 'published') await this.sync({ quietly: true, own: true })
      if (this.session) await this.followWork(this.session.path)
    } catch (error) {
      this.trouble = problemOf(error)
    }
  }

  /** The open post, if it is this one, shows what its file holds now, under the name that it has now. */
  async followWork(path: string): Promise<void> {
    const { session } = this
    if (session?.path !== path) return
    const { followFile } = await import('./whereabouts.ts')
    await followFile(session, this, (...texts) => this.#together(...texts))
  }

  /** Other tabs hear that the blog holds what was published here. */
  tellPublished(): void {
    this.#tell('published')
  }

  #tell(news: Told): void {
    this.#others?.postMessage(news)
  }

  async #together(path: string, before: string, mine: string, theirs: string): Promise<Together> {
    const { keepBoth } = await import('./merge/keep-both.ts')
    return this.site ? keepBoth(path, before, mine, theirs, this.site) : { text: mine, rivals: [] }
  }

  // — this device

  /** How much of the device's room the blog takes, in bytes: what was fetched, and what is not published. */
  async size(): Promise<number> {
    return this.works.size + (await this.repository.size())
  }

  /** Removes all that this device has of the blog, works that are not published too. Nothing brings them back. */
  async forget(): Promise<void> {
    this.session = undefined
    this.#quit()
    await this.works.forget()
    await this.repository.forget()
    this.leave()
  }

  // — opening

  /** Reads the works and the site as far as this device has them. `onNames`: the list can be shown by names already. */
  async load(onNames?: () => void): Promise<void> {
    await this.works.load()
    await this.works.recognize()
    this.#reading = this.#reload(onNames)
    await this.#reading
    await this.conflicts.find()
  }

  /**
   * Asks the host for news and takes them in; answers why it could not be asked. What the device has stays usable
   * whatever the answer.
   */
  async sync({ quietly = false, own = false, anew = false }: Quietly = {}): Promise<Problem | undefined> {
    this.checking ||= !quietly
    const trouble = await this.#ask(own, anew).catch(problemOf)
    if (!quietly) this.checking = false
    if (!quietly || !trouble || isQuestion(trouble)) this.trouble = trouble
    return trouble
  }

  async #ask(own: boolean, anew: boolean): Promise<Problem | undefined> {
    const open = this.session?.base?.oid
    const keep = [...this.works.bases, ...(open === undefined ? [] : [open])]
    const answer = await this.repository.sync(keep, { anew })
    if (answer.kind === 'synced') await this.#synced(answer, own)
    return troubleOf(answer)
  }

  async #synced({ head, changed, by }: Sync & { kind: 'synced' }, own: boolean): Promise<void> {
    this.isEmpty = head === null
    const theirs = own ? 'own' : by
    const found = await this.works.recognize().catch((error: unknown) => {
      this.#owed.owe(changed, theirs)
      throw error
    })
    const others = changed.filter((path) => !found.includes(path))
    if (this.site) this.#owed.owe(found, 'own')
    if (this.site) this.#owed.owe(others, theirs)
    await this.#owed.settle((...news) => this.takeNews(...news)).finally(() => this.conflicts.find())
  }

  /**
   * Takes in the history that somebody put in the place of the blog's. `keep`: the posts that are different there, or are
   * not there any more, stand here as they were, as changes that are not published.
   */
  async takeAnew(rewritten: Rewritten, { keep = false } = {}): Promise<Problem | undefined> {
    await this.session?.flush()
    const { takeAnew } = await import('./posts-before.ts')
    const isPost = (path: string): boolean => this.#catalog.known([path]).has(path)
    return takeAnew(this, rewritten, keep ? isPost : undefined)
  }

  async #reload(onNames?: () => void): Promise<void> {
    const { rest } = await this.#catalog.read(onNames)
    this.#pictures?.drop()
    this.whole = rest.catch((error: unknown) => {
      this.trouble = problemOf(error)
    })
    this.around = this.whole.then(() => this.#fetchAround())
  }

  /** Where they do not come now, they come when they are needed. */
  async #fetchAround(): Promise<void> {
    if (!this.site || this.trouble) return
    const { fetchAround } = await import('./around.ts')
    await fetchAround(this, this.site, this.#left.signal).catch(() => undefined)
  }

  /** The blog holds these files in another state now. Others did that, unless it is the author's own. */
  async takeNews(paths: readonly string[], by: Maker | 'own' | undefined): Promise<void> {
    this.isEmpty = false
    for (const path of paths) this.#pictures?.drop(path)
    const before = this.#catalog.known(paths)
    const { session } = this
    await this.#catalog.news(paths).catch((error: unknown) => {
      this.#owed.owe(paths, by)
      throw error
    })
    if (session && paths.includes(session.path)) await this.followWork(session.path)
    this.around = this.around.then(() => this.#fetchAround())
    if (by === 'own') return
    this.news.tell(paths, before, this.#catalog.entries, by)
    if (this.session) this.news.seen(this.session.path)
  }

  /** The same where nobody waits for it. */
  takeNewsBehind(paths: readonly string[]): void {
    if (paths.length === 0) return
    this.takeNews(paths, undefined).catch((error: unknown) => (this.trouble = problemOf(error)))
  }

  /** Reads anew what the list and the pictures know of these files. */
  async #refresh(paths: readonly string[]): Promise<void> {
    this.conflicts.forgetGone()
    for (const path of paths) this.#pictures?.drop(path)
    await this.#catalog.refresh(paths)
  }

  #items(): PostItem[] {
    const { site } = this
    if (!site) return []
    return [...this.#catalog.entries.values()].map((entry) => this.#itemOf(entry, site)).sort(byDate)
  }

  /** The post at a path as the list shows it. */
  itemAt(path: string): PostItem | undefined {
    const { site } = this
    const entry = this.#catalog.entries.get(path)
    return entry && site && this.#itemOf(entry, site)
  }

  #itemOf(entry: Entry, site: Site): PostItem {
    const { path } = entry
    const hasConflict = this.conflicts.paths.has(path)
    const elsewhere = this.news.posts.get(path)
    return this.#made.of(entry, site, this.works.get(path), hasConflict, elsewhere, this.#catalog.now)
  }

  /** The text of a file as the author has it; undefined where there is none, or where it is not UTF-8. */
  async readText(path: string): Promise<string | undefined> {
    const bytes = await this.files.read(path)
    return bytes && decodeText(bytes)
  }

  // — posts

  /** Opens a post, or says why not: `no-such-post`, `not-text`. Loads the editor's machinery. */
  async openPost(path: string): Promise<Session | Problem> {
    await this.closePost()
    await this.#reading // the configuration says how a text is read
    const base = await this.works.baseOf(path)
    const bytes = await this.files.read(path)
    if (!bytes || !this.site) return { code: 'no-such-post' }
    const source = decodeText(bytes)
    if (source === undefined) return { code: 'not-text' }
    const { Session } = await import('./session.svelte.ts')
    this.session = new Session(this, this.site, path, source, base)
    this.news.seen(path)
    void this.session.readSettings().catch(() => undefined)
    return this.session
  }

  async closePost(): Promise<void> {
    await this.session?.flush()
    this.session = undefined
  }

  // — pictures

  /**
   * The object address of the picture that a post writes like this; undefined where the blog has no such file. `signal`
   * takes the wish back.
   */
  async findPicture(address: string, post: Entry, signal?: AbortSignal): Promise<string | undefined> {
    return (await this.#openPictures()).find(address, post, signal)
  }

  /** The same for a picture's path. */
  async pictureAt(...of: Parameters<BlogPictures['at']>): Promise<string | undefined> {
    return (await this.#openPictures()).at(...of)
  }

  /** The same for what a key of the post's details holds, from which a layout may make the address. */
  async findDetailPicture(...of: Parameters<BlogPictures['findOfDetail']>): Promise<string | undefined> {
    return (await this.#openPictures()).findOfDetail(...of)
  }

  /**
   * Takes a picture into the blog, where its posts have theirs, or where they have those that this key of the details
   * names; answers how this site writes it there.
   */
  async addPicture(file: File, key?: string): Promise<AddedPicture | Problem> {
    return (await this.#openPictures()).add(file, key)
  }

  async #openPictures(): Promise<BlogPictures> {
    const { BlogPictures } = await import('./blog-pictures.ts')
    return (this.#pictures ??= new BlogPictures(this))
  }
}
