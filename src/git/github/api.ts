import { decode, encode, type Bytes } from '../bytes.ts'
import { broken, GitError } from '../errors.ts'
import { careful, credentialsIn, isRedirect, parseAddress, secondsIn, type Http } from '../host.ts'
import type { Credentials, RepositorySettings } from '../repository.ts'
import { Watch } from '../watch.ts'
import { listOf, objectOf, textOf, type Json } from './json.ts'

interface Asking {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT'
  readonly body?: Json
  /** The bytes themselves, where the host would wrap them in JSON. */
  readonly raw?: boolean
  /** What is known already: the answer is undefined where that still is so. */
  readonly etag?: string
  readonly signal?: AbortSignal | undefined
}

interface Answer {
  readonly bytes: Bytes
  readonly etag: string | undefined
}

/**
 * GitHub's REST and GraphQL interfaces for one repository: requests, the token (for the interface's own origin alone), and
 * what its answers mean. Throws what `Host` throws; the errors' `status` is the host's.
 */
export class Api {
  readonly owner: string
  readonly name: string
  readonly #settings: RepositorySettings
  readonly #page: URL
  readonly #root: string
  readonly #http: Http
  #token: string | undefined

  constructor(settings: RepositorySettings, http: Http) {
    this.#settings = settings
    this.#page = parseAddress(settings.url)
    if (this.#page.username !== '') this.signIn(credentialsIn(this.#page))
    this.#root = (settings.api ?? usualApi(this.#page)).replace(/\/+$/, '')
    this.#http = http
    const [owner = '', name = ''] = this.#page.pathname.split('/').filter(Boolean).slice(-2)
    this.owner = decodeURIComponent(owner)
    this.name = decodeURIComponent(name).replace(/\.git$/, '')
  }

  signIn(credentials: Credentials | null): void {
    this.#token = credentials?.password
  }

  get isSignedIn(): boolean {
    return this.#token !== undefined
  }

  /** The same for another repository of the host. Throws `bad-address` for one of another host. */
  beside(address: string): Api {
    const other = new Api({ ...this.#settings, url: address }, this.#http)
    if (other.#page.origin !== this.#page.origin)
      throw new GitError('bad-address', 'The address is one of another host')
    other.#token = this.#token
    return other
  }

  /** JSON at a path below the repository's. */
  async json(path: string, asking: Asking = {}): Promise<unknown> {
    const answer = await this.#request(this.#repository + path, asking)
    return answer && parse(answer.bytes)
  }

  /** The same, unless nothing has changed since: undefined then. */
  async news(path: string, etag: string | undefined): Promise<{ json: unknown; etag?: string } | undefined> {
    const answer = await this.#request(this.#repository + path, etag === undefined ? {} : { etag })
    return answer && { json: parse(answer.bytes), ...(answer.etag !== undefined && { etag: answer.etag }) }
  }

  /** A file's bytes by its oid. */
  async raw(path: string, signal?: AbortSignal): Promise<Bytes> {
    const answer = await this.#request(this.#repository + path, { raw: true, signal })
    return answer?.bytes ?? new Uint8Array()
  }

  /** A public file's bytes from where GitHub gives them to anybody, without counting; undefined where that is nowhere. */
  async publicFile(commit: string, path: string, signal?: AbortSignal): Promise<Bytes | undefined> {
    if (this.#root !== 'https://api.github.com') return undefined
    const names = [this.owner, this.name, commit, ...path.split('/')].map(encodeURIComponent)
    const url = `https://raw.githubusercontent.com/${names.join('/')}`
    const watch = new Watch(this.#patience, signal)
    const response = await watch.wait(
      this.#http(url, { ...careful, redirect: 'manual', signal: watch.signal }),
    )
    const bytes = await bytesOf(response, watch)
    return response.status === 200 ? bytes : undefined
  }

  /**
   * What GraphQL says of the repository in these fields, as far as it says anything; `$ref` may be one of its refs.
   * Only for those who are signed in.
   */
  async query(fields: string, { ref, signal }: { ref?: string; signal?: AbortSignal } = {}): Promise<Json> {
    const named = ref === undefined ? '' : ',$ref:String!'
    const query = `query($owner:String!,$name:String!${named}){repository(owner:$owner,name:$name){${fields}}}`
    const variables = { owner: this.owner, name: this.name, ...(ref !== undefined && { ref }) }
    const url = this.#root.replace(/\/v3$/, '') + '/graphql'
    const answer = await this.#request(url, { method: 'POST', body: { query, variables }, signal })
    const { data, errors } = objectOf(answer && parse(answer.bytes))
    const { repository } = objectOf(data)
    if (typeof repository === 'object' && repository !== null) return objectOf(repository)
    throw failureIn(objectOf(listOf(errors)[0]))
  }

  /** Throws `moved` where this is another repository's address than ours. */
  checkAddress(page: string): void {
    const url = URL.canParse(page) ? new URL(page) : undefined
    const path = url?.pathname.toLowerCase()
    if (url?.origin !== this.#page.origin || path === `/${this.owner}/${this.name}`.toLowerCase()) return
    throw new GitError('moved', 'The repository has another address now', { url: url.href })
  }

  get #repository(): string {
    return `${this.#root}/repos/${encodeURIComponent(this.owner)}/${encodeURIComponent(this.name)}`
  }

  get #patience(): number {
    return this.#settings.patience ?? 60_000
  }

  async #request(
    url: string,
    { method = 'GET', body, raw, etag, signal }: Asking,
  ): Promise<Answer | undefined> {
    const bytes = body && encode(JSON.stringify(body))
    const watch = new Watch(this.#patience + (bytes?.length ?? 0) / slowest, signal)
    const headers = {
      Accept: raw === true ? 'application/vnd.github.raw+json' : 'application/vnd.github+json',
      'X-GitHub-Api-Version': '2022-11-28',
      ...(this.#token !== undefined && { Authorization: `Bearer ${this.#token}` }),
      ...(etag !== undefined && { 'If-None-Match': etag }),
      ...(bytes && { 'Content-Type': 'application/json' }),
    }
    const init = { ...careful, method, headers, ...(bytes && { body: bytes }), redirect: 'manual' as const }
    const response = await watch.wait(this.#http(url, { ...init, signal: watch.signal }))
    if (response.status === 304) return undefined
    if (isRedirect(response)) throw await this.#moved(response)
    const answer = await bytesOf(response, watch)
    if (!response.ok) throw this.#refusal(response, answer, method !== 'GET' && !url.endsWith('/graphql'))
    return { bytes: answer, etag: response.headers.get('ETag') ?? undefined }
  }

  /** A redirect is not followed with what we know of the author. */
  async #moved(response: Response): Promise<GitError> {
    await response.body?.cancel()
    const page = await (this.isSignedIn ? this.#pageByQuery() : this.#pageByRedirect())
    try {
      this.checkAddress(page)
    } catch (error) {
      if (error instanceof GitError) return error
    }
    return new GitError('not-found', 'The host sends us to another address')
  }

  async #pageByQuery(): Promise<string> {
    return textOf((await this.query('url')).url)
  }

  async #pageByRedirect(): Promise<string> {
    const watch = new Watch(this.#patience)
    const asked = this.#http(this.#repository, { ...careful, redirect: 'follow', signal: watch.signal })
    const response = await watch.wait(asked)
    return textOf(objectOf(parse(await bytesOf(response, watch))).html_url)
  }

  #refusal({ status, headers }: Response, bytes: Bytes, isWriting: boolean): GitError {
    const words = wordsOf(bytes) || `The host answered ${status}`
    const error = (code: GitError['code'], data: GitError['data'] = {}): GitError =>
      new GitError(code, words, { status, ...data })
    const after = patienceIn(status, headers, words)
    if (after !== undefined) return error('busy', after === null ? {} : { after })
    if (status === 401) return error('unauthorized')
    // that is what it says, too, of what may not be seen
    if (status === 404 || status === 410)
      return error(isWriting || !this.isSignedIn ? 'unauthorized' : 'not-found')
    if (status === 403 && (!isWriting || /not accessible|must have/i.test(words)))
      return error('unauthorized')
    if (isWriting && (status === 403 || status === 409 || status === 422))
      return error('broken', { refused: words })
    return error('broken')
  }
}

/** Bytes in a millisecond of the slowest line that something large is still sent over. */
const slowest = 20

/** The status that the host answered with, where an error comes from that. */
export const statusOf = (error: unknown): number =>
  error instanceof GitError && typeof error.data.status === 'number' ? error.data.status : 0

const usualApi = ({ origin, hostname }: URL): string =>
  hostname === 'github.com' ? 'https://api.github.com' : `${origin}/api/v3`

async function bytesOf({ body }: Response, watch: Watch): Promise<Bytes> {
  const bytes = await watch.wait(new Response(body && watch.over(body)).arrayBuffer())
  return new Uint8Array(bytes)
}

function parse(bytes: Bytes): unknown {
  try {
    return JSON.parse(decode(bytes)) as unknown
  } catch {
    throw broken('The host answered with something else than JSON')
  }
}

/** The host's own words, and what it says in particular. */
function wordsOf(bytes: Bytes): string {
  try {
    const { message, errors } = objectOf(parse(bytes))
    const more = listOf(errors).map((error) => textOf(error) || textOf(objectOf(error).message))
    return [...new Set([textOf(message), ...more])]
      .filter((line) => line !== '')
      .join('\n')
      .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '')
  } catch {
    return ''
  }
}

/** How many seconds it asks for patience; null: it does not say how many; undefined: it does not. */
function patienceIn(status: number, headers: Headers, words: string): number | null | undefined {
  const retry = secondsIn(headers.get('Retry-After'))
  if (status === 503) return retry ?? null
  if (status !== 403 && status !== 429) return undefined
  if (retry !== undefined) return retry
  const isOver = headers.get('X-RateLimit-Remaining') === '0' || /rate limit/i.test(words)
  if (status === 403 && !isOver) return undefined
  const reset = Number(headers.get('X-RateLimit-Reset') ?? NaN)
  return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - Date.now() / 1000)) : null
}

/** GraphQL says what is wrong in an answer like any other. */
function failureIn({ type, message }: Json): GitError {
  const words = textOf(message) || 'The host did not answer the question'
  if (type === 'NOT_FOUND') return new GitError('not-found', words, { status: 404 })
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') return new GitError('unauthorized', words)
  if (type === 'RATE_LIMITED' || type === 'RATE_LIMIT') return new GitError('busy', words)
  return broken(words)
}
