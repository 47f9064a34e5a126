/** The software that answers at a host, as far as Galley knows its interface; `git` speaks Git alone. */
export type HostKind = 'github' | 'gitlab' | 'gitea' | 'bitbucket' | 'git'

export interface HostInfo {
  readonly kind: HostKind
  /** As authors call it: GitHub, GitLab, Codeberg, Bitbucket, or the name in its address. */
  readonly name: string
  /** `https://github.com` */
  readonly origin: string
  /** Where its interface is: `https://api.github.com`, `https://gitlab.com/api/v4`; none for `git`. */
  readonly api?: string
  /** Whether a page of another origin may speak Git with it: GitHub, GitLab and Bitbucket allow none. */
  readonly gitFromBrowsers: boolean
}

/** What opens a repository; the shape in which Git's own requests carry it. */
export interface Token {
  readonly username: string
  readonly password: string
}

export interface Person {
  readonly login: string
  readonly name: string
  readonly email?: string
  readonly picture?: string
}

/** What a token would have to allow besides. */
export type Missing = 'read' | 'write' | 'repository' | 'user' | 'propose' | 'build'

export interface Access {
  readonly person: Person
  readonly canRead: boolean
  readonly canPush: boolean
  /** The branch that was asked for, or the default one; empty where there is none yet. */
  readonly branch: string
  /** The branch takes no direct pushes from this person. */
  readonly isProtected: boolean
  /** A change request can be made there. */
  readonly canPropose: boolean
  /** What the token lacks, as far as the host tells. */
  readonly missing: readonly Missing[]
  /** When the token ends, in milliseconds since 1970. */
  readonly expires?: number
  /** The blog's public address, where the host tells it. */
  readonly page?: string
}

/** A repository in a list of those that a person may choose from. */
export interface ListedBlog {
  /** `owner/blog` */
  readonly path: string
  readonly name: string
  /** The address of its Git repository, as the host spells it. */
  readonly url: string
  readonly branch?: string
  readonly canPush: boolean
  readonly isPrivate: boolean
  /** When it changed last, in milliseconds since 1970. */
  readonly changed?: number
}

export interface ProposalRequest {
  /** The repository that shall take the change. */
  readonly path: string
  /** The branch with the change. */
  readonly from: string
  readonly into: string
  readonly title: string
  readonly text: string
  /** The author's own copy that holds `from`, where it is not in the repository itself. */
  readonly fork?: string
}

export interface Comment {
  readonly author: string
  readonly text: string
  /** In milliseconds since 1970. */
  readonly date: number
}

export interface Review {
  readonly author: string
  readonly verdict: 'approved' | 'changes' | 'commented'
  readonly text: string
}

/** A change that waits for somebody who may take it: a pull request, a merge request. */
export interface Proposal {
  readonly id: string
  readonly url: string
  readonly state: 'open' | 'merged' | 'declined'
  readonly title: string
  readonly from: string
  readonly comments: readonly Comment[]
  readonly reviews: readonly Review[]
}

/** What became of the site after a publish. */
export interface Build {
  readonly state: 'unknown' | 'waiting' | 'running' | 'failed' | 'done'
  /** Why it failed, in the host's words. */
  readonly message?: string
  /** Where the host shows this build. */
  readonly url?: string
  /** The site's public address. */
  readonly page?: string
}

/** The way to the network: the browser's own `fetch`, or a function that behaves like it. */
export type Http = (url: string, init: RequestInit) => Promise<Response>

/** What a host can be asked. Every method rejects with `HostError` alone; values can be cloned. */
export interface HostApi {
  person(): Promise<Person>
  /** `path`: `owner/blog` (GitLab: with all groups). `branch`: the one to write to; without it the default one. */
  access(path: string, branch?: string): Promise<Access>
  /** The person's repositories, those that can be written to first, the newest first; `page` counts from 1. */
  repositories(options?: { readonly page?: number; readonly search?: string }): Promise<BlogPage>
  propose(request: ProposalRequest): Promise<Proposal>
  proposal(path: string, id: string): Promise<Proposal>
  /** Those that are open, the newest first; of the branch `from` alone, if it is given. Without comments and reviews. */
  proposals(path: string, from?: string): Promise<readonly Proposal[]>
  /** The person's own copy, made now or before; its content may come a little later. */
  fork(path: string): Promise<ListedBlog>
  /** What the host says of building the site from this commit. */
  build(path: string, commit: string, branch: string): Promise<Build>
}

export interface BlogPage {
  readonly blogs: readonly ListedBlog[]
  readonly more: boolean
}

/**
 * - `unauthorized`: the token is wrong, withdrawn or over
 * - `forbidden`: the token or the person may not do this; `data.missing` says what the token lacks, where that is known
 * - `not-found`: nothing there, or nothing that this person may see
 * - `busy`: too many requests; `data.after` are the seconds to wait
 * - `offline`: nobody answers
 * - `broken`: the answer is not what such a host says; also a request that it finds wrong, with its words in `data.message`
 */
export type HostErrorCode = 'unauthorized' | 'forbidden' | 'not-found' | 'busy' | 'offline' | 'broken'

export interface HostErrorData {
  readonly after?: number
  readonly missing?: readonly Missing[]
  readonly message?: string
}

/** What goes wrong with a host. It travels as `{ code, message, data }`; it never holds a token. */
export class HostError extends Error {
  override readonly name = 'HostError'
  readonly code: HostErrorCode
  readonly data: HostErrorData

  constructor(code: HostErrorCode, message: string, data: HostErrorData = {}) {
    super(message)
    this.code = code
    this.data = data
  }
}
