import { Hono } from 'hono'
import { Problem } from '../problem.ts'
import { answerWith, say } from './answer.ts'
import { flawIn, passOn } from './git.ts'
import { guardOf, preflight, readableFor, type Guard } from './origins.ts'
import { Passage, type Limits } from './passage.ts'
import { exchange, type SignIn } from './sign-in.ts'
import { isHostName, readTarget } from './target.ts'
import { clientOf, forwardedClient, Turns, type Pace } from './turns.ts'
import type { Upstream } from './upstream.ts'

export interface RelayOptions {
  /** The way to the hosts. */
  readonly upstream: Upstream
  /** The pages for which it is there: `https://blog.example`. */
  readonly origins: readonly string[]
  /** The platform sends it only what is asked of its own name: pages of that name are its own, too. */
  readonly atHome?: boolean
  /** In the place of a check by `origins`, where somebody else knows better which pages are its own. */
  readonly guard?: Guard
  /** The hosts that it passes on to, by their exact names; those that browsers may not call, unless said. */
  readonly hosts?: readonly string[]
  /** Where it is on its server: `/relay`, or nothing. */
  readonly path?: string
  readonly signIn?: readonly SignIn[]
  readonly limits?: Partial<Limits & Pace>
  /** A proxy of one's own stands before it and says in X-Forwarded-For who asks. */
  readonly trustForwarded?: boolean
}

/** What the platform knows of a request: the address that it came from. */
export interface RelayContext {
  readonly client?: string | undefined
}

export interface Relay {
  /** Answers every request, and never throws. Nothing of it is kept or written down. */
  fetch(request: Request, context?: RelayContext): Promise<Response>
}

const usualHosts = ['github.com', 'bitbucket.org']
const megabyte = 1_000_000
const usual: Limits & Pace = {
  upload: 500 * megabyte,
  download: 2000 * megabyte,
  idle: 60_000,
  total: 900_000,
  burst: 300,
  perSecond: 10,
  atOnce: 48,
  atOnceInAll: 512,
  clients: 10_000,
}

/**
 * The relay for Git hosts that browsers may not call: Git's three requests below `git/HOST/`, the exchange of a sign-in's code
 * (`sign-in/HOST`), and `about.json`. A standard `fetch` handler. Throws where a host is no name of a host or an origin none.
 */
export function createRelay(options: RelayOptions): Relay {
  const {
    origins,
    hosts = usualHosts,
    signIn = [],
    trustForwarded = false,
    path = '',
    atHome = false,
  } = options
  const limits = { ...usual, ...options.limits }
  check([...hosts, ...signIn.map(({ host }) => host)], origins)
  const originsOf = (request: Request): readonly string[] =>
    atHome ? [...origins, new URL(request.url).origin] : origins
  const guard = options.guard ?? guardOf(originsOf)
  const turns = new Turns(limits)
  const routes = routesOf({ upstream: options.upstream, hosts, signIn, path, originsOf }, limits)

  const answer = async (request: Request, client: string): Promise<Response> => {
    const isAbout = new URL(request.url).pathname === `${path}/about.json` && !request.headers.has('origin')
    if (!isAbout && !guard(request)) return say('origin', 403)
    if (request.method === 'OPTIONS') return preflight()
    const turn = turns.enter(client)
    if (typeof turn === 'number') return say('busy', 429, { 'Retry-After': String(turn) })
    return routes(request, turn)
  }
  return {
    async fetch(request, context = {}) {
      const forwarded = trustForwarded ? forwardedClient(request.headers) : undefined
      const given = await answer(request, clientOf(forwarded ?? context.client))
      const origin = request.headers.get('origin')
      return origin !== null && guard(request) ? readableFor(given, origin) : given
    },
  }
}

type Routes = (request: Request, leave: () => void) => Promise<Response>
interface Known {
  readonly hosts: readonly string[]
  readonly path: string
  readonly signIn: readonly SignIn[]
  readonly upstream: Upstream
  readonly originsOf: (request: Request) => readonly string[]
}

/** `leave` is called when the answer has ended: of one that is passed on that is later than the call. */
function routesOf({ hosts, signIn, path, originsOf, upstream }: Known, limits: Limits): Routes {
  const app = new Hono<{ Bindings: { leave: () => void } }>()
  app.get(`${path}/about.json`, ({ env }) => over(env.leave, aboutOf(hosts, signIn)))
  app.post(`${path}/sign-in/:host`, async ({ req, env }) => {
    const known = signIn.find(({ host }) => host === req.param('host'))
    return over(
      env.leave,
      known ? await exchange(req.raw, known, originsOf(req.raw), upstream) : say('host', 403),
    )
  })
  app.all(`${path}/git/*`, ({ req, env }) => {
    const { pathname, search } = new URL(req.raw.url)
    const target = readTarget(pathname.slice(path.length), search, hosts)
    if (typeof target === 'string') return over(env.leave, say(target, target === 'host' ? 403 : 404))
    const flaw = flawIn(req.raw, target, limits.upload)
    if (flaw !== undefined) return over(env.leave, flaw)
    return passOn(req.raw, target, upstream, new Passage(limits, req.raw.signal, env.leave))
  })
  app.notFound(({ env }) => over(env.leave, say('path', 404)))
  app.onError((_, { env }) => over(env.leave, say('broken', 500)))
  return async (request, leave) => app.fetch(request, { leave })
}

function over(leave: () => void, answer: Response): Response {
  leave()
  return answer
}

/** What a page has to know before it uses the relay. */
function aboutOf(hosts: readonly string[], signIn: readonly SignIn[]): Response {
  const about = { galley: 'relay', hosts, signIn: signIn.map(({ host, client }) => ({ host, client })) }
  return answerWith(JSON.stringify(about), 'application/json', 'about', 200)
}

function check(hosts: readonly string[], origins: readonly string[]): void {
  const noHost = hosts.find((host) => !isHostName(host))
  if (noHost !== undefined) throw new Problem(`“${noHost}” is no name of a host: name one like github.com.`)
  const noOrigin = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
  if (noOrigin !== undefined)
    throw new Problem(`“${noOrigin}” is not where a page is from: name one like https://blog.example.`)
}
