import { failureOf, GitError } from '../git/errors.ts'
import type { Failure, Rewritten } from '../git/repository.ts'

/**
 * What went wrong, as a value: a code that the interface turns into words, and what those words need to name.
 * `refused` and `unexpected` carry the `message` of the host or of the browser, `conflict` the `paths`.
 */
export interface Problem {
  readonly code: ProblemCode
  readonly message?: string
  readonly paths?: readonly string[]
  /** Of `gone`: what the host offers instead. */
  readonly instead?: string
  readonly rewritten?: Rewritten
  /** Of `busy` and `relay-busy`: seconds of patience that are asked for. */
  readonly after?: number
}

export type ProblemCode =
  // the address
  | 'empty-address'
  | 'malformed-address'
  | 'unreachable-address'
  | 'password-in-address'
  // the host
  | 'unauthorized'
  | 'offline'
  | 'not-found'
  | 'broken'
  | 'refused'
  /** The blog is a folder on this computer that was changed by hand and not committed. */
  | 'folder-changed'
  | 'conflict'
  /** Others changed the same posts elsewhere; both changes are put together now, to be looked over. */
  | 'merged'
  /** What shall be taken back was changed by others since then. */
  | 'changed-since'
  /** The host asks for patience. */
  | 'busy'
  /** The relay between here and the host does not pass this on: `message`. */
  | 'relay-refuses'
  | 'relay-busy'
  /** The blog is at another address now: `message`. */
  | 'moved'
  /** The branch is not there any more. */
  | 'gone'
  /** Somebody put another history in the place of the blog's: `rewritten` says what is different there. */
  | 'rewritten'
  /** Whoever is signed in may not do this there. */
  | 'forbidden'
  /** The access key was not made for this blog. */
  | 'unreached'
  // the blog
  | 'not-jekyll'
  // this device
  | 'storage-refused'
  /** What is typed cannot be kept. */
  | 'full'
  /** What comes from the blog, or goes there, cannot be kept. */
  | 'no-room'
  // the post
  | 'no-such-post'
  /** Its bytes are not UTF-8: saved as text, it would not be what it was. */
  | 'not-text'
  // the work
  | 'unproven'
  /** A detail was set in two windows, each in another way. */
  | 'undecided'
  /** The open post was deleted in another window; it is not on the blog any more. */
  | 'deleted-here'
  | 'gone-there'
  | 'not-a-picture'
  | 'picture-too-large'
  /** The author decided against a picture that is large. */
  | 'not-added'
  /** The blog has only a note of where the picture is kept, and a picture was to take its place, or the reverse. */
  | 'kept-elsewhere'
  | 'taken-name'
  | 'nothing-to-publish'
  | 'unexpected'

/** What asking the host may fail with: reading a file asks it, too. */
const codesOfGit: ReadonlySet<string> = new Set<Failure['kind']>([
  'unauthorized',
  'offline',
  'not-found',
  'broken',
  'gone',
  'rewritten',
  'busy',
  'relay-refuses',
  'relay-busy',
  'moved',
  'full',
])

/** The problem behind something that was thrown; what the host and the storage may do is told apart. */
export function problemOf(error: unknown): Problem {
  if (error instanceof GitError && codesOfGit.has(error.code)) return problemOfGit(failureOf(error))
  const name = error instanceof Error ? error.name : ''
  if (name === 'QuotaExceededError') return { code: 'full' }
  if (/^(InvalidState|Security|Unknown)Error$/.test(name)) return { code: 'storage-refused' }
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) }
}

/** A failure of the host, or of the device that had no room for what it gave. */
export function problemOfGit(failure: Failure): Problem {
  if (failure.kind === 'full') return { code: 'no-room' }
  if (failure.kind === 'moved') return { code: 'moved', message: failure.url }
  if (failure.kind === 'rewritten') return { code: 'rewritten', rewritten: failure }
  if (failure.kind === 'gone') return { code: 'gone', instead: failure.instead }
  if ('after' in failure) return { code: failure.kind, after: failure.after }
  return 'message' in failure ? { code: failure.kind, message: failure.message } : { code: failure.kind }
}

/** Nothing that goes away by itself: the author must decide. */
export const isQuestion = ({ code }: Problem): boolean => /^(?:moved|gone|rewritten)$/.test(code)
