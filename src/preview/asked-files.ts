import type { SiteFiles } from '../jekyll/index.ts'
import type { Line, Sent, Told } from './messages.ts'

interface Waiting {
  readonly resolve: (texts: ReadonlyMap<string, Uint8Array>) => void
  readonly reject: (error: Error) => void
}

/** The files of a site at the other end of the line. Those that are wanted at one moment are asked for together. */
export class AskedFiles implements SiteFiles {
  readonly #line: Line
  readonly #waiting = new Map<number, Waiting>()
  #paths: string[] = []
  #batch: Promise<ReadonlyMap<string, Uint8Array>> | undefined
  #last = 0

  constructor(line: Line) {
    this.#line = line
  }

  list(): Promise<readonly string[]> {
    return Promise.reject(new Error('The paths of the files come with the site.'))
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    this.#paths.push(path)
    this.#batch ??= Promise.resolve().then(() => this.#ask())
    return (await this.#batch).get(path)
  }

  /** Takes texts that were asked for. */
  take({ read, texts }: Sent): void {
    const waiting = this.#waiting.get(read)
    this.#waiting.delete(read)
    if ('error' in texts) waiting?.reject(new Error(texts.error))
    else waiting?.resolve(texts)
  }

  #ask(): Promise<ReadonlyMap<string, Uint8Array>> {
    const [paths, read] = [this.#paths, ++this.#last]
    this.#paths = []
    this.#batch = undefined
    return new Promise((resolve, reject) => {
      this.#waiting.set(read, { resolve, reject })
      this.#line.postMessage({ read, paths } satisfies Told)
    })
  }
}
