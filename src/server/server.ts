import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { IncomingMessage, Server } from 'node:http'
import { CgiPrograms } from './cgi.ts'
import { readFront, withoutFront, type Front } from './front.ts'
import { answerGit, gitPath } from './git-http.ts'
import { isOwnHost, isOwnOrLink, isOwnRequest } from './guard.ts'
import { listen } from './listen.ts'
import { currentBranch } from './local-repository.ts'
import type { LocalRepository } from './local-repository.ts'
import { emptyPolicy, httpsHeaders, strictHeaders } from './policy.ts'
import { nodeUpstream } from './relay/node-upstream.ts'
import { createRelay, type RelayOptions } from './relay/relay.ts'
import { StaticFiles } from './static-files.ts'

/** Milliseconds for clients to take the rest of their answers when the server stops; for what goes to another host and back. */
const patience = 1000
const relayPatience = 10_000

export interface ServerOptions {
  /** The folder with the built app (index.html and what it needs). */
  readonly appFolder: string
  readonly repositories: readonly LocalRepository[]
  /** 127.0.0.1 unless others are to reach it. */
  readonly host?: string
  /** Undefined: the first free one from 4321 up. 0: any free one. */
  readonly port?: number | undefined
  /** Gets what Git complains of, a line or more at a time. */
  readonly report?: (line: string) => void
  /** Where the world finds the server behind a proxy: `https://blog.example/admin/`. */
  readonly origin?: string | undefined
  /** The relay beside the app, at ./relay. */
  readonly relay?: Pick<RelayOptions, 'hosts' | 'signIn' | 'trustForwarded' | 'limits'> | undefined
}

/** What Node's adapter hands over with a request. */
interface Bindings {
  readonly incoming: IncomingMessage
}

export interface RunningServer {
  /** Where a browser on this computer finds it: `http://127.0.0.1:4321/`. */
  readonly address: string
  readonly port: number
  /** Takes no more requests, lets a push that has arrived finish, and resolves when all has ended. */
  close(): Promise<void>
}

/** Serves the app and the repositories. Throws a Problem where it cannot listen. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', report = ignore } = options
  const programs = new CgiPrograms(report)
  const front = options.origin === undefined ? undefined : readFront(options.origin)
  let port = 0
  const app = routes(options, programs, front, (header) => isOwnHost(header, host, port))
  app.onError((error, context) => {
    report(error.message)
    return context.text('Galley could not answer.', 500)
  })
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  if (front !== undefined)
    server.prependListener('request', (message: IncomingMessage) => {
      message.url = withoutFront(front, message.url ?? '/')
    })
  port = await listen(server, host, options.port)
  const wait = options.relay === undefined ? patience : relayPatience
  return { address: addressOf(host, port), port, close: () => close(server, programs, wait) }
}

function ignore(): void {
  // Nobody asked for Git's complaints.
}

function routes(
  { appFolder, repositories, relay }: ServerOptions,
  programs: CgiPrograms,
  front: Front | undefined,
  isOurs: (host: string | undefined) => boolean,
): Hono<{ Bindings: Bindings }> {
  const files = new StaticFiles(appFolder)
  const app = new Hono<{ Bindings: Bindings }>()
  app.use(addHeaders(front), refuseOthers(isOurs, front))
  app.get('/blogs.json', async (context) => {
    context.header('Cache-Control', 'no-store')
    const blogs = await Promise.all(repositories.map(describe))
    return context.json({ blogs, ...(relay !== undefined && { relay: './relay' }) })
  })
  if (relay !== undefined) app.all('/relay/*', relayBeside(relay, front))
  app.all('/git/*', (context) => answerGit(context.req.raw, repositories, programs))
  app.all('*', (context) => files.answer(context.req.raw))
  return app
}

/** Who asks it was looked at before: it is there for the pages of this server alone. */
function relayBeside(
  options: NonNullable<ServerOptions['relay']>,
  front: Front | undefined,
): (context: Context<{ Bindings: Bindings }>) => Promise<Response> {
  const origins = front === undefined ? [] : [front.origin]
  const relay = createRelay({
    ...options,
    origins,
    atHome: true,
    guard: () => true,
    path: '/relay',
    upstream: nodeUpstream(),
  })
  return ({ req, env }) => relay.fetch(req.raw, { client: env.incoming.socket.remoteAddress })
}

function addHeaders(front: Front | undefined): MiddlewareHandler {
  const all = Object.entries({ ...strictHeaders, ...(front?.isSafe === true && httpsHeaders) })
  return async (context: Context, next: Next): Promise<void> => {
    await next()
    const { headers } = context.res
    for (const [name, value] of all) headers.set(name, value)
    if (!headers.has('content-security-policy')) headers.set('Content-Security-Policy', emptyPolicy)
  }
}

/** Both the Host header and the address in the request line must be ours; what holds the blog is for our pages alone. */
function refuseOthers(
  isOurs: (host: string | undefined) => boolean,
  front: Front | undefined,
): MiddlewareHandler {
  return ({ req, text }, next) => {
    const hosts = [req.header('host'), new URL(req.url).host]
    const isData = req.path === '/blogs.json' || /^\/(?:git|relay)\//.test(req.path)
    const { headers } = req.raw
    const isWelcome = isData ? isOwnRequest(headers, front) : isOwnOrLink(headers, front)
    if (hosts.every((host) => isOurs(host) || front?.host === host) && isWelcome) return next()
    return Promise.resolve(text('This address answers to Galley’s own pages only.', 403))
  }
}

async function describe(repository: LocalRepository): Promise<{ name: string; url: string; branch: string }> {
  return { name: repository.name, url: `.${gitPath(repository)}`, branch: await currentBranch(repository) }
}

function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}/`
}

async function close(server: Server, programs: CgiPrograms, wait: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.keepAliveTimeout = 1
  await programs.close()
  const impatience = setTimeout(() => server.closeAllConnections(), wait)
  await closed
  clearTimeout(impatience)
}
