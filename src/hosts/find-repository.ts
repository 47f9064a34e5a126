import type { Http } from './hosting.ts'
import { hostOf, repositoryPath } from './known.ts'

/**
 * Addresses of the repositories that a site may come from, the likeliest first: by the naming of the hosts that serve pages,
 * else by what the page itself links to, where it lets us read it. Never rejects.
 */
export async function findRepository(siteAddress: string, http: Http): Promise<readonly string[]> {
  const text = /^https?:/i.test(siteAddress.trim()) ? siteAddress.trim() : `https://${siteAddress.trim()}`
  const site = URL.canParse(text) ? new URL(text) : undefined
  if (site === undefined || !/^https?:$/.test(site.protocol)) return []
  const named = byName(site)
  return named.length > 0 ? named : byPage(await pageOf(site, http))
}

/** How hosts name sites: `ADA.github.io` is the repository of that name, `ADA.github.io/blog` the repository `ADA/blog`. */
const services: readonly (readonly [domain: string, host: string, own: (login: string) => string])[] = [
  ['.github.io', 'https://github.com', (login) => `${login}.github.io`],
  ['.gitlab.io', 'https://gitlab.com', (login) => `${login}.gitlab.io`],
  ['.codeberg.page', 'https://codeberg.org', () => 'pages'],
  ['.bitbucket.io', 'https://bitbucket.org', (login) => `${login}.bitbucket.io`],
]

function byName({ hostname, pathname }: URL): string[] {
  const service = services.find(([domain]) => hostname.endsWith(domain))
  if (service === undefined) return []
  const [domain, host, own] = service
  const login = hostname.slice(0, -domain.length)
  if (login === '' || login.includes('.')) return []
  const first = pathname.split('/').find((part) => part !== '' && !part.includes('.'))
  const names = [...(first === undefined || first.startsWith('@') ? [] : [first]), own(login)]
  return names.map((name) => `${host}/${login}/${name}`)
}

const longest = 2 ** 20

async function pageOf(site: URL, http: Http): Promise<string> {
  const init: RequestInit = {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(10_000),
  }
  try {
    const response = await http(site.href, init)
    const reader = response.ok ? response.body?.getReader() : undefined
    const decoder = new TextDecoder()
    let text = ''
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      text += decoder.decode(part.value, { stream: true })
      if (text.length > longest) break
    }
    await reader?.cancel()
    return text
  } catch {
    return ''
  }
}

/** Links that lead to the source of the page say more than those to a repository, and these more the more often they stand there. */
function byPage(html: string): string[] {
  const weights = new Map<string, number>()
  for (const [tag, href = ''] of html.matchAll(/<(?:a|link)\b[^>]*?\bhref=["']?([^"'\s>]+)[^>]*>/gi)) {
    const repository = repositoryIn(href.replaceAll('&amp;', '&'))
    if (repository === undefined) continue
    const isSource = /\/(?:edit|blob|_edit|src\/branch)\//.test(href) || /rel=["']?(?:vcs|code)/i.test(tag)
    weights.set(repository, (weights.get(repository) ?? 0) + (isSource ? 100 : 1))
  }
  const all = [...weights].sort(([, a], [, b]) => b - a).slice(0, 5)
  return all.map(([repository]) => repository)
}

function repositoryIn(href: string): string | undefined {
  if (!URL.canParse(href) || !/^https?:/.test(href)) return undefined
  const info = hostOf(href)
  const path = info.kind === 'git' ? '' : repositoryPath(href, info)
  return path === '' ? undefined : `${info.origin}/${path}`
}
