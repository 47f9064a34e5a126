import { openDB, type DBSchema } from 'idb'

/** What the author has handed in to be looked over, as this device knows it. */
export interface Submitted {
  /** The branch that it is on. */
  readonly branch: string
  /** The repository with that branch, where that is the author's own copy of the blog's. */
  readonly copy?: { readonly url: string; readonly path: string }
  /** The commit that was put there last, and the blog's tip that it was made on. */
  readonly head: string
  readonly onto: string | null
  /** How the host calls the request, and the page where it is talked about; undefined while the host was not asked yet. */
  readonly request?: { readonly id: string; readonly url: string }
  readonly title: string
  /** When it was handed in last, in milliseconds since 1970. */
  readonly at: number
  readonly state: 'open' | 'merged' | 'declined'
  readonly comments: number
}

interface Schema extends DBSchema {
  submissions: { key: string; value: Submitted }
}

const open = () =>
  openDB<Schema>('galley-submissions', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('submissions'),
  })

/** What was handed in of a blog (by its address) and is not done with. */
export async function readSubmitted(blog: string): Promise<Submitted | undefined> {
  const database = await open()
  return database.get('submissions', blog).finally(() => database.close())
}

/** Resolves when the disk has it; undefined forgets it. */
export async function keepSubmitted(blog: string, submitted: Submitted | undefined): Promise<void> {
  const database = await open()
  const transaction = database.transaction('submissions', 'readwrite', { durability: 'strict' })
  const { store } = transaction
  const done = submitted ? store.put(submitted, blog) : store.delete(blog)
  await Promise.all([done, transaction.done]).finally(() => database.close())
}
