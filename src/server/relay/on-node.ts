import { serve } from '@hono/node-server'
import { relayInEnvironment } from './environment.ts'
import { nodeUpstream } from './node-upstream.ts'
import { createRelay } from './relay.ts'

const options = relayInEnvironment(process.env)
const relay = createRelay({ ...options, upstream: nodeUpstream() })
const { PORT: port = '8787', HOST: hostname = '127.0.0.1' } = process.env

/** The relay alone, as a process of Node. */
const server = serve(
  {
    fetch: (request, { incoming }: { incoming: { socket: { remoteAddress?: string | undefined } } }) =>
      relay.fetch(request, { client: incoming.socket.remoteAddress }),
    port: Number(port),
    hostname,
    overrideGlobalObjects: false,
  },
  (at) => console.log(`The relay is at http://${hostname}:${at.port}${options.path ?? ''}`),
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close())
