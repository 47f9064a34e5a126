import type { Word } from './answer.ts'

/** How long and how much one request may be. */
export interface Limits {
  /** Bytes that are sent, and that come back. */
  readonly upload: number
  readonly download: number
  /** Milliseconds without a byte either way, and in all. */
  readonly idle: number
  readonly total: number
}

type Reader = ReadableStreamDefaultReader<Uint8Array>
type Controller = ReadableStreamDefaultController<Uint8Array>

/** Why a request was ended before its time. */
export class Ended extends Error {
  override readonly name = 'Ended'
  /** To Node's adapter: nothing worth a stack in the log. */
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE'
  readonly word: Word

  constructor(word: Word) {
    super(`The relay ended the request: ${word}`)
    this.word = word
  }
}

/**
 * One request on its way to the host and back. It ends, on both sides, where either side is gone, nothing moves for too long,
 * or there is too much of it. Nothing is held but the piece that is passing.
 */
export class Passage {
  readonly #limits: Limits
  readonly #controller = new AbortController()
  readonly #total: ReturnType<typeof setTimeout>
  readonly #left: () => void
  #idle: ReturnType<typeof setTimeout> | undefined
  #stopUpload = (): void => undefined
  #isOver = false

  /** `client` is aborted when the client is gone; `left` is called once, when all is over. */
  constructor(limits: Limits, client: AbortSignal, left: () => void) {
    this.#limits = limits
    this.#left = left
    this.#total = setTimeout(() => this.end('unreachable'), limits.total)
    if (client.aborted) this.end('unreachable')
    else client.addEventListener('abort', () => this.end('unreachable'), { once: true, signal: this.signal })
    this.#moves()
  }

  /** Aborted, with an `Ended`, when the request has to end. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** What goes to the host. */
  upload(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader()
    this.#stopUpload = () => void reader.cancel().catch(() => undefined)
    return this.#through(
      reader,
      this.#limits.upload,
      () => (this.#stopUpload = () => undefined),
      this.#stopUpload,
    )
  }

  /** What comes from it; with its end all is over. */
  download(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const done = (): void => this.close()
    return this.#through(body.getReader(), this.#limits.download, done, () => this.end('unreachable'))
  }

  /** All is over, as it should be. */
  close(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#total)
    clearTimeout(this.#idle)
    this.#stopUpload() // a host that has answered need not hear the rest
    this.#left()
  }

  end(word: Word): void {
    if (this.#isOver) return
    this.close()
    this.#controller.abort(new Ended(word))
  }

  #moves(): void {
    clearTimeout(this.#idle)
    if (!this.#isOver) this.#idle = setTimeout(() => this.end('unreachable'), this.#limits.idle)
  }

  #through(reader: Reader, most: number, done: () => void, cancel: () => void): ReadableStream<Uint8Array> {
    let count = 0
    const pull = async (controller: Controller): Promise<void> => {
      const { value } = await reader.read()
      if (this.signal.aborted) return
      this.#moves()
      count += value?.length ?? 0
      if (count > most) this.end('too-large')
      else if (value !== undefined) controller.enqueue(value)
      else if (this.#isOver) controller.error(new Ended('unreachable'))
      else {
        done()
        controller.close()
      }
    }
    const guarded = (controller: Controller): Promise<void> =>
      pull(controller).catch(() => this.end('unreachable'))
    const start = (controller: Controller): void => this.#tear(controller, reader)
    return new ReadableStream({ start, pull: guarded, cancel }, { highWaterMark: 0 })
  }

  /** A body that was cut must never look whole. */
  #tear(controller: Controller, reader: Reader): void {
    const { signal } = this
    const tear = (): void => {
      controller.error(signal.reason)
      void reader.cancel(signal.reason).catch(() => undefined)
    }
    if (signal.aborted) tear()
    else signal.addEventListener('abort', tear, { once: true })
  }
}
