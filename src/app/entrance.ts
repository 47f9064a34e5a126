import { parseAddress } from '../hosts/address.ts'
import type { Blog } from '../hosts/offer.ts'
import type { App, Link } from './app.svelte.ts'
import { readLink } from './open-link.ts'
import type { ProblemCode } from './problem.ts'

const codes = {
  empty: 'empty-address',
  malformed: 'malformed-address',
  unreachable: 'unreachable-address',
  password: 'password-in-address',
} as const satisfies Record<string, ProblemCode>

/** Where hosts keep sites, and never their repositories. */
const siteHosts =
  /\.(?:github\.io|gitlab\.io|codeberg\.page|bitbucket\.io|netlify\.app|vercel\.app|pages\.dev)$/

/** Opens what an author typed: the address of a repository, or of a site whose repository is to be found. */
export async function openTyped(app: App, text: string): Promise<void> {
  const address = parseAddress(text)
  const site = siteIn(text)
  if (address.kind === 'blog' && (site === undefined || !siteHosts.test(new URL(site).hostname)))
    return app.open(asKnown(app, address.blog))
  if (site !== undefined) app.stage = { kind: 'choosing', site }
  else if (address.kind !== 'blog') app.stage = { kind: 'choosing', problem: { code: codes[address.kind] } }
}

/**
 * The blog under the address by which this device knows it, with `.git` at its end or without: what was not published lies
 * there.
 */
export function asKnown({ settings: { recent = [] } }: App, blog: Blog): Blog {
  const same =
    recent.find(({ url }) => url === blog.url) ?? recent.find(({ url }) => bare(url) === bare(blog.url))
  return same ? { ...blog, url: same.url } : blog
}

const bare = (url: string): string => url.replace(/\.git$/, '')

/** The address of a page, if it can be one: `you.github.io`, `https://example.org/blog/`. */
function siteIn(text: string): string | undefined {
  const typed = /^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`
  const url = URL.canParse(typed) ? new URL(typed) : undefined
  const isOne = url?.protocol === 'https:' && url.username + url.password === '' && url.hostname.includes('.')
  return isOne ? url.origin + url.pathname : undefined
}

/**
 * Opens the blog that a link leads to, and its post. One that this device does not know is asked about first: whoever made
 * the link may be anybody. False where it is no such link.
 */
export async function followLink(app: App, hash: string): Promise<boolean> {
  const read = readLink(hash)
  // the address must not lead there again after a reload, nor tell what was in it
  history.replaceState(history.state, '', '#/')
  if (!read) return false
  const blog = asKnown(app, read.blog)
  const link = { ...read, blog }
  const offered = app.offer.blogs.find(({ url }) => bare(url) === bare(blog.url))
  if (app.workspace?.blog.url === blog.url && app.stage.kind === 'open') showPost(link)
  else if (offered) await openLink(app, { ...link, blog: offered })
  else if (app.knows(blog)) await openLink(app, link)
  else await ask(app, link)
  return true
}

async function ask(app: App, link: Link): Promise<void> {
  await app.close()
  app.stage = { kind: 'choosing', link }
}

/** Opens the blog of a link, and its post in it. */
export async function openLink(app: App, link: Link): Promise<void> {
  if (app.workspace) await app.close()
  showPost(link)
  await app.open(link.blog)
}

const showPost = ({ post }: Link): void => {
  location.hash = post === undefined ? '#/' : `#/post/${encodeURIComponent(post)}`
}
