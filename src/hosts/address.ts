import { hostOf, repositoryPath } from './known.ts'
import type { Blog } from './offer.ts'

export type Address =
  | { readonly kind: 'blog'; readonly blog: Blog }
  /** What is wrong: nothing was typed, it is no address, it is one that a browser cannot reach, or it holds a password. */
  | { readonly kind: 'empty' | 'malformed' | 'unreachable' | 'password' }

/**
 * Reads what an author may paste: `https://host/owner/blog(.git)`, `host/owner/blog`, `git@host:owner/blog.git`
 * (answered as its https twin), with or without `git clone` before it. A name, a query and a fragment are dropped, and at hosts that
 * are well known whatever page of the repository it is: each repository has one address there, its name on this device.
 */
export function parseAddress(text: string): Address {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  const url = parseUrl(asHttps(trimmed.replace(/^git clone +/, '')))
  if (!url) return { kind: 'malformed' }
  if (url.password !== '') return { kind: 'password' }
  if (!isReachable(url)) return { kind: 'unreachable' }
  const own = ownAddress(url)
  return { kind: 'blog', blog: { name: blogName(new URL(own).pathname), url: own } }
}

/** Only GitLab calls its repositories `blog.git`, and sends whoever leaves that out to another address. */
function ownAddress(url: URL): string {
  const host = hostOf(url.href)
  const parts = host.kind === 'git' ? [''] : repositoryPath(url.href, host).split('/')
  if (parts.some((part) => /^\.{0,2}$/.test(part))) return url.origin + trimSlash(url.pathname)
  return `${host.origin}/${parts.map(encodeURIComponent).join('/')}${host.kind === 'gitlab' ? '.git' : ''}`
}

/** `git@host:owner/blog` is how SSH spells it; a browser reaches the same repository over https, at no port of SSH. */
function asHttps(text: string): string {
  const ssh = /^ssh:\/\/git@([^:/]+)(?::\d+)?\/(.+)$/.exec(text) ?? /^git@([^:/]+)[:/](.+)$/.exec(text)
  if (ssh) return `https://${ssh[1] ?? ''}/${ssh[2] ?? ''}`
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
}

function parseUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^https?:$/.test(url.protocol) && blogName(url.pathname) !== '' ? url : undefined
}

/** Plain http is for this computer alone: elsewhere a password would travel in the open. */
const isReachable = (url: URL): boolean =>
  url.protocol === 'https:' || url.hostname === '127.0.0.1' || url.hostname === 'localhost'

const trimSlash = (path: string): string => path.replace(/\/+$/, '')

const blogName = (path: string): string =>
  decode(trimSlash(path).split('/').at(-1) ?? '').replace(/\.git$/, '')

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
