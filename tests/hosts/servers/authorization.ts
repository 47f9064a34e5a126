import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Authorization {
  /** Whether a token is one that was given and not taken back. */
  isValid(token: string): boolean
  /** `iss` of its answers (RFC 9207), if it gives one. */
  issuer: string | undefined
  /** For how many seconds its tokens are good. */
  lifetime: number
  /** Takes back all that was given. */
  withdraw(): void
  /** What was asked for tokens. */
  readonly asked: readonly URLSearchParams[]
  readonly listener: RequestListener
}

export interface AuthorizationServer extends Authorization {
  readonly origin: string
  /** What the author's browser does: opens the address, agrees (or not), and is sent back; gives the address that it is sent to. */
  visit(url: string, agrees?: boolean): Promise<URL>
  close(): Promise<void>
}

/** Apps by their names, and where each is sent back to. */
type Registered = Readonly<Record<string, string>>

interface Code {
  readonly client: string
  readonly redirect: string
  readonly challenge: string
  isUsed: boolean
  tokens: string[]
}

/** Its own paths, as GitLab or Gitea have them. */
export interface Paths {
  readonly authorize: string
  readonly token: string
}

/** As `authorization`, on a free port of 127.0.0.1. */
export async function startAuthorizationServer(
  paths: Paths,
  registered: Registered,
): Promise<AuthorizationServer> {
  const running = authorization(paths, registered)
  const server = createServer(running.listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return Object.assign(running, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visit: async (url: string, agrees = true) => {
      const response = await fetch(`${url}&agrees=${agrees}`, { redirect: 'manual' })
      return new URL(response.headers.get('Location') ?? `error:${await response.text()}`)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  })
}

/** The page on which the author agrees, or does not. */
const question = (address: string): string =>
  `<!doctype html><title>Authorize Galley</title><h1>Galley would like to write your blog</h1>
<p><a href="${address}&amp;agrees=true">Authorize</a> <a href="${address}&amp;agrees=false">Deny</a>`

/**
 * Authorization for public clients: codes with PKCE (RFC 7636, S256 alone), for registered redirects, used once
 * (a second use takes back what the first one gave, RFC 6749 4.1.2), refresh tokens that are used once (RFC 9700). `secret`:
 * apps have to know it, as at GitHub. `onToken` hears of each token.
 */
export function authorization(
  paths: Paths,
  registered: Registered,
  { secret, onToken }: { secret?: string; onToken?: (token: string) => void } = {},
): Authorization {
  const codes = new Map<string, Code>()
  const tokens = new Set<string>()
  const refreshes = new Map<string, string>()
  const asked: URLSearchParams[] = []
  const running: Authorization = {
    asked,
    issuer: undefined,
    lifetime: 7200,
    isValid: (token) => tokens.has(token),
    withdraw: () => {
      tokens.clear()
      refreshes.clear()
    },
    listener: (request, response) => void handle(request, response),
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = new URLSearchParams(Buffer.concat(chunks).toString())
    if (url.pathname === paths.authorize) {
      if (url.searchParams.has('agrees')) authorize(url.searchParams, response)
      else response.writeHead(200, { 'Content-Type': 'text/html' }).end(question(escaped(url)))
      return
    }
    if (url.pathname !== paths.token || request.method !== 'POST') return void response.writeHead(404).end()
    asked.push(body)
    const isApp = secret === undefined || body.get('client_secret') === secret
    const answer = isApp ? granted(body) : { error: 'incorrect_client_credentials' }
    const type = { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' }
    response.writeHead('error' in answer ? 400 : 200, type).end(JSON.stringify(answer))
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const get = (key: string): string => query.get(key) ?? ''
    const redirect = get('redirect_uri')
    if (registered[get('client_id')] !== redirect) return void response.writeHead(400).end('redirect')
    const back = new URL(redirect)
    back.searchParams.set('state', get('state'))
    if (running.issuer !== undefined) back.searchParams.set('iss', running.issuer)
    if (get('agrees') !== 'true') back.searchParams.set('error', 'access_denied')
    else if (get('response_type') !== 'code' || get('code_challenge_method') !== 'S256')
      back.searchParams.set('error', 'invalid_request')
    else back.searchParams.set('code', newCode(get('client_id'), redirect, get('code_challenge')))
    response.writeHead(302, { Location: back.href }).end()
  }

  function newCode(client: string, redirect: string, challenge: string): string {
    const code = randomBytes(16).toString('hex')
    codes.set(code, { client, redirect, challenge, isUsed: false, tokens: [] })
    return code
  }

  const granted = (body: URLSearchParams): object =>
    body.get('grant_type') === 'refresh_token' ? refreshed(body) : exchanged(body)

  function exchanged(body: URLSearchParams): object {
    const code = codes.get(body.get('code') ?? '')
    if (code?.isUsed === true) code.tokens.forEach((token) => tokens.delete(token))
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    const fits =
      code?.isUsed === false &&
      code.client === body.get('client_id') &&
      code.redirect === body.get('redirect_uri') &&
      code.challenge === challenge
    if (!fits) return { error: 'invalid_grant', error_description: 'The code is not valid.' }
    code.isUsed = true
    const given = newTokens(code.client)
    code.tokens.push(given.access_token)
    return given
  }

  function refreshed(body: URLSearchParams): object {
    const refresh = body.get('refresh_token') ?? ''
    const client = refreshes.get(refresh)
    if (client === undefined || client !== body.get('client_id')) return { error: 'invalid_grant' }
    refreshes.delete(refresh)
    return newTokens(client)
  }

  function newTokens(client: string): { access_token: string } & Record<string, unknown> {
    const [access_token, refresh_token] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')]
    tokens.add(access_token)
    onToken?.(access_token)
    refreshes.set(refresh_token, client)
    return { access_token, token_type: 'Bearer', expires_in: running.lifetime, refresh_token, scope: 'api' }
  }

  return running
}

const escaped = ({ pathname, search }: URL): string => (pathname + search).replaceAll('&', '&amp;')
