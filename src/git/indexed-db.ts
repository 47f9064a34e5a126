import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { GitError } from './errors.ts'
import { addressOf } from './host.ts'
import type { RepositorySettings } from './repository.ts'
import type { KeptTip, Segment, SegmentIndex, Step, Store } from './store.ts'

interface Schema extends DBSchema {
  /** Apart from their indexes, so that opening reads only these. */
  segments: { key: number; value: { bytes: Uint8Array } }
  indexes: {
    key: number
    value: { repository: string; segment: number } & SegmentIndex
    indexes: { repository: [string, number] }
  }
  /** The tips, by repository and branch (`''`: the host's default). */
  tips: { key: [repository: string, branch: string]; value: KeptTip }
}

/** The store of one repository in the database that all of them share. */
export async function openStore(
  { url, branch = '' }: RepositorySettings,
  name = 'galley-git',
): Promise<Store> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('segments', { autoIncrement: true })
      fresh
        .createObjectStore('indexes', { keyPath: 'segment' })
        .createIndex('repository', ['repository', 'segment'])
      fresh.createObjectStore('tips')
    },
  })
  return new StoredRepository(database, addressOf(url), branch)
}

class StoredRepository implements Store {
  readonly #database: IDBPDatabase<Schema>
  readonly #repository: string
  readonly #branch: string

  constructor(database: IDBPDatabase<Schema>, repository: string, branch: string) {
    this.#database = database
    this.#repository = repository
    this.#branch = branch
  }

  async load(after: number): ReturnType<Store['load']> {
    const transaction = this.#database.transaction(['indexes', 'tips'])
    const tips = transaction.objectStore('tips')
    const [tip, branches, rows] = await Promise.all([
      tips.get([this.#repository, this.#branch]),
      tips.count(this.#allBranches()),
      transaction.objectStore('indexes').index('repository').getAll(this.#segmentsAfter(after)),
    ])
    const isShared = branches > (tip ? 1 : 0)
    return { tip, isShared, indexes: rows.map(({ segment, oids, places }) => [segment, { oids, places }]) }
  }

  async bytes(segment: number): Promise<Uint8Array | undefined> {
    return (await this.#database.get('segments', segment))?.bytes
  }

  async save(
    segments: readonly Segment[],
    { tip, removed = [], strict = false }: Step = {},
  ): Promise<readonly number[]> {
    return this.#write(strict, async (transaction) => {
      for (const number of removed) await remove(transaction, number)
      const numbers: number[] = []
      for (const { bytes, index } of segments) {
        const segment = await transaction.objectStore('segments').add({ bytes })
        await transaction.objectStore('indexes').add({ repository: this.#repository, segment, ...index })
        numbers.push(segment)
      }
      if (tip) await transaction.objectStore('tips').put(tip, [this.#repository, this.#branch])
      return numbers
    })
  }

  async forget(): Promise<void> {
    await this.#write(true, async (transaction) => {
      const indexes = transaction.objectStore('indexes')
      const numbers = await indexes.index('repository').getAllKeys(this.#segmentsAfter(0))
      for (const number of numbers) await remove(transaction, number)
      await transaction.objectStore('tips').delete(this.#allBranches())
    })
  }

  #allBranches(): IDBKeyRange {
    return IDBKeyRange.bound([this.#repository], [this.#repository, []])
  }

  #segmentsAfter(after: number): IDBKeyRange {
    return IDBKeyRange.bound([this.#repository, after], [this.#repository, Infinity], true)
  }

  /** One transaction, which fails as a whole. */
  async #write<T>(
    strict: boolean,
    work: (transaction: ReturnType<typeof writing>) => Promise<T>,
  ): Promise<T> {
    const transaction = writing(this.#database, strict)
    transaction.done.catch(() => undefined) // reported once, by the throw below
    try {
      const result = await work(transaction)
      await transaction.done
      return result
    } catch (error) {
      abort(transaction)
      if (error instanceof DOMException && error.name === 'QuotaExceededError') {
        throw new GitError('full', 'The device has no room left')
      }
      throw error
    }
  }
}

function writing(database: IDBPDatabase<Schema>, strict: boolean) {
  const durability = strict ? 'strict' : 'relaxed'
  return database.transaction(['segments', 'indexes', 'tips'], 'readwrite', { durability })
}

async function remove(transaction: ReturnType<typeof writing>, segment: number): Promise<void> {
  await transaction.objectStore('segments').delete(segment)
  await transaction.objectStore('indexes').delete(segment)
}

function abort(transaction: ReturnType<typeof writing>): void {
  try {
    transaction.abort()
  } catch {
    // it is already over
  }
}
