import { decodeExactly, encode } from './bytes.ts'
import { GitError } from './errors.ts'
import { compareEntries, isFolder, makeTree, parseTree, type GitObject, type TreeEntry } from './object.ts'
import type { Sent } from './pack.ts'
import type { Oid } from './repository.ts'
import type { Get } from './snapshot.ts'

/** Blobs to put at paths; null removes what is there. */
export type Edits = ReadonlyMap<string, Oid | null>

/**
 * The trees that a tree becomes by edits, the root last: only those on the way to an edited path are new, and in them only
 * the lines of edited paths. A file keeps its mode, a new one is 100644; a folder that becomes empty is left out.
 * Each comes with the one that it takes the place of. Throws `bad-path` for an edit that would make a file and a folder of
 * the same name.
 */
export async function editTree(
  root: Oid | null,
  edits: Edits,
  get: Get,
): Promise<{ root: Oid; trees: Sent[] }> {
  const trees: Sent[] = []
  const edited = (await editFolder(root, edits, get, trees)) ?? keep([], undefined, trees)
  return { root: edited, trees }
}

function keep(entries: readonly TreeEntry[], base: GitObject | undefined, trees: Sent[]): Oid {
  const object = makeTree(entries)
  trees.push({ object, base })
  return object.oid
}

async function editFolder(oid: Oid | null, edits: Edits, get: Get, trees: Sent[]): Promise<Oid | null> {
  const before = oid === null ? undefined : await get(oid)
  const entries = before ? parseTree(before) : []
  for (const [name, below] of byFirstName(edits)) await editName(entries, name, below, get, trees)
  return entries.length === 0 ? null : keep(entries, before, trees)
}

/** Changes one name of a folder in place: first what is below it, if it is a folder, then the name itself. */
async function editName(
  entries: TreeEntry[],
  name: string,
  below: Edits,
  get: Get,
  trees: Sent[],
): Promise<void> {
  const inside = new Map([...below].filter(([path]) => path !== ''))
  const own = below.get('')
  if (own === null) removeFile(entries, name)
  if (inside.size > 0) {
    const folder = entries.find((entry) => isNamed(entry, name))
    if (folder && !isFolder(folder.mode)) throw collision(name)
    const oid = await editFolder(folder?.oid ?? null, inside, get, trees)
    put(entries, name, oid, folder?.mode ?? '40000')
  }
  if (typeof own === 'string') putFile(entries, name, own)
}

function isNamed(entry: TreeEntry, name: string): boolean {
  return decodeExactly(entry.name) === name
}

function removeFile(entries: TreeEntry[], name: string): void {
  const at = entries.findIndex((entry) => isNamed(entry, name) && !isFolder(entry.mode))
  if (at >= 0) entries.splice(at, 1)
}

function putFile(entries: TreeEntry[], name: string, oid: Oid): void {
  const old = entries.find((entry) => isNamed(entry, name))
  if (old && isFolder(old.mode)) throw collision(name)
  put(entries, name, oid, old?.mode ?? '100644')
}

/** Puts a line where the name has its line, or else before the first that Git would sort after it; null takes it out. */
function put(entries: TreeEntry[], name: string, oid: Oid | null, mode: string): void {
  const at = entries.findIndex((entry) => isNamed(entry, name))
  const entry = { mode, name: entries[at]?.name ?? encode(name), oid: oid ?? '' }
  const next = entries.findIndex((other) => compareEntries(other, entry) > 0)
  const place = at >= 0 ? at : next >= 0 ? next : entries.length
  entries.splice(place, at >= 0 ? 1 : 0, ...(oid === null ? [] : [entry]))
}

function collision(name: string): GitError {
  return new GitError('bad-path', `${JSON.stringify(name)} would be a file and a folder`, { path: name })
}

/** Edits by the first name of their path; the path that remains is `''` for the name itself. */
function byFirstName(edits: Edits): Map<string, Map<string, Oid | null>> {
  const groups = new Map<string, Map<string, Oid | null>>()
  for (const [path, oid] of edits) {
    const [name = '', ...rest] = path.split('/')
    const group = groups.get(name) ?? new Map<string, Oid | null>()
    groups.set(name, group.set(rest.join('/'), oid))
  }
  return groups
}
