import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { Server } from 'node:http'
import { CgiPrograms } from './cgi.ts'
import { answerGit, gitPath } from './git-http.ts'
import { isOwnHost, isOwnOrLink, isOwnRequest } from './guard.ts'
import { listen } from './listen.ts'
import { currentBranch } from './local-repository.ts'
import type { LocalRepository } from './local-repository.ts'
import { emptyPolicy, strictHeaders } from './policy.ts'
import { StaticFiles } from './static-files.ts'

/** Milliseconds for clients to take the rest of their answers when the server stops. */
const patience = 1000

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
  let port = 0
  const app = routes(options, programs, (header) => isOwnHost(header, host, port))
  app.onError((error, context) => {
    report(error.message)
    return context.text('Galley could not answer.', 500)
  })
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  port = await listen(server, host, options.port)
  return { address: addressOf(host, port), port, close: () => close(server, programs) }
}

function ignore(): void {
  // Nobody asked for Git's complaints.
}

function routes(
  { appFolder, repositories }: ServerOptions,
  programs: CgiPrograms,
  isOurs: (host: string | undefined) => boolean,
): Hono {
  const files = new StaticFiles(appFolder)
  const app = new Hono()
  app.use(addHeaders, refuseOthers(isOurs))
  app.get('/blogs.json', async (context) => {
    context.header('Cache-Control', 'no-store')
    return context.json({ blogs: await Promise.all(repositories.map(describe)) })
  })
  app.all('/git/*', (context) => answerGit(context.req.raw, repositories, programs))
  app.all('*', (context) => files.answer(context.req.raw))
  return app
}

async function addHeaders(context: Context, next: Next): Promise<void> {
  await next()
  const { headers } = context.res
  for (const [name, value] of Object.entries(strictHeaders)) headers.set(name, value)
  if (!headers.has('content-security-policy')) headers.set('Content-Security-Policy', emptyPolicy)
}

/** Both the Host header and the address in the request line must be ours; what holds the blog is for our pages alone. */
function refuseOthers(isOurs: (host: string | undefined) => boolean): MiddlewareHandler {
  return ({ req, text }, next) => {
    const hosts = [req.header('host'), new URL(req.url).host]
    const isData = req.path === '/blogs.json' || req.path.startsWith('/git/')
    const isWelcome = isData ? isOwnRequest(req.raw.headers) : isOwnOrLink(req.raw.headers)
    if (hosts.every(isOurs) && isWelcome) return next()
    return Promise.resolve(text('This address answers to Galley’s own pages only.', 403))
  }
}

async function describe(repository: LocalRepository): Promise<{ name: string; url: string; branch: string }> {
  return { name: repository.name, url: gitPath(repository), branch: await currentBranch(repository) }
}

function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}/`
}

async function close(server: Server, programs: CgiPrograms): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.keepAliveTimeout = 1
  await programs.close()
  const impatience = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearTimeout(impatience)
}
