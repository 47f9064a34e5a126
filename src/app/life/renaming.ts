import type { Repository } from '../../git/repository.ts'
import {
  listsOf,
  parsePost,
  permalinkOf,
  serializePost,
  withFrontMatter,
  type Entry,
  type Post,
  type Site,
} from '../../jekyll/index.ts'
import type { Work } from '../../recovery/index.ts'
import type { Undo } from '../post-files.ts'
import type { Session } from '../session.svelte.ts'
import type { Unpublished } from '../unpublished.svelte.ts'
import { ownPart, readdress, takenBy, type Readdressed } from './readdress.ts'
import { addressOnBlog, publishedPost } from './published-post.ts'
import { relink, relinkRelative, type Place } from './relink.ts'

/** What giving a post another address needs of the open blog. */
export interface Blog {
  readonly site: Site | undefined
  readonly works: Unpublished
  readonly repository: Repository
  readonly session: Session | undefined
  readonly entries: ReadonlyMap<string, Entry>
  readText(path: string): Promise<string | undefined>
  followWork(path: string): Promise<void>
}

/** A text of the blog that has links to the post. */
interface Linking {
  readonly path: string
  readonly title: string
  readonly count: number
  /** How many of them lead to where it does not stand any more. */
  readonly behind: number
}

/** A post as it stands or stood, in the blog around it. */
interface Stand {
  readonly post: Post
  readonly site: Site
}

/** What the post's new own part would come to. */
export interface Proposal extends Readdressed {
  /** The title of the text that has this address already. */
  readonly other: string | undefined
}

/** A post on its way to another address: what leads to it now, and what would lead to it then. */
export class Renaming {
  readonly #blog: Blog
  readonly #site: Site
  readonly #post: Post
  /** The post as it stands now and, where its details have moved it since, as readers know it. */
  readonly #was: readonly Stand[]
  /** Where readers know it, if it is shown. */
  readonly published: string | undefined
  /** Texts of the blog with links to it. */
  readonly links: readonly Linking[]
  /** Whether the blog can lead readers on from the old address, and has it to lead on from. */
  readonly canRedirect: boolean

  private constructor(
    blog: Blog,
    site: Site,
    post: Post,
    was: readonly Stand[],
    published: string | undefined,
    links: readonly Linking[],
    canRedirect: boolean,
  ) {
    this.#blog = blog
    this.#site = site
    this.#post = post
    this.#was = was
    this.published = published
    this.links = links
    this.canRedirect = canRedirect
  }

  /** Looks through the blog for links to a post; undefined where there is no such post any more. */
  static async begin(blog: Blog, path: string): Promise<Renaming | undefined> {
    await blog.session?.flush()
    const site = siteNow(blog)
    const text = await blog.readText(path)
    if (!site || text === undefined) return undefined
    const post = parsePost(path, text, site)
    const old = await publishedPost(path, blog, site)
    const published = old && addressOnBlog(old, site)
    const moved = old !== undefined && published !== permalinkOf(post, site, Date.now())
    const before = moved && published !== undefined ? [standOf(old, path, site)] : []
    const was = [...before, { post, site }]
    const redirect = published !== undefined && (await redirects(blog, site))
    return new Renaming(blog, site, post, was, published, await linksTo(post, was, blog, site), redirect)
  }

  /** What its address ends with now. */
  get slug(): string {
    return ownPart(this.#post)
  }

  get title(): string {
    return this.#post.title
  }

  get address(): string {
    return permalinkOf(this.#post, this.#site, Date.now())
  }

  /** Where readers know it, where its details have given it another address since. */
  get movedFrom(): string | undefined {
    return this.#was.length > 1 ? this.published : undefined
  }

  /** Whether the old address leads on already. */
  get isLedOn(): boolean {
    const { published } = this
    return published !== undefined && this.#post.frontMatter.getList('redirect_from').includes(published)
  }

  /** Whether something leads to where it does not stand any more, and can follow. */
  get leavesBehind(): boolean {
    if (this.movedFrom === undefined) return false
    return this.links.some(({ behind }) => behind > 0) || (this.canRedirect && !this.isLedOn)
  }

  /** What another own part would come to; undefined where no address can be made of it. */
  propose(words: string): Proposal | undefined {
    const next = readdress(this.#post, words, this.#site, Date.now())
    if (!next) return undefined
    const there = takenBy(next.address, this.#post.path, this.#site, Date.now())
    const isFile = next.path !== this.#post.path && this.#site.paths.includes(next.path)
    return { ...next, other: there?.title ?? (isFile ? next.path : undefined) }
  }

  /** Gives it the address; the links that lead to it follow, in the same step. Answers the file's path, and the way back. */
  async carryOut(
    { path, text }: Proposal,
    { follow, redirect }: { readonly follow: boolean; readonly redirect: boolean },
  ): Promise<{ readonly path: string; readonly undo: Undo }> {
    const { works } = this.#blog
    const from = this.#post.path
    const base = await works.baseOf(from) // before the text: never newer than it
    if ((await this.#blog.readText(from)) !== serializePost(this.#post))
      throw new Error('The post was changed meanwhile.')
    const now = parsePost(path, text, this.#site)
    const content = redirect ? this.#withRedirect(now) : text
    const relinked = follow ? await this.#relinked(now) : []
    const known = works.get(from)
    const moved: Work = {
      ...known,
      path,
      content,
      base,
      ...(path !== from && { was: from }),
      changedAt: Date.now(),
    }
    const before = [from, path, ...relinked.map((work) => work.path)].map(
      (each) => [each, works.get(each)] as const,
    )
    await works.write([moved, ...relinked], path === from ? [] : [from])
    await this.#follow(from, path)
    return { path, undo: () => this.#undo(before, moved, relinked) }
  }

  /** What was typed since then stays: in the post, put together with what stood there; another text as it is now. */
  async #undo(
    before: readonly (readonly [string, Work | undefined])[],
    moved: Work,
    relinked: readonly Work[],
  ): Promise<void> {
    const { works } = this.#blog
    const from = this.#post.path
    await this.#blog.session?.flush()
    const isOther = (work: Work): boolean => works.get(work.path)?.changedAt !== work.changedAt
    const now = works.get(moved.path)?.content
    const typed = isOther(moved) && typeof now === 'string' ? now : undefined
    const isGone = isOther(moved) && typed === undefined // published or deleted since
    const others = relinked.filter(isOther).map(({ path }) => path)
    const stays = new Set(isGone ? [...others, from, moved.path] : others)
    const back = before.filter(([path]) => !stays.has(path))
    const saved = back.flatMap(([, work]) => work ?? [])
    if (typed !== undefined && !saved.some(({ path }) => path === from))
      saved.push({ path: from, content: serializePost(this.#post), base: moved.base, changedAt: Date.now() })
    await works.write(
      saved,
      back.map(([path]) => path),
    )
    if (typed !== undefined) await works.keep(from, { text: String(moved.content), base: moved.base }, typed)
    if (!isGone) await this.#follow(moved.path, from)
  }

  /** The open post stands under its new path. */
  async #follow(from: string, to: string): Promise<void> {
    const { session } = this.#blog
    if (session?.path === from && from !== to) session.movedTo(to)
    if (session) await this.#blog.followWork(session.path)
  }

  #withRedirect(post: Post): string {
    const address = this.published
    const known = post.frontMatter.getList('redirect_from')
    const own = permalinkOf(post, this.#site)
    const wanted = [
      ...known.filter((each) => each !== own),
      ...(address === undefined || known.includes(address) ? [] : [address]),
    ]
    const frontMatter = post.frontMatter.withList('redirect_from', wanted, 'block')
    return serializePost(withFrontMatter(post, frontMatter, this.#site))
  }

  async #relinked(now: Post): Promise<Work[]> {
    const { works } = this.#blog
    const changed = await Promise.all(
      this.links.map(async ({ path }): Promise<Work[]> => {
        const base = await works.baseOf(path)
        const text = await this.#blog.readText(path)
        const known = works.get(path)
        if (text === undefined || known?.unproven !== undefined) return []
        const content = relinkedText(path, text, this.#was, now).text
        return [{ ...(known ?? { path, base }), content, changedAt: Date.now() }]
      }),
    )
    return changed.flat()
  }
}

const placeOf = (entry: Entry, site: Site): Place => ({
  path: entry.path,
  address: permalinkOf(entry, site, Date.now()),
})

/** The blog with all that is not published. */
export function siteNow({
  site,
  entries,
  works,
}: Pick<Blog, 'site' | 'entries' | 'works'>): Site | undefined {
  const there = [...entries.values()].filter(({ path }) => works.get(path)?.content !== null)
  return site && { ...site, ...listsOf(there) }
}

/** The blog with the post as it was before. */
function standOf(post: Post, path: string, site: Site): Stand {
  const before = (entries: readonly Entry[]): readonly Entry[] =>
    entries.map((entry) => (entry.path === path ? post : entry))
  return { post, site: { ...site, posts: before(site.posts), documents: before(site.documents) } }
}

/** A text with its links following, and how many do from each place. */
function relinkedText(
  path: string,
  text: string,
  was: readonly Stand[],
  now: Post,
): { text: string; counts: readonly number[] } {
  const counts: number[] = []
  let relinked = text
  for (const stand of was) {
    const next = relinkedFrom(path, relinked, stand, now)
    relinked = next.text
    counts.push(next.count)
  }
  return { text: relinked, counts }
}

function relinkedFrom(
  path: string,
  text: string,
  { post: was, site }: Stand,
  now: Post,
): { text: string; count: number } {
  const isText = /\.(?:md|markdown|mkdn?|mkdown)$/i.test(path)
  const whole = relink(text, placeOf(was, site), placeOf(now, site), site, isText)
  if (!isText) return whole
  const rest = relinkRelative(whole.text, parsePost(path, text, site), was, now, site)
  return { text: rest.text, count: whole.count + rest.count }
}

const plugin = 'jekyll-redirect-from'

async function redirects(blog: Blog, { config, posts, paths }: Site): Promise<boolean> {
  const named = ['plugins', 'gems', 'whitelist'].flatMap((key) => config.values[key] ?? [])
  if (named.includes(plugin) || posts.some(({ frontMatter }) => frontMatter.has('redirect_from'))) return true
  return paths.includes('Gemfile') && ((await blog.readText('Gemfile')) ?? '').includes(plugin)
}

const mayLink = /^(?!_site\/|vendor\/|node_modules\/)[^]*\.(?:md|markdown|mkdn?|mkdown|html?|ya?ml|json)$/i
const batch = 200

async function linksTo(post: Post, was: readonly Stand[], blog: Blog, site: Site): Promise<Linking[]> {
  const paths = site.paths.filter(
    (path) => mayLink.test(path) && path !== post.path && path !== '_config.yml',
  )
  const away = elsewhere(post, site)
  const found: Linking[] = []
  for (let from = 0; from < paths.length; from += batch) {
    const some = paths.slice(from, from + batch)
    await blog.repository.prefetch(some).catch(() => undefined)
    found.push(...(await Promise.all(some.map((path) => linkingAt(path, was, away, blog, site)))).flat())
  }
  return found
}

/** A place that it could have, so that links to it can be counted. */
function elsewhere(post: Post, site: Site): Post {
  const next = readdress(post, `${ownPart(post)}-x`, site, Date.now())
  return next ? parsePost(next.path, next.text, site) : post
}

async function linkingAt(
  path: string,
  was: readonly Stand[],
  away: Post,
  blog: Blog,
  site: Site,
): Promise<Linking[]> {
  const text = await blog.readText(path).catch(() => undefined)
  if (text === undefined) return []
  const { counts } = relinkedText(path, text, was, away)
  const count = counts.reduce((sum, each) => sum + each, 0)
  if (count === 0) return []
  const known = [...site.posts, ...site.drafts, ...site.documents].find((entry) => entry.path === path)
  const [before, now] = was
  const behind = before && now ? relinkedFrom(path, text, before, now.post).count : 0
  return [{ path, title: known?.title ?? parsePost(path, text, site).title, count, behind }]
}
