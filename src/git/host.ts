import { encode, type Bytes } from './bytes.ts'
import { broken, GitError } from './errors.ts'
import type { Credentials } from './repository.ts'

/** The way to the network: the browser's own `fetch`, or a function that behaves like it. */
export type Http = (url: string, init: RequestInit) => Promise<Response>

export type Service = 'git-upload-pack' | 'git-receive-pack'

/**
 * Smart HTTP (gitprotocol-http) with one repository's address: requests, credentials, and what its answers mean.
 * Throws `offline`, `unauthorized`, `not-found` and `broken`.
 */
export class Host {
  readonly url: string
  readonly #http: Http
  #authorization: string | undefined

  constructor(address: string, http: Http) {
    const url = parseAddress(address)
    if (url.username !== '') this.signIn(credentialsIn(url))
    this.url = addressOf(address)
    this.#http = http
  }

  signIn(credentials: Credentials | null): void {
    this.#authorization = credentials === null ? undefined : basic(credentials)
  }

  /** What the service says of itself and, before protocol version 2, its refs. */
  async advertisement(service: Service): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#request(`/info/refs?service=${service}`, { headers: this.#headers(service) })
    const type = contentType(response)
    if (type === `application/x-${service}-advertisement`) return bodyOf(response)
    await response.body?.cancel()
    throw new GitError('not-found', `The address answers with ${type || 'something'}, not with Git`)
  }

  async call(service: Service, body: Bytes): Promise<ReadableStream<Uint8Array>> {
    const headers = { ...this.#headers(service), 'Content-Type': `application/x-${service}-request` }
    const response = await this.#request(`/${service}`, { method: 'POST', headers, body })
    if (contentType(response) === `application/x-${service}-result`) return bodyOf(response)
    await response.body?.cancel()
    throw broken(`The host answered a Git request with ${contentType(response) || 'no type'}`)
  }

  /** Pushing has no version 2 (gitprotocol-v2). */
  #headers(service: Service): Record<string, string> {
    return {
      ...(service === 'git-upload-pack' && { 'Git-Protocol': 'version=2' }),
      ...(this.#authorization !== undefined && { Authorization: this.#authorization }),
    }
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#http(this.url + path, {
      ...init,
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    }).catch((error: unknown) => {
      throw new GitError('offline', `The host cannot be reached: ${String(error)}`)
    })
    if (response.status === 200) return response
    await response.body?.cancel()
    throw refusal(response)
  }
}

/** A repository's address as its name on this device: without credentials and all that does not count. Throws `bad-address`. */
export function addressOf(address: string): string {
  const url = parseAddress(address)
  url.username = url.password = ''
  return url.href.replace(/\/+$/, '')
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new GitError('bad-address', 'The address is not one of http or https')
  }
  url.search = url.hash = ''
  return url
}

function credentialsIn(url: URL): Credentials {
  return { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
}

function basic({ username, password }: Credentials): string {
  return `Basic ${btoa(String.fromCharCode(...encode(`${username}:${password}`)))}`
}

const contentType = (response: Response): string =>
  (response.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

const bodyOf = (response: Response): ReadableStream<Uint8Array> => response.body ?? new Blob().stream()

/** A redirect is not followed: it could lead credentials to another host. */
function refusal({ status, statusText, type }: Response): GitError {
  const said = `${status} ${statusText}`.trim()
  if (status === 401 || status === 403)
    return new GitError('unauthorized', `The host refuses access: ${said}`)
  if (status === 404 || status === 410) return new GitError('not-found', `There is nothing here: ${said}`)
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return new GitError('not-found', 'The host sends us to another address')
  }
  return broken(`The host answered ${said}`)
}
