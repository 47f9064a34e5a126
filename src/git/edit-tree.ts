import { concat, encode } from './bytes.ts'
import { GitError } from './errors.ts'
import { isFolder, makeObject, type GitObject } from './object.ts'
import type { Sent } from './pack.ts'
import type { Oid } from './repository.ts'
import type { Get } from './snapshot.ts'
import { findLine, makeLine, placeOf, type Line } from './tree-lines.ts'

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
  const edited = (await editFolder(root, edits, get, trees)) ?? keep(new Folder(undefined), trees)
  return { root: edited, trees }
}

function keep({ bytes, base, start, end }: Folder, trees: Sent[]): Oid {
  const object = makeObject('tree', bytes)
  trees.push({ object, base, same: { start, end } })
  return object.oid
}

async function editFolder(oid: Oid | null, edits: Edits, get: Get, trees: Sent[]): Promise<Oid | null> {
  const folder = new Folder(oid === null ? undefined : await get(oid))
  for (const [name, below] of byFirstName(edits)) await editName(folder, name, below, get, trees)
  return folder.bytes.length === 0 ? null : keep(folder, trees)
}

/** Changes one name of a folder: first what is below it, if it is a folder, then the name itself. */
async function editName(folder: Folder, name: string, below: Edits, get: Get, trees: Sent[]): Promise<void> {
  const inside = new Map([...below].filter(([path]) => path !== ''))
  const own = below.get('')
  if (own === null) folder.removeFile(name)
  if (inside.size > 0) {
    const child = folder.find(name)
    if (child && !isFolder(child.mode)) throw collision(name)
    folder.put(name, await editFolder(child?.oid ?? null, inside, get, trees), child?.mode ?? '40000')
  }
  if (typeof own === 'string') folder.putFile(name, own)
}

/** A tree's bytes while lines of it are replaced, and how many at both ends are still those that it began with. */
class Folder {
  readonly base: GitObject | undefined
  bytes: Uint8Array
  start: number
  end: number

  constructor(base: GitObject | undefined) {
    this.base = base
    this.bytes = base?.bytes ?? new Uint8Array()
    this.start = this.end = this.bytes.length
  }

  find(name: string): Line | undefined {
    return findLine(this.#object, encode(name))
  }

  removeFile(name: string): void {
    const line = findLine(this.#object, encode(name), (mode) => !isFolder(mode))
    if (line) this.#replace(line.at, line.end, new Uint8Array())
  }

  putFile(name: string, oid: Oid): void {
    const old = this.find(name)
    if (old && isFolder(old.mode)) throw collision(name)
    this.put(name, oid, old?.mode ?? '100644')
  }

  /** Puts a line where the name has its line, or else before the first that Git would sort after it; null takes it out. */
  put(name: string, oid: Oid | null, mode: string): void {
    const bytes = encode(name)
    const old = findLine(this.#object, bytes)
    const place = old?.at ?? placeOf(this.#object, bytes, isFolder(mode))
    const line = oid === null ? new Uint8Array() : makeLine(mode, bytes, oid)
    this.#replace(place, old?.end ?? place, line)
  }

  #replace(from: number, to: number, line: Uint8Array): void {
    this.start = Math.min(this.start, from)
    this.end = Math.min(this.end, this.bytes.length - to)
    this.bytes = concat([this.bytes.subarray(0, from), line, this.bytes.subarray(to)])
  }

  get #object(): GitObject {
    return { oid: this.base?.oid ?? '', type: this.base?.type ?? 'tree', bytes: this.bytes }
  }
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
