import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly method: string
  /** What follows the interface's address, with its query. */
  readonly path: string
  readonly url: URL
  readonly body: unknown
  readonly authorization: string | undefined
  readonly headers: IncomingMessage['headers']
}

export interface Reply {
  readonly status?: number
  readonly json?: unknown
  /** In place of JSON. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers the path that its pattern describes; undefined where it has none. */
export type Route = readonly [
  method: string,
  pattern: RegExp,
  answer: (asked: Asked, match: readonly string[]) => Reply,
]

export interface TestHost {
  readonly origin: string
  readonly api: string
  readonly asked: readonly Asked[]
  /** In what requests and answers were not as the host describes them. */
  readonly violations: string[]
  /** What is answered in place of the next matching requests: a limit, an error, garbage. */
  fault: ((asked: Asked) => Reply | 'drop' | undefined) | undefined
  /** What else is at its address: its Git, its page for signing in. */
  beside: ((path: string) => RequestListener | undefined) | undefined
  close(): Promise<void>
}

export interface HostSettings {
  /** The path of the interface: `/api/v4`. */
  readonly base: string
  readonly routes: (host: { origin: string; api: string }) => readonly Route[]
  readonly check: (asked: Asked, reply: Reply) => readonly string[]
  /** How it is called in the world, where that is not its port. */
  readonly known?: Known | undefined
}

export interface Known {
  readonly origin: string
  readonly api: string
}

/** As the interfaces of all hosts let pages of other origins in. */
const open = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Expose-Headers': 'Link, X-OAuth-Scopes, X-RateLimit-Remaining, Retry-After',
}

/** A host's interface on a free port of 127.0.0.1. */
export async function startHost({ base, routes, check, known }: HostSettings): Promise<TestHost> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      host.violations.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const asked: Asked[] = []
  const table = routes(known ?? { origin, api: origin + base })
  const host: TestHost = {
    origin,
    api: origin + base,
    asked,
    violations: [],
    fault: undefined,
    beside: undefined,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const beside = host.beside?.(new URL(request.url ?? '/', origin).pathname)
    if (beside) beside(request, response)
    else if (request.method === 'OPTIONS') response.writeHead(204, open).end()
    else if (!isOf(base, request.url ?? '')) send(response, elsewhere)
    else await answerAsHost(request, response)
  }
  async function answerAsHost(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one = await read(request, origin, base)
    asked.push(one)
    const faulty = host.fault?.(one)
    if (faulty === 'drop') return void response.destroy()
    const reply = faulty ?? answer(one, table)
    if (reply.text === undefined || faulty === undefined) host.violations.push(...check(one, reply))
    send(response, reply)
  }
  return host
}

async function read(request: IncomingMessage, origin: string, base: string): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const url = new URL(request.url ?? '/', origin)
  const { method = '', headers } = request
  const path = (request.url ?? '').replace(base, '')
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  return { method, path, url, body, authorization: headers.authorization, headers }
}

/** Enterprise has its GraphQL beside its REST. */
const isOf = (base: string, path: string): boolean => path.startsWith(base) || path === '/api/graphql'

const elsewhere: Reply = { status: 404, json: { message: 'Not Found' } }

function answer(asked: Asked, routes: readonly Route[]): Reply {
  const [path = ''] = asked.path.split('?')
  for (const [method, pattern, route] of routes) {
    const match = method === asked.method ? pattern.exec(path) : null
    if (match) return route(asked, match.slice(1).map(decodeURIComponent))
  }
  return elsewhere
}

function send(response: ServerResponse, { status = 200, json, text, headers = {} }: Reply): void {
  const type = text === undefined ? 'application/json' : 'text/html'
  response.writeHead(status, { 'Content-Type': type, ...open, ...headers })
  response.end(text ?? (json === undefined ? '' : JSON.stringify(json)))
}

/** One page of a list with the address of the next one as RFC 8288 has it. */
export function paged(all: readonly unknown[], { url }: Asked, size: string): Reply {
  const per = Number(url.searchParams.get(size) ?? 30)
  const page = Number(url.searchParams.get('page') ?? 1)
  const json = all.slice((page - 1) * per, page * per)
  if (page * per >= all.length) return { json }
  const next = new URL(url)
  next.searchParams.set('page', String(page + 1))
  return { json, headers: { Link: `<${next.href}>; rel="next", <${url.href}>; rel="last"` } }
}
