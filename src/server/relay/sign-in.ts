import { answerWith, say } from './answer.ts'
import type { Upstream } from './upstream.ts'

/** An app that was registered with GitHub (github.com or one's own). The secret is sent to that host and nowhere else. */
export interface SignIn {
  readonly host: string
  readonly client: string
  readonly secret: string
}

const most = 8192
const patience = 20_000

/**
 * `{ code, redirect, verifier? }`, or `{ refresh }`, against a token (RFC 6749, sections 4.1.3 and 6): answers
 * `{ token, refresh?, expires? }` and nothing else, `expires` in milliseconds since 1970. The page that the code was sent to
 * has to be one of `origins`. 401 with `{ error }` where the host does not take it.
 */
export async function exchange(
  request: Request,
  signIn: SignIn,
  origins: readonly string[],
  upstream: Upstream,
): Promise<Response> {
  const asked = await readAsked(request)
  const form = asked && formOf(asked, signIn, origins)
  if (form === undefined) return say('request', 400)
  const answer = await askHost(form, signIn.host, upstream).catch(() => undefined)
  if (answer === undefined) return say('unreachable', 502)
  const token = answer.access_token
  if (typeof token !== 'string') return json({ error: errorIn(answer) }, 401)
  const { refresh_token: refresh, expires_in: seconds } = answer
  return json({
    token,
    ...(typeof refresh === 'string' && { refresh }),
    ...(typeof seconds === 'number' && { expires: Date.now() + seconds * 1000 }),
  })
}

type Fields = Readonly<Record<string, unknown>>

const json = (value: Fields, status = 200): Response =>
  answerWith(JSON.stringify(value), 'application/json', 'passed', status)

const errorIn = ({ error }: Fields): string =>
  typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'refused'

async function readAsked(request: Request): Promise<Fields | undefined> {
  if (request.headers.get('content-type') !== 'application/json' || request.body === null) return undefined
  return fieldsOf(await textOf(request.body).catch(() => ''))
}

function fieldsOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** The text of a body that is short; throws where it is not. */
async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { value } = await reader.read()
    if (value === undefined) return text
    text += decoder.decode(value, { stream: true })
    if (text.length > most) {
      await reader.cancel()
      throw new RangeError('The body is too long')
    }
  }
}

function formOf(asked: Fields, { client, secret }: SignIn, origins: readonly string[]): string | undefined {
  const own = { client_id: client, client_secret: secret }
  const { code, redirect, verifier, refresh } = asked
  if (isShort(refresh)) return encode({ ...own, grant_type: 'refresh_token', refresh_token: refresh })
  if (!isShort(code) || !isShort(redirect) || !isOf(redirect, origins)) return undefined
  const grant = { ...own, grant_type: 'authorization_code', code, redirect_uri: redirect }
  return encode(isShort(verifier) ? { ...grant, code_verifier: verifier } : grant)
}

const isShort = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 1024
const isOf = (address: string, origins: readonly string[]): boolean =>
  URL.canParse(address) && origins.includes(new URL(address).origin)
const encode = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

async function askHost(form: string, host: string, upstream: Upstream): Promise<Fields | undefined> {
  const headers = new Headers({
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Accept-Encoding': 'identity',
    'User-Agent': 'galley-relay',
  })
  const signal = AbortSignal.timeout(patience)
  const init = { method: 'POST', headers, body: form, signal, redirect: 'manual', duplex: 'half' } as const
  const { body } = await upstream(`https://${host}/login/oauth/access_token`, init)
  return body === null ? undefined : fieldsOf(await textOf(body))
}
