import { lookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { isPublicAddress } from './public-address.ts'
import { ForbiddenAddress, type Upstream, type UpstreamRequest } from './upstream.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

export interface NodeUpstreamOptions {
  /** All addresses of a name; the system's own answer, unless said. */
  readonly resolve?: (name: string) => Promise<readonly Address[]>
  /** Which of them may be called: those of the open network, unless said. */
  readonly isAllowed?: (address: string) => boolean
  /** Another port, and who vouches for the hosts there, for tests. */
  readonly port?: number
  readonly ca?: string
}

/** Milliseconds that a connection waits for the next request to the same host. */
const rest = 4000

/**
 * `fetch` over https for Node, which looks where a name leads before it goes there: all of its addresses have to be allowed, and
 * the connection goes to those very ones, so that no second answer of the name server counts. Redirects are not followed.
 */
export function nodeUpstream(options: NodeUpstreamOptions = {}): Upstream {
  const { resolve = everyAddress, isAllowed = isPublicAddress, port = 443, ca } = options
  const agent = new Agent({
    keepAlive: true,
    timeout: rest,
    maxFreeSockets: 32,
    ...(ca !== undefined && { ca }),
  })
  const pinned: LookupFunction = (name, { all }, done) => {
    const give = (addresses: readonly Address[]): void => {
      const [first] = addresses
      if (first === undefined || !addresses.every(({ address }) => isAllowed(address)))
        done(new ForbiddenAddress(name), '', 0)
      else if (all === true) done(null, [...addresses])
      else done(null, first.address, first.family)
    }
    resolve(name).then(give, (error: unknown) => done(asError(error), '', 0))
  }
  return async (address, init) => {
    const { hostname, pathname, search, protocol } = new URL(address)
    if (protocol !== 'https:' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
      throw new ForbiddenAddress(hostname)
    const { method, headers, signal } = init
    const target = { hostname, port, path: pathname + search, method, signal, agent, lookup: pinned, ...lean }
    return respond(await send(request({ ...target, headers: Object.fromEntries(headers) }), init))
  }
}

/** Answers with more headers than this are none of Git's. */
const lean = { maxHeaderSize: 16_384 }

const everyAddress = (name: string): Promise<readonly Address[]> => lookup(name, { all: true })

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

function send(sent: ReturnType<typeof request>, { body }: UpstreamRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', (message) => {
      // an answer may come before all was sent; with its end nobody hears the rest
      message.once('close', () => sent.destroy())
      resolve(message)
    })
    sent.on('error', reject)
    if (body === null || typeof body === 'string') sent.end(body ?? undefined)
    else
      pipeline(Readable.fromWeb(body as NodeStream), sent).catch((error: unknown) =>
        sent.destroy(asError(error)),
      )
  })
}

function respond(message: IncomingMessage): Response {
  const headers = new Headers()
  for (const name of ['content-type', 'content-encoding', 'retry-after', 'location']) {
    const value = message.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const status = message.statusCode ?? 502
  const hasBody = status !== 204 && status !== 205 && status !== 304
  if (!hasBody) message.resume()
  return new Response(hasBody ? (Readable.toWeb(message) as ReadableStream<Uint8Array>) : null, {
    status,
    headers,
  })
}
