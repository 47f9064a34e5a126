import type { Author, Publish, Repository, SiteFiles, Sync } from '../git/repository.ts'
import type { Blog } from '../hosts/index.ts'
import {
  decodeText,
  draftPath,
  findFile,
  learnConventions,
  newPost,
  parsePost,
  postDateAt,
  publishedPath,
  readSite,
  type Conventions,
  type Entry,
  type Post,
  type Site,
} from '../jekyll/index.ts'
import type { Recovery, Work } from '../recovery/index.ts'
import { Pictures } from './pictures.ts'
import { byDate, toItem, type PostItem } from './posts.ts'
import { problemOf, type Problem } from './problem.ts'
import type { ReviewItem } from './review.ts'
import type { Session } from './session.svelte.ts'
import { changesOf, hiddenBy, overlay, type Works } from './works.ts'

export type PublishOutcome =
  { readonly kind: 'published' } | { readonly kind: 'problem'; readonly problem: Problem }

export type ConflictChoice = 'mine' | 'theirs' | 'both'

/** An open blog: its files as the host has them, and the author's unpublished works over them. */
export class Workspace {
  readonly blog: Blog
  readonly repository: Repository
  /** The blog as it will be once everything is published. */
  readonly files: SiteFiles
  readonly #recovery: Recovery
  readonly #pictures: Pictures

  site = $state.raw<Site>()
  works = $state.raw<Works>(new Map())
  /** Why the host could not be asked the last time; undefined where it answered. */
  trouble = $state.raw<Problem>()
  checking = $state(false)
  /** No commit is there yet. */
  isEmpty = $state(false)
  session = $state.raw<Session>()
  #entries = $state.raw<ReadonlyMap<string, Entry>>(new Map())
  #conflicts = $state.raw<ReadonlySet<string>>(new Set())
  #now = $state(Date.now())

  readonly posts: readonly PostItem[] = $derived.by(() => this.#items())
  readonly unpublished: number = $derived(this.works.size)
  readonly conventions: Conventions | undefined = $derived(this.site && learnConventions(this.site))

  constructor(blog: Blog, repository: Repository, recovery: Recovery) {
    this.blog = blog
    this.repository = repository
    this.#recovery = recovery
    this.files = overlay(repository, () => this.works)
    this.#pictures = new Pictures(this.files)
  }

  /** Reads the works and the site as far as this device has them. */
  async load(): Promise<void> {
    const works = await this.#recovery.works(this.blog.url)
    this.works = new Map(works.map((work) => [work.path, work]))
    await this.reload()
  }

  /** Asks the host for news and takes them in. What the device has stays usable whatever the answer. */
  async sync(): Promise<Problem | undefined> {
    this.checking = true
    try {
      const answer = await this.repository.sync()
      this.trouble = troubleOf(answer)
      if (answer.kind === 'synced') {
        this.isEmpty = answer.head === null
        if (!this.site || answer.changed.length > 0) await this.reload()
        await this.#findConflicts()
      }
    } catch (error) {
      this.trouble = problemOf(error)
    } finally {
      this.checking = false
    }
    return this.trouble
  }

  async reload(): Promise<void> {
    const site = await readSite(this.files)
    const entries = new Map(
      [...site.posts, ...site.drafts, ...site.documents].map((entry) => [entry.path, entry]),
    )
    for (const work of this.works.values()) {
      if (work.content === null) await this.#keepDeleted(work.path, site, entries)
    }
    this.#now = Date.now()
    this.site = site
    this.#entries = entries
    this.#pictures.drop()
  }

  /** A deleted post stays in the list, with its way back, until it is published. */
  async #keepDeleted(path: string, site: Site, entries: Map<string, Entry>): Promise<void> {
    const bytes = await this.repository.read(path)
    if (bytes && isPost(path, site)) entries.set(path, parsePost(path, decodeText(bytes), site))
  }

  /** The text of a file as the author has it; undefined where there is none. */
  async readText(path: string): Promise<string | undefined> {
    const bytes = await this.files.read(path)
    return bytes && decodeText(bytes)
  }

  // — posts

  /** Opens a post; undefined where the blog has none at this path. Loads the editor's machinery. */
  async openPost(path: string): Promise<Session | undefined> {
    await this.closePost()
    const source = await this.readText(path)
    if (source === undefined || !this.site) return undefined
    const { Session } = await import('./session.svelte.ts')
    const session = new Session(this, this.site, path, source)
    this.session = session
    return session
  }

  async closePost(): Promise<void> {
    await this.session?.flush()
    this.session = undefined
  }

  /** Makes a post (or a draft) with details like the site's other posts; answers its path. */
  async newPost(title: string, { draft }: { draft: boolean }): Promise<string> {
    const { site, conventions } = this
    if (!site || !conventions) throw new Error('The blog is not open yet.')
    const date = postDateAt(Date.now(), site)
    const post = newPost(site, conventions, { title, date, draft })
    const path = this.#freePath(post.path)
    const { serializePost } = await import('../jekyll/index.ts')
    await this.save({ path, content: serializePost(post), base: null, changedAt: Date.now() })
    return path
  }

  /** Makes a draft of a post; answers the new path. */
  async toDraft(path: string): Promise<string> {
    return this.#movePost(path, (post, site) => draftPath(post, site))
  }

  /** Makes a post of a draft, dated today where it names no day; answers the new path. */
  async toPost(path: string): Promise<string> {
    return this.#movePost(path, (post, site) =>
      publishedPath(post, post.date ?? postDateAt(Date.now(), site), site),
    )
  }

  async #movePost(path: string, target: (post: Post, site: Site) => string): Promise<string> {
    await this.session?.flush()
    const source = await this.readText(path)
    if (source === undefined || !this.site) throw new Error('There is no such post any more.')
    const to = this.#freePath(target(parsePost(path, source, this.site), this.site))
    await this.move(path, to, source)
    return to
  }

  /** Moves a text file; where it goes back to where the blog has it unchanged, nothing is left to publish. */
  async move(from: string, to: string, source: string): Promise<void> {
    const base = await this.#baseOf(from)
    await this.save({ path: to, content: source, base, changedAt: Date.now() }, [from])
    if (this.session?.path === from) this.session.movedTo(to)
  }

  /** Marks a file to be deleted at the next publish; a new one is gone at once. Answers how to undo it. */
  async remove(path: string): Promise<() => Promise<void>> {
    if (this.session?.path === path) await this.closePost()
    const before = this.works.get(path)
    const base = await this.#baseOf(path)
    const deleted = base && { path: base.path, content: null, base, changedAt: Date.now() }
    if (deleted) await this.save(deleted, [path])
    else await this.#write([], [path])
    return () => this.#undo(before, deleted ? deleted.path : path)
  }

  /** Forgets what was not published of a file. Answers how to undo it. */
  async discard(path: string): Promise<() => Promise<void>> {
    if (this.session?.path === path) await this.closePost()
    const before = this.works.get(path)
    await this.#write([], [path])
    return () => this.#undo(before, path)
  }

  /** Takes back a deletion that is not published. */
  async restore(path: string): Promise<void> {
    await this.#write([], [path])
  }

  async #undo(before: Work | undefined, path: string): Promise<void> {
    await this.#write(before ? [before] : [], before?.path === path ? [] : [path])
  }

  // — works

  /** Writes a work to this device; where it says no more than the blog already does, it is dropped instead. */
  async save(work: Work, dropped: readonly string[] = []): Promise<void> {
    const idle = work.base?.path === work.path && (await this.#isPublished(work))
    await (idle ? this.#write([], [work.path, ...dropped]) : this.#write([work], dropped))
  }

  /** Saves the text of a post: over what the blog has at its path, or as the move or the new post that it already is. */
  async saveText(path: string, content: string, unproven?: unknown): Promise<void> {
    const known = this.works.get(path)
    const base = known ? known.base : await this.#baseOf(path)
    await this.save({
      path,
      content,
      base,
      changedAt: Date.now(),
      ...(unproven === undefined ? {} : { unproven }),
    })
  }

  async #isPublished(work: Work): Promise<boolean> {
    if (typeof work.content !== 'string' || work.unproven !== undefined) return false
    const bytes = await this.repository.read(work.path)
    return bytes !== undefined && decodeText(bytes) === work.content
  }

  async #baseOf(path: string): Promise<Work['base']> {
    const known = this.works.get(path)
    if (known) return known.base
    const oid = await this.repository.oid(path)
    return oid === undefined ? null : { path, oid }
  }

  async #write(saved: readonly Work[], dropped: readonly string[]): Promise<void> {
    const paths = new Set(saved.map(({ path }) => path))
    const gone = dropped.filter((path) => !paths.has(path))
    await this.#recovery.update(this.blog.url, saved, gone)
    const works = new Map(this.works)
    const returning = gone.flatMap((path) => works.get(path)?.base?.path ?? [])
    gone.forEach((path) => works.delete(path))
    saved.forEach((work) => works.set(work.path, work))
    this.works = works
    await this.#refresh([...gone, ...returning, ...saved.flatMap((work) => [work.path, ...hiddenBy(work)])])
  }

  /** Reads anew what the list and the pictures know of these files. */
  async #refresh(paths: readonly string[]): Promise<void> {
    const { site } = this
    if (!site) return
    const entries = new Map(this.#entries)
    for (const path of new Set(paths)) {
      this.#pictures.drop(path)
      if (this.works.get(path)?.content === null) continue
      entries.delete(path)
      if (!isPost(path, site)) continue
      const source = await this.readText(path)
      if (source !== undefined) entries.set(path, parsePost(path, source, site))
    }
    this.#entries = entries
    this.site = { ...site, paths: await this.files.list('') }
  }

  #freePath(path: string): string {
    const taken = new Set(this.site?.paths ?? [])
    const [, stem = path, ending = ''] = /^(.*?)(\.[^./]*)?$/.exec(path) ?? []
    let free = path
    for (let number = 2; taken.has(free) || this.works.has(free); number += 1)
      free = `${stem}-${number}${ending}`
    return free
  }

  #items(): PostItem[] {
    const { site } = this
    if (!site) return []
    const items = [...this.#entries.values()].map((entry) =>
      toItem(entry, site, this.works.get(entry.path), this.#conflicts.has(entry.path), this.#now),
    )
    return items.sort(byDate)
  }

  // — pictures

  /** The object address of the picture that a post writes like this; undefined where the blog has no such file. */
  async findPicture(address: string, post: Entry): Promise<string | undefined> {
    const path = this.site && findFile(address, post, this.site)
    return path === undefined ? undefined : this.#pictures.find(path)
  }

  /** Takes a picture into the blog, where its posts have theirs; answers how this site writes it. */
  async addPicture(file: File): Promise<{ src: string; ial: string; path: string } | Problem> {
    const { cleanName, prepareImage } = await import('../media/index.ts')
    const prepared = await prepareImage(file)
    if (!prepared || !this.conventions) return { code: 'not-a-picture' }
    const { folder, prefix, attributes } = this.conventions.picture
    const taken = new Set([...(this.site?.paths ?? []), ...this.works.keys()])
    const name = cleanName(file.name, prepared.type, folder, taken)
    const path = folder === '' ? name : `${folder}/${name}`
    await this.save({ path, content: prepared.bytes, base: null, changedAt: Date.now() })
    return { src: prefix + name, ial: attributes, path }
  }

  // — publishing

  /** What publishing would change, file by file, in words and in lines. */
  async review(): Promise<ReviewItem[]> {
    await this.session?.flush()
    const { reviewWorks } = await import('./review.ts')
    return this.site ? reviewWorks([...this.works.values()], this.site, this.repository) : []
  }

  async publish(message: string, author: Author): Promise<PublishOutcome> {
    await this.session?.flush()
    const works = [...this.works.values()]
    const problem = this.#hindrance(works)
    if (problem) return { kind: 'problem', problem }
    try {
      const answer = await this.repository.publish(works.flatMap(changesOf), message, author)
      if (answer.kind !== 'published') return { kind: 'problem', problem: await this.#notPublished(answer) }
      await this.#settle(works)
      return { kind: 'published' }
    } catch (error) {
      return { kind: 'problem', problem: problemOf(error) }
    }
  }

  #hindrance(works: readonly Work[]): Problem | undefined {
    if (works.length === 0) return { code: 'nothing-to-publish' }
    const unproven = works.filter((work) => work.unproven !== undefined).map(({ path }) => path)
    return unproven.length > 0 ? { code: 'unproven', paths: unproven } : undefined
  }

  async #notPublished(answer: Exclude<Publish, { kind: 'published' }>): Promise<Problem> {
    if (answer.kind === 'conflict') {
      await this.sync()
      this.#conflicts = new Set([...this.#conflicts, ...answer.paths])
      return { code: 'conflict', paths: answer.paths }
    }
    return 'message' in answer ? { code: answer.kind, message: answer.message } : { code: answer.kind }
  }

  /** The blog now holds these works: what was not edited meanwhile is done, the rest goes on from there. */
  async #settle(published: readonly Work[]): Promise<void> {
    const done = published.filter((work) => this.works.get(work.path) === work).map(({ path }) => path)
    const edited = published.filter((work) => this.works.has(work.path) && !done.includes(work.path))
    const rebased = await Promise.all(edited.map((work) => this.#rebase(work.path)))
    await this.#write(
      rebased.filter((work) => work !== undefined),
      done,
    )
    this.isEmpty = false
    this.#conflicts = new Set()
    await this.reload()
  }

  async #rebase(path: string): Promise<Work | undefined> {
    const work = this.works.get(path)
    const oid = await this.repository.oid(path)
    return work && { ...work, base: oid === undefined ? null : { path, oid } }
  }

  // — what somebody else changed

  async #findConflicts(): Promise<void> {
    const conflicts = new Set<string>()
    for (const work of this.works.values()) {
      const oid = work.base && (await this.repository.oid(work.base.path))
      if (work.base && oid !== work.base.oid) conflicts.add(work.path)
    }
    this.#conflicts = conflicts
  }

  /** The author's decision about a post that was changed elsewhere too. `both` keeps the author's text as a new draft. */
  async resolveConflict(path: string, choice: ConflictChoice): Promise<void> {
    const work = this.works.get(path)
    if (!work) return
    if (this.session?.path === path && choice !== 'mine') await this.closePost()
    if (choice === 'mine') await this.#keepMine(work)
    if (choice === 'both') await this.#keepCopy(work)
    if (choice !== 'mine') await this.#write([], [path])
    this.#conflicts = new Set([...this.#conflicts].filter((other) => other !== path))
  }

  async #keepMine(work: Work): Promise<void> {
    const path = work.base?.path ?? work.path
    const oid = await this.repository.oid(path)
    await this.save({ ...work, base: oid === undefined ? null : { path, oid } })
  }

  async #keepCopy(work: Work): Promise<void> {
    if (typeof work.content !== 'string' || !this.site) return
    const copy = this.#freePath(draftPath(parsePost(work.path, work.content, this.site), this.site))
    await this.save({ path: copy, content: work.content, base: null, changedAt: Date.now() })
  }
}

function troubleOf(answer: Sync): Problem | undefined {
  if (answer.kind === 'synced') return undefined
  return 'message' in answer ? { code: answer.kind, message: answer.message } : { code: answer.kind }
}

/** Whether a path is a text that the list shows. */
function isPost(path: string, site: Site): boolean {
  const ending = path.split('.').at(-1)?.toLowerCase() ?? ''
  const known = [...site.config.markdownExtensions, 'html'].includes(ending)
  const folders = ['_posts', '_drafts', ...site.config.collections.map(({ folder }) => folder)]
  return known && folders.some((folder) => `/${path}`.includes(`/${folder}/`))
}
