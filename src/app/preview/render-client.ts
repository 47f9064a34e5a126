import type { Call, Line, Message, Question, Questions, SiteSketch, Told } from '../../preview/index.ts'

/** A line to a renderer that can be cut, whatever it is doing. */
export interface Renderer extends Line {
  terminate(): void
}

export interface RenderSources {
  /** Starts a renderer. */
  readonly start: () => Renderer
  /** The site as it is now. */
  readonly sketch: () => SiteSketch
  readonly readAll: (paths: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>
}

/** The renderer was silent for so long that it was ended: the site asks for something without an end. */
export class TooSlow extends Error {}

/** Milliseconds for which the renderer may be silent while nothing is being read for it; what it does by itself ends earlier. */
const patience = 2000
/** And for which it may owe an answer: a slow device gets a large site ready meanwhile, a page without an end says nothing new. */
const longest = 15_000
/** Until its program has come, which may be over a slow network. */
const startPatience = 60_000

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Asks a renderer in a worker. It is started with the first question, and ended where it does not answer. */
export class RenderClient {
  readonly #sources: RenderSources
  #renderer: Renderer | undefined
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #reading = 0
  #patience = startPatience
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Milliseconds of its own work for what it owes, and since when it is at work. */
  #worked = 0
  #since: number | undefined

  constructor(sources: RenderSources) {
    this.#sources = sources
  }

  /** Rejects with `TooSlow`, or as the reading of files does. */
  ask<Q extends Question>(question: Q, ...asked: Questions[Q]['asked']): Promise<Questions[Q]['answer']> {
    return new Promise<unknown>((resolve, reject) => {
      const id = ++this.#last
      this.#waiting.set(id, { resolve, reject })
      this.#send({ id, question, asked } as Call)
    }) as Promise<Questions[Q]['answer']>
  }

  /** These files have another content now. */
  changed(paths: readonly string[]): void {
    if (this.#renderer) this.#send({ changed: paths })
  }

  /** The site has other files or posts now. */
  reopen(): void {
    if (this.#renderer) this.#send({ open: this.#sources.sketch() })
  }

  /** Ends the renderer; the next question starts it again. */
  close(error: Error = new Error('The preview was closed.')): void {
    clearTimeout(this.#timer)
    this.#renderer?.terminate()
    this.#renderer = undefined
    this.#reading = 0
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }

  #send(message: Message): void {
    this.#renderer ??= this.#start()
    this.#renderer.postMessage(message)
    this.#wait()
  }

  #start(): Renderer {
    const renderer = this.#sources.start()
    this.#patience = startPatience
    renderer.addEventListener('message', ({ data }) => {
      if (renderer === this.#renderer) this.#hear(data as Told, renderer)
    })
    renderer.postMessage({ open: this.#sources.sketch() } satisfies Message)
    return renderer
  }

  #hear(told: Told, renderer: Renderer): void {
    if (this.#count() > longest) {
      this.close(new TooSlow())
      return
    }
    if ('patience' in told) this.#patience = told.patience
    else if ('paths' in told) void this.#read(told.read, told.paths, renderer)
    else this.#answered(told)
    this.#wait()
  }

  #answered(told: Extract<Told, { id: number }>): void {
    this.#patience = patience
    this.#worked = 0
    const waiting = this.#waiting.get(told.id)
    this.#waiting.delete(told.id)
    if ('error' in told) waiting?.reject(new Error(told.error))
    else waiting?.resolve(told.value)
  }

  async #read(read: number, paths: readonly string[], renderer: Renderer): Promise<void> {
    this.#reading += 1
    const texts = await this.#sources.readAll(paths).catch((error: unknown) => ({ error: String(error) }))
    if (renderer !== this.#renderer) return
    this.#reading -= 1
    renderer.postMessage({ read, texts } satisfies Message)
    this.#wait()
  }

  /** What it has worked for what it owes. */
  #count(): number {
    if (this.#since !== undefined) this.#worked += performance.now() - this.#since
    this.#since = undefined
    if (this.#waiting.size === 0) this.#worked = 0
    return this.#worked
  }

  /** Ends a renderer that owes an answer, waits for nothing from here, and says nothing. */
  #wait(): void {
    clearTimeout(this.#timer)
    this.#count()
    if (this.#waiting.size === 0 || this.#reading > 0) return
    this.#since = performance.now()
    this.#timer = setTimeout(() => this.close(new TooSlow()), this.#patience)
  }
}
