import { relayInEnvironment } from './environment.ts'
import { fetchUpstream } from './fetch-upstream.ts'
import { createRelay, type Relay } from './relay.ts'

let relay: Relay | undefined

/** The relay on Cloudflare Workers. */
export default {
  fetch(request: Request, variables: Readonly<Record<string, unknown>>): Promise<Response> {
    relay ??= createRelay({ ...relayInEnvironment(variables), atHome: true, upstream: fetchUpstream })
    return relay.fetch(request, { client: request.headers.get('cf-connecting-ip') ?? undefined })
  },
}
