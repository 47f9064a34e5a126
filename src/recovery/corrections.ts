import { openDB, type DBSchema } from 'idb'

interface Schema extends DBSchema {
  corrections: { key: string; value: string }
}

const open = () =>
  openDB<Schema>('galley-corrections', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('corrections'),
  })

/** What was said on this device about how a blog (by its address) is written; empty where nothing was. */
export async function readOwnCorrections(blog: string): Promise<string> {
  const database = await open()
  const text = await database.get('corrections', blog).finally(() => database.close())
  return typeof text === 'string' ? text : ''
}

/** Resolves when the disk has it; an empty text forgets what was said. */
export async function keepOwnCorrections(blog: string, text: string): Promise<void> {
  const database = await open()
  const transaction = database.transaction('corrections', 'readwrite', { durability: 'strict' })
  const { store } = transaction
  const done = text === '' ? store.delete(blog) : store.put(text, blog)
  await Promise.all([done, transaction.done]).finally(() => database.close())
}
