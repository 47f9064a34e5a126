import { GitError } from './errors.ts'

/** Watches over one request: a host that is silent for too long, or a caller who gives up, ends it. */
export class Watch {
  readonly #patience: number
  readonly #controller = new AbortController()

  /** `patience`: milliseconds of silence; `signal`: the caller's. */
  constructor(patience: number, signal?: AbortSignal) {
    this.#patience = patience
    if (signal?.aborted === true) this.#end(givenUp())
    signal?.addEventListener('abort', () => this.#end(givenUp()), { once: true })
  }

  /** For `fetch`. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** What a promise of the transport gives. Throws `offline` where it fails or takes too long. */
  async wait<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this
    const silence = setTimeout(() => this.#end(stalled()), this.#patience)
    let stop = (): void => undefined
    try {
      return await new Promise<T>((resolve, reject) => {
        stop = () => reject(endOf(signal))
        if (signal.aborted) stop()
        signal.addEventListener('abort', stop, { once: true })
        promise.then(resolve, (error: unknown) => reject(signal.aborted ? endOf(signal) : failed(error)))
      })
    } finally {
      clearTimeout(silence)
      signal.removeEventListener('abort', stop)
    }
  }

  /** A body, each chunk of which must come in time. */
  over(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader()
    return new ReadableStream({
      pull: async (controller) => {
        const { done, value } = await this.wait(reader.read())
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    })
  }

  #end(why: GitError): void {
    this.#controller.abort(why)
  }
}

const stalled = (): GitError => new GitError('offline', 'The host does not answer any more')
const givenUp = (): GitError => new GitError('offline', 'The request was given up')
const failed = (error: unknown): GitError =>
  error instanceof GitError ? error : new GitError('offline', `The host cannot be reached: ${String(error)}`)
const endOf = ({ reason }: AbortSignal): GitError => failed(reason)
