import { isDenied } from './errors.ts'
import { parseCommit, type GitObject } from './object.ts'
import { readPack } from './pack.ts'
import type { History, Remote } from './remote.ts'
import type { Oid } from './repository.ts'
import type { Snapshot } from './snapshot.ts'

/** Gives an object that is at hand. */
type Find = (oid: Oid) => Promise<GitObject | undefined>

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
  return askHost(head, after.head, remote, find)
}

async function askHost(before: Oid, after: Oid, remote: Remote, find: Find): Promise<boolean> {
  try {
    if (!(await remote.partial())) return true
    const found = await remote.history(after, before)
    if (found === 'unknown') return false
    const history = found === 'apart' ? await remote.history(after, before, { insist: true }) : found
    return typeof history === 'string' ? false : await leadsTo(before, after, history, find)
  } catch (error) {
    if (isDenied(error)) return true
    throw error
  }
}

async function leadsTo(before: Oid, after: Oid, { pack, ends }: History, find: Find): Promise<boolean> {
  const objects = await readPack(once(pack), find)
  const commits = new Map(objects.map((object) => [object.oid, object]))
  const { all } = await lineage([after], async (oid) => commits.get(oid) ?? find(oid))
  return all.has(before) || ends.some((oid) => commits.has(oid))
}

interface Lineage {
  readonly all: ReadonlySet<Oid>
  /** Those of which nothing more is known. */
  readonly ends: ReadonlySet<Oid>
}

/** These commits and those that lead up to them, as far as they are found; only so many are looked at. */
async function lineage(from: readonly Oid[], find: Find, most = Infinity): Promise<Lineage> {
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

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
