import { decodeForReading, type SiteFiles } from '../../jekyll/index.ts'

/** What begins: work that ends by itself soon, or the loading of a part of the program, which may come over a slow network. */
export type Turn = 'working' | 'loading'

/**
 * A site's texts for a renderer that cannot wait. What is not here yet is noted and read as nothing; `settle` reads what was noted
 * and renders again, until nothing was missing: so a page reads what it uses and no more.
 */
export class Texts {
  readonly #files: SiteFiles
  readonly #onTurn: (turn: Turn) => void
  readonly #texts = new Map<string, string | undefined>()
  readonly #missing = new Set<string>()
  readonly #parts = new Map<string, unknown>()
  readonly #missingParts = new Map<string, () => Promise<unknown>>()

  constructor(files: SiteFiles, onTurn: (turn: Turn) => void = () => undefined) {
    this.#files = files
    this.#onTurn = onTurn
  }

  /** A file's text, without a byte-order mark; undefined where there is none, or not yet. */
  text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#missing.add(path)
    return this.#texts.get(path)
  }

  /** Whether the last text that was asked for is still to be read. */
  lacks(path: string): boolean {
    return this.#missing.has(path)
  }

  /** A part of the program that few sites need: undefined until it was loaded, for which `settle` waits. */
  part<Part>(name: string, load: () => Promise<Part>): Part | undefined {
    if (!this.#parts.has(name)) this.#missingParts.set(name, load)
    return this.#parts.get(name) as Part | undefined
  }

  /** Forgets a file that has changed, or takes its new text. */
  change(path: string, text?: string): void {
    if (text === undefined) this.#texts.delete(path)
    else this.#texts.set(path, text)
  }

  /** Runs `work` until it has all that it reads. Rejects as `files` does; what `work` throws counts once nothing is missing. */
  async settle<Result>(work: () => Result): Promise<Result> {
    for (;;) {
      this.#missing.clear()
      this.#missingParts.clear()
      this.#onTurn('working')
      const outcome = attempt(work)
      if (this.#missing.size + this.#missingParts.size === 0) return outcome()
      await Promise.all([this.#readMissing(), this.#loadMissing()])
    }
  }

  async #loadMissing(): Promise<void> {
    if (this.#missingParts.size > 0) this.#onTurn('loading')
    await Promise.all(
      [...this.#missingParts].map(async ([name, load]) => this.#parts.set(name, await load())),
    )
  }

  async #readMissing(): Promise<void> {
    await Promise.all(
      [...this.#missing].map(async (path) => {
        const bytes = await this.#files.read(path)
        this.#texts.set(path, bytes && decodeForReading(bytes).replace(/^\ufeff/, ''))
      }),
    )
  }
}

/** The result of `work`, or what it threw, for later. */
function attempt<Result>(work: () => Result): () => Result {
  try {
    const result = work()
    return () => result
  } catch (error) {
    return () => {
      throw error
    }
  }
}
