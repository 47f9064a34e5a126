import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Environment } from './git-command.ts'

/** The headers of a CGI answer are short: more than this is not an answer. */
const longestHead = 16_384
const passedOn = new Set(['content-type', 'cache-control', 'expires', 'pragma'])

type Child = ChildProcessByStdio<Writable, Readable, Readable>
type Chunks = AsyncIterator<Uint8Array, undefined>

export interface CgiRequest {
  readonly program: readonly [name: string, ...args: string[]]
  readonly cwd: string
  readonly environment: Environment
  readonly body: ReadableStream<Uint8Array> | null
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal
  /** Once the whole body has arrived the program may finish even if the client is gone: half a change helps nobody. */
  readonly finishes: boolean
}

/** The CGI programs that one server has started (RFC 3875). */
export class CgiPrograms {
  readonly #running = new Set<RunningProgram>()
  readonly #report: (line: string) => void

  /** `report` gets what the programs say on their standard error, for whoever runs the server. */
  constructor(report: (line: string) => void) {
    this.#report = report
  }

  /** Starts the program and answers as soon as its headers are there; both bodies are streamed. Never throws. */
  async run(request: CgiRequest): Promise<Response> {
    const program = new RunningProgram(request)
    this.#running.add(program)
    void program.ended.then(() => {
      this.#running.delete(program)
      if (program.complaint !== '') this.#report(program.complaint)
    })
    return program.answer()
  }

  /**
   * Stops what only reads, and waits for what is changing something. Answers that are cut off by it neither end nor fail:
   * the server closes their connections.
   */
  async close(): Promise<void> {
    for (const program of this.#running) program.leave()
    await Promise.all([...this.#running].map(({ ended }) => ended))
  }
}

type End = 'finished' | 'killed' | 'unstartable'

class RunningProgram {
  readonly ended: Promise<End>
  readonly #child: Child
  readonly #chunks: Chunks
  readonly #finishes: boolean
  #received = false
  #left = false
  #complaint = ''

  constructor({ program: [name, ...args], cwd, environment, body, signal, finishes }: CgiRequest) {
    this.#finishes = finishes
    this.#child = spawn(name, args, {
      cwd,
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    this.#chunks = this.#child.stdout.iterator({ destroyOnReturn: false })
    this.ended = endOf(this.#child)
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString()).slice(-2000)
    })
    signal.addEventListener('abort', () => this.stop(), { once: true })
    void this.ended.then(() => this.#child.stdin.destroy())
    void this.#feed(body)
  }

  get complaint(): string {
    return this.#complaint.trim()
  }

  async answer(): Promise<Response> {
    const head = await readHead(this.#chunks).catch(() => undefined)
    if (head !== undefined) return new Response(this.#body(head.rest), head)
    this.#kill()
    return new Response('Git could not answer.', { status: 500 })
  }

  /** Kills the program and what it started, unless it is to finish and has all that it needs. */
  stop(): void {
    if (this.#finishes && this.#received) void this.#drain()
    else this.#kill()
  }

  /** As `stop`, when it is the server that goes. */
  leave(): void {
    this.#left = true
    this.stop()
  }

  async #feed(body: ReadableStream<Uint8Array> | null): Promise<void> {
    const { stdin } = this.#child
    try {
      await pipeline(this.#receive(body), stdin)
    } catch {
      // The program ended without reading to the end, which is its right, or the client went away: then the signal says so.
      stdin.destroy()
    }
  }

  async *#receive(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
    if (body !== null) yield* body
    this.#received = true
  }

  /** Ended by a signal, the answer must not look complete. A failing exit code comes after Git's own words: they pass. */
  #body(rest: Uint8Array): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        if (rest.length > 0) controller.enqueue(rest)
      },
      pull: async (controller) => {
        const { done, value } = await this.#chunks.next()
        if (done !== true) controller.enqueue(value)
        else if ((await this.ended) === 'finished') controller.close()
        else if (!this.#left) controller.error(new Error('Git was stopped.'))
      },
      cancel: () => this.stop(),
    })
  }

  /** Nobody reads the answer any more; a full pipe would keep the program from finishing. */
  async #drain(): Promise<void> {
    let part = await this.#chunks.next()
    while (part.done !== true) part = await this.#chunks.next()
  }

  #kill(): void {
    const { pid, exitCode, signalCode } = this.#child
    if (pid === undefined || exitCode !== null || signalCode !== null) return
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM')
    } catch {
      // It ended in the meantime.
    }
  }
}

function endOf(child: Child): Promise<End> {
  return new Promise((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal === null ? 'finished' : 'killed'))
    child.once('error', () => resolve('unstartable'))
  })
}

interface Head {
  readonly status: number
  readonly headers: Headers
  readonly rest: Uint8Array
}

/** Reads up to the empty line; undefined if the program ends or says too much before it. */
async function readHead(chunks: Chunks): Promise<Head | undefined> {
  let read = Buffer.alloc(0)
  while (read.length <= longestHead) {
    const { done, value } = await chunks.next()
    if (done === true) return undefined
    read = Buffer.concat([read, value])
    const end = /\r?\n\r?\n/.exec(read.toString('latin1'))
    if (end !== null) return parseHead(read, end.index, end.index + end[0].length)
  }
  return undefined
}

function parseHead(read: Buffer, to: number, bodyFrom: number): Head {
  const fields = read
    .toString('latin1', 0, to)
    .split(/\r?\n/)
    .map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    })
  const status = Number.parseInt(fields.find(([name]) => name === 'status')?.[1] ?? '200', 10)
  const headers = new Headers(fields.filter(([name]) => passedOn.has(name)))
  return { status, headers, rest: new Uint8Array(read.subarray(bodyFrom)) }
}
