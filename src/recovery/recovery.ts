import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/**
 * One file as the author wants it and the blog does not have it yet. The works of a blog, laid over its files, are
 * what the author sees; published, they are dropped.
 */
export interface Work {
  readonly path: string
  /** What the file shall hold: text, a picture's bytes, or null where it shall be deleted. */
  readonly content: string | Uint8Array | null
  /** The file that the work started from (its path differs where the work moves it); null for a new file. */
  readonly base: { readonly path: string; readonly oid: string } | null
  /** The path at which it stood here before it was moved. */
  readonly was?: string
  /** Details that were set in another window, too, in another way, and are not decided yet. */
  readonly rivals?: readonly Rival[]
  /** Of a deletion: the work that it takes the place of, for whoever changes their mind. */
  readonly replaced?: Work
  /** What the author typed, as ProseMirror's JSON, where it could not yet be proved to be `content`. */
  readonly unproven?: unknown
  /**
   * The names of the blobs of this work's texts that were sent to the blog: found there, they are the author's own,
   * whether or not the answer came back.
   */
  readonly sent?: readonly string[]
  /** Milliseconds since 1970. */
  readonly changedAt: number
}

/** A detail by its key, and the whole file in which it stands as the other window had it. */
export interface Rival {
  readonly key: string
  readonly source: string
  /** Of a data file, where the key is what the place is called: the file before, and as this window had it. */
  readonly data?: { readonly before: string; readonly mine: string }
}

/** What is remembered on this device, for all blogs. */
export interface Settings {
  readonly author?: { readonly name: string; readonly email: string }
  /** The blogs opened before, the latest first. */
  readonly recent?: readonly { readonly name: string; readonly url: string; readonly branch?: string }[]
  /** The addresses of the blogs whose preview may show what other sites have. */
  readonly outside?: readonly string[]
  /** The relay that the author chose; empty: none, whatever the server offers. */
  readonly relay?: string
  /** How the list of a blog's posts looks, by the blog's address. */
  readonly lists?: Readonly<Record<string, ListSettings>>
}

export interface ListSettings {
  readonly look?: 'list' | 'table' | 'gallery'
  /** The table's, by their names. */
  readonly columns?: readonly string[]
  readonly views?: readonly View[]
}

/** What a list showed, and how, under the name that the author gave it. */
export interface View {
  readonly name: string
  /** Filters, words and order, as the address has them. */
  readonly query: string
  readonly look: NonNullable<ListSettings['look']>
  readonly columns: readonly string[]
}

/** Unpublished work and settings on this device. Every promise resolves when the disk has it (strict durability). */
export interface Recovery {
  /** All works of a blog (named by its address), in the order of their paths. */
  works(blog: string): Promise<Work[]>
  /**
   * Writes and removes together: all of it reaches the disk, or none. Where `seen` is given and the device by now holds
   * another work than that at one of these paths (another tab wrote it), nothing is done: the answer is those paths.
   */
  update(
    blog: string,
    saved: readonly Work[],
    dropped?: readonly string[],
    seen?: ReadonlyMap<string, Work>,
  ): Promise<readonly string[]>
  settings(): Promise<Settings>
  remember(settings: Settings): Promise<void>
}

interface Schema extends DBSchema {
  works: { key: [blog: string, path: string]; value: Work & { readonly blog: string } }
  settings: { key: string; value: Settings }
}

/**
 * Opens the store. Rejects with the browser's own DOMException where the device refuses storage (private windows of
 * some browsers, a full disk).
 */
export async function openRecovery(name = 'galley-recovery'): Promise<Recovery> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('works', { keyPath: ['blog', 'path'] })
      fresh.createObjectStore('settings')
    },
  })
  return new StoredRecovery(database)
}

class StoredRecovery implements Recovery {
  readonly #database: IDBPDatabase<Schema>
  #asked = false

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database
  }

  async works(blog: string): Promise<Work[]> {
    const ofBlog = IDBKeyRange.bound([blog], [blog, []])
    const rows = await this.#database.getAll('works', ofBlog)
    return rows.map(({ blog: _, ...work }) => work)
  }

  async update(
    blog: string,
    saved: readonly Work[],
    dropped: readonly string[] = [],
    seen?: ReadonlyMap<string, Work>,
  ): Promise<readonly string[]> {
    if (saved.length > 0) this.#persist()
    const transaction = this.#database.transaction('works', 'readwrite', { durability: 'strict' })
    try {
      const paths = seen ? [...dropped, ...saved.map(({ path }) => path)] : []
      const rows = await Promise.all(paths.map((path) => transaction.store.get([blog, path])))
      const news = paths.filter((path, at) => !isSame(rows[at], seen?.get(path)))
      if (news.length > 0) return news
      await Promise.all([
        ...dropped.map((path) => transaction.store.delete([blog, path])),
        ...saved.map(async (work) => transaction.store.put({ ...work, blog })),
      ])
    } catch (error) {
      transaction.done.catch(() => undefined) // the abort is reported once, by the throw below
      transaction.abort()
      throw error
    }
    await transaction.done
    return []
  }

  /** Asks the browser, once, not to clear away what lies here when it needs room. Some ask the author. */
  #persist(): void {
    if (this.#asked) return
    this.#asked = true
    // plain http and old browsers have none of it
    const here: { navigator?: { storage?: { persist?: () => Promise<boolean> } } } = globalThis
    const asked = here.navigator?.storage?.persist?.()
    asked?.catch(() => undefined) // then it is cleared away like all else, in need
  }

  async settings(): Promise<Settings> {
    return (await this.#database.get('settings', 'device')) ?? {}
  }

  async remember(settings: Settings): Promise<void> {
    const transaction = this.#database.transaction('settings', 'readwrite', { durability: 'strict' })
    await Promise.all([transaction.store.put(settings, 'device'), transaction.done])
  }
}

/** Whether two works say the same, or both are none. When they were written does not count. */
export function isSame(one: Work | undefined, other: Work | undefined): boolean {
  if (!one || !other) return one === other
  return (
    sameContent(one.content, other.content) &&
    one.base?.path === other.base?.path &&
    one.base?.oid === other.base?.oid &&
    String(one.sent) === String(other.sent) &&
    isSame(one.replaced, other.replaced) &&
    JSON.stringify([one.unproven, one.rivals, one.was]) ===
      JSON.stringify([other.unproven, other.rivals, other.was])
  )
}

function sameContent(one: Work['content'], other: Work['content']): boolean {
  if (!(one instanceof Uint8Array) || !(other instanceof Uint8Array)) return one === other
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
