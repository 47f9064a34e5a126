import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AuthorizationServer {
  readonly origin: string
  /** What the author's browser does: opens the address, agrees (or not), and is sent back; gives the address that it is sent to. */
  visit(url: string, agrees?: boolean): Promise<URL>
  /** Whether a token is one that was given and not taken back. */
  isValid(token: string): boolean
  /** `iss` of its answers (RFC 9207), if it gives one. */
  issuer: string | undefined
  /** The origin that may ask for tokens, and what was asked. */
  readonly asked: readonly URLSearchParams[]
  close(): Promise<void>
}

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

/**
 * An authorization server for public clients: codes with PKCE (RFC 7636, S256 alone), for registered redirects, used once
 * (a second use takes back what the first one gave, RFC 6749 4.1.2), refresh tokens that are used once (RFC 9700).
 */
export async function startAuthorizationServer(
  paths: Paths,
  registered: Readonly<Record<string, string>>,
): Promise<AuthorizationServer> {
  const codes = new Map<string, Code>()
  const tokens = new Set<string>()
  const refreshes = new Map<string, string>()
  const asked: URLSearchParams[] = []
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const running: AuthorizationServer = {
    origin,
    asked,
    issuer: undefined,
    isValid: (token) => tokens.has(token),
    visit: async (url, agrees = true) => {
      const response = await fetch(`${url}&agrees=${agrees}`, { redirect: 'manual' })
      return new URL(response.headers.get('Location') ?? `error:${await response.text()}`)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = new URLSearchParams(Buffer.concat(chunks).toString())
    if (url.pathname === paths.authorize) {
      authorize(url.searchParams, response)
      return
    }
    if (url.pathname !== paths.token || request.method !== 'POST') return void response.writeHead(404).end()
    asked.push(body)
    const answer = body.get('grant_type') === 'refresh_token' ? refreshed(body) : exchanged(body)
    const type = { 'Content-Type': 'application/json' }
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
    refreshes.set(refresh_token, client)
    return { access_token, token_type: 'Bearer', expires_in: 7200, refresh_token, scope: 'api' }
  }

  return running
}
