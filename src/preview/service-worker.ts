/**
 * Answers what a page in the preview's frame asks for, out of the app that shows it: the page itself, styles, pictures, fonts. It
 * knows nothing; whoever opened the preview is asked. Nothing of it can run, even where it is opened by itself.
 */

/** What the app is asked: what stands at a path of a preview. */
export interface Ask {
  readonly preview: string
  readonly path: string
  /** The page itself is asked for, in this mode of layout; undefined for what it shows. */
  readonly page?: string
}
/** What the app gives; `sources` are hosts that the author allows the page. Null where there is nothing. */
export interface Given {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly type: string
  readonly sources: string
}

interface Client {
  readonly url: string
  postMessage(message: Ask, transfer: MessagePort[]): void
}
interface FetchEvent extends Event {
  readonly request: Request
  readonly clientId: string
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  readonly registration: { readonly scope: string }
  readonly clients: {
    get(id: string): Promise<Client | undefined>
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly Client[]>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

const scope = self as unknown as Scope
const start = (): string => new URL(scope.registration.scope).pathname
/** Milliseconds after which nobody will answer any more. */
const patience = 30_000

scope.addEventListener('install', () => void scope.skipWaiting())
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('fetch', (event) => {
  // What is of other hosts is the browser's: the page's own policy says which it may ask.
  if (new URL(event.request.url).origin === location.origin) event.respondWith(answer(event))
})

async function answer({ request, clientId }: FetchEvent): Promise<Response> {
  const page = request.mode === 'navigate'
  const { pathname, search } = new URL(request.url)
  const shown = page ? pathname : pathOf(await scope.clients.get(clientId))
  const preview = shown.startsWith(start()) ? (shown.slice(start().length).split('/')[0] ?? '') : ''
  const ask = { preview, path: withoutScope(pathname, preview), ...(page && { page: search.slice(1) }) }
  const given = preview === '' ? null : await askApp(ask)
  if (given === null)
    return new Response('There is nothing here.', { status: 404, headers: headers('text/plain', '') })
  return new Response(given.body, { headers: headers(given.type, given.sources) })
}

const pathOf = (client: Client | undefined): string => (client ? new URL(client.url).pathname : '')

/** A relative address is below the preview's own folder, one from the root is not. */
function withoutScope(pathname: string, preview: string): string {
  const own = `${start()}${preview}/`
  return pathname.startsWith(own) ? pathname.slice(own.length - 1) : pathname
}

async function askApp(ask: Ask): Promise<Given | null> {
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const apps = windows.filter((client) => !pathOf(client).startsWith(start()))
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience))
  const answers = apps.map((app) => askOne(app, ask))
  return Promise.race([late, Promise.any(answers).catch(() => null)])
}

/** Rejects where this window does not know the preview. */
function askOne(app: Client, ask: Ask): Promise<Given | null> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Given | null | undefined>) => {
      port1.close()
      if (data === undefined) reject(new Error('unknown'))
      else resolve(data)
    }
    app.postMessage(ask, [port2])
  })
}

function headers(type: string, sources: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': policy(sources),
  }
}

function policy(sources: string): string {
  const own = `'self' blob: data: ${sources}`.trim()
  return [
    'sandbox allow-same-origin',
    "default-src 'none'",
    "script-src 'none'",
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own}`,
    `font-src ${own}`,
    `media-src ${own}`,
    "frame-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}
