import {
  dateAt,
  decodeText,
  draftPath,
  parsePost,
  publishedPath,
  serializePost,
  statusOf,
  withFrontMatter,
  type FrontMatter,
  type Post,
  type Site,
} from '../jekyll/index.ts'
import { Timestamp } from '../jekyll/timestamp.ts'
import { dated } from './life/copy.ts'
import type { Work } from '../recovery/index.ts'
import type { Undo } from './post-files.ts'
import type { Workspace } from './workspace.svelte.ts'
import { rivalsOf } from './works.ts'
import { onClock, writeDate } from './write-date.ts'

/** What was done with several posts: how many it changed, where they are now, and the way back. */
export interface Done {
  readonly count: number
  readonly undo: Undo
}

/** What becomes of one post: a work instead of what this device had of it; undefined where nothing changes. */
type Step = { readonly work: Work | undefined; readonly from: string } | undefined

/** One post's work before the deed and after it. */
interface Made {
  readonly from: string
  readonly before: Work | undefined
  readonly now: Work | undefined
}

/** One deed for several posts: each a work of its own, all written in one step, and all taken back in one. */
export class ManyPosts {
  readonly #workspace: Workspace

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** Makes posts of drafts, dated today where they name no day, and shows those that are hidden. */
  async publish(paths: readonly string[]): Promise<Done> {
    const now = Date.now()
    const { conventions } = this.#workspace
    return this.#each(paths, (path) =>
      this.#change(path, (post, site) => {
        const hidden = post.kind !== 'draft' && statusOf(post, site, now) === 'hidden'
        if (hidden) return { frontMatter: post.frontMatter.without('published'), to: path }
        if (post.kind !== 'draft') return { frontMatter: post.frontMatter, to: path }
        const day = post.date ?? dateAt(now, site.config.timezone)
        return { frontMatter: dated(post, site, conventions, now).frontMatter, to: publishedPath(post, day) }
      }),
    )
  }

  async toDrafts(paths: readonly string[]): Promise<Done> {
    return this.#each(paths, (path) =>
      this.#change(path, (post) => ({
        frontMatter: post.frontMatter,
        to: post.kind === 'post' ? draftPath(post) : path,
      })),
    )
  }

  /** Adds a tag in the form in which each post has its tags, or the blog. */
  async addTag(paths: readonly string[], tag: string): Promise<Done> {
    return this.#tags(paths, (tags) => (tags.includes(tag) ? tags : [...tags, tag]))
  }

  async removeTag(paths: readonly string[], tag: string): Promise<Done> {
    return this.#tags(paths, (tags) => (tags.includes(tag) ? tags.filter((other) => other !== tag) : tags))
  }

  /** Sets the day (`2026-11-22`) in the spelling of each post; its time of day stays. */
  async setDay(paths: readonly string[], day: string): Promise<Done> {
    return this.#each(paths, (path) =>
      this.#change(path, (post, site) => {
        const old = post.frontMatter.get('date')
        const text = old instanceof Timestamp ? old.text : typeof old === 'string' ? old : undefined
        const { timezone } = site.config
        const written = Timestamp.parse(text ?? '')
        const time = written ? onClock(written, timezone).time : /\d\d:\d\d/.exec(text ?? '')?.[0]
        const date = writeDate(day, time, text, timezone)
        return {
          frontMatter: post.frontMatter.with('date', Timestamp.parse(date) ?? date, this.#order),
          to: path,
        }
      }),
    )
  }

  /** Marks them to be deleted at the next publish. */
  async remove(paths: readonly string[]): Promise<Done> {
    return this.#each(paths, async (path) => {
      const { works } = this.#workspace
      const replaced = works.get(path)
      if (replaced?.content === null) return undefined
      const base = await works.baseOf(path)
      const work = { path: base?.path ?? path, content: null, base, changedAt: Date.now() }
      return { work: replaced ? { ...work, replaced } : work, from: path }
    })
  }

  get #order(): string[] {
    return this.#workspace.conventions?.keys.map(({ key }) => key) ?? []
  }

  #tags(paths: readonly string[], change: (tags: readonly string[]) => readonly string[]): Promise<Done> {
    const form = this.#workspace.conventions?.keys.find(({ key }) => key === 'tags')?.list
    return this.#each(paths, (path) =>
      this.#change(path, ({ frontMatter }) => {
        const key = !frontMatter.has('tags') && frontMatter.has('tag') ? 'tag' : 'tags'
        const before = frontMatter.getList(key)
        const after = change(before)
        if (after === before) return { frontMatter, to: path }
        const next =
          after.length === 0 ? frontMatter.without(key) : frontMatter.withList(key, after, form, this.#order)
        return { frontMatter: next, to: path }
      }),
    )
  }

  async #change(
    path: string,
    plan: (post: Post, site: Site) => { readonly frontMatter: FrontMatter; readonly to: string },
  ): Promise<Step> {
    const { site, works } = this.#workspace
    const known = works.get(path)
    const base = await works.baseOf(path) // before the text: never newer than it
    const source = await this.#workspace.readText(path)
    if (source === undefined || !site || known?.content === null) return undefined
    const post = parsePost(path, source, site)
    const { frontMatter, to } = plan(post, site)
    const content = serializePost(withFrontMatter(post, frontMatter, site))
    if (content === source && to === path) return undefined
    const moved = to === path ? {} : { was: path }
    const free = to === path ? path : this.#workspace.postFiles.freePath(to, path)
    const work = { ...known, path: free, content, base, ...moved, changedAt: Date.now(), ...rivalsOf(known) }
    return { work: (await this.#isPublished(work)) ? undefined : work, from: path }
  }

  /** Whether the blog says just that already. */
  async #isPublished({ path, content, base, rivals }: Work): Promise<boolean> {
    if (base?.path !== path || rivals) return false
    const bytes = await this.#workspace.repository.read(path)
    return bytes !== undefined && decodeText(bytes) === content
  }

  async #each(paths: readonly string[], plan: (path: string) => Promise<Step>): Promise<Done> {
    const { works, session } = this.#workspace
    await session?.flush()
    const { postFiles } = this.#workspace
    const taken = new Set<string>()
    const isFree = (path: string): boolean => !taken.has(path) && postFiles.freePath(path) === path
    const steps = (await Promise.all(paths.map(plan))).flatMap((step) => step ?? [])
    const made = steps.map(({ work, from }): Made => {
      return { from, before: works.get(from), now: work && apart(work, taken, isFree) }
    })
    await works.write(
      made.flatMap(({ now }) => now ?? []),
      made.map(({ from }) => from),
    )
    await this.#follow()
    return { count: made.length, undo: () => this.#back(made) }
  }

  /** What was written since then, or is published by now, stays. */
  async #back(made: readonly Made[]): Promise<void> {
    const { works, session } = this.#workspace
    await session?.flush()
    const own = made.filter(({ from, now }) => works.get(now?.path ?? from) === now)
    await works.write(
      own.flatMap(({ before }) => before ?? []),
      own.flatMap(({ from, now }) => [from, ...(now ? [now.path] : [])]),
    )
    const open = own.find(({ now }) => now !== undefined && now.path === session?.path)
    if (open && open.from !== session?.path) session?.movedTo(open.from)
    await this.#follow()
  }

  /** The post that is open shows what its file holds now. */
  async #follow(): Promise<void> {
    const { session } = this.#workspace
    if (session) await this.#workspace.followWork(session.path)
  }
}

/** Two posts that go to one place, of which neither is there yet, get two. */
function apart(work: Work, taken: Set<string>, isFree: (path: string) => boolean): Work {
  const [, stem = work.path, ending = ''] = /^(.*?)(\.[^./]*)?$/.exec(work.path) ?? []
  let path = work.path
  if (taken.has(path)) for (let number = 2; !isFree(path); number += 1) path = `${stem}-${number}${ending}`
  taken.add(path)
  return path === work.path ? work : { ...work, path }
}
