import { decodeText, parsePost, permalinkOf, statusOf, type Post, type Site } from '../../jekyll/index.ts'
import type { Work } from '../../recovery/index.ts'
import type { Latest } from '../sending.ts'
import { Live, type Published, type Ways } from './live.svelte.ts'
import { signOf, type Sign } from './sign.ts'

/** What the blog's host tells of the site, where it is asked at all. */
export interface SiteHost {
  readonly build: NonNullable<Ways['build']>
  /** The site's public address, where its own settings do not tell it. */
  readonly page?: string
}

/** What is needed of the open blog. */
export interface Blog {
  readonly blog: { readonly url: string }
  readonly site: Site | undefined
  readonly siteHost: SiteHost | undefined
  readonly left: AbortSignal
  live: Live | undefined
}

/** A page that does not answer in so many milliseconds does not answer. */
const patience = 20_000

/**
 * Follows what was just published, until its page shows it or the blog is left. A folder on this computer is not what the
 * site is built from, unless its host says so.
 */
export async function watch(blog: Blog, latest: Latest): Promise<void> {
  const { site, siteHost, left } = blog
  const isHere = isLoopback(new URL(blog.blog.url))
  if (!site || (isHere && !siteHost)) return
  const address = addressOf(site, siteHost?.page)
  const published = publishedOf(latest, site, address && mayAsk(address, isHere) ? address : undefined)
  if (published.page === undefined && !siteHost) return
  const live = new Live(published, { get, pause, ...(siteHost && { build: siteHost.build }) })
  blog.live = live
  await live.follow(left)
}

/** The site's public address without a slash at its end; undefined where nobody tells. */
function addressOf({ config }: Site, page: string | undefined): string | undefined {
  if (/^https?:\/\/./.test(config.url)) return config.url + config.baseurl
  return page?.replace(/\/+$/, '')
}

const isLoopback = ({ hostname }: URL): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)

/** A blog may claim any address: only one that is public, or on this computer as the blog itself, is asked. */
function mayAsk(address: string, isHere: boolean): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || url.username + url.password !== '') return false
  if (isLoopback(url)) return isHere
  return url.protocol === 'https:' && /\.[a-z][a-z0-9-]*\.?$/i.test(url.hostname)
}

function publishedOf(latest: Latest, site: Site, address: string | undefined): Published {
  const pages = latest.works.flatMap((work) => pageOf(work, latest, site))
  const [first] = pages
  const { head: commit, branch } = latest
  if (!first) return { commit, branch, sign: {}, gone: false }
  const page = address === undefined ? {} : { page: address + encodeURI(first.url) }
  return { commit, branch, ...page, sign: first.sign, gone: first.gone }
}

interface Page {
  readonly url: string
  readonly sign: Sign
  readonly gone: boolean
}

/** The public page of a post that was published; none of what the site does not show. */
function pageOf(work: Work, { before }: Latest, site: Site): Page[] {
  const old = before.find(({ path }) => path === (work.base?.path ?? work.path))?.bytes
  const text = old ? decodeText(old) : undefined
  const was = text === undefined ? undefined : parsePost(work.base?.path ?? work.path, text, site)
  const now = typeof work.content === 'string' ? parsePost(work.path, work.content, site) : undefined
  const shown = now ?? (work.content === null ? was : undefined)
  if (!shown || statusOf(shown, site, Date.now()) !== 'published') return []
  return [{ url: permalinkOf(shown, site), sign: now ? signBetween(was, now) : {}, gone: !now }]
}

function signBetween(was: Post | undefined, now: Post): Sign {
  const sign = signOf(words(was?.body ?? ''), words(now.body))
  return 'present' in sign || 'absent' in sign ? sign : signOf(was?.title ?? '', now.title)
}

/** A text without what its page does not show as it stands. */
const words = (body: string): string =>
  body.replace(/\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|\{:[^}]*\}|<[^>]*>|\]\([^)]*\)|^.*\|.*$/gm, '|')

const get: Ways['get'] = (address, signal) =>
  fetch(address, {
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  })

const pause: Ways['pause'] = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      reject(new DOMException('Left', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', end, { once: true })
  })
