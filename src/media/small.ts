import type { SmallOrder } from './picture-worker.ts'

/** A picture as it is shown among many. */
export interface SmallPicture {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

/** So light that a smaller one would not be worth its making: it is shown as it is. */
const lightBytes = 24_000

interface Waiting {
  readonly order: SmallOrder
  readonly done: (made: SmallPicture | undefined) => void
}

/** Makes pictures small off the page's thread, one after the other, in a worker that ends when nobody waits for it. */
export class Shrinker {
  #worker: Worker | undefined
  #waiting: Waiting[] = []

  /** Undefined for what cannot be read as pixels, and for drawings that are not light already. */
  async small(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<SmallPicture | undefined> {
    if (bytes.length <= lightBytes) return { bytes, type }
    if (type === 'image/svg+xml') return undefined
    return new Promise((done) => {
      this.#waiting.push({ order: { small: new Blob([bytes], { type }) }, done })
      if (this.#waiting.length === 1) this.#next()
    })
  }

  /** Asks for the first that waits. */
  #next(): void {
    const [first] = this.#waiting
    if (first) (this.#worker ??= this.#start()).postMessage(first.order)
    else this.#end()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), {
      type: 'module',
      name: 'galley-thumbnails',
    })
    worker.addEventListener('message', ({ data }: MessageEvent<SmallPicture | undefined>) => this.#hand(data))
    // where the device has no room for the pixels, the worker ends
    worker.addEventListener('error', () => {
      this.#end()
      this.#hand(undefined)
    })
    return worker
  }

  #hand(made: SmallPicture | undefined): void {
    this.#waiting.shift()?.done(made)
    this.#next()
  }

  #end(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }
}
