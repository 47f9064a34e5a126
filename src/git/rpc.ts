import { GitError } from './errors.ts'
import type { OnProgress, Progress, Repository, RepositorySettings } from './repository.ts'

type Method = keyof Repository
type Call = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] }
/** The first message to the worker, then one for each call, and one for each call that was given up. */
type Message = { readonly settings: RepositorySettings } | Call | { readonly given: number }
type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: Told }
  | { readonly progress: Progress }
/** An error as it travels. */
type Told = { readonly message: string } & Partial<Pick<GitError, 'code' | 'data'>>

/** One end of the line: a `Worker`, a worker's own global, a `MessagePort`. */
export interface Line {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message' | 'error', listener: (event: Event) => void): void
  /** Of a worker: ends it at once. */
  terminate?(): void
}

/**
 * The repository in a worker, as if it were here. What the repository throws arrives as a `GitError` with its code and data
 * (any other error with its message); a worker that dies rejects all calls with `worker-failed`.
 */
export function connectRepository(
  worker: Line,
  settings: RepositorySettings,
  onProgress: OnProgress = () => undefined,
): Repository {
  const call = callerOn(worker, onProgress)
  worker.postMessage({ settings } satisfies Message, [])
  return {
    list: (folder) => call('list', [folder]),
    read: (path, signal) => call('read', [path], signal),
    readAll: (paths) => call('readAll', [paths]),
    prefetch: (paths) => call('prefetch', [paths]),
    oid: (path) => call('oid', [path]),
    blob: (oid, options) => call('blob', [oid, options]),
    pathsOf: (bytes) => call('pathsOf', [bytes]),
    oidOf: (bytes) => call('oidOf', [bytes]),
    latest: () => call('latest', []),
    size: () => call('size', []),
    stored: (...args) => call('stored', args),
    preparePublish: () => call('preparePublish', []),
    sync: (...args) => call('sync', args),
    publish: (...args) => call('publish', args),
    propose: (...args) => call('propose', args),
    signIn: (credentials) => call('signIn', [credentials]),
    forget: () => call('forget', []),
    end: async () => worker.terminate?.(),
  }
}

type Caller = <M extends Method>(
  method: M,
  args: Parameters<Repository[M]>,
  signal?: AbortSignal,
) => ReturnType<Repository[M]>

function callerOn(worker: Line, onProgress: OnProgress): Caller {
  const waiting = new Map<number, Waiting>()
  let last = 0
  worker.addEventListener('message', (event) => {
    const answer = (event as MessageEvent<Answer>).data
    if ('progress' in answer) {
      onProgress(answer.progress)
      return
    }
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
  return (method, args, signal) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, method, args } satisfies Message, [])
      signal?.addEventListener('abort', () => worker.postMessage({ given: id } satisfies Message, []))
    }) as ReturnType<Repository[typeof method]>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The worker's side: opens a repository with the first message's settings and answers the calls that follow. */
export function serveRepository(
  line: Line,
  open: (settings: RepositorySettings, onProgress: OnProgress) => Promise<Repository>,
): void {
  let repository: Promise<Repository> | undefined
  const running = new Map<number, AbortController>()
  const tell = throttled((progress) => line.postMessage({ progress } satisfies Answer, []))
  line.addEventListener('message', (event) => {
    const message = (event as MessageEvent<Message>).data
    if ('settings' in message) {
      repository = open(message.settings, tell)
      repository.catch(() => undefined) // told to each caller
    } else if ('given' in message) running.get(message.given)?.abort()
    else if (repository) void answer(line, repository, message, running)
  })
}

/** No more than a screen can show, but always the latest: what then stands still is shown where it stands. */
function throttled(tell: OnProgress, interval = 80): OnProgress {
  let last = -Infinity
  let later: ReturnType<typeof setTimeout> | undefined
  const now = (progress: Progress): void => {
    last = performance.now()
    tell(progress)
  }
  return (progress) => {
    clearTimeout(later)
    const left = last + interval - performance.now()
    if (left <= 0 || progress.done === progress.total) now(progress)
    else later = setTimeout(() => now(progress), left)
  }
}

async function answer(
  line: Line,
  repository: Promise<Repository>,
  { id, method, args }: Call,
  running: Map<number, AbortController>,
): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  try {
    const opened = await repository
    const run = opened[method].bind(opened) as (...args: readonly unknown[]) => Promise<unknown>
    const value = await run(...args, ...(method === 'read' ? [controller.signal] : []))
    line.postMessage({ id, value } satisfies Answer, buffersIn(value))
  } catch (error) {
    line.postMessage({ id, error: told(error) } satisfies Answer, [])
  } finally {
    running.delete(id)
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
