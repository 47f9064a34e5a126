import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** How long something is kept: as long as this tab lives, until a moment (ms since 1970), or until the author signs out. */
export type Keep = 'tab' | number | 'sign-out'

/** Something kept: what was put in, where it belongs, and how long it stays. */
export interface Kept<Secret> {
  readonly scope: string
  readonly secret: Secret
  readonly keep: Keep
}

/**
 * Secrets by their scope: the address of a host (`https://host`), or of one repository there. On the disk they lie encrypted
 * under keys that the browser uses for us and gives to nobody, us included. To be used in a worker alone.
 */
export interface Keyring<Secret> {
  /** The secret for an address: the repository's own, or else its host's. */
  find(url: string): Promise<Kept<Secret> | undefined>
  /** Takes the place of what was kept for this scope. */
  keep(scope: string, secret: Secret, keep: Keep): Promise<void>
  /** Forgets what `find` would give for the address. */
  forget(url: string): Promise<void>
}

interface Row {
  readonly scope: string
  /** The tab that it ends with; `''`: it is the device's. */
  readonly owner: string
  /** Milliseconds since 1970; `Infinity`: until it is forgotten. */
  readonly until: number
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

interface Schema extends DBSchema {
  rows: { key: [scope: string, owner: string]; value: Row }
  /** One for each owner: without its key a row is noise. */
  keys: { key: string; value: CryptoKey }
}

interface Options {
  /** Which tab this is; without one nothing is kept for it on the disk. */
  readonly tab?: string | undefined
  /** The tabs that live. */
  readonly tabs?: () => Promise<ReadonlySet<string>>
  readonly now?: () => number
  readonly name?: string
}

/** What the lock of a tab is called: who holds it says that the tab lives. */
const lockOf = (tab: string): string => `galley-tab ${tab}`

/**
 * Opens the keyring; what belonged to tabs that are gone, and what has had its time, leaves the disk. Where the browser lets
 * nothing be kept (a private window, a page without https), all is kept in this worker's memory and ends with it.
 */
export async function openKeyring<Secret>(options: Options = {}): Promise<Keyring<Secret>> {
  const { name = 'galley-keyring', now = Date.now } = options
  const memory = new MemoryKeyring<Secret>(now)
  const database = await openDatabase(name).catch(() => undefined)
  if (!database) return memory
  const keyring = new StoredKeyring<Secret>(database, memory, { ...options, now })
  await keyring.sweep().catch(() => undefined) // then the disk fails later, too, and the memory serves
  return keyring
}

async function openDatabase(name: string): Promise<IDBPDatabase<Schema> | undefined> {
  if ((globalThis as { crypto?: Partial<Crypto> }).crypto?.subtle === undefined) return undefined
  return openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('rows', { keyPath: ['scope', 'owner'] })
      fresh.createObjectStore('keys')
    },
  })
}

/** A repository's own scope comes before its host's. */
function scopesOf(url: string): readonly string[] {
  const { origin } = new URL(url)
  return url === origin ? [origin] : [url, origin]
}

class MemoryKeyring<Secret> implements Keyring<Secret> {
  readonly #now: () => number
  readonly #kept = new Map<string, Kept<Secret>>()

  constructor(now: () => number) {
    this.#now = now
  }

  async find(url: string): Promise<Kept<Secret> | undefined> {
    for (const scope of scopesOf(url)) {
      const kept = this.#kept.get(scope)
      if (kept && (typeof kept.keep === 'string' || kept.keep > this.#now())) return kept
      this.#kept.delete(scope)
    }
    return undefined
  }

  async keep(scope: string, secret: Secret, keep: Keep): Promise<void> {
    this.#kept.set(scope, { scope, secret, keep })
  }

  async forget(url: string): Promise<void> {
    for (const scope of scopesOf(url)) if (this.#kept.delete(scope)) return
  }
}

class StoredKeyring<Secret> implements Keyring<Secret> {
  readonly #database: IDBPDatabase<Schema>
  /** What the disk refused. */
  readonly #memory: Keyring<Secret>
  readonly #tab: string | undefined
  readonly #tabs: () => Promise<ReadonlySet<string>>
  readonly #now: () => number

  constructor(
    database: IDBPDatabase<Schema>,
    memory: Keyring<Secret>,
    { tab, tabs = livingTabs, now }: Options & { readonly now: () => number },
  ) {
    this.#database = database
    this.#memory = memory
    this.#tab = tab
    this.#tabs = tabs
    this.#now = now
  }

  async find(url: string): Promise<Kept<Secret> | undefined> {
    const inMemory = await this.#memory.find(url)
    if (inMemory) return inMemory
    const row = await this.#rowFor(url).catch(() => undefined)
    return row && this.#open(row).catch(() => undefined)
  }

  async keep(scope: string, secret: Secret, keep: Keep): Promise<void> {
    await this.#memory.forget(scope)
    await this.#remove(scope).catch(() => undefined)
    const owner = keep === 'tab' ? this.#tab : ''
    if (owner === undefined) return this.#memory.keep(scope, secret, keep)
    const until = typeof keep === 'number' ? keep : Infinity
    await this.#write({ scope, owner, until }, secret).catch(() => this.#memory.keep(scope, secret, keep))
  }

  async forget(url: string): Promise<void> {
    if (await this.#memory.find(url)) await this.#memory.forget(url)
    const row = await this.#rowFor(url)
    if (row) await this.#remove(row.scope)
  }

  /** What has had its time, and what belonged to tabs that are gone, with its keys. */
  async sweep(): Promise<void> {
    const living = await this.#tabs()
    const stays = (owner: string): boolean => owner === '' || owner === this.#tab || living.has(owner)
    const transaction = this.#database.transaction(['rows', 'keys'], 'readwrite', { durability: 'strict' })
    const rows = transaction.objectStore('rows')
    for (const row of await rows.getAll())
      if (!stays(row.owner) || row.until <= this.#now()) await rows.delete([row.scope, row.owner])
    const keys = transaction.objectStore('keys')
    for (const owner of await keys.getAllKeys()) if (!stays(owner)) await keys.delete(owner)
    await transaction.done
  }

  async #rowFor(url: string): Promise<Row | undefined> {
    const owners = this.#tab === undefined ? [''] : [this.#tab, '']
    for (const scope of scopesOf(url))
      for (const owner of owners) {
        const row = await this.#database.get('rows', [scope, owner])
        if (row && row.until > this.#now()) return row
        if (row) await this.#database.delete('rows', [scope, owner])
      }
    return undefined
  }

  async #open(row: Row): Promise<Kept<Secret> | undefined> {
    const key = await this.#database.get('keys', row.owner)
    if (!key) return undefined
    const plain = await crypto.subtle.decrypt(sealing(row), key, row.sealed)
    const secret = JSON.parse(new TextDecoder().decode(plain)) as Secret
    const device = row.until === Infinity ? 'sign-out' : row.until
    return { scope: row.scope, secret, keep: row.owner === '' ? device : 'tab' }
  }

  async #write(place: Pick<Row, 'scope' | 'owner' | 'until'>, secret: Secret): Promise<void> {
    const key = await this.#keyOf(place.owner)
    const row = { ...place, iv: crypto.getRandomValues(new Uint8Array(12)) }
    const sealed = await crypto.subtle.encrypt(sealing(row), key, encode(JSON.stringify(secret)))
    const transaction = this.#database.transaction('rows', 'readwrite', { durability: 'strict' })
    await Promise.all([transaction.store.put({ ...row, sealed }), transaction.done])
  }

  /** Of two that make one at the same time, the first one's counts. */
  async #keyOf(owner: string): Promise<CryptoKey> {
    const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    const transaction = this.#database.transaction('keys', 'readwrite', { durability: 'strict' })
    const known = await transaction.store.get(owner)
    if (!known) await transaction.store.put(fresh, owner)
    await transaction.done
    return known ?? fresh
  }

  async #remove(scope: string): Promise<void> {
    const transaction = this.#database.transaction('rows', 'readwrite', { durability: 'strict' })
    const owners = this.#tab === undefined ? [''] : [this.#tab, '']
    await Promise.all([...owners.map((owner) => transaction.store.delete([scope, owner])), transaction.done])
  }
}

/** A row says under its seal where it belongs and how long: moved elsewhere, it cannot be opened. */
function sealing({ scope, owner, until, iv }: Omit<Row, 'sealed'>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: encode(JSON.stringify([scope, owner, String(until)])) }
}

const encode = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text))

async function livingTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query()
  const prefix = lockOf('')
  return new Set(
    held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  )
}
