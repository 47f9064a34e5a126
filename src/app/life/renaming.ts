import type { Repository } from '../../git/repository.ts'
import {
  decodeText,
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
import { rivalsOf } from '../works.ts'
import { ownPart, readdress, takenBy, type Readdressed } from './readdress.ts'
import { relink, relinkRelative, type Place } from './relink.ts'

/** What giving a post another address needs of the open blog. */
interface Blog {
  readonly site: Site | undefined
  readonly works: Unpublished
  readonly repository: Repository
  readonly session: Session | undefined
  readText(path: string): Promise<string | undefined>
  followWork(path: string): Promise<void>
}

/** A text of the blog that has links to the post. */
interface Linking {
  readonly path: string
  readonly title: string
  readonly count: number
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
  readonly #published: string | undefined
  /** Texts of the blog with links to it. */
  readonly links: readonly Linking[]
  /** Whether the blog can lead readers on from the old address, and has it to lead on from. */
  readonly canRedirect: boolean

  private constructor(
    blog: Blog,
    site: Site,
    post: Post,
    published: string | undefined,
    links: readonly Linking[],
    canRedirect: boolean,
  ) {
    this.#blog = blog
    this.#site = site
    this.#post = post
    this.#published = published
    this.links = links
    this.canRedirect = canRedirect
  }

  /** Looks through the blog for links to a post; undefined where there is no such post any more. */
  static async begin(blog: Blog, path: string): Promise<Renaming | undefined> {
    await blog.session?.flush()
    const { site } = blog
    const text = await blog.readText(path)
    if (!site || text === undefined) return undefined
    const post = parsePost(path, text, site)
    const published = await publishedAddress(path, blog, site)
    const redirect = published !== undefined && (await redirects(blog, site))
    return new Renaming(blog, site, post, published, await linksTo(post, blog, site), redirect)
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
    const now = parsePost(path, text, this.#site)
    const content = redirect ? this.#withRedirect(now) : text
    const relinked = follow ? await this.#relinked(now) : []
    const known = works.get(from)
    const moved: Work = {
      path,
      content,
      base: await works.baseOf(from),
      ...(path !== from && { was: from }),
      changedAt: Date.now(),
      ...rivalsOf(known),
    }
    const before = [from, path, ...relinked.map((work) => work.path)].map(
      (each) => [each, works.get(each)] as const,
    )
    await works.write([moved, ...relinked], path === from ? [] : [from])
    await this.#follow(from, path)
    return { path, undo: () => this.#undo(before, path, from) }
  }

  async #undo(
    before: readonly (readonly [string, Work | undefined])[],
    path: string,
    from: string,
  ): Promise<void> {
    const saved = before.flatMap(([, work]) => work ?? [])
    const gone = before.flatMap(([each, work]) => (work ? [] : each))
    await this.#blog.session?.flush()
    await this.#blog.works.write(saved, gone)
    await this.#follow(path, from)
  }

  /** The open post stands under its new path. */
  async #follow(from: string, to: string): Promise<void> {
    const { session } = this.#blog
    if (session?.path === from && from !== to) session.movedTo(to)
    if (session) await this.#blog.followWork(session.path)
  }

  #withRedirect(post: Post): string {
    const address = this.#published
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
        const text = await this.#blog.readText(path)
        const known = works.get(path)
        if (text === undefined || known?.unproven !== undefined) return []
        const content = relinkedText(path, text, this.#post, now, this.#site).text
        return [{ ...(known ?? { path, base: await works.baseOf(path) }), content, changedAt: Date.now() }]
      }),
    )
    return changed.flat()
  }
}

const placeOf = (entry: Entry, site: Site): Place => ({
  path: entry.path,
  address: permalinkOf(entry, site, Date.now()),
})

function relinkedText(
  path: string,
  text: string,
  was: Post,
  now: Post,
  site: Site,
): { text: string; count: number } {
  const isText = /\.(?:md|markdown|mkdn?|mkdown)$/i.test(path)
  const whole = relink(text, placeOf(was, site), placeOf(now, site), site, isText)
  if (!isText) return whole
  const rest = relinkRelative(whole.text, parsePost(path, text, site), was, now, site)
  return { text: rest.text, count: whole.count + rest.count }
}

/** Where the blog has it now, if it shows it. */
async function publishedAddress(
  path: string,
  { works, repository }: Blog,
  site: Site,
): Promise<string | undefined> {
  const base = await works.baseOf(path)
  const bytes = base && (await repository.read(base.path))
  const text = bytes ? decodeText(bytes) : undefined
  if (!base || text === undefined) return undefined
  const post = parsePost(base.path, text, site)
  return post.kind === 'draft' || post.frontMatter.get('published') === false
    ? undefined
    : permalinkOf(post, site)
}

const plugin = 'jekyll-redirect-from'

async function redirects(blog: Blog, { config, posts, paths }: Site): Promise<boolean> {
  const named = ['plugins', 'gems', 'whitelist'].flatMap((key) => config.values[key] ?? [])
  if (named.includes(plugin) || posts.some(({ frontMatter }) => frontMatter.has('redirect_from'))) return true
  return paths.includes('Gemfile') && ((await blog.readText('Gemfile')) ?? '').includes(plugin)
}

const mayLink = /^(?!_site\/|vendor\/|node_modules\/)[^]*\.(?:md|markdown|mkdn?|mkdown|html?|ya?ml|json)$/i
const batch = 200

async function linksTo(post: Post, blog: Blog, site: Site): Promise<Linking[]> {
  const paths = site.paths.filter(
    (path) => mayLink.test(path) && path !== post.path && path !== '_config.yml',
  )
  const away = elsewhere(post, site)
  const found: Linking[] = []
  for (let from = 0; from < paths.length; from += batch) {
    const some = paths.slice(from, from + batch)
    await blog.repository.prefetch(some).catch(() => undefined)
    found.push(...(await Promise.all(some.map((path) => linkingAt(path, post, away, blog, site)))).flat())
  }
  return found
}

/** A place that it could have, so that links to it can be counted. */
function elsewhere(post: Post, site: Site): Post {
  const next = readdress(post, `${ownPart(post)}-x`, site, Date.now())
  return next ? parsePost(next.path, next.text, site) : post
}

async function linkingAt(path: string, post: Post, away: Post, blog: Blog, site: Site): Promise<Linking[]> {
  const text = await blog.readText(path).catch(() => undefined)
  if (text === undefined) return []
  const { count } = relinkedText(path, text, post, away, site)
  if (count === 0) return []
  const known = [...site.posts, ...site.drafts, ...site.documents].find((entry) => entry.path === path)
  return [{ path, title: known?.title ?? parsePost(path, text, site).title, count }]
}
