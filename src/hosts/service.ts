import type { Access, HostApi, HostInfo, Person, Token } from './hosting.ts'
import type { TokenForm } from './token-form.ts'

import type { Keep } from './keyring.ts'

/** A host as somebody sees it who wants in. */
export interface Door {
  readonly host: HostInfo
  /** Its page for an access key; undefined where one signs in with a name and a password. */
  readonly form?: TokenForm
  /** Who is signed in already. */
  readonly account?: Account
}

/** Who is signed in at a host. */
export interface Account {
  /** As they call themselves there, or the name that they signed in with. */
  readonly person: Person
  readonly host: HostInfo
  readonly keep: Keep
  /** Whether it is for this one repository, and not for all that the host shows them. */
  readonly forOne: boolean
}

/** A way to sign in on the host's own page. */
export interface Client {
  /** The name under which the host knows this Galley. */
  readonly id: string
  /** The address that exchanges what the host answers, where the host itself does not do that for browsers. */
  readonly relay?: string
}

/** Of the answer to a sign-in: what it allows; undefined where that shows only when the repository is asked. */
export type Entered = Access | undefined

/**
 * What the page may ask of hosts. It runs in the worker of the open blog; credentials go in and never come out. `url` is the
 * address of a repository or of a host. Whatever fails rejects with a `HostError`.
 */
export interface HostService {
  /** Which host it is and how one signs in there. One that is not well known is asked. */
  look(url: string): Promise<Door>
  /** The repositories that a site's address may belong to, the likeliest first. */
  find(site: string): Promise<readonly string[]>
  /** Checks the credentials where the host tells; the repository uses them from then on. Nothing is kept yet. */
  signIn(url: string, credentials: Token, branch?: string): Promise<Entered>
  /** Keeps the credentials that were accepted last. */
  keep(url: string, keep: Keep): Promise<void>
  /** The address of the host's own page that asks whether Galley may be let in, for `enter`. */
  begin(url: string, client: Client, redirect: string): Promise<string>
  /** Waits for the answer from that page, as `signIn` does for credentials. */
  enter(url: string, branch?: string): Promise<Entered>
  /** Waits no more for that answer. */
  giveUp(): Promise<void>
  /** Who is signed in there, without asking the host; undefined where nobody is. */
  account(url: string): Promise<Account | undefined>
  /** What whoever is signed in may do there, as the host says now; undefined where it cannot tell, or nobody is signed in. */
  access(url: string, branch?: string): Promise<Entered>
  /** Forgets the credentials, here and in other tabs. */
  signOut(url: string): Promise<void>
  /** Asks the host's interface as whoever is signed in. */
  ask<M extends keyof HostApi>(
    url: string,
    method: M,
    ...args: Parameters<HostApi[M]>
  ): Promise<Awaited<ReturnType<HostApi[M]>>>
}
