import * as oauth from 'oauth4webapi'
import { given } from './answer.ts'
import { HostError, type HostInfo, type Http, type Token } from './hosting.ts'
import { HostInterface } from './request.ts'

/** What is asked of the author at the host; `verifier` and `state` stay here until the answer comes. */
export interface SignIn {
  readonly url: string
  readonly verifier: string
  readonly state: string
}

/** A token with what renews it, and when it ends, in milliseconds since 1970. */
export type Granted = Token & { readonly refresh?: string; readonly expires?: number }

/** Galley as it is registered at a host, and the address of `signed-in.html` as it is registered there. */
export interface Registration {
  readonly client: string
  readonly redirect: string
}

interface Server {
  readonly authorize: string
  /** Unknown where the exchange needs a secret, which the relay has. */
  readonly token?: string
  readonly scope: string
  /** The name that goes with such a token where Git asks for one. */
  readonly username: string
}

const servers: Readonly<Partial<Record<HostInfo['kind'], Server>>> = {
  github: { authorize: '/login/oauth/authorize', scope: 'repo', username: 'x-access-token' },
  gitlab: { authorize: '/oauth/authorize', token: '/oauth/token', scope: 'api', username: 'oauth2' },
  gitea: {
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    scope: 'write:repository read:issue read:user',
    username: 'oauth2',
  },
}

/**
 * The address at which the author allows Galley in: authorization code with PKCE (RFC 6749, 7636). Rejects with `not-found`
 * for a host that has no such way.
 */
export async function begin(info: HostInfo, { client, redirect }: Registration): Promise<SignIn> {
  const { authorize, scope } = serverOf(info)
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const url = new URL(info.origin + authorize)
  const query = {
    client_id: client,
    redirect_uri: redirect,
    response_type: 'code',
    scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
  return { url: url.href, verifier, state }
}

/**
 * Makes a token of the answer that came to `signed-in.html` (`query`: the part of its address from `?` on). `relay` exchanges
 * for hosts that want a secret. Rejects with `forbidden` where the author said no, `unauthorized` where the host takes the
 * code no more, `broken` where the answer is not to our question.
 */
export async function finish(
  info: HostInfo,
  { client, redirect }: Registration,
  { state, verifier }: Pick<SignIn, 'state' | 'verifier'>,
  query: string,
  http: Http,
  relay?: string,
): Promise<Granted> {
  const server = serverOf(info)
  const as = asServer(info, server)
  try {
    const parameters = oauth.validateAuthResponse(
      as,
      { client_id: client },
      new URLSearchParams(query),
      state,
    )
    if (server.token === undefined)
      return await byRelay(
        info,
        server,
        { code: parameters.get('code') ?? '', redirect, verifier },
        http,
        relay,
      )
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      { client_id: client },
      oauth.None(),
      parameters,
      redirect,
      verifier,
      optionsFor(info, http),
    )
    return granted(server, await oauth.processAuthorizationCodeResponse(as, { client_id: client }, response))
  } catch (error) {
    throw explained(error)
  }
}

/** A new token for one that ended, as `finish`. Rejects with `unauthorized` where the author has to sign in again. */
export async function renew(
  info: HostInfo,
  { client }: Pick<Registration, 'client'>,
  refresh: string,
  http: Http,
  relay?: string,
): Promise<Granted> {
  const server = serverOf(info)
  if (server.token === undefined) return byRelay(info, server, { refresh }, http, relay)
  const as = asServer(info, server)
  try {
    const response = await oauth.refreshTokenGrantRequest(
      as,
      { client_id: client },
      oauth.None(),
      refresh,
      optionsFor(info, http),
    )
    return granted(server, await oauth.processRefreshTokenResponse(as, { client_id: client }, response))
  } catch (error) {
    throw explained(error)
  }
}

function serverOf({ kind }: HostInfo): Server {
  const server = servers[kind]
  if (server) return server
  throw new HostError('not-found', 'The host lets no page sign in')
}

const asServer = ({ origin }: HostInfo, { authorize, token }: Server): oauth.AuthorizationServer => ({
  issuer: origin,
  authorization_endpoint: origin + authorize,
  ...given({ token_endpoint: token === undefined ? undefined : secure(origin) + token }),
})

/** The library speaks https alone; what is served on this computer may be asked plainly, as repositories are. */
const secure = (url: string): string => url.replace(/^http:/, 'https:')

const optionsFor = ({ origin }: HostInfo, http: Http): oauth.TokenEndpointRequestOptions => ({
  [oauth.customFetch]: async (url, { method, headers, body }) =>
    http(origin + url.slice(secure(origin).length), {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      method,
      headers,
      body,
      signal: AbortSignal.timeout(30_000),
    }),
})

function granted({ username }: Server, answer: oauth.TokenEndpointResponse): Granted {
  const { access_token: password, refresh_token: refresh, expires_in: seconds } = answer
  const expires = seconds === undefined ? undefined : Date.now() + seconds * 1000
  return { username, password, ...given({ refresh, expires }) }
}

/** `POST RELAY/sign-in/<host>`: the relay adds the secret and answers with the token. */
async function byRelay(
  { origin }: HostInfo,
  { username }: Server,
  body: { code: string; redirect: string; verifier: string } | { refresh: string },
  http: Http,
  relay: string | undefined,
): Promise<Granted> {
  if (relay === undefined) throw new HostError('not-found', 'There is no relay to sign in with')
  const answer = await new HostInterface(relay, {}, http).post(`/sign-in/${new URL(origin).host}`, body)
  const password = answer.at('token').text
  if (password === '') throw new HostError('broken', 'The relay gave no token')
  const extra = given({ refresh: answer.at('refresh').text, expires: answer.at('expires').number })
  return { username, password, ...extra }
}

/** What the library throws may hold the answer, and so a token: only its words go on. */
function explained(error: unknown): HostError {
  if (error instanceof HostError) return error
  if (error instanceof oauth.AuthorizationResponseError)
    return new HostError(
      'forbidden',
      'The host did not let us in',
      given({ message: error.error_description }),
    )
  if (error instanceof oauth.ResponseBodyError)
    return new HostError('unauthorized', `The host answered ${error.error}`)
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return new HostError('broken', 'The host answered something else than was asked')
  return new HostError('offline', 'The host did not answer')
}
