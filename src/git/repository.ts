/** What the rest of the product knows of Git. Every method is async and every value can be cloned into a worker. */

/** 40 hexadecimal digits. */
export type Oid = string

export interface SiteFiles {
  /** The paths of all files below a folder at any depth (`''`: the whole repository), relative to the repository, in Git's order. */
  list(folder: string): Promise<readonly string[]>
  /** A file's bytes, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>
}

/** One file as it should be after publishing. */
export interface Change {
  readonly path: string
  /** null deletes the file. */
  readonly bytes: Uint8Array | null
  /**
   * The blob that the edit was made on (null: there was no file). When the remote holds another one by the time of
   * publishing, and not the very bytes to be published, the change is a conflict. Undefined: the blob of the last sync.
   */
  readonly base?: Oid | null
}

export interface Author {
  readonly name: string
  readonly email: string
}

/** What a commit says of itself. */
export interface CommitInfo {
  readonly oid: Oid
  readonly name: string
  readonly email: string
  /** Milliseconds since 1970, by the clock of whoever made it. */
  readonly date: number
  readonly message: string
}

export interface Credentials {
  readonly username: string
  readonly password: string
}

/** A failure that can be expected whenever the host is asked something. */
export type Failure =
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'offline' }
  /** Nothing that speaks Git answers at this address. */
  | { readonly kind: 'not-found' }
  /** The host answered with something else than what Git says; `message` is for the technically minded. */
  | { readonly kind: 'broken'; readonly message: string }
  /** The repository is there, but this branch is not (or no longer); `instead`: the one that the host offers. */
  | { readonly kind: 'gone'; readonly branch: string; readonly instead: string }
  /** The host asks for patience (too many requests, or it is being looked after): `after` so many seconds, where it says. */
  | { readonly kind: 'busy'; readonly after?: number }
  /** The relay does not pass this on: not to this host, not for this page, or it is no relay. `message` as for `broken`. */
  | { readonly kind: 'relay-refuses'; readonly message: string }
  /** As `busy`, but it is the relay that asks for patience. */
  | { readonly kind: 'relay-busy'; readonly after?: number }
  /** The host says that the repository is at another address now. Nobody has gone there yet. */
  | { readonly kind: 'moved'; readonly url: string }
  /**
   * What the host has does not go on from what this device knows of it: somebody put another history in its place.
   * Nothing of it was taken in; `sync` with `anew` does that.
   */
  | ({ readonly kind: 'rewritten' } & Rewritten)
  /** The device has no room for what was fetched. */
  | { readonly kind: 'full' }

export interface Rewritten {
  /** Who made the host's tip, and when, in milliseconds since 1970; empty and 0 where there is none. */
  readonly name: string
  readonly date: number
  /** Paths that the host does not have any more, and those that it has with other content or that are new there. */
  readonly lost: readonly string[]
  readonly changed: readonly string[]
}

export type Sync =
  | {
      readonly kind: 'synced'
      /** The tip of the branch; null for a repository without a commit. */
      readonly head: Oid | null
      readonly branch: string
      /** Paths that differ from the tip before (all paths at the first sync are not listed: empty). */
      readonly changed: readonly string[]
      /** Who made the tip, where it is another one than before. */
      readonly by?: Maker
    }
  | Failure

/** Of what came with a sync, only the latest commit is known. */
export interface Maker extends CommitInfo {
  /** Nothing else came between the tip before and this one. */
  readonly alone: boolean
}

export type Publish =
  | {
      readonly kind: 'published'
      readonly head: Oid
      readonly branch: string
      /** Paths that others changed since the last sync, now at hand too. One of ours only if somebody changed it right after. */
      readonly changed: readonly string[]
    }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  /** A hook or a rule of the host said no: `message` holds its words. */
  | { readonly kind: 'refused'; readonly message: string }
  | Failure

/** Where changes are put to be looked over before the blog takes them in. */
export interface Place {
  /** The branch that they are put on; made where it is not there. */
  readonly branch: string
  /** The repository that has it, where that is another one than the blog's own: the author's copy. */
  readonly url?: string
  /** What was put there last, and the tip of the blog's branch (null: it had none) that it was made on. */
  readonly last?: { readonly head: Oid; readonly onto: Oid | null }
}

export type Proposed =
  | { readonly kind: 'proposed'; readonly head: Oid; readonly onto: Oid | null }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  /** Somebody else has put something on that branch since, or had one of this name. Nothing was done. */
  | { readonly kind: 'changed'; readonly head: Oid }
  | { readonly kind: 'refused'; readonly message: string }
  | Failure

/** How far a long request is. */
export interface Progress {
  /** `files`: what there is; `texts`: what is in some of them; `sending`: what is published, where that is large. */
  readonly task: 'files' | 'texts' | 'sending'
  /** Objects that have come, of all that will; bytes that are sent. */
  readonly done: number
  readonly total: number
}

export type OnProgress = (progress: Progress) => void

/** Which repository, and where. */
export interface RepositorySettings {
  /** Its http(s) address, as one would clone it. A user name and password in it serve as credentials. */
  readonly url: string
  /** Without one: the host's default branch at the first sync, and that one from then on. */
  readonly branch?: string
  /**
   * The host has the branch checked out, as `galley serve` has: git changes those files before it sees that a push comes too
   * late, so that the host is asked before each one.
   */
  readonly workTree?: boolean
  /** The host is asked through an interface of its own, not with Git: pages of other origins may speak so with GitHub. */
  readonly direct?: 'github'
  /** Where that interface is, if not where it usually is: `https://api.github.com`, or below the host's own address. */
  readonly api?: string
  /** How long the host may be silent before it counts as unreachable, in milliseconds; a minute, unless said. */
  readonly patience?: number
  /**
   * The absolute address of a relay, without a slash at its end: requests to an https host go through it. The repository's
   * name on this device stays its own address.
   */
  readonly relay?: string
}

/** The branch as this device knows it. */
export interface Tip {
  /** null: a repository without a commit. */
  readonly head: Oid | null
  readonly branch: string
}

export interface Repository extends SiteFiles {
  /**
   * A file's bytes, or undefined where there is none. Pictures and other large files come one at a time; `signal` takes
   * the wish for one back (the promise then rejects).
   */
  read(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined>
  /** The texts of many files in as few requests as can be; files that do not exist are left out. */
  readAll(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** Brings the texts of these files to this device for later, in one request; those that are there cost nothing. */
  prefetch(paths: readonly string[]): Promise<void>
  /**
   * The tip that `list` and `read` serve without any request, or undefined where this device never synced. `asking`: a sync
   * follows in any case, and its first questions go out already.
   */
  stored(options?: { readonly asking?: boolean }): Promise<Tip | undefined>
  /**
   * Fetches the branch's tip (the first time: everything that `list` and `read` need). Offline, what was synced before
   * still serves. What the tip no longer holds leaves the device, but for the blobs to `keep`. `anew`: the tip is taken
   * in even where it does not go on from the one before.
   */
  sync(keep?: readonly Oid[], options?: { readonly anew?: boolean }): Promise<Sync>
  /**
   * One commit on top of the remote's tip, pushed with that tip as the expected old value; `published` only once the host
   * has said that its branch holds it or, where its answer was lost, was read back.
   */
  publish(changes: readonly Change[], message: string, author?: Author): Promise<Publish>
  /**
   * The same on a branch of its own, for somebody to look over: all changes, in one commit that goes on from what was put
   * there last. What `list` and `read` serve stays as it is.
   */
  propose(changes: readonly Change[], message: string, author: Author, place: Place): Promise<Proposed>
  /** Publishing is near: asks the host already what it will have to be asked. Whatever it answers, this resolves. */
  preparePublish(): Promise<void>
  /** The blob's oid at the synced tip, or undefined where there is no such file. */
  oid(path: string): Promise<Oid | undefined>
  /** The paths at the synced tip where a file with exactly these bytes lies. */
  pathsOf(bytes: Uint8Array): Promise<readonly string[]>
  /**
   * A blob's bytes by its oid, also one that the tip no longer holds; undefined where the device has it not and, unless it is
   * not `asking`, the host neither.
   */
  blob(oid: Oid, options?: { readonly asking?: boolean }): Promise<Uint8Array | undefined>
  /** The oid that a blob with these bytes has, or would have. */
  oidOf(bytes: Uint8Array): Promise<Oid>
  /** Who made the tip, when, and why; undefined where there is no commit. */
  latest(): Promise<CommitInfo | undefined>
  /** How much of the device's room this repository takes, in bytes. */
  size(): Promise<number>
  /** For this and later requests; null forgets them. They stay in the worker's memory. */
  signIn(credentials: Credentials | null): Promise<void>
  /** Removes all that is stored of this repository on the device. */
  forget(): Promise<void>
  /** Nobody wants anything of it any more: a worker ends with all that is under way in it, and answers nothing. */
  end(): Promise<void>
}
