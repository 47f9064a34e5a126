import type { BrowserContext, Page } from '@playwright/test'

export interface Sent {
  readonly url: string
  /** Whether a secret went with it, in any spelling. */
  readonly carried: boolean
}

/** What is on the look-out for secrets in a browser, from the moment it is made. */
export interface Lookout {
  /** Every request of its pages and their workers. */
  readonly sent: readonly Sent[]
  /** Where secrets were seen that nobody may see: addresses, the console, errors, messages that reached a page. */
  readonly seen: readonly string[]
  /** The same, with all that this page and its frames keep and show now. */
  look(page: Page): Promise<readonly string[]>
}

/** A secret as it was typed, and as it could stand somewhere. */
const spellingsOf = (name: string, secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(`${name}:${secret}`).toString('base64'),
  Buffer.from(secret).toString('hex'),
]

export async function lookOutFor(
  context: BrowserContext,
  name: string,
  secrets: readonly string[],
): Promise<Lookout> {
  const spellings = secrets.flatMap((secret) => spellingsOf(name, secret))
  const has = (text: string): boolean => spellings.some((spelling) => text.includes(spelling))
  const sent: Sent[] = []
  const seen: string[] = []
  const note = (where: string, text: string): void => {
    if (has(text)) seen.push(`${where}: ${text.slice(0, 300)}`)
  }
  context.on('request', (request) => {
    note('an address', request.url())
    const all = JSON.stringify([request.url(), request.headers(), request.postData()])
    sent.push({ url: request.url(), carried: has(all) })
  })
  context.on('console', (message) => note('the console', message.text()))
  context.on('weberror', (error) => note('an error', String(error.error().stack)))
  await context.exposeBinding('galleyHeard', (_source, text: string) => note('a message to the page', text))
  await context.addInitScript(listen, spellings)
  const look = async (page: Page): Promise<readonly string[]> => {
    for (const frame of page.frames()) {
      note('the address of a frame', frame.url() + frame.name())
      note('what a frame holds', await frame.content())
    }
    note('what the page keeps', await traces(page))
    return seen
  }
  return { sent, seen, look }
}

/** In each page and frame: what is read of a message is looked through, whoever sent it. */
function listen(spellings: readonly string[]): void {
  const own = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')
  const readable = (value: unknown): string =>
    JSON.stringify([value], (_, inner: unknown) => {
      if (inner instanceof Map) return [...(inner as Map<unknown, unknown>)]
      if (inner instanceof Error) return [inner.message, inner.stack, inner.cause]
      if (inner instanceof ArrayBuffer) return new TextDecoder('latin1').decode(inner)
      return ArrayBuffer.isView(inner) ? new TextDecoder('latin1').decode(inner) : inner
    })
  Object.defineProperty(MessageEvent.prototype, 'data', {
    get(this: MessageEvent): unknown {
      const data: unknown = own?.get?.call(this)
      const text = readable(data)
      if (spellings.some((spelling) => text.includes(spelling)))
        (window as unknown as { galleyHeard: (text: string) => void }).galleyHeard(text)
      return data
    },
  })
}

/** All that a page keeps: its storage, its databases, its caches, its globals, its fields, its address, what it has asked for. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept: unknown[] = [
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      location.href,
      document.cookie,
      window.name,
      history.state,
      performance.getEntries().map((entry) => entry.name),
    ]
    for (const { name = '' } of await indexedDB.databases()) kept.push(name, await rowsOf(name))
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        kept.push(request.url, [...request.headers], await (await cache.match(request))?.text())
    }
    for (const name of Object.getOwnPropertyNames(window)) kept.push(name, String(Reflect.get(window, name)))
    kept.push(
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    )
    return JSON.stringify(kept)

    async function rowsOf(name: string): Promise<unknown[]> {
      const database = await answer(indexedDB.open(name))
      const rows = [...database.objectStoreNames].map((store) => {
        const objects = database.transaction(store).objectStore(store)
        return Promise.all([answer(objects.getAll()), answer(objects.getAllKeys())])
      })
      const read = await Promise.all(rows)
      database.close()
      return read.flat(2).map(readable)
    }
    function answer<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    }
    /** Bytes as letters, at any depth. */
    function readable(value: unknown): string {
      return JSON.stringify(value, (_, inner: unknown) => {
        if (inner instanceof ArrayBuffer) return new TextDecoder('latin1').decode(inner)
        return ArrayBuffer.isView(inner) ? new TextDecoder('latin1').decode(inner) : inner
      })
    }
  })

/** Who something is kept for on this device; empty where nothing is. */
export const keptFor = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const all = await indexedDB.databases()
    if (!all.some(({ name }) => name === 'galley-keyring')) return []
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('galley-keyring')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(new Error(request.error?.message))
    })
    const request = database.transaction('rows').objectStore('rows').getAll()
    const rows = await new Promise<{ scope: string; owner: string }[]>((resolve) => {
      request.onsuccess = () => resolve(request.result as { scope: string; owner: string }[])
    })
    database.close()
    return rows.map(({ scope, owner }) => `${owner === '' ? 'device' : 'tab'} ${scope}`)
  })
