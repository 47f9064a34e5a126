import type { Publish, Sync } from '../git/repository.ts'
import { problemOfGit, type Problem } from './problem.ts'

/** Why the host could not be asked; undefined where it answered. */
export const troubleOf = (answer: Sync): Problem | undefined =>
  answer.kind === 'synced' ? undefined : problemFrom(answer)

/** How git refuses to update a work tree with changes of its own (`receive.denyCurrentBranch=updateInstead`). */
const folderChanged = /unstaged changes|staged changes|could not update working tree/i

/** What an answer other than the wished one means for the author. */
export function problemFrom(answer: Exclude<Publish, { kind: 'published' | 'conflict' }>): Problem {
  if (answer.kind !== 'refused') return problemOfGit(answer)
  if (folderChanged.test(answer.message)) return { code: 'folder-changed' }
  return { code: 'refused', message: answer.message }
}
