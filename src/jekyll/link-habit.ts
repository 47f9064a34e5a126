import { expandAddress, postName, resolved } from './addresses.ts'
import type { LinkUse } from './links.ts'
import { permalinkOf } from './permalink.ts'
import type { Entry } from './post.ts'
import type { Site } from './site.ts'
import { mostCommon } from './tally.ts'

/** How a site's posts write links to each other. */
export interface LinkHabit {
  /**
   * What stands between `before` and `after`: the post's address; that without its last slash or ending; the name of its
   * file as `{% post_url %}` wants it; its path as `{% link %}` does; the way to it from the other post's address.
   */
  readonly names: 'address' | 'short-address' | 'post' | 'path' | 'relative'
  readonly before: string
  readonly after: string
}

/** Learns from the links in a site's newest posts that lead to posts, else from those to other places on the site. */
export function learnLinks(site: Site): LinkHabit {
  const posts = postsByAddress(site)
  const habits = site.links.map((use) => habitOf(use, posts, site)).filter((habit) => habit !== undefined)
  const most = mostCommon(habits.map((habit) => JSON.stringify(habit)))
  return most === undefined ? habitWithout(site) : (JSON.parse(most) as LinkHabit)
}

function habitWithout(site: Site): LinkHabit {
  const before = mostCommon(site.links.flatMap(({ address }) => prefixOf(address, site)))
  const own = site.config.baseurl === '' ? '' : '{{ site.baseurl }}'
  return { names: 'address', before: before ?? own, after: '' }
}

/** What stands before the path in a link to another place on the site. */
function prefixOf(address: string, { config }: Site): string[] {
  if (address.startsWith('/')) return ['']
  const host = hostIn(address, config.url)
  return host === undefined ? [/^\{\{[^{}|]{1,60}\}\}(?=\/)/.exec(address)?.[0] ?? []].flat() : [host]
}

/** The site's own address at the start of another, with or without encryption. */
function hostIn(address: string, url: string): string | undefined {
  const bare = url.replace(/^https?:/i, '')
  const scheme = /^https?:/i.exec(address)?.[0] ?? ''
  return bare !== '' && address.startsWith(`${bare}/`, scheme.length) ? scheme + bare : undefined
}

const entriesOf = (site: Site): Entry[] => [...site.posts, ...site.drafts, ...site.documents]

const byAddress = new WeakMap<Site, ReadonlyMap<string, Entry>>()

function postsByAddress(site: Site): ReadonlyMap<string, Entry> {
  const known = byAddress.get(site)
  const made = known ?? new Map(entriesOf(site).map((entry) => [addressOf(entry, site), entry]))
  byAddress.set(site, made)
  return made
}

const addresses = new WeakMap<Entry, { readonly config: Site['config']; readonly address: string }>()

/** A post's address as links are compared; worked out once: a site is another one with every publish, its posts are not. */
function addressOf(entry: Entry, site: Site): string {
  const known = addresses.get(entry)
  if (known?.config === site.config) return known.address
  const address = short(permalinkOf(entry, site))
  addresses.set(entry, { config: site.config, address })
  return address
}

/** Servers find a page with and without these. */
const short = (address: string): string =>
  address.replace(/[?#].*$/s, '').replace(/(?:\/index)?\.html?$|(?<=.)\/$/, '')

function habitOf(
  { path, address }: LinkUse,
  posts: ReadonlyMap<string, Entry>,
  site: Site,
): LinkHabit | undefined {
  const tag = /^(.*\{%-?\s*(post_url|link)\s+).*?(\s*-?%\})$/s.exec(address)
  if (tag) return { names: tag[2] === 'link' ? 'path' : 'post', before: tag[1] ?? '', after: tag[3] ?? '' }
  const isRelative = /^\.{0,2}[^/{:#?]+(?:\/|$)/.test(address)
  const from = isRelative ? entriesOf(site).find((each) => each.path === path) : undefined
  const entry = from ? linkedPost(address, from, site) : entryAt(address, posts, site)
  const url = entry && permalinkOf(entry, site)
  if (url === undefined || entry?.path === path) return undefined
  if (isRelative) return { names: 'relative', before: '', after: '' }
  for (const [names, spelled] of [
    ['address', url],
    ['short-address', short(url)],
  ] as const) {
    const at = address.indexOf(spelled)
    if (at !== -1 && spelled !== '/')
      return {
        names,
        before: address.slice(0, at),
        after: address.slice(at + spelled.length).replace(/^#.*$/s, ''),
      }
  }
  return undefined
}

function entryAt(address: string, posts: ReadonlyMap<string, Entry>, { config }: Site): Entry | undefined {
  const plain = expandAddress(address, { config })
  const { url, baseurl } = config
  const local = plain.slice(hostIn(plain, url)?.length ?? 0)
  const path = baseurl !== '' && local.startsWith(`${baseurl}/`) ? local.slice(baseurl.length) : local
  return posts.get(short(path))
}

/** The address of a post as this site writes it in another. */
export function writeLink({ names, before, after }: LinkHabit, to: Entry, from: Entry, site: Site): string {
  const url = permalinkOf(to, site)
  const isPost = /(?:^|\/)_posts\//.test(to.path)
  if ((names === 'post' && !isPost) || (names === 'path' && to.kind === 'draft'))
    return `${site.config.baseurl === '' ? '' : '{{ site.baseurl }}'}${url}`
  const spelled = {
    address: () => url,
    'short-address': () => short(url),
    post: () => postName(to.path),
    path: () => to.path,
    relative: () => wayTo(permalinkOf(from, site), url),
  }
  return before + spelled[names]() + after
}

/** `../b/` from `/x/a/` to `/x/b/`. */
function wayTo(from: string, to: string): string {
  const [start, end] = [from.split('/').slice(0, -1), to.split('/')]
  let same = 0
  while (same < start.length && same < end.length - 1 && start[same] === end[same]) same += 1
  const way = '../'.repeat(start.length - same) + end.slice(same).join('/')
  return way === '' ? './' : way
}

/** The post to which an address in a post leads; undefined where it leads elsewhere. */
export function linkedPost(address: string, from: Entry, site: Site): Entry | undefined {
  const tag = /\{%-?\s*(post_url|link)\s+(.*?)\s*-?%\}/.exec(address)
  if (tag?.[2] !== undefined) return taggedPost(tag[1] === 'link', tag[2].replace(/^\//, ''), site)
  const posts = postsByAddress(site)
  if (/^(?:[a-z][a-z\d+.-]*:|[/{#?])/i.test(address)) return entryAt(address, posts, site)
  const folder = permalinkOf(from, site).replace(/[^/]*$/, '')
  return posts.get(short(`/${resolved(folder, address.replace(/[?#].*$/s, ''))}`))
}

const taggedPost = (byPath: boolean, name: string, site: Site): Entry | undefined =>
  entriesOf(site).find(({ path }) => (byPath ? path : postName(path)) === name)
