import { once } from 'node:events'
import {
  createServer,
  request as ask,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** What becomes of one answer on its way back. Bytes are counted from the body's first. */
export type Fault =
  /** It ends after so many bytes, as if it were whole; `torn`: the connection is cut there. */
  | { readonly cut: number; readonly torn?: boolean }
  /** After so many bytes nothing comes any more, not even an end. */
  | { readonly stall: number }
  /** One bit of this byte is another one. */
  | { readonly garble: number }
  /** Of the request, no more than so many bytes are taken before this promise resolves. */
  | { readonly take: number; readonly until: Promise<unknown> }
  /** It waits for this promise; the request has arrived. */
  | { readonly delay: Promise<unknown> }
  /** The request has arrived and was done; the connection is cut before the first byte of the answer. */
  | { readonly lose: true }
  /** The request never arrives: this is answered instead. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** The request never arrives, and the connection is cut. */
  | { readonly refuse: true }

export interface Passing {
  readonly method: string
  /** With its query. */
  readonly path: string
}

export interface Proxy {
  /** `http://127.0.0.1:PORT/`. */
  readonly address: string
  /** All requests so far. */
  readonly passed: readonly Passing[]
  /** Asked for every request; undefined passes its answer on as it is. */
  fault: (request: Passing) => Fault | undefined
  /** The path under which the server has what is asked for. */
  rename: (path: string) => string
  stop(): Promise<void>
}

/** A proxy on a free port of 127.0.0.1 that passes everything on to a server there, and spoils what it is told to. */
export async function startProxy(target: string): Promise<Proxy> {
  const passed: Passing[] = []
  const server = createServer((message, response) => pass(message, response, new URL(target), proxy, passed))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const proxy: Proxy = {
    address: `http://127.0.0.1:${port}/`,
    passed,
    fault: () => undefined,
    rename: (path) => path,
    stop: () => stop(server),
  }
  return proxy
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}

function pass(
  message: IncomingMessage,
  response: ServerResponse,
  target: URL,
  proxy: Proxy,
  passed: Passing[],
): void {
  const { method = 'GET', url: path = '/' } = message
  passed.push({ method, path })
  const fault = proxy.fault({ method, path })
  if (fault && 'refuse' in fault) return void response.destroy()
  if (fault && 'status' in fault) {
    answer(message, response, fault)
    return
  }
  const headers = sentTo(target, message.headers)
  const { hostname: host, port } = target
  const sent = ask({ host, port, method, path: proxy.rename(path), headers, agent: false })
  sent.on('response', (found) => void handBack(found, response, fault).catch(() => response.destroy()))
  sent.on('error', () => response.destroy())
  if (fault && 'take' in fault) void passSlowly(message, sent, fault).catch(() => sent.destroy())
  else message.pipe(sent)
}

async function passSlowly(
  message: IncomingMessage,
  sent: ClientRequest,
  { take, until }: Extract<Fault, { take: number }>,
): Promise<void> {
  let taken = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (!sent.write(chunk)) await once(sent, 'drain')
    taken += chunk.length
    if (taken >= take) await until
  }
  sent.end()
}

/** As if the page had come from there. */
function sentTo(target: URL, { origin, ...headers }: IncomingHttpHeaders): OutgoingHttpHeaders {
  return { ...headers, host: target.host, ...(origin !== undefined && { origin: target.origin }) }
}

/** A connection that was cut must not be taken for the next request's. */
const last: OutgoingHttpHeaders = { connection: 'close' }

function answer(
  message: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body = '' }: Extract<Fault, { status: number }>,
): void {
  message.resume()
  response.writeHead(status, { ...headers, ...last }).end(body)
}

async function handBack(
  found: IncomingMessage,
  response: ServerResponse,
  fault: Exclude<Fault, { status: number } | { refuse: true }> | undefined,
): Promise<void> {
  if (fault && 'lose' in fault) {
    await once(found.resume(), 'end') // what was asked for is done
    response.destroy()
    return
  }
  if (fault && 'delay' in fault) await fault.delay
  const headers = { ...found.headers, ...last }
  delete headers['content-length']
  response.writeHead(found.statusCode ?? 502, headers)
  response.flushHeaders()
  let at = 0
  for await (const chunk of found as AsyncIterable<Buffer>) {
    const part = spoiled(chunk, at, fault)
    at += chunk.length
    await new Promise((resolve) => response.write(part, resolve))
    if (part.length < chunk.length) break
  }
  found.destroy()
  if (fault && 'stall' in fault) return
  if (fault && 'cut' in fault && fault.torn === true) response.destroy()
  else response.end()
}

function spoiled(chunk: Buffer, at: number, fault: Fault | undefined): Buffer {
  if (fault && 'cut' in fault) return chunk.subarray(0, Math.max(0, fault.cut - at))
  if (fault && 'stall' in fault) return chunk.subarray(0, Math.max(0, fault.stall - at))
  if (!fault || !('garble' in fault) || fault.garble < at || fault.garble >= at + chunk.length) return chunk
  const copy = Buffer.from(chunk)
  copy[fault.garble - at] = (copy[fault.garble - at] ?? 0) ^ 0x10
  return copy
}
