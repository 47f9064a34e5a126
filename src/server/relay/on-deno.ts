import { relayInEnvironment } from './environment.ts'
import { fetchUpstream } from './fetch-upstream.ts'
import { createRelay } from './relay.ts'

interface DenoServer {
  readonly env: { toObject(): Readonly<Record<string, string>> }
  serve(answer: (request: Request, info: { remoteAddr: { hostname?: string } }) => Promise<Response>): unknown
}

const { Deno: deno } = globalThis as unknown as { Deno: DenoServer }
const relay = createRelay({
  ...relayInEnvironment(deno.env.toObject()),
  atHome: true,
  upstream: fetchUpstream,
})

/** The relay on Deno Deploy. */
deno.serve((request, { remoteAddr }) => relay.fetch(request, { client: remoteAddr.hostname }))
