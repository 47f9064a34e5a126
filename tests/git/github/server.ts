import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerGraphql, graphqlViolations, violations } from '../../hosts/schemas.ts'
import type { GitAnswer, GitRequest, GitServerOptions } from '../server.ts'
import { rootOf } from './graph.ts'
import { GitObjects, type Edit } from './objects.ts'
import { answerRest, etagOf, says, type RestAnswer } from './rest.ts'

export interface GitHubOptions extends Pick<GitServerOptions, 'before' | 'fault'> {
  /** Who holds it may do everything; without one everybody may read, and whoever brings any may write. */
  readonly token?: string
  /** The address that the repository was given since, as `owner/name`. */
  readonly renamed?: string
  /** So many lines of a tree are listed at most. */
  readonly most?: number
  /** A rule of a branch. */
  readonly rule?: (ref: string) => RestAnswer | undefined
  /** Trees that are not taken. */
  readonly refuses?: (edits: readonly Edit[], base: string | undefined) => boolean
  /** The host makes another commit than it was asked for: in universal time, signed, or with a line of its own. */
  readonly forgetsZones?: boolean
  readonly signs?: boolean
  readonly marks?: boolean
  /** So many requests are left, and when there are more again. */
  readonly left?: number
  readonly reset?: number
  /** Texts of so many bytes and more are cut off in GraphQL. */
  readonly longest?: number
  /** More objects than these are too much for one question. */
  readonly patience?: number
}

export interface GitHubServer {
  readonly origin: string
  readonly api: string
  readonly requests: readonly GitRequest[]
  /** Bytes of all answers so far. */
  readonly size: number
  /** What of requests and answers was not as GitHub describes it. */
  readonly problems: readonly string[]
  options: GitHubOptions
  stop(): Promise<void>
}

/** GitHub's interface to the bare repository `blog.git` of a folder, known as `ada/blog`, on a free port of 127.0.0.1. */
export async function startGitHub(folder: string, options: GitHubOptions = {}): Promise<GitHubServer> {
  const state = { requests: [] as GitRequest[], problems: [] as string[], size: 0, options, origin: '' }
  const http = createServer((message, response) => void handle(message, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  state.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const git = new GitObjects(`${folder}/blog.git`)
  const server = Object.assign(state, {
    api: `${state.origin}/api/v3`,
    stop: async () => {
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeAllConnections()
      await closed
    },
  })
  return server

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(message)
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end()
    state.requests.push(request)
    await state.options.before?.(request)
    const answer = tryToAnswer(message, request)
    const faulty = (await state.options.fault?.(answer, request)) ?? answer
    if (faulty === 'drop') return void response.destroy()
    state.size += faulty.body.length
    response.writeHead(faulty.status, { ...faulty.headers, ...cors })
    response.write(faulty.body, () => (faulty.torn === true ? response.destroy() : response.end()))
  }

  function tryToAnswer(message: IncomingMessage, request: GitRequest): GitAnswer {
    try {
      return answerTo(message, request)
    } catch (error) {
      state.problems.push(String(error))
      return { status: 500, headers: {}, body: Buffer.from('{}') }
    }
  }

  function answerTo(message: IncomingMessage, request: GitRequest): GitAnswer {
    const wantsRaw = (message.headers.accept ?? '').includes('.raw')
    const { status, answer } = judge(request, wantsRaw)
    const isBytes = answer instanceof Uint8Array
    const body = isBytes ? answer : Buffer.from(JSON.stringify(answer))
    const etag = etagOf(body)
    if (status === 200 && message.headers['if-none-match'] === etag)
      return { status: 304, headers: { ETag: etag }, body: Buffer.alloc(0) }
    const type = isBytes ? 'application/vnd.github.raw+json' : 'application/json; charset=utf-8'
    return { status, headers: { 'Content-Type': type, ETag: etag, ...limits(status) }, body }
  }

  function limits(status: number): Record<string, string> {
    const { left, reset = 0 } = state.options
    const moved = status === 301 ? { Location: `${state.origin}/api/v3/repositories/1` } : {}
    return left === undefined
      ? moved
      : {
          'X-RateLimit-Remaining': String(Math.max(0, left - state.requests.length)),
          'X-RateLimit-Reset': String(reset),
        }
  }

  function judge(request: GitRequest, wantsRaw: boolean): RestAnswer {
    const { token, left } = state.options
    const given = request.authorization
    if (left !== undefined && state.requests.length > left) return says(403, 'API rate limit exceeded')
    if (given !== undefined && token !== undefined && given !== `Bearer ${token}`)
      return says(401, 'Bad credentials')
    if (request.path === '/api/graphql')
      return given === undefined ? says(401, 'Requires authentication') : ask(request)
    if (token !== undefined && given === undefined) return says(404, 'Not Found')
    return rest(request, wantsRaw)
  }

  function rest(request: GitRequest, wantsRaw: boolean): RestAnswer {
    const { renamed } = state.options
    const url = new URL(request.path, state.origin)
    const path = url.pathname.replace('/api/v3', '')
    const page = `${state.origin}/${renamed ?? 'ada/blog'}`
    if (renamed !== undefined && path === '/repositories/1')
      return answerRest(
        git,
        { method: 'GET', path: '', query: url.searchParams, body: {}, wantsRaw, url: state.origin, page },
        state.options,
      )
    if (!path.startsWith('/repos/ada/blog')) return says(404, 'Not Found')
    if (renamed !== undefined) return says(301, 'Moved Permanently')
    const body =
      request.body.length > 0 ? (JSON.parse(request.body.toString()) as Record<string, unknown>) : {}
    const asked = {
      method: request.method,
      path: path.slice('/repos/ada/blog'.length),
      query: url.searchParams,
      body,
      wantsRaw,
    }
    const { status, answer } =
      request.method !== 'GET' && request.authorization === undefined
        ? says(401, 'Requires authentication')
        : answerRest(git, { ...asked, url: `${state.origin}/api/v3/repos/ada/blog`, page }, state.options)
    const isJson = !(answer instanceof Uint8Array)
    const exchange = {
      method: request.method,
      path: path + url.search,
      status,
      ...(request.body.length > 0 && { body }),
    }
    state.problems.push(
      ...violations({ ...exchange, answer: isJson ? answer : {} }).filter(
        (one) => isJson || !one.includes('in the answer'),
      ),
    )
    return { status, answer }
  }

  function ask(request: GitRequest): RestAnswer {
    const { query, variables } = JSON.parse(request.body.toString()) as {
      query: string
      variables: Record<string, unknown>
    }
    const { renamed, longest = 512_000, patience = Infinity } = state.options
    if (query.split('object(oid:').length - 1 > patience)
      return says(502, 'Something went wrong while executing your query.')
    state.problems.push(...graphqlViolations(query, variables))
    const page = `${state.origin}/${renamed ?? 'ada/blog'}`
    const answer = answerGraphql(
      query,
      variables,
      rootOf(git, { page, isTooLong: ({ length }) => length >= longest }),
    )
    state.problems.push(...(answer.errors ?? []).map(({ message }) => message))
    const data = answer.data as { repository: unknown } | null | undefined
    if (data?.repository) return { status: 200, answer }
    const error = { type: 'NOT_FOUND', path: ['repository'], message: 'Could not resolve to a Repository' }
    return { status: 200, answer: { data, errors: [error] } }
  }
}

async function read(message: IncomingMessage): Promise<GitRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const { authorization } = message.headers
  return { method: message.method ?? '', path: message.url ?? '', body: Buffer.concat(chunks), authorization }
}

/** As GitHub sets them. */
const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PATCH, PUT, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, X-Requested-With, User-Agent, X-GitHub-Api-Version',
  'Access-Control-Expose-Headers':
    'ETag, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Used',
  'Access-Control-Max-Age': '86400',
}
