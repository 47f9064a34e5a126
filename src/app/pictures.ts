import type { SiteFiles } from '../git/repository.ts'
import type { Conventions, PictureHabit } from '../jekyll/index.ts'

/** Where a picture goes, and what the post writes before and behind its name. */
export type PictureHome = Omit<PictureHabit, 'alt'>

/**
 * Where the site's authors keep pictures: those in the text, or those that a key of the details names. A key's own
 * prefix stands, even where it hides the folder (a layout puts that before it); a key that no post has yet gets an
 * address from the root, because nothing is expanded there.
 */
export function pictureHome({ picture, pictureKeys }: Conventions, key?: string): PictureHome {
  if (key === undefined) return picture
  const own = pictureKeys.get(key)
  const folder = own === undefined || own.folder === '' ? picture.folder : own.folder
  return { folder, prefix: own?.prefix ?? `/${folder}/`, suffix: '', attributes: '' }
}

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
