import { GitError } from './errors.ts'
import type { Repository, RepositorySettings } from './repository.ts'

type Method = keyof Repository
type Call = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] }
/** The first message to the worker, then one for each call. */
type Message = { readonly settings: RepositorySettings } | Call
type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: Told }
/** An error as it travels. */
type Told = { readonly message: string } & Partial<Pick<GitError, 'code' | 'data'>>

/** One end of the line: a `Worker`, a worker's own global, a `MessagePort`. */
export interface Line {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message' | 'error', listener: (event: Event) => void): void
}

/**
 * The repository in a worker, as if it were here. What the repository throws arrives as a `GitError` with its code and data
 * (any other error with its message); a worker that dies rejects all calls with `worker-failed`.
 */
export function connectRepository(worker: Line, settings: RepositorySettings): Repository {
  const call = callerOn(worker)
  worker.postMessage({ settings } satisfies Message, [])
  return {
    list: (folder) => call('list', folder),
    read: (path) => call('read', path),
    readAll: (paths) => call('readAll', paths),
    oid: (path) => call('oid', path),
    stored: () => call('stored'),
    sync: () => call('sync'),
    publish: (...args) => call('publish', ...args),
    signIn: (credentials) => call('signIn', credentials),
    forget: () => call('forget'),
  }
}

type Caller = <M extends Method>(method: M, ...args: Parameters<Repository[M]>) => ReturnType<Repository[M]>

function callerOn(worker: Line): Caller {
  const waiting = new Map<number, Waiting>()
  let last = 0
  worker.addEventListener('message', (event) => {
    const answer = (event as MessageEvent<Answer>).data
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) call?.reject(errorFrom(answer.error))
    else call?.resolve(answer.value)
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values())
      reject(new GitError('worker-failed', 'The worker for Git failed'))
    waiting.clear()
  })
  return (method, ...args) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      worker.postMessage({ id: last, method, args } satisfies Message, [])
    }) as ReturnType<Repository[typeof method]>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The worker's side: opens a repository with the first message's settings and answers the calls that follow. */
export function serveRepository(
  line: Line,
  open: (settings: RepositorySettings) => Promise<Repository>,
): void {
  let repository: Promise<Repository> | undefined
  line.addEventListener('message', (event) => {
    const message = (event as MessageEvent<Message>).data
    if ('settings' in message) {
      repository = open(message.settings)
      repository.catch(() => undefined) // told to each caller
    } else if (repository) void answer(line, repository, message)
  })
}

async function answer(
  line: Line,
  repository: Promise<Repository>,
  { id, method, args }: Call,
): Promise<void> {
  try {
    const opened = await repository
    const run = opened[method].bind(opened) as (...args: readonly unknown[]) => Promise<unknown>
    const value = await run(...args)
    line.postMessage({ id, value } satisfies Answer, buffersIn(value))
  } catch (error) {
    line.postMessage({ id, error: told(error) } satisfies Answer, [])
  }
}

/** Bytes that a repository returns belong to the caller: they travel without a copy. */
function buffersIn(value: unknown): ArrayBuffer[] {
  const values = value instanceof Map ? [...value.values()] : [value]
  const buffers = values.flatMap((one) =>
    one instanceof Uint8Array && one.buffer instanceof ArrayBuffer ? [one.buffer] : [],
  )
  return [...new Set(buffers)]
}

function told(error: unknown): Told {
  if (error instanceof GitError) return { message: error.message, code: error.code, data: error.data }
  return { message: String(error) }
}

function errorFrom({ code, data, message }: Told): Error {
  return code === undefined ? new Error(message) : new GitError(code, message, data)
}
