import { relayInEnvironment } from './environment.ts'
import { nodeUpstream } from './node-upstream.ts'
import { createRelay } from './relay.ts'

const relay = createRelay({ ...relayInEnvironment(process.env), atHome: true, upstream: nodeUpstream() })

/** The relay as a function of Vercel, which names the client itself. */
const answer = (request: Request): Promise<Response> =>
  relay.fetch(request, { client: request.headers.get('x-real-ip') ?? undefined })

export { answer as GET, answer as OPTIONS, answer as POST }
