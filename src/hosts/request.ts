import { Answer } from './answer.ts'
import { HostError, type HostErrorData, type Http, type Missing } from './hosting.ts'

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  /** The answer is a plain text, not data. */
  readonly isPlain?: boolean
}

export interface Told {
  readonly answer: Answer
  readonly headers: Headers
  readonly text: string
}

/** How long a host may take, in milliseconds, and how much it may say, in bytes. */
const patience = 30_000
const longest = 8 * 2 ** 20

/**
 * A host's interface: questions with the author's token, and what the answers mean. The token goes to the interface's own
 * address alone: no redirect and no link leads it elsewhere, and no error repeats it. Rejects with `HostError`.
 */
export class HostInterface {
  readonly #base: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #http: Http
  /** What the host might repeat in its words and nobody shall read there: the token, and as it was sent. */
  readonly #secrets: readonly string[]

  /** `base` ends without a slash; `secret`: the token. */
  constructor(base: string, headers: Readonly<Record<string, string>>, http: Http, secret = '') {
    this.#base = base
    this.#headers = headers
    this.#http = http
    const sent = headers.Authorization?.split(' ').at(-1) ?? ''
    this.#secrets = [secret, sent].filter((one) => one !== '')
  }

  /** `path` begins with a slash and is encoded. */
  async ask(path: string, question: Question = {}): Promise<Told> {
    return this.#send(this.#urlOf(path, question.query), question)
  }

  async get(path: string, query: Question['query'] = {}): Promise<Answer> {
    return (await this.ask(path, { query })).answer
  }

  async post(path: string, body: unknown): Promise<Answer> {
    return (await this.ask(path, { method: 'POST', body })).answer
  }

  /** The end of a plain text, without the marks that color it on a terminal; empty where it is hidden. */
  async lastWords(path: string, lines: number): Promise<string> {
    const told = await this.ask(path, { isPlain: true }).catch(() => undefined)
    const plain = (told?.text ?? '').replace(terminalMarks, '').replace(/\r/g, '\n')
    const shown = plain.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('section_'))
    return this.#safe(shown.slice(-lines).join('\n'))
  }

  /** As `get`, for what may be missing or hidden: undefined then. */
  async find(path: string, query: Question['query'] = {}): Promise<Answer | undefined> {
    return this.get(path, query).catch((error: unknown) => {
      if (error instanceof HostError && ['not-found', 'forbidden'].includes(error.code)) return undefined
      throw error
    })
  }

  /** The entries of a list with those of the pages that the host links to (RFC 8288), `pages` of them at most. */
  async all(path: string, query: Question['query'] = {}, pages = 10): Promise<readonly Answer[]> {
    const entries: Answer[] = []
    let url: string | undefined = this.#urlOf(path, query)
    for (let page = 0; url !== undefined && page < pages; page++) {
      const { answer, headers }: Told = await this.#send(url, {})
      entries.push(...answer.list)
      url = this.next(headers)
    }
    return entries
  }

  /** The next page of a list, if there is one and it lies in this interface. */
  next(headers: Headers): string | undefined {
    const link = /<([^<>]*)>\s*;[^,]*\brel="?next\b/.exec(headers.get('Link') ?? '')?.[1]
    return link === undefined ? undefined : this.within(link)
  }

  /** An address that the host gave, if it lies in this interface. */
  within(link: string): string | undefined {
    const url = URL.canParse(link, this.#base) ? new URL(link, this.#base) : undefined
    const inner = url?.origin === new URL(this.#base).origin && url.username + url.password === ''
    return inner ? url.href : undefined
  }

  /** The answer of an address that `within` or `next` gave. */
  async follow(url: string): Promise<Told> {
    return this.#send(url, {})
  }

  /** A name that is dots alone would lead to another place. */
  #urlOf(path: string, query: Question['query']): string {
    if (/\/\.{1,2}(?:\/|$)/.test(path)) throw new HostError('not-found', 'There is no such name')
    return this.#base + path + queryOf(query)
  }

  async #send(url: string, question: Question, hops = 1): Promise<Told> {
    const response = await this.#fetch(url, initOf(question, this.#headers))
    if (isRedirect(response)) {
      const there = hops > 0 && question.method === undefined ? await this.#moved(url, response) : undefined
      if (there !== undefined) return this.#send(there, question, hops - 1)
      throw new HostError('not-found', 'The host sends us to another address')
    }
    const text = await this.#read(response)
    const answer = new Answer(parsed(text))
    if (!response.ok) throw this.#refusal(response, answer)
    const isData = question.isPlain === true || text === '' || answer.isThere
    if (!isData) throw new HostError('broken', 'The host did not answer with data')
    return { answer, headers: response.headers, text }
  }

  /** Where a redirect leads, if that is in this interface. A page does not learn it without going there: it goes without the token. */
  async #moved(url: string, response: Response): Promise<string | undefined> {
    const told = response.headers.get('Location')
    if (told !== null) return this.within(told)
    const there = await this.#fetch(url, { ...careful, redirect: 'follow' })
    await there.body?.cancel()
    return this.within(there.url)
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#http(url, { ...init, signal: AbortSignal.timeout(patience) })
    } catch {
      throw new HostError('offline', 'The host did not answer')
    }
  }

  async #read(response: Response): Promise<string> {
    try {
      return await textOf(response)
    } catch (error) {
      throw error instanceof HostError ? error : new HostError('offline', 'The answer ended too early')
    }
  }

  #refusal({ status, headers }: Response, answer: Answer): HostError {
    const words = this.#safe(wordsOf(answer))
    const after = waitOf(status, headers, words)
    if (after !== undefined) return refused('busy', status, after < 0 ? {} : { after })
    const data = words === '' ? {} : { message: words }
    if (status === 401) return refused('unauthorized', status, data)
    if (status === 403) return refused('forbidden', status, { ...data, ...lacking(words) })
    if (status === 404 || status === 410) return refused('not-found', status, data)
    return refused('broken', status, data)
  }

  #safe(words: string): string {
    const masked = this.#secrets.reduce((text, secret) => text.replaceAll(secret, '…'), words)
    return masked.slice(0, 500)
  }
}

/** Escape, a bracket, numbers and a letter (ECMA-48). */
const terminalMarks = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*[A-Za-z]`, 'g')

const refused = (code: HostError['code'], status: number, data: HostErrorData): HostError =>
  new HostError(code, `The host answered ${status}`, data)

const careful: RequestInit = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' }

function initOf({ method, body }: Question, headers: Readonly<Record<string, string>>): RequestInit {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' }
  return {
    ...careful,
    redirect: 'manual',
    ...(method && { method }),
    headers: { Accept: 'application/json', ...headers, ...json },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}

function queryOf(query: Question['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}

const isRedirect = ({ status, type }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400)

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    size += part.value.length
    text += decoder.decode(part.value, { stream: true })
    if (size <= longest) continue
    await reader?.cancel()
    throw new HostError('broken', 'The answer is too long')
  }
  return text + decoder.decode()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** GitHub and Gitea say `message` (and `errors`), GitLab `message`, `error_description` or `error`, Bitbucket `error.message`. */
function wordsOf(answer: Answer): string {
  const details = answer.at('errors').list.map((one) => one.at('message').text || one.text)
  const message = answer.at('message')
  const first = [
    message.text || [message, ...message.keys.map((key) => message.at(key))].flatMap(textsIn).join(' '),
    answer.at('error_description').text,
    answer.at('error').text,
    answer.at('error', 'message').text,
  ].find((words) => words !== '')
  return [first ?? '', ...details].filter((words) => words !== '').join(' ')
}

const textsIn = (answer: Answer): string[] => answer.list.map((one) => one.text).filter((text) => text !== '')

/** How many seconds to wait where the host asks for patience, -1 where it does not say; undefined where it does not ask. */
function waitOf(status: number, headers: Headers, words: string): number | undefined {
  const isSpent =
    status === 403 && (headers.get('X-RateLimit-Remaining') === '0' || /rate limit/i.test(words))
  const after = secondsIn(headers.get('Retry-After'))
  if (status !== 429 && !isSpent && !(after !== undefined && (status === 403 || status === 503)))
    return undefined
  const reset = Number(headers.get('X-RateLimit-Reset') ?? headers.get('RateLimit-Reset') ?? NaN)
  if (after !== undefined) return after
  return Number.isFinite(reset) && reset > 0 ? Math.max(0, Math.ceil(reset - Date.now() / 1000)) : -1
}

/** The value of `Retry-After` in seconds: it is a number of them, or a date. */
function secondsIn(value: string | null): number | undefined {
  const seconds = value === null || value === '' ? NaN : Number(value)
  const until = Number.isNaN(seconds) ? (Date.parse(value ?? '') - Date.now()) / 1000 : seconds
  return Number.isFinite(until) ? Math.max(0, Math.ceil(until)) : undefined
}

/** What the words of a refusal say of the token: GitHub's “not accessible by personal access token”, the others' scopes. */
function lacking(words: string): { missing?: readonly Missing[] } {
  return /not accessible by|scope/i.test(words) ? { missing: ['write'] } : {}
}
