import { KeptSmall } from '../../media/kept-small.ts'
import { Shrinker } from '../../media/small.ts'
import type { Repository } from '../../git/repository.ts'
import { isPointer } from '../pointer.ts'
import { addressOf, readPicture, type PictureFile } from '../whole-picture.ts'
import type { LongFiles, Works } from '../works.ts'

/** What is needed of the open blog. */
interface Blog {
  readonly blog: { readonly url: string }
  readonly repository: Pick<Repository, 'oid'>
  readonly files: Pick<LongFiles, 'read'>
  readonly works: { readonly all: Works }
}

/**
 * The blog's pictures made small. Those that were seen once are kept on the device, by what is in them, and come without the
 * picture itself.
 */
export class Thumbnails {
  readonly #blog: Blog
  readonly #kept = new KeptSmall()
  readonly #shrinker = new Shrinker()

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** The object address of a small picture, or of the picture where there is no smaller one. */
  async addressOf(path: string, signal: AbortSignal): Promise<string | undefined> {
    const { blog, repository, files, works } = this.#blog
    const oid = works.all.has(path) ? undefined : await repository.oid(path)
    // a device that keeps nothing shows them all the same
    const kept = oid === undefined ? undefined : await this.#kept.get(blog.url, oid).catch(() => undefined)
    if (kept) return addressOf(kept)
    const picture = await readPicture(files, path, signal)
    return picture && addressOf((await this.#small(picture, oid)) ?? picture)
  }

  async #small({ bytes, type }: PictureFile, oid: string | undefined): Promise<PictureFile | undefined> {
    if (isPointer(bytes)) return undefined
    const small = await this.#shrinker.small(bytes, type)
    if (small && oid !== undefined)
      void this.#kept.put(this.#blog.blog.url, oid, small).catch(() => undefined)
    return small
  }
}
