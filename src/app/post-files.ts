import {
  dateAt,
  draftPath,
  parsePost,
  publishedPath,
  serializePost,
  type Conventions,
  type Post,
  type Site,
} from '../jekyll/index.ts'
import type { Session } from './session.svelte.ts'
import type { Teaching } from './teaching.svelte.ts'
import type { Unpublished } from './unpublished.svelte.ts'

/** Takes back what was just done. */
export type Undo = () => Promise<void>

/** What is needed of the open blog. */
interface Blog {
  readonly site: Site | undefined
  readonly conventions: Conventions | undefined
  readonly works: Unpublished
  readonly teaching: Teaching
  readonly session: Session | undefined
  closePost(): Promise<void>
  followWork(path: string): Promise<void>
  readText(path: string): Promise<string | undefined>
}

/** The posts of the open blog as files: made, moved, deleted, given up; each is a work until it is published. */
export class PostFiles {
  readonly #blog: Blog

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** Makes a post (or a draft) with details like the site's other posts; answers its path. */
  async newPost(title: string, { draft }: { draft: boolean }): Promise<string> {
    const { makeText } = await import('./life/new-text.ts')
    return makeText(this.#blog, { title, kind: draft ? 'draft' : 'post' }, (path) => this.freePath(path))
  }

  /** Makes a draft (a text of its own kind where it is no post) with the details and the words of another; answers its path. */
  async duplicate(path: string): Promise<string> {
    await this.#blog.session?.flush()
    const { site } = this.#blog
    const content = await this.#blog.readText(path)
    if (content === undefined || !site) throw new Error('There is no such post any more.')
    const { copyOf } = await import('./life/copy.ts')
    const copy = copyOf(parsePost(path, content, site), site)
    const to = this.freePath(copy.path)
    await this.#blog.works.save({ path: to, content: copy.text, base: null, changedAt: Date.now() })
    return to
  }

  /** Makes a draft of a post; answers the new path. */
  async toDraft(path: string): Promise<string> {
    return this.#movePost(path, draftPath)
  }

  /** Makes a post of a draft, dated today where it names no day; answers the new path. */
  async toPost(path: string): Promise<string> {
    const now = Date.now()
    const { dated } = await import('./life/copy.ts')
    return this.#movePost(
      path,
      (post, site) => publishedPath(post, post.date ?? dateAt(now, site.config.timezone)),
      (post, site) => dated(post, site, this.#blog.conventions, now),
    )
  }

  async #movePost(
    path: string,
    target: (post: Post, site: Site) => string,
    change = (post: Post, _site: Site): Post => post,
  ): Promise<string> {
    await this.#blog.session?.flush()
    const { site } = this.#blog
    const text = await this.#blog.readText(path)
    if (text === undefined || !site) throw new Error('There is no such post any more.')
    const post = parsePost(path, text, site)
    const to = this.freePath(target(post, site), path)
    const content = serializePost(change(post, site))
    const base = await this.#blog.works.baseOf(path)
    const known = this.#blog.works.get(path)
    const moved = { ...known, path: to, content, base, was: path, changedAt: Date.now() }
    await this.#blog.works.save(moved, [path])
    if (this.#blog.session?.path === path) this.#blog.session.movedTo(to)
    if (content !== text) await this.#blog.followWork(to)
    return to
  }

  /** A path that no file has: with a number behind the name where need be. What `from` came from is free for it. */
  freePath(path: string, from = ''): string {
    const taken = new Set([...(this.#blog.site?.paths ?? []), ...this.#blog.works.all.keys()])
    const home = this.#blog.works.get(from)?.base?.path
    const [, stem = path, ending = ''] = /^(.*?)(\.[^./]*)?$/.exec(path) ?? []
    let free = path
    for (let number = 2; taken.has(free) && free !== home; number += 1) free = `${stem}-${number}${ending}`
    return free
  }

  /** Marks a post to be deleted at the next publish. Until then it stands in the list, and can be restored as it was. */
  async remove(path: string): Promise<Undo> {
    if (this.#blog.session?.path === path) await this.#blog.closePost()
    const replaced = this.#blog.works.get(path)
    const base = await this.#blog.works.baseOf(path)
    const deleted = { path: base?.path ?? path, content: null, base, changedAt: Date.now() }
    await this.#blog.works.write([replaced ? { ...deleted, replaced } : deleted], [path])
    return () => this.restore(deleted.path)
  }

  /** Takes a deletion back: the post is as it was before, edits that were not published included. */
  async restore(path: string): Promise<void> {
    const replaced = this.#blog.works.get(path)?.replaced
    await this.#blog.works.write(replaced ? [replaced] : [], [path])
    await this.#blog.followWork(path)
  }

  /** Forgets what was not published of a post: its edits, its move. */
  async discard(path: string): Promise<Undo> {
    if (this.#blog.session?.path === path) await this.#blog.closePost()
    const before = this.#blog.works.get(path)
    await this.#blog.works.write([], [path])
    return () => this.#blog.works.write(before ? [before] : [], [path])
  }
}
