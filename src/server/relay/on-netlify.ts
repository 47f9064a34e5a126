import { relayInEnvironment } from './environment.ts'
import { nodeUpstream } from './node-upstream.ts'
import { createRelay } from './relay.ts'

const relay = createRelay({ ...relayInEnvironment(process.env), atHome: true, upstream: nodeUpstream() })

/** The relay as a function of Netlify; `deploy/netlify/relay.mjs` says where it is. */
export default (request: Request, context: { readonly ip?: string }): Promise<Response> =>
  relay.fetch(request, { client: context.ip })
