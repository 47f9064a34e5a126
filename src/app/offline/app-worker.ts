/**
 * Keeps the app itself on the device, so that a blog that is on it opens without a network. It knows the app's own files alone: what
 * a blog, its host or anybody else has is neither kept nor answered here.
 */

/** Asks for the newest version to be kept. */
export type Keep = 'keep'

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface KeepEvent extends ExtendableEvent {
  readonly data: unknown
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  readonly registration: { readonly scope: string }
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly unknown[]>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'message', listener: (event: KeepEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

const scope = self as unknown as Scope
const root = scope.registration.scope
const cacheName = `galley app ${new URL(root).pathname}`
const open = (): Promise<Cache> => caches.open(cacheName)
/** What the app consists of besides its page and the files whose names tell their content; the build writes it. */
const plain = /^(?:frame|frame-quirks|scripts)\.html$|^icon\.svg$|^manifest\.webmanifest$/
const hashed = /^assets\/[^/]+-[\w-]{8}\.\w+$/
/** Milliseconds for which the host may be silent before the page on the device is taken. */
const patience = 4000

scope.addEventListener('install', (event) => event.waitUntil(keep().then(() => scope.skipWaiting())))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('message', (event) => {
  if (event.data === ('keep' satisfies Keep)) event.waitUntil(keep().catch(() => undefined)) // the next time
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const name = request.method === 'GET' ? nameOf(request) : undefined
  if (name === undefined) return
  event.respondWith(hashed.test(name) ? fromDevice(request) : fromHost(request, name))
})

/** A file of the app, relative to its folder; the page itself is the empty name. Undefined for all else, which is the browser's. */
function nameOf(request: Request): string | undefined {
  const { origin, pathname } = new URL(request.url)
  const address = origin + pathname
  if (!address.startsWith(root)) return undefined
  const name = address.slice(root.length)
  if (name === '' || name === 'index.html') return request.mode === 'navigate' ? '' : undefined
  return hashed.test(name) || plain.test(name) ? name : undefined
}

/** A name that tells the content stands for the same for ever. */
async function fromDevice(request: Request): Promise<Response> {
  return (await kept(request.url)) ?? fetch(request)
}

/** The newest that can be had soon. */
async function fromHost(request: Request, name: string): Promise<Response> {
  const known = await kept(root + name)
  if (!known) return fetch(request)
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(known), patience))
  const coming = fetch(request).then((answer) => (answer.status >= 500 ? known : answer))
  return Promise.race([late, coming.catch(() => known)])
}

async function kept(address: string): Promise<Response | undefined> {
  return (await open()).match(address, { ignoreVary: true })
}

/** Takes all files of the newest version, the page last; then those of older ones go. */
async function keep(): Promise<void> {
  const cache = await open()
  const names = await listed()
  const have = new Set((await cache.keys()).map(({ url }) => url))
  const isNew = names.some((name) => !have.has(root + name))
  for (const name of names)
    if (hashed.test(name) && !have.has(root + name)) await take(cache, name, 'default')
  for (const name of [...names.filter((each) => !hashed.test(each)), '']) await take(cache, name, 'no-cache')
  if (!isNew) await drop(cache, new Set([...names, ''].map((name) => root + name)))
}

async function listed(): Promise<readonly string[]> {
  const answer = await fetch(`${root}files.json`, { cache: 'no-cache', credentials: 'omit' })
  const names: unknown = answer.ok ? await answer.json() : undefined
  if (!Array.isArray(names)) throw new Error('The app does not say what it consists of.')
  return names.filter((name): name is string => typeof name === 'string' && isOwn(name))
}

const isOwn = (name: string): boolean => hashed.test(name) || plain.test(name)

/** What was found behind a redirection is no answer to one who asked for a page. */
async function take(cache: Cache, name: string, mode: RequestCache): Promise<void> {
  const answer = await fetch(root + name, { cache: mode, credentials: 'omit' })
  if (!answer.ok) throw new Error(`The app has no ${name} any more.`)
  const whole = answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer
  await cache.put(root + name, whole)
}

/** Another window may still be of an older version, and need its files. */
async function drop(cache: Cache, wanted: ReadonlySet<string>): Promise<void> {
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (windows.length > 1) return
  const old = (await cache.keys()).filter(({ url }) => !wanted.has(url))
  await Promise.all(old.map((request) => cache.delete(request)))
}
