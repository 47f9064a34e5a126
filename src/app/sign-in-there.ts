import type { HostInfo } from '../hosts/hosting.ts'
import { readRelay } from '../hosts/route.ts'
import type { Client } from '../hosts/service.ts'
import type { App } from './app.svelte.ts'
import type { Problem } from './problem.ts'
import { openly } from './relay.ts'
import { hostsOf, problemOfHost } from './sign-in.ts'

/** Hosts that let a page exchange what their own page answers; GitHub wants a secret for that, which a relay has. */
const open = new Set<HostInfo['kind']>(['gitlab', 'gitea'])

/**
 * Under which name a host knows this Galley, so that one can sign in on the host's own page; undefined where it knows none.
 * `registered`: what the page says, `gitlab.com=NAME codeberg.org=NAME`.
 */
export async function clientAt(app: App, host: HostInfo, registered: string): Promise<Client | undefined> {
  const name = new URL(host.origin).host
  if (open.has(host.kind)) {
    const own = registered.split(/\s+/).find((entry) => entry.startsWith(`${name}=`))
    return own === undefined ? undefined : { id: own.slice(name.length + 1) }
  }
  if (host.kind !== 'github' || app.relay === '') return undefined
  const { signIn = [] } = (await readRelay(app.relay, openly)) ?? {}
  const way = signIn.find((one) => one.host === name)
  return way && { id: way.client, relay: app.relay }
}

/** The address of the host's own page, on which the author says whether Galley is let in. */
export async function beginThere(app: App, url: string, client: Client): Promise<{ page: string } | Problem> {
  const redirect = new URL('signed-in.html', app.services.base).href
  try {
    return { page: await (await hostsOf(app)).begin(url, client, redirect) }
  } catch (error) {
    return problemOfHost(error)
  }
}

/** Nobody waits any more for what that page answers. */
export const giveUpThere = async (app: App): Promise<void> => (await hostsOf(app)).giveUp()
