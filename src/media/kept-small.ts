import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { SmallPicture } from './small.ts'

interface Schema extends DBSchema {
  pictures: {
    key: [blog: string, oid: string]
    value: SmallPicture & { readonly blog: string; readonly oid: string; readonly number: number }
    indexes: { number: number }
  }
}

/** So many are kept, of all blogs together: some thirty megabytes. */
const most = 2000

/**
 * The small pictures of this device, each under its blog (by its address) and the name of the blob that it was made of.
 * Where there are too many, those that were made first go.
 */
export class KeptSmall {
  readonly #name: string
  readonly #most: number
  #database: Promise<IDBPDatabase<Schema>> | undefined

  constructor(name = 'galley-thumbnails', mostKept = most) {
    this.#name = name
    this.#most = mostKept
  }

  async get(blog: string, oid: string): Promise<SmallPicture | undefined> {
    return (await this.#open()).get('pictures', [blog, oid])
  }

  async put(blog: string, oid: string, { bytes, type }: SmallPicture): Promise<void> {
    const transaction = (await this.#open()).transaction('pictures', 'readwrite')
    const byNumber = transaction.store.index('number')
    const last = await byNumber.openKeyCursor(null, 'prev')
    await transaction.store.put({ blog, oid, bytes, type, number: (last?.key ?? 0) + 1 })
    let over = (await transaction.store.count()) - this.#most
    for (let first = await byNumber.openCursor(); first && over > 0; over -= 1) {
      await first.delete()
      first = await first.continue()
    }
    await transaction.done
  }

  async forget(blog: string): Promise<void> {
    await (await this.#open()).delete('pictures', IDBKeyRange.bound([blog], [blog, []]))
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    return (this.#database ??= openDB<Schema>(this.#name, 1, {
      upgrade: (fresh) =>
        void fresh
          .createObjectStore('pictures', { keyPath: ['blog', 'oid'] })
          .createIndex('number', 'number'),
    }))
  }
}
