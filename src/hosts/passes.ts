import {
  HostError,
  type Access,
  type HostApi,
  type HostInfo,
  type Http,
  type Person,
  type Token,
} from './hosting.ts'
import { openKeyring, type Keep, type Kept, type Keyring } from './keyring.ts'
import { hostOf, repositoryPath } from './known.ts'
import { findRepository } from './find-repository.ts'
import { openHost } from './open.ts'
import { probeHost } from './probe.ts'
import { tokenForm } from './token-form.ts'
import { OAuth, type Renewal } from './renewal.ts'
import { routeTo, type Route } from './route.ts'
import type { Account, Client, Door, Entered, HostService } from './service.ts'
import { unsaid } from './unsaid.ts'

/** What is kept of somebody who signed in. */
interface Pass {
  readonly token: Token
  readonly host: HostInfo
  readonly person: Person
  readonly renewal?: Renewal
}

/** What the page tells the worker about itself. */
export interface Given {
  /** Which tab it is in, where the tab has a name. */
  readonly tab?: string | undefined
  /** The relay to go through where a host needs one; empty where there is none. */
  readonly relay: string
  /** Nobody's credentials are used. */
  readonly guest: boolean
}

/** The repository that is open in this worker. */
interface Visitor {
  readonly url: string
  readonly signIn: (token: Token | null) => Promise<void>
}

const careful: RequestInit = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' }
/** A redirect is not followed with what we know of the author. */
const openly: Http = (url, init) => fetch(url, { ...careful, redirect: 'error', ...init })

/** Who is signed in where, for the repository of this worker: the only place where credentials are. */
export class SignedIn implements HostService {
  readonly #given: Given
  readonly #http: Http
  readonly #keyring: Promise<Keyring<Pass>>
  /** Accepted, by the address that was asked for; not kept yet. */
  readonly #accepted = new Map<string, Pass>()
  readonly #hosts = new Map<string, Promise<HostInfo>>()
  readonly #signedOut = new BroadcastChannel('galley signed out')
  readonly #oauth = new OAuth()
  readonly #renewing = new Map<string, Promise<Pass>>()
  /** What the repository uses now. */
  #used: Token | undefined
  #visitor: Visitor | undefined
  #end: ReturnType<typeof setTimeout> | undefined

  constructor(given: Given, http = openly, keyring = openKeyring<Pass>(given)) {
    this.#given = given
    this.#http = http
    this.#keyring = keyring
    this.#signedOut.onmessage = () => void this.#followOthers()
  }

  /** The way to a repository, and whoever is signed in for it. */
  async routeTo(url: string): Promise<Route & { readonly token?: Token }> {
    const kept = this.#given.guest ? undefined : await (await this.#keyring).find(url)
    if (kept) this.#endWith(kept.keep)
    const pass = kept && (await this.#fresh(kept))
    this.#used = pass && forGit(pass)
    const route = await routeTo(pass?.host ?? hostOf(url), this.#given.relay, this.#http)
    return this.#used ? { ...route, token: this.#used } : route
  }

  /** The repository that uses the credentials from now on. */
  visit(visitor: Visitor): void {
    this.#visitor = visitor
  }

  /** What the repository tells the page, without the credentials that its host may have repeated. */
  unsaid(told: unknown): unknown {
    return this.#used ? unsaid(told, this.#used) : told
  }

  /** Credentials that end soon, or that another tab has renewed, are replaced by new ones. */
  async renew(): Promise<void> {
    const visitor = this.#visitor
    const kept = visitor && (await this.#find(visitor.url))
    const pass = kept && (await this.#fresh(kept))
    if (pass && pass.token.password !== this.#used?.password) await this.#use(pass)
  }

  async look(url: string): Promise<Door> {
    const [host, account] = await Promise.all([this.#hostAt(url), this.account(url)])
    const form = tokenForm(host, isRepository(url) ? repositoryPath(url, host) : undefined)
    return { host, ...(form && { form }), ...(account && { account }) }
  }

  find(site: string): Promise<readonly string[]> {
    return findRepository(site, this.#http)
  }

  async signIn(url: string, token: Token, branch?: string): Promise<Entered> {
    return this.#admit(url, await this.#hostAt(url), token, branch)
  }

  async #admit(
    url: string,
    host: HostInfo,
    typed: Token,
    branch?: string,
    renewal?: Renewal,
  ): Promise<Entered> {
    const { access, person } = await this.#check(url, host, typed, branch)
    const token = typed.username === '' ? { ...typed, username: person.login } : typed
    const pass = { token, host, person, ...(renewal && { renewal }) }
    this.#accepted.set(url, pass)
    if (this.#isOpen(url)) await this.#use(pass)
    return access
  }

  async #check(
    url: string,
    host: HostInfo,
    token: Token,
    branch: string | undefined,
  ): Promise<{ access?: Access; person: Person }> {
    if (host.kind === 'git') return { person: { login: token.username, name: token.username } }
    const api = await openHost(host, token, this.#http)
    if (!isRepository(url)) return { person: await api.person() }
    const access = await api.access(repositoryPath(url, host), branch)
    return { access, person: access.person }
  }

  async keep(url: string, keep: Keep): Promise<void> {
    const keyring = await this.#keyring
    const pass = this.#accepted.get(url) ?? (await keyring.find(url))?.secret
    if (!pass) return
    await keyring.keep(url, pass, keep)
    this.#accepted.delete(url)
    this.#endWith(keep)
  }

  async begin(url: string, client: Client, redirect: string): Promise<string> {
    return this.#oauth.begin(await this.#hostAt(url), client, redirect)
  }

  async enter(url: string, branch?: string): Promise<Entered> {
    const host = await this.#hostAt(url)
    const { token, renewal } = await this.#oauth.finish(this.#http)
    return this.#admit(url, host, token, branch, renewal)
  }

  async giveUp(): Promise<void> {
    this.#oauth.giveUp()
  }

  async account(url: string): Promise<Account | undefined> {
    const kept = await this.#find(url)
    if (!kept) return undefined
    const { person, host } = kept.secret
    return { person, host, keep: kept.keep, forOne: isRepository(kept.scope) }
  }

  async access(url: string, branch?: string): Promise<Entered> {
    const kept = await this.#find(url)
    if (!kept || kept.secret.host.kind === 'git') return undefined
    return this.ask(url, 'access', repositoryPath(url, kept.secret.host), branch)
  }

  async signOut(url: string): Promise<void> {
    this.#accepted.delete(url)
    await (await this.#keyring).forget(url)
    if (this.#isOpen(url)) await this.#use(null)
    this.#signedOut.postMessage(null)
  }

  async ask<M extends keyof HostApi>(
    url: string,
    method: M,
    ...args: Parameters<HostApi[M]>
  ): Promise<Awaited<ReturnType<HostApi[M]>>> {
    const kept = await this.#find(url)
    if (!kept) throw new HostError('unauthorized', 'Nobody is signed in')
    const { host, token } = await this.#fresh(kept)
    const api = await openHost(host, token, this.#http)
    const run = api[method].bind(api) as (...given: Parameters<HostApi[M]>) => ReturnType<HostApi[M]>
    return await run(...args)
  }

  /** Whether what is signed in there is for the repository that is open. */
  #isOpen(url: string): boolean {
    return this.#visitor !== undefined && isWithin(this.#visitor.url, url)
  }

  async #use(pass: Pass | null): Promise<void> {
    this.#used = pass ? forGit(pass) : undefined
    await this.#visitor?.signIn(this.#used ?? null)
  }

  async #find(url: string): Promise<Kept<Pass> | undefined> {
    const accepted = this.#accepted.get(url)
    if (accepted) return { scope: url, secret: accepted, keep: 'tab' }
    return this.#given.guest ? undefined : (await this.#keyring).find(url)
  }

  /** One that is not well known is asked, once. */
  #hostAt(url: string): Promise<HostInfo> {
    const { origin } = new URL(url)
    const known = this.#hosts.get(origin) ?? this.#probe(url)
    this.#hosts.set(origin, known)
    return known
  }

  async #probe(url: string): Promise<HostInfo> {
    const host = hostOf(url)
    return host.kind === 'git' ? probeHost(url, this.#http).catch(() => host) : host
  }

  /** The same, or with a new token where the old one ends: whoever asks meanwhile, in any tab, waits for that one. */
  #fresh(kept: Kept<Pass>): Promise<Pass> {
    if (!endsSoon(kept.secret)) return Promise.resolve(kept.secret)
    const { scope } = kept
    const coming = this.#renewing.get(scope) ?? alone(`galley-renewal ${scope}`, () => this.#renewed(kept))
    this.#renewing.set(scope, coming)
    void coming.finally(() => this.#renewing.delete(scope)).catch(() => undefined) // told to whoever asked
    return coming
  }

  /** A host takes what renews a token once: another tab may have been first. */
  async #renewed({ scope, secret, keep }: Kept<Pass>): Promise<Pass> {
    const keyring = await this.#keyring
    const accepted = this.#accepted.get(scope)
    const found = accepted ? undefined : await keyring.find(scope)
    const now = accepted ?? (found?.scope === scope ? found.secret : secret)
    if (!now.renewal || !endsSoon(now)) return now
    const renewed = await this.#oauth.renew(now.host, now.renewal, this.#http).catch(() => undefined)
    if (!renewed) return now // the host then says that it is not valid any more
    const pass = { ...now, token: { ...now.token, password: renewed.token.password } }
    const next = renewed.renewal ? { ...pass, renewal: renewed.renewal } : pass
    if (accepted) this.#accepted.set(scope, next)
    else await keyring.keep(scope, next, keep)
    return next
  }

  /** A tab that stays open keeps nothing longer than the author said. */
  #endWith(keep: Keep): void {
    clearTimeout(this.#end)
    if (typeof keep !== 'number') return
    const left = Math.max(0, keep - Date.now())
    const wait = Math.min(left, longestTimer)
    this.#end = setTimeout(() => (wait < left ? this.#endWith(keep) : void this.#use(null)), wait)
  }

  /** Another tab signed out: what was kept for both is not here any more either. */
  async #followOthers(): Promise<void> {
    const visitor = this.#visitor
    if (visitor && !(await this.#find(visitor.url))) await this.#use(null)
  }
}

/** Bitbucket takes an account's key with the e-mail address at its interface alone; Git has a name for all (“Using API tokens”). */
function forGit({ token, host }: Pass): Token {
  const isAccounts = host.kind === 'bitbucket' && token.username.includes('@')
  return isAccounts ? { ...token, username: 'x-bitbucket-api-token-auth' } : token
}

const endsSoon = ({ renewal }: Pass): boolean =>
  renewal !== undefined && renewal.expires <= Date.now() + 60_000

/** One at a time in all tabs, where the browser has locks; where it has none, it keeps nothing for other tabs either. */
function alone<T>(name: string, task: () => Promise<T>): Promise<T> {
  const here: { navigator?: { locks?: LockManager } } = globalThis
  return here.navigator?.locks ? here.navigator.locks.request(name, task) : task()
}

/** Timers count in 31 bits. */
const longestTimer = 2 ** 31 - 1

const isRepository = (url: string): boolean => new URL(url).origin !== url

/** Whether what is signed in at `url`, a host or one repository, is for this repository. */
const isWithin = (repository: string, url: string): boolean =>
  repository === url || new URL(repository).origin === url
