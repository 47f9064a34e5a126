import type { Blog } from './offer.ts'

export type Address =
  | { readonly kind: 'blog'; readonly blog: Blog }
  /** What is wrong: nothing was typed, it is no address, it is one that a browser cannot reach, or it holds a password. */
  | { readonly kind: 'empty' | 'malformed' | 'unreachable' | 'password' }

/**
 * Reads what an author may paste: `https://host/owner/blog(.git)`, `host/owner/blog`, `git@host:owner/blog.git`
 * (answered as its https twin). A query and a fragment are dropped.
 */
export function parseAddress(text: string): Address {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  const url = parseUrl(asHttps(trimmed))
  if (!url) return { kind: 'malformed' }
  if (url.username !== '' || url.password !== '') return { kind: 'password' }
  if (!isReachable(url)) return { kind: 'unreachable' }
  return { kind: 'blog', blog: { name: blogName(url.pathname), url: url.origin + trimSlash(url.pathname) } }
}

/** `git@host:owner/blog` is how SSH spells it; a browser reaches the same repository over https. */
function asHttps(text: string): string {
  const ssh = /^(?:ssh:\/\/)?git@([^:/]+)[:/](.+)$/.exec(text)
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
