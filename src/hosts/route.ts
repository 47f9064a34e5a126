import type { HostInfo, Http } from './hosting.ts'

/** How a repository is reached, as the settings of a repository say it; nothing: in Git's own words, straight to its host. */
export interface Route {
  readonly relay?: string
  readonly direct?: 'github'
  readonly api?: string
}

/**
 * The way to what lies at a host. Where the host speaks Git with no page of another origin: through the relay, if there is
 * one, else by GitHub's own interface, else straight, which the host then refuses.
 */
export async function routeTo(host: HostInfo, relay: string, http: Http): Promise<Route> {
  if (relay !== '' && (host.kind === 'git' ? await serves(relay, host, http) : !host.gitFromBrowsers))
    return { relay }
  if (host.gitFromBrowsers || host.kind !== 'github') return {}
  return { direct: 'github', ...(host.api !== undefined && { api: host.api }) }
}

/** Of a host that is not well known only the relay can say whether it leads there. */
async function serves(relay: string, { origin }: HostInfo, http: Http): Promise<boolean> {
  const about = await readRelay(relay, http)
  return about?.hosts.includes(new URL(origin).host) === true
}

/** What a relay says of itself. */
export interface Relay {
  readonly hosts: readonly string[]
  /** Where it exchanges what a sign-in on the host's own page yields, and under which name. */
  readonly signIn: readonly { readonly host: string; readonly client: string }[]
}

/** Undefined where no relay answers. */
export async function readRelay(relay: string, http: Http): Promise<Relay | undefined> {
  const response = await http(`${relay}/about.json`, {}).catch(() => undefined)
  const said: unknown = response?.ok === true ? await response.json().catch(() => undefined) : undefined
  if (!isRecord(said) || said.galley !== 'relay') return undefined
  return { hosts: listOf(said.hosts, isText), signIn: listOf(said.signIn, isWay) }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isText = (value: unknown): value is string => typeof value === 'string'

const isWay = (value: unknown): value is Relay['signIn'][number] =>
  isRecord(value) && isText(value.host) && isText(value.client)

const listOf = <T>(value: unknown, is: (item: unknown) => item is T): readonly T[] =>
  Array.isArray(value) ? value.filter(is) : []
