import { decodeForReading, type SiteFiles } from '../../jekyll/index.ts'

/**
 * A site's texts for a renderer that cannot wait. What is not here yet is noted and read as nothing; `settle` reads what was noted
 * and renders again, until nothing was missing: so a page reads what it uses and no more.
 */
export class Texts {
  readonly #files: SiteFiles
  readonly #texts = new Map<string, string | undefined>()
  readonly #missing = new Set<string>()

  constructor(files: SiteFiles) {
    this.#files = files
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

  /** Forgets a file that has changed, or takes its new text. */
  change(path: string, text?: string): void {
    if (text === undefined) this.#texts.delete(path)
    else this.#texts.set(path, text)
  }

  /** Runs `work` until it has all that it reads. Rejects as `files` does; what `work` throws counts once nothing is missing. */
  async settle<Result>(work: () => Result): Promise<Result> {
    for (;;) {
      this.#missing.clear()
      const outcome = attempt(work)
      if (this.#missing.size === 0) return outcome()
      await this.#readMissing()
    }
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
