import type { Find, GitObject } from './object.ts'
import type { OnObjects, Sent } from './pack.ts'
import type { PushReport } from './push-report.ts'
import type { Credentials, Oid, Tip } from './repository.ts'
import type { Snapshot } from './snapshot.ts'

export interface FetchRequest {
  readonly wants: readonly Oid[]
  /** A shallow commit that we hold with all its trees: the answer builds on it. */
  readonly have?: Oid
  /** Only the wanted commits, not what was before them. */
  readonly shallow?: boolean
  /** Commits and trees, but no files. */
  readonly withoutBlobs?: boolean
  /** Where the wanted blobs are. */
  readonly snapshot?: Snapshot
}

/** What came, each object with the oid that its bytes hash to. */
export interface Brought {
  readonly objects: readonly GitObject[]
  /** A commit that the host tells of but does not give byte for byte, as text: none that hashes to its oid. */
  readonly told?: string
}

export interface PushRequest {
  readonly branch: string
  /** What the branch must hold for the push to be taken; null: it must not exist. */
  readonly old: Oid | null
  readonly new: Oid
  /** The commit first. */
  readonly objects: readonly Sent[]
}

/** A push of which all is done but the last step. */
export interface ReadyPush extends Brought {
  /** The commit as the host has it: the one that was asked for, or one that it made of it, which is in `objects` or told. */
  readonly head: Oid
  /** Moves the branch, if it still is where it was expected. */
  readonly send: () => Promise<PushReport>
}

/** A repository on its host. Everything throws `offline`, `unauthorized`, `not-found`, `moved`, `busy` and `broken`. */
export interface Remote {
  /** For this and later requests; null forgets them. */
  signIn(credentials: Credentials | null): void
  /** Another repository of the same host, for the same person. Throws `bad-address` for one of another host. */
  beside(address: string): Remote
  /** Asks already what `tip` will ask first, of a host that was not asked anything yet. */
  begin(branch?: string): void
  /** The branch's tip as of now. Throws `gone` when there are branches but not this one. */
  tip(branch?: string): Promise<Tip>
  /** Whether the host can leave files out of what it sends. */
  partial(): Promise<boolean>
  /** All that is wanted; `find` gives what is at hand. */
  objects(request: FetchRequest, find: Find, onObjects: OnObjects, signal?: AbortSignal): Promise<Brought>
  /** Whether one commit leads up to another; true where that cannot be known for little. */
  leads(from: Oid, to: Oid, find: Find): Promise<boolean>
  /** Asks what can be asked before there is something to push. */
  rehearsePush(): Promise<void>
  /** Makes ready what a push sends, which may be sent already, but that the branch does not move. */
  prepare(request: PushRequest): Promise<ReadyPush>
}
