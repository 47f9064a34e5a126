import { HostError, type HostInfo, type Http, type Token } from './hosting.ts'
import { begin, finish, renew, type Granted, type Registration, type SignIn } from './oauth.ts'
import { waitForAnswer } from './signed-in.ts'
import type { Client } from './service.ts'

/** What a new token is to be had for, where the host gives tokens for a while. */
export interface Renewal {
  readonly refresh: string
  /** Milliseconds since 1970. */
  readonly expires: number
  readonly client: Client
}

interface Pass {
  readonly token: Token
  readonly renewal?: Renewal
}

interface Begun {
  readonly host: HostInfo
  readonly client: Client
  readonly registration: Registration
  readonly signIn: SignIn
}

/** Signing in on a host's own page, one at a time; what its answer is exchanged for stays here. */
export class OAuth {
  #begun: Begun | undefined
  #waiting: AbortController | undefined

  /** The address of the host's page. */
  async begin(host: HostInfo, client: Client, redirect: string): Promise<string> {
    const registration = { client: client.id, redirect }
    const signIn = await begin(host, registration)
    this.#begun = { host, client, registration, signIn }
    return signIn.url
  }

  /** Waits until the author comes back from there. Another one that waits is given up. */
  async finish(http: Http): Promise<Pass> {
    const begun = this.#begun
    if (!begun) throw new HostError('broken', 'No sign-in was begun')
    this.giveUp()
    this.#waiting = new AbortController()
    const { host, client, registration, signIn } = begun
    const query = await waitForAnswer(signIn.state, this.#waiting.signal)
    return passOf(await finish(host, registration, signIn, query, http, client.relay), client)
  }

  /** Whoever waits is told so; an answer that comes later is heard by nobody. */
  giveUp(): void {
    this.#waiting?.abort()
  }

  async renew(host: HostInfo, { client, refresh }: Renewal, http: Http): Promise<Pass> {
    return passOf(await renew(host, { client: client.id }, refresh, http, client.relay), client)
  }
}

function passOf({ refresh, expires, username, password }: Granted, client: Client): Pass {
  const token = { username, password }
  if (refresh === undefined || expires === undefined) return { token }
  return { token, renewal: { refresh, expires, client } }
}
