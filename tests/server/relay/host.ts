import { request as ask, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { onTestFinished } from 'vitest'
import { createAdaptorServer } from '@hono/node-server'
import { nodeUpstream, type NodeUpstreamOptions } from '../../../src/server/relay/node-upstream.ts'
import { createRelay, type RelayOptions } from '../../../src/server/relay/relay.ts'
import { temporaryFolder } from '../running.ts'
import { makeCertificate } from './certificate.ts'

/** The page that the relays of the tests are for. */
export const page = 'https://blog.example'
/** The host that they pass on to. */
export const name = 'git.example'

let made: { key: string; cert: string } | undefined

/** A certificate for that host that it gave itself. */
function certificate(): { key: string; cert: string } {
  made ??= makeCertificate(name, temporaryFolder())
  return made
}

async function listening(server: Server & { closeAllConnections?: () => void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections?.()
    await closed
  })
  return (server.address() as AddressInfo).port
}

/** A host that speaks https on this computer; how one reaches it by its name. */
export async function startHost(listener: RequestListener): Promise<NodeUpstreamOptions> {
  const { key, cert } = certificate()
  const port = await listening(createServer({ key, cert }, listener))
  return { port, ca: cert, resolve: () => Promise.resolve(here), isAllowed: () => true }
}

export const here = [{ address: '127.0.0.1', family: 4 }] as const

/** Passes everything on to a plain server, as it arrives. */
export function passingTo(address: string): RequestListener {
  return (message, response) => {
    const { method, url, headers } = message
    const sent = ask(new URL(url ?? '/', address), { method, headers, agent: false }, (found) => {
      response.writeHead(found.statusCode ?? 502, found.headers)
      found.pipe(response)
    })
    sent.on('error', () => response.destroy())
    message.pipe(sent)
  }
}

/** A relay of Node on a free port, for one page and one host: its address, without a slash. */
export async function startRelay(
  upstream: NodeUpstreamOptions,
  options: Partial<RelayOptions> = {},
): Promise<{ address: string; port: number }> {
  const relay = createRelay({
    origins: [page],
    hosts: [name],
    upstream: nodeUpstream(upstream),
    ...options,
  })
  const server = createAdaptorServer({
    fetch: (request, { incoming }: { incoming: { socket: { remoteAddress?: string | undefined } } }) =>
      relay.fetch(request, { client: incoming.socket.remoteAddress }),
    overrideGlobalObjects: false,
  })
  const port = await listening(server)
  return { address: `http://127.0.0.1:${port}`, port }
}
