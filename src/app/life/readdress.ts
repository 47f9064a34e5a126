import { parseFileName } from '../../jekyll/index.ts'
import {
  parsePost,
  permalinkOf,
  serializePost,
  slugify,
  withFrontMatter,
  type Entry,
  type Post,
  type Site,
} from '../../jekyll/index.ts'

/** A post under another address. */
export interface Readdressed {
  readonly path: string
  readonly text: string
  /** From the site's root. */
  readonly address: string
}

/** The part of a post's address that is its own: of the address that its details give it, else its slug. */
export function ownPart(post: Entry): string {
  const given = givenAddress(post)
  if (given !== undefined) return lastPart.exec(given)?.[1] ?? ''
  const folder = ownFolder(post)
  if (folder !== undefined) return folder
  return post.kind === 'page' ? parseFileName(post.path).slug : post.slug
}

/** The folder that a text has to itself: `about` of `about/index.md`. */
function ownFolder({ path }: Entry): string | undefined {
  return parseFileName(path).slug === 'index' ? path.split('/').at(-2) : undefined
}

const lastPart = /([^/]*?)(\/?|\.[a-z\d]{1,5})$/i

function givenAddress({ frontMatter }: Entry): string | undefined {
  const given = frontMatter.get('permalink')
  return typeof given === 'string' && given !== '' && !given.includes(':') ? given : undefined
}

/**
 * The post with another own part in its address: in its details where they say it, else in the file's name. Undefined
 * where nothing is left that an address can be made of.
 */
export function readdress(post: Post, words: string, site: Site, now: number): Readdressed | undefined {
  const slug = slugify(words, 'default')
  if (slug === '') return undefined
  const given = givenAddress(post)
  const [key, value] =
    given !== undefined
      ? ['permalink', given.replace(lastPart, `${slug}$2`)]
      : post.frontMatter.has('slug')
        ? ['slug', slug]
        : [undefined, undefined]
  if (key !== undefined) {
    const text = serializePost(withFrontMatter(post, post.frontMatter.with(key, value), site))
    const address = permalinkOf(parsePost(post.path, text, site), site, now)
    // of a page, and of most collections, the address is made of the file's name alone
    if (key === 'permalink' || address !== permalinkOf(post, site, now))
      return { path: post.path, text, address }
  }
  const path = namedAnew(post, slug)
  const text = serializePost(post)
  return { path, text, address: permalinkOf(parsePost(path, text, site), site, now) }
}

function namedAnew(post: Post, slug: string): string {
  const { path } = post
  const { extension } = parseFileName(path)
  const own = ownFolder(post)
  if (own !== undefined) return path.replace(/[^/]+\/[^/]+$/, (end) => slug + end.slice(own.length))
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const day = /^\d{2,4}-\d{1,2}-\d{1,2}-/.exec(path.slice(folder.length))?.[0] ?? ''
  return folder + day + slug + extension
}

/** Another text of the site at this address. */
export function takenBy(address: string, path: string, site: Site, now: number): Entry | undefined {
  return [...site.posts, ...site.documents].find(
    (entry) => entry.path !== path && addressOf(entry, site, now) === address,
  )
}

const known = new WeakMap<Entry, { readonly config: Site['config']; readonly address: string }>()

/** Worked out once: an address is asked for with every key. */
function addressOf(entry: Entry, site: Site, now: number): string {
  const before = known.get(entry)
  if (before?.config === site.config) return before.address
  const address = permalinkOf(entry, site, now)
  known.set(entry, { config: site.config, address })
  return address
}

/**
 * The file of a post whose details give it the next address, with a number behind it, that no other text of the site has;
 * undefined where the details have no say in it.
 */
export function withFreeAddress(post: Post, site: Site, now: number): string | undefined {
  const given = givenAddress(post)
  const stem = ownPart(post).replace(/-\d{1,3}$/, '')
  const own = permalinkOf(post, site, now)
  for (let number = 2; number < 100; number += 1) {
    const words = `${stem}-${number}`
    const [key, value] =
      given === undefined ? ['slug', words] : ['permalink', given.replace(lastPart, `${words}$2`)]
    const next = withFrontMatter(post, post.frontMatter.with(key, value), site)
    const address = permalinkOf(next, site, now)
    if (address === own) return undefined
    if (!takenBy(address, post.path, site, now)) return serializePost(next)
  }
  return undefined
}
