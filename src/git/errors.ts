import type { Failure, Rewritten } from './repository.ts'

/**
 * What can go wrong, as codes that survive `structuredClone` and the way out of the worker. The first ones are also kinds
 * of `Failure`; the others mean that the caller asked for something that cannot be.
 * - `bad-address`: not an http(s) address
 * - `bad-path`: `data.path` may not be written (leads out of the repository, into `.git`, or collides with another one)
 * - `unsynced`: nothing is stored of this repository yet; `sync` first
 * - `worker-failed`: the worker died or could not start
 */
export type GitErrorCode = Failure['kind'] | 'bad-address' | 'bad-path' | 'unsynced' | 'worker-failed'

type Datum = string | number | readonly string[]

export class GitError extends Error {
  override readonly name = 'GitError'
  readonly code: GitErrorCode
  readonly data: Readonly<Record<string, Datum>>

  constructor(code: GitErrorCode, message: string, data: Readonly<Record<string, Datum>> = {}) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** The host's answer is not what Git says; what was read of it is of no use. */
export function broken(message: string): GitError {
  return new GitError('broken', message)
}

/** The host itself says, as Git does, that it does not do what was asked. */
export function denied(words: string): GitError {
  return new GitError('broken', words, { denied: words })
}

/** The host's answer is Git's, but something that it builds on is not at hand. */
export function missing(what: string): GitError {
  return new GitError('broken', `The object ${what} is missing`, { missing: what })
}

export const isMissing = (error: unknown): boolean => error instanceof GitError && 'missing' in error.data
export const isDenied = (error: unknown): boolean => error instanceof GitError && 'denied' in error.data

/** The expected failure that an error stands for; any other error is thrown again. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof GitError)) throw error
  switch (error.code) {
    case 'unauthorized':
    case 'offline':
    case 'not-found':
    case 'full':
      return { kind: error.code }
    case 'broken':
    case 'relay-refuses':
      return { kind: error.code, message: error.message }
    case 'busy':
    case 'relay-busy':
      return { kind: error.code, ...(typeof error.data.after === 'number' && { after: error.data.after }) }
    case 'moved':
      return { kind: 'moved', url: String(error.data.url) }
    case 'gone':
      return { kind: 'gone', branch: String(error.data.branch), instead: String(error.data.instead) }
    case 'rewritten':
      return { kind: 'rewritten', ...rewrittenIn(error.data) }
    default:
      throw error
  }
}

function rewrittenIn({ name, date, lost, changed }: GitError['data']): Rewritten {
  const paths = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
  return { name: String(name), date: Number(date), lost: paths(lost), changed: paths(changed) }
}
