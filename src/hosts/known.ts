import { HostError, type HostInfo } from './hosting.ts'

const known: Readonly<Record<string, Omit<HostInfo, 'origin'>>> = {
  'github.com': { kind: 'github', name: 'GitHub', api: 'https://api.github.com', gitFromBrowsers: false },
  'gitlab.com': { kind: 'gitlab', name: 'GitLab', api: 'https://gitlab.com/api/v4', gitFromBrowsers: false },
  'codeberg.org': {
    kind: 'gitea',
    name: 'Codeberg',
    api: 'https://codeberg.org/api/v1',
    gitFromBrowsers: true,
  },
  'bitbucket.org': {
    kind: 'bitbucket',
    name: 'Bitbucket',
    api: 'https://api.bitbucket.org/2.0',
    gitFromBrowsers: false,
  },
}

/**
 * The host of a repository's address, by names that are well known; any other is one that speaks Git alone, until
 * `probeHost` has asked it. Throws `not-found` for what is no address of http or https.
 */
export function hostOf(url: string): HostInfo {
  const { origin, host, protocol } = parse(url)
  const name = host.replace(/^www\./, '')
  const found = protocol === 'https:' && Object.hasOwn(known, name) ? known[name] : undefined
  if (found) return { ...found, origin: `https://${name}` }
  return { kind: 'git', name: host, origin, gitFromBrowsers: true }
}

/**
 * `owner/blog` of a repository's address at this host: without `.git`, pages of the host behind it (`/tree/main`, `/-/issues`)
 * and, where the host lives below a path, without that. Empty where the address names no repository.
 */
export function repositoryPath(url: string, info: HostInfo): string {
  const base = new URL(info.origin).pathname.replace(/\/+$/, '')
  const { pathname } = parse(url)
  const inner = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname
  const parts = inner.split('/').filter((part) => part !== '')
  const end = info.kind === 'gitlab' ? parts.indexOf('-') : depth[info.kind]
  const path = parts.slice(0, end < 0 ? parts.length : end).map(decoded)
  return path.length < 2 && info.kind !== 'git' ? '' : path.join('/').replace(/\.git$/, '')
}

/** How many parts a repository's path has; -1: any number. */
const depth = { github: 2, gitea: 2, bitbucket: 2, git: -1 }

function parse(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed
  throw new HostError('not-found', 'The address is not one of http or https')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
