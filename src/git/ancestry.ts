import { GitError } from './errors.ts'
import { parseCommit, readCommitInfo, type Find, type GitObject } from './object.ts'
import type { Remote } from './remote.ts'
import type { Oid } from './repository.ts'
import { changedPaths, type Snapshot } from './snapshot.ts'

/** So many commits that are at hand (somebody published from here) are looked at before the host is asked. */
const nearby = 20

/**
 * Whether a tip goes on from the one before: false where somebody put another history in its place. Of a shallow clone's
 * history only the tips are at hand, so the host is asked for what lies between (commits alone, a thousand at most) where
 * the tip itself does not say. Files that are the same are the same blog, whatever their history. Where it cannot be known
 * for little (a host without filters, a blog that was left alone for more than that), a tip counts as going on: nothing
 * of the author's is lost by that, for what they have not published is held against the files, not against the history.
 */
export async function goesOn(
  before: Snapshot,
  after: Snapshot,
  remote: Remote,
  find: Find,
): Promise<boolean> {
  const { head } = before
  if (head === null || before.tree === after.tree || after.parents.includes(head)) return true
  if (after.head === null || before.parents.includes(after.head)) return false
  const { all, ends } = await lineage(after.parents, find, nearby)
  if (all.has(head)) return true
  // what leads up to the tip before cannot follow it
  if ([...ends].every((oid) => before.parents.includes(oid))) return false
  return remote.leads(head, after.head, find)
}

interface Lineage {
  readonly all: ReadonlySet<Oid>
  /** Those of which nothing more is known. */
  readonly ends: ReadonlySet<Oid>
}

/** These commits and those that lead up to them, as far as they are found; only so many are looked at. */
export async function lineage(from: readonly Oid[], find: Find, most = Infinity): Promise<Lineage> {
  const all = new Set(from)
  const ends = new Set<Oid>()
  let looked = 0
  for (const oid of all) {
    const commit = looked++ < most ? await find(oid) : undefined
    if (commit) parseCommit(commit).parents.forEach((parent) => all.add(parent))
    else ends.add(oid)
  }
  return { all, ends }
}

/** Says what another history in the place of the known one changed. */
export function rewritten(before: Snapshot, after: Snapshot, tip: GitObject | undefined): GitError {
  const paths = changedPaths(before, after)
  const { name = '', date = 0 } = tip ? readCommitInfo(tip) : {}
  const lost = paths.filter((path) => !after.files.has(path))
  const changed = paths.filter((path) => after.files.has(path))
  return new GitError('rewritten', 'The history was rewritten', { name, date, lost, changed })
}
