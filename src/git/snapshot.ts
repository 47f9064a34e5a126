import { decode, decodeBytes, decodeExactly, encode, isAscii, toHex } from './bytes.ts'
import { broken } from './errors.ts'
import { isFolder, isSubmodule, isSymlink, parseCommit, type GitObject } from './object.ts'
import type { Oid } from './repository.ts'
import type { KeptTip } from './store.ts'
import { eachLine } from './tree-lines.ts'

/** A file, symlink or submodule in a snapshot. */
interface File {
  readonly mode: string
  readonly oid: Oid
}

/** All files of one commit, by path in Git's order. */
export interface Snapshot extends KeptTip {
  /** null: there is no commit. */
  readonly tree: Oid | null
  readonly parents: readonly Oid[]
  readonly files: ReadonlyMap<string, File>
  readonly folders: ReadonlySet<string>
  /** The trees that these were read from. */
  readonly trees: ReadonlySet<Oid>
}

/** Gives an object that is at hand or throws. */
export type Get = (oid: Oid) => Promise<GitObject>

/** No repository of this world has more files; a few trees that name each other many times can claim to. */
const mostFiles = 1_000_000
const deepest = 256

/** Reads a commit's trees, all of them: throws what `get` throws where one is missing, and `broken` where one is malformed. */
export async function readSnapshot(tip: KeptTip, get: Get): Promise<Snapshot> {
  const files = new Map<string, File>()
  const folders = new Set<string>()
  const trees = new Set<Oid>()
  if (tip.head === null) return { ...tip, tree: null, parents: [], files, folders, trees }
  const { tree, parents } = parseCommit(toldCommit(tip) ?? (await get(tip.head)))
  const walk = async (oid: Oid, folder: string, depth: number): Promise<void> => {
    trees.add(oid)
    for (const { name, mode, oid: child } of readTree(await get(oid))) {
      if (!isFolder(mode)) files.set(folder + name, { mode, oid: child })
      else if (depth < deepest) await walk(child, `${folder}${name}/`, depth + 1)
      if (isFolder(mode)) folders.add(folder + name)
      if (files.size + folders.size > mostFiles) throw broken('The repository claims to have too many files')
    }
  }
  await walk(tree, '', 0)
  return { ...tip, tree, parents, files, folders, trees }
}

/** A tip's commit as the host tells of it, where that is all there is of it. Not to be kept: its oid is not that of its bytes. */
export function toldCommit({ head, told }: KeptTip): GitObject | undefined {
  return head !== null && told !== undefined ? { oid: head, type: 'commit', bytes: encode(told) } : undefined
}

/** What our own commit changed: blobs at paths, and trees that took the place of others. */
interface Own extends Pick<Snapshot, 'tree'> {
  readonly head: Oid
  readonly told?: string
  readonly edits: ReadonlyMap<string, Oid | null>
  readonly trees: readonly { readonly object: GitObject }[]
}

/** A snapshot with our commit on it: no tree needs to be read for it. */
export function withOwn(
  { head: parent, branch, ...before }: Snapshot,
  { head, told, tree, edits, trees }: Own,
): Snapshot & { readonly head: Oid } {
  const files = edited(before.files, edits)
  const added = [...edits.keys()].filter((path) => !before.files.has(path) && files.has(path))
  const folders =
    added.length === 0 ? before.folders : new Set([...before.folders, ...added.flatMap(parentsOf)])
  // one that was replaced may stand elsewhere too: it stays until all are read again
  const all = new Set([...before.trees, ...trees.map(({ object }) => object.oid)])
  const parents = parent === null ? [] : [parent]
  return { head, ...(told !== undefined && { told }), branch, tree, parents, files, folders, trees: all }
}

function edited(before: Snapshot['files'], edits: Own['edits']): Snapshot['files'] {
  const files = new Map(before)
  for (const [path, oid] of edits) {
    if (oid === null) files.delete(path)
    else files.set(path, { mode: files.get(path)?.mode ?? '100644', oid })
  }
  const inOrder = [...edits.keys()].every((path) => before.has(path))
  return inOrder ? files : new Map([...files].sort(([one], [other]) => inGitsOrder(one, other)))
}

/** By the bytes of UTF-8, which is by code points. */
function inGitsOrder(one: string, other: string): number {
  let same = 0
  while (same < one.length && one[same] === other[same]) same++
  return (one.codePointAt(same) ?? -1) - (other.codePointAt(same) ?? -1)
}

const parentsOf = (path: string): string[] =>
  path.split('/').flatMap((_, i, names) => (i === 0 ? [] : [names.slice(0, i).join('/')]))

interface Named extends File {
  readonly name: string
}

/** The lines of a tree, but for those whose name no path can say (not UTF-8, or one that Git itself would not write). */
function readTree(tree: GitObject): Named[] {
  const { bytes } = tree
  const [text, hex] = [decodeBytes(bytes), toHex(bytes)]
  const lines: Named[] = []
  eachLine(tree, (at, space, end) => {
    const zero = end - 21
    const name = isAscii(bytes, space + 1, zero)
      ? text.slice(space + 1, zero)
      : decodeExactly(bytes.subarray(space + 1, zero))
    if (name !== undefined && !unwritten.test(name))
      lines.push({ name, mode: text.slice(at, space), oid: hex.slice(2 * zero + 2, 2 * end) })
  })
  return lines
}

const unwritten = /^$|^\.\.?$|^\.git$|\//i

/** The paths of all files below a folder. */
export function pathsBelow(snapshot: Snapshot, folder: string): string[] {
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`
  return [...snapshot.files].flatMap(([path, { mode }]) =>
    path.startsWith(prefix) && !isSubmodule(mode) ? [path] : [],
  )
}

/** The path that a path stands for: itself, or where its symlinks lead within the repository; undefined: nowhere. */
export async function follow(path: string, { files }: Snapshot, get: Get): Promise<string | undefined> {
  let at: string | undefined = path
  for (let steps = 0; steps < 8 && at !== undefined; steps++) {
    const file = files.get(at)
    if (file === undefined || isSubmodule(file.mode)) return undefined
    if (!isSymlink(file.mode)) return at
    at = linkTarget(at, decode((await get(file.oid)).bytes))
  }
  return undefined
}

function linkTarget(link: string, target: string): string | undefined {
  if (target.startsWith('/')) return undefined
  const parts = link.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined
    if (part !== '..' && part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** The paths whose file is another one in the second snapshot, or is in one of them only. */
export function changedPaths(before: Snapshot, after: Snapshot): string[] {
  if (before.tree === after.tree) return []
  const paths = new Set([...before.files.keys(), ...after.files.keys()])
  return [...paths].filter((path) => {
    const [a, b] = [before.files.get(path), after.files.get(path)]
    return a?.oid !== b?.oid || a?.mode !== b?.mode
  })
}

/** What must stay at hand while a tip is kept. */
export function liveIn({ head, trees, files }: Snapshot, keep: readonly Oid[]): Set<Oid> {
  const live = new Set([...trees, ...keep])
  if (head !== null) live.add(head)
  for (const { oid } of files.values()) live.add(oid)
  return live
}
