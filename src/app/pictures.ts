import type { SiteFiles } from '../git/repository.ts'

const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  bmp: 'image/bmp',
}

/** Object addresses (`blob:`) for the blog's pictures, each made once and kept until it is dropped. */
export class Pictures {
  readonly #files: SiteFiles
  readonly #addresses = new Map<string, Promise<string | undefined>>()

  constructor(files: SiteFiles) {
    this.#files = files
  }

  /** The address of the picture at this path; undefined where there is none or its ending is no picture's. */
  find(path: string): Promise<string | undefined> {
    const known = this.#addresses.get(path)
    if (known) return known
    const made = this.#make(path)
    this.#addresses.set(path, made)
    return made
  }

  /** Forgets one picture (its bytes changed) or all. */
  drop(path?: string): void {
    const paths = path === undefined ? [...this.#addresses.keys()] : [path]
    for (const dropped of paths) {
      void this.#addresses.get(dropped)?.then((address) => address && URL.revokeObjectURL(address))
      this.#addresses.delete(dropped)
    }
  }

  async #make(path: string): Promise<string | undefined> {
    const type = types[path.split('.').at(-1)?.toLowerCase() ?? '']
    const bytes = type === undefined ? undefined : await this.#files.read(path)
    if (!bytes || type === undefined) return undefined
    return URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
  }
}
