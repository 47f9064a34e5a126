import { encode, type Bytes } from './bytes.ts'
import { broken, GitError } from './errors.ts'
import { relayed, saidByRelay } from './relayed.ts'
import type { Credentials } from './repository.ts'
import { Watch } from './watch.ts'

/** The way to the network: the browser's own `fetch`, or a function that behaves like it. */
export type Http = (url: string, init: RequestInit) => Promise<Response>

export type Service = 'git-upload-pack' | 'git-receive-pack'

/**
 * Smart HTTP (gitprotocol-http) with one repository's address: requests, credentials, and what its answers mean.
 * Throws `offline`, `unauthorized`, `not-found`, `moved`, `busy`, `broken`, and what a relay says of itself.
 */
export class Host {
  readonly url: string
  /** Where requests go: the relay's address for it, where there is one. */
  readonly #door: string
  readonly #relay: string | undefined
  readonly #http: Http
  readonly #patience: number
  #authorization: string | undefined

  /** `patience`: how long the host may be silent before it counts as unreachable, in milliseconds. */
  constructor(address: string, http: Http, patience = 60_000, relay?: string) {
    const url = parseAddress(address)
    if (url.username !== '') this.signIn(credentialsIn(url))
    this.url = addressOf(address)
    this.#door = relayed(this.url, relay)
    this.#relay = relay
    this.#http = http
    this.#patience = patience
  }

  /** Another repository of the same host, for the same person. Throws `bad-address` for one of another host. */
  beside(address: string): Host {
    const other = new Host(address, this.#http, this.#patience, this.#relay)
    if (new URL(other.url).origin !== new URL(this.url).origin)
      throw new GitError('bad-address', 'The address is one of another host')
    other.#authorization = this.#authorization
    return other
  }

  /** The browser asks such a host first whether it may ask it. */
  get isElsewhere(): boolean {
    const { location: here } = globalThis as { location?: { origin: string } }
    return here !== undefined && new URL(this.#door).origin !== here.origin
  }

  signIn(credentials: Credentials | null): void {
    this.#authorization = credentials === null ? undefined : basic(credentials)
  }

  /** What the service says of itself and, before protocol version 2, its refs. */
  async advertisement(service: Service): Promise<ReadableStream<Uint8Array>> {
    const path = `/info/refs?service=${service}`
    const { response, body } = await this.#request(path, { headers: this.#headers(service) })
    const type = contentType(response)
    if (type === `application/x-${service}-advertisement`) return body
    await body.cancel()
    throw new GitError('not-found', `The address answers with ${type || 'something'}, not with Git`)
  }

  /** `signal` gives the request up. */
  async call(service: Service, body: Bytes, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers = { ...this.#headers(service), 'Content-Type': `application/x-${service}-request` }
    const init = { method: 'POST', headers, body }
    const { response, body: answer } = await this.#request(`/${service}`, init, signal)
    if (contentType(response) === `application/x-${service}-result`) return answer
    await answer.cancel()
    throw broken(`The host answered a Git request with ${contentType(response) || 'no type'}`)
  }

  /** Pushing has no version 2 (gitprotocol-v2). */
  #headers(service: Service): Record<string, string> {
    return {
      ...(service === 'git-upload-pack' && { 'Git-Protocol': 'version=2' }),
      ...(this.#authorization !== undefined && { Authorization: this.#authorization }),
    }
  }

  async #request(
    path: string,
    init: RequestInit,
    signal?: AbortSignal,
  ): Promise<{ response: Response; body: ReadableStream<Uint8Array> }> {
    const { length = 0 } = init.body instanceof Uint8Array ? init.body : {}
    const watch = new Watch(this.#patience + length / slowest, signal)
    const response = await watch.wait(
      this.#http(this.#door + path, { ...modeOf(init), redirect: 'manual', ...init, signal: watch.signal }),
    )
    const refused = this.#door === this.url ? undefined : saidByRelay(response)
    if (response.status === 200 && refused === undefined)
      return { response, body: watch.over(response.body ?? new Blob().stream()) }
    await response.body?.cancel()
    if (refused !== undefined) throw refused
    if (isRedirect(response)) throw await this.#moved(init.method === undefined ? path : door)
    throw refusal(response)
  }

  /**
   * Where a redirect leads. It is not followed with what we know of the author: only asked for, without credentials, so
   * that the author can decide to go there.
   */
  async #moved(path: string): Promise<GitError> {
    const watch = new Watch(this.#patience)
    const asked = this.#http(this.url + path, { ...careful, redirect: 'follow', signal: watch.signal })
    const there = await watch.wait(asked).catch(() => undefined)
    await there?.body?.cancel()
    const url = there?.url.endsWith(path) === true ? there.url.slice(0, -path.length) : undefined
    const isSafe = url?.startsWith(this.url.startsWith('https:') ? 'https:' : 'http')
    if (url === undefined || isSafe !== true || url === this.url)
      return new GitError('not-found', 'The host sends us to another address')
    return new GitError('moved', 'The host sends us to another address', { url: addressOf(url) })
  }
}

/** Where one asks for a repository: what is asked further behind it is redirected as this is. */
const door = '/info/refs?service=git-upload-pack'

/** Bytes in a millisecond of the slowest line that something large is still sent over. */
const slowest = 20

export const careful: RequestInit = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' }

/**
 * Answers to a POST are never kept. To ask for what was not kept would also make the browser ask anew each time whether
 * it may ask another origin at all: a round trip for each request.
 */
const modeOf = ({ method }: RequestInit): RequestInit =>
  method === 'POST' ? { ...careful, cache: 'default' } : careful

/** A repository's address as its name on this device: without credentials and all that does not count. Throws `bad-address`. */
export function addressOf(address: string): string {
  const url = parseAddress(address)
  url.username = url.password = ''
  return url.href.replace(/\/+$/, '')
}

export function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new GitError('bad-address', 'The address is not one of http or https')
  }
  url.search = url.hash = ''
  return url
}

export function credentialsIn(url: URL): Credentials {
  return { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
}

function basic({ username, password }: Credentials): string {
  return `Basic ${btoa(String.fromCharCode(...encode(`${username}:${password}`)))}`
}

const contentType = (response: Response): string =>
  (response.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

export const isRedirect = ({ status, type }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400)

function refusal(response: Response): GitError {
  const { status, statusText } = response
  const said = `${status} ${statusText}`.trim()
  const after = secondsIn(response.headers.get('Retry-After'))
  if (status === 429 || status === 503 || (status === 403 && after !== undefined))
    return new GitError('busy', `The host asks for patience: ${said}`, after === undefined ? {} : { after })
  if (status === 401 || status === 403)
    return new GitError('unauthorized', `The host refuses access: ${said}`)
  if (status === 404 || status === 410) return new GitError('not-found', `There is nothing here: ${said}`)
  if (isRedirect(response)) return new GitError('not-found', 'The host sends us to another address')
  return broken(`The host answered ${said}`)
}

/** The value of `Retry-After` in seconds: it is a number of them, or a date. */
export function secondsIn(value: string | null): number | undefined {
  const seconds = value === null || value === '' ? NaN : Number(value)
  const until = Number.isNaN(seconds) ? (Date.parse(value ?? '') - Date.now()) / 1000 : seconds
  return Number.isFinite(until) ? Math.max(0, Math.ceil(until)) : undefined
}
