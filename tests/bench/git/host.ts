import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isolated } from '../../git/repositories.ts'

/** What one request carried, without the headers of HTTP. */
interface Carried {
  up: number
  down: number
}

export interface Host {
  readonly port: number
  /** Of Git, without the browser's own questions whether it may ask. */
  readonly requests: readonly Readonly<Carried>[]
  /** Those questions. */
  readonly preflights: number
  /** Resolves when no request is open. */
  readonly idle: () => Promise<void>
  /** Resolves when none is open, and none was begun for as long as it takes to read a sentence: what follows one another is over. */
  readonly quiet: () => Promise<void>
  readonly close: () => void
}

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Git-Protocol',
  'Access-Control-Max-Age': '600',
}
const settings = ['http.receivepack', 'uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant']

/** Milliseconds. */
const sentence = 500

/** `git http-backend` for the repositories in a folder; what git says goes out as it comes. */
export async function startHost(folder: string): Promise<Host> {
  const requests: Carried[] = []
  const open = new Set<ServerResponse>()
  let preflights = 0
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      preflights += 1
      return void response.writeHead(204, cors).end()
    }
    open.add(response)
    response.on('close', () => open.delete(response))
    const carried = { up: 0, down: 0 }
    requests.push(carried)
    answer(folder, request, response, carried)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const idle = async (): Promise<void> => {
    for (const [response] of open.entries()) await once(response, 'close')
  }
  const quiet = async (): Promise<void> => {
    await idle()
    const begun = requests.length
    await new Promise((resolve) => setTimeout(resolve, sentence))
    if (open.size > 0 || requests.length > begun) await quiet()
  }
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get preflights() {
      return preflights
    },
    idle,
    quiet,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(folder: string, request: IncomingMessage, response: ServerResponse, carried: Carried): void {
  const backend = spawn('git', ['http-backend'], { env: environment(folder, request) })
  backend.stdin.on('error', () => undefined)
  backend.stderr.resume()
  response.on('close', () => backend.kill())
  request.on('data', (chunk: Buffer) => (carried.up += chunk.length))
  request.pipe(backend.stdin)
  let head = Buffer.alloc(0)
  backend.stdout.on('data', (chunk: Buffer) => {
    if (response.headersSent) {
      carried.down += chunk.length
      if (!response.write(chunk)) pause(backend.stdout, response)
      return
    }
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    const { Status: status = '200', ...headers } = headersIn(head.subarray(0, end).toString())
    response.writeHead(parseInt(status), { ...headers, ...cors })
    carried.down += head.length - end - 4
    response.write(head.subarray(end + 4))
  })
  backend.stdout.on('end', () => response.end())
}

function pause(stream: NodeJS.ReadableStream, response: ServerResponse): void {
  stream.pause()
  response.once('drain', () => stream.resume())
}

const headersIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\r\n').map((line) => [line.split(': ', 1)[0] ?? '', line.replace(/^[^:]*: /, '')]),
  )

function environment(folder: string, request: IncomingMessage): NodeJS.ProcessEnv {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const { headers } = request
  const protocol = headers['git-protocol']
  const configured = settings.flatMap((key, i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, 'true'],
  ])
  return {
    ...isolated,
    GIT_CONFIG_COUNT: String(settings.length),
    ...(Object.fromEntries(configured) as Record<string, string>),
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: decodeURIComponent(path),
    QUERY_STRING: query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: headers['content-type'] ?? '',
    ...(headers['content-length'] !== undefined && { CONTENT_LENGTH: headers['content-length'] }),
    ...(headers['content-encoding'] !== undefined && { HTTP_CONTENT_ENCODING: headers['content-encoding'] }),
    REMOTE_ADDR: '127.0.0.1',
    ...(typeof protocol === 'string' && { HTTP_GIT_PROTOCOL: protocol }),
  }
}
