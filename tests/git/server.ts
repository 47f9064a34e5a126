import { spawn } from 'node:child_process'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { isolated } from './repositories.ts'

export interface GitRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body: Buffer
  readonly authorization: string | undefined
}

export interface GitAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** After the body the connection is torn, so that the client's transport sees that something is missing. */
  readonly torn?: boolean
}

export interface GitServerOptions {
  /** The folder with the (bare) repositories; `ROOT/blog.git` is at `URL/blog.git`. */
  readonly root: string
  readonly credentials?: { readonly username: string; readonly password: string }
  /** Who may what, where one pair of credentials does not say it: the status of the answer, 200 for Git's own. */
  readonly admits?: (request: GitRequest) => number
  /** Git's configuration for the server's processes, on top of partial fetching and pushing. */
  readonly config?: Readonly<Record<string, string>>
  /** 0: the client's wish for protocol version 2 is not heard. */
  readonly version?: 0 | 2
  /** Runs before git sees a request. */
  readonly before?: (request: GitRequest) => unknown
  /** What becomes of git's answer; `drop` tears the connection before the first byte. */
  readonly fault?: (
    answer: GitAnswer,
    request: GitRequest,
  ) => GitAnswer | 'drop' | Promise<GitAnswer | 'drop'>
}

export interface GitService {
  /** All requests so far. */
  readonly requests: readonly GitRequest[]
  /** Changed while it runs: another fault, another password. */
  options: GitServerOptions
  readonly listener: RequestListener
}

export interface GitServer extends Omit<GitService, 'listener'> {
  readonly url: string
  stop(): Promise<void>
}

/** Answers for repositories by `git http-backend`, to pages of any origin. */
export function gitService(options: GitServerOptions): GitService {
  const requests: GitRequest[] = []
  const listener: RequestListener = (request, response) => void handle(request, response, service, requests)
  const service: GitService = { requests, options, listener }
  return service
}

/** The same on a free port of 127.0.0.1. */
export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const service = gitService(options)
  const http = createServer(service.listener)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return Object.assign(service, { url: `http://127.0.0.1:${port}`, stop: () => stop(http) })
}

async function stop(http: Server): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve))
  http.closeAllConnections()
  await closed
}

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Git-Protocol',
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  { options }: Pick<GitService, 'options'>,
  requests: GitRequest[],
): Promise<void> {
  const body = await collect(message)
  const { authorization } = message.headers
  const request = { method: message.method ?? '', path: message.url ?? '', body, authorization }
  if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end()
  requests.push(request)
  await options.before?.(request)
  const refusal = refusalOf(request, options)
  const answer = refusal ?? (await runBackend(message, request, options))
  const faulty = (await options.fault?.(answer, request)) ?? answer
  if (faulty === 'drop') return void response.destroy()
  response.writeHead(faulty.status, { ...faulty.headers, ...cors })
  response.write(faulty.body, () => (faulty.torn === true ? response.destroy() : response.end()))
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const locked: GitAnswer = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Basic realm="blog"' },
  body: Buffer.from('no'),
}

function refusalOf(request: GitRequest, { credentials, admits }: GitServerOptions): GitAnswer | undefined {
  const status = admits?.(request) ?? 200
  if (status !== 200 && status !== 401) return { status, headers: {}, body: Buffer.from('no') }
  if (status === 401 || !isKnown(request, credentials)) return locked
  return undefined
}

function isKnown({ authorization }: GitRequest, credentials: GitServerOptions['credentials']): boolean {
  if (credentials === undefined) return true
  const pair = `${credentials.username}:${credentials.password}`
  return authorization === `Basic ${Buffer.from(pair).toString('base64')}`
}

const defaults = {
  'http.receivepack': 'true',
  'uploadpack.allowFilter': 'true',
  'uploadpack.allowAnySHA1InWant': 'true',
}

function configuration(config: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries({ ...defaults, ...config })
  const lines = pairs.flatMap(([key, value], i): [string, string][] => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ])
  return { GIT_CONFIG_COUNT: String(pairs.length), ...Object.fromEntries(lines) }
}

function environment(
  message: IncomingMessage,
  request: GitRequest,
  options: GitServerOptions,
): NodeJS.ProcessEnv {
  const [path = '', query = ''] = request.path.split('?')
  const protocol = message.headers['git-protocol']
  return {
    ...isolated,
    ...configuration(options.config ?? {}),
    GIT_PROJECT_ROOT: options.root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: decodeURIComponent(path),
    QUERY_STRING: query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: message.headers['content-type'] ?? '',
    CONTENT_LENGTH: String(request.body.length),
    REMOTE_ADDR: '127.0.0.1',
    ...(typeof protocol === 'string' && options.version !== 0 && { HTTP_GIT_PROTOCOL: protocol }),
  }
}

async function runBackend(
  message: IncomingMessage,
  request: GitRequest,
  options: GitServerOptions,
): Promise<GitAnswer> {
  const backend = spawn('git', ['http-backend'], { env: environment(message, request, options) })
  backend.stdin.on('error', () => undefined)
  backend.stdin.end(request.body)
  backend.stderr.resume()
  const output = await collect(backend.stdout)
  const end = output.indexOf('\r\n\r\n')
  const lines = output.subarray(0, Math.max(end, 0)).toString().split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(': ', 1)[0] ?? '', line.replace(/^[^:]*: /, '')]),
  )
  const { Status: status = '200', ...others } = headers
  return { status: parseInt(status), headers: others, body: output.subarray(end + 4) }
}
