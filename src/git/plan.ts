import { isSubmodule, isSymlink, makeObject, type GitObject } from './object.ts'
import type { Edits } from './edit-tree.ts'
import type { Change, Oid } from './repository.ts'
import { checkPath } from './path.ts'
import { follow, type Get, type Snapshot } from './snapshot.ts'

/** A change with all that publishing needs to know of it. */
export interface Wish {
  /** Where the bytes go: the change's own path, or where its symlink leads. */
  readonly path: string
  /** null deletes. */
  readonly blob: GitObject | null
  readonly base: Oid | null
}

/** Blobs that were sent and of which it is not known whether they arrived, by path. */
export type SentBlobs = ReadonlyMap<string, ReadonlySet<Oid | null>>

export interface Plan {
  /** Paths that somebody else changed since the change's base. */
  readonly conflicts: readonly string[]
  /** What the tip does not hold yet. */
  readonly edits: Edits
}

/** What is to be done, and the tip on which it is. */
export interface Planned {
  readonly tip: Snapshot
  readonly plan: Plan
}

/** Wishes from changes, as seen from the snapshot that the author saw. Throws `bad-path`. */
export async function readWishes(changes: readonly Change[], seen: Snapshot, get: Get): Promise<Wish[]> {
  for (const { path } of changes) checkPath(path)
  return Promise.all(
    changes.map(async ({ path, bytes, base }) => {
      const linked = bytes !== null && isSymlink(seen.files.get(path)?.mode ?? '')
      const target = linked ? ((await follow(path, seen, get)) ?? path) : path
      const blob = bytes === null ? null : makeObject('blob', bytes)
      return { path: target, blob, base: base === undefined ? (seen.files.get(target)?.oid ?? null) : base }
    }),
  )
}

/** What is to be done so that the tip holds the wishes, and which of them it cannot take without undoing another's work. */
export function planFor(wishes: readonly Wish[], tip: Snapshot, sent: SentBlobs): Plan {
  const open = wishes.filter(({ path, blob }) => blobAt(tip, path) !== (blob?.oid ?? null))
  const removed = new Set(wishes.flatMap(({ path, blob }) => (blob === null ? [path] : [])))
  const conflicts = open.filter((wish) => isForeign(wish, tip, sent) || isBlocked(wish, tip, removed))
  return {
    conflicts: conflicts.map(({ path }) => path),
    edits: new Map(open.map(({ path, blob }) => [path, blob?.oid ?? null])),
  }
}

const blobAt = (tip: Snapshot, path: string): Oid | null => tip.files.get(path)?.oid ?? null

/** The tip holds neither what the change was made on nor what we sent before. */
function isForeign({ path, base }: Wish, tip: Snapshot, sent: SentBlobs): boolean {
  const now = blobAt(tip, path)
  return now !== base && sent.get(path)?.has(now) !== true
}

/** A folder or a submodule is where the file shall be, or a file (a symlink, a submodule) where its folder shall be. */
function isBlocked({ path, blob }: Wish, tip: Snapshot, removed: ReadonlySet<string>): boolean {
  const mode = tip.files.get(path)?.mode ?? ''
  if (isSubmodule(mode)) return true
  if (blob === null) return false
  const parents = path.split('/').map((_, i, names) => names.slice(0, i).join('/'))
  const below = (file: string): boolean => file.startsWith(`${path}/`) && !removed.has(file)
  return (
    parents.some((parent) => tip.files.has(parent) && !removed.has(parent)) ||
    (tip.folders.has(path) && [...tip.files.keys()].some(below)) ||
    isSymlink(mode)
  )
}
