import { concat, decodeBytes, encode, fromHex, toHex } from './bytes.ts'
import { broken } from './errors.ts'
import { isFolder, type GitObject } from './object.ts'
import type { Oid } from './repository.ts'

/** One line of a tree, as bytes. The name stays bytes: not every name in a repository is UTF-8. */
export interface Line {
  /** Octal, as written in the tree: 100644, 100755, 120000 (symlink), 160000 (submodule), 40000 (folder). */
  readonly mode: string
  readonly oid: Oid
  /** Where it begins and ends in the tree. */
  readonly at: number
  readonly end: number
}

type OnLine = (at: number, space: number, end: number) => boolean

/** Goes through the lines until one is what is looked for. Throws `broken` where the tree is malformed. */
function walk({ bytes, oid, type }: GitObject, isFound: OnLine): void {
  if (type !== 'tree') throw broken(`${oid} is no tree`)
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at)
    const zero = bytes.indexOf(0, space)
    if (space < 0 || zero < 0 || zero + 21 > bytes.length) throw broken(`the tree ${oid} is malformed`)
    if (isFound(at, space, zero + 21)) return
    at = zero + 21
  }
}

/** Calls back for each line: where it begins, where the space before its name is, and where it ends, 21 bytes behind the name. */
export function eachLine(tree: GitObject, onLine: (at: number, space: number, end: number) => void): void {
  walk(tree, (at, space, end) => {
    onLine(at, space, end)
    return false
  })
}

/** The first line with this name whose mode will do. */
export function findLine(
  tree: GitObject,
  name: Uint8Array,
  accepts: (mode: string) => boolean = () => true,
): Line | undefined {
  const { bytes } = tree
  let found: Line | undefined
  walk(tree, (at, space, end) => {
    if (end - space - 22 !== name.length || compareAt(bytes, space + 1, name) !== 0) return false
    const mode = decodeBytes(bytes.subarray(at, space))
    if (accepts(mode)) found = { mode, oid: toHex(bytes.subarray(end - 20, end)), at, end }
    return found !== undefined
  })
  return found
}

function compareAt(bytes: Uint8Array, at: number, name: Uint8Array): number {
  for (let i = 0; i < name.length; i++) {
    const difference = (bytes[at + i] ?? 0) - (name[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Where a name belongs in Git's order: by bytes, folders as if their names ended in a slash. */
export function placeOf(tree: GitObject, name: Uint8Array, folder: boolean): number {
  const { bytes } = tree
  const own = folder ? concat([name, encode('/')]) : name
  let place = bytes.length
  walk(tree, (at, space, end) => {
    const other = bytes.subarray(space + 1, end - 21)
    const isAfter = isGreater(
      isFolder(decodeBytes(bytes.subarray(at, space))) ? concat([other, encode('/')]) : other,
      own,
    )
    if (isAfter) place = at
    return isAfter
  })
  return place
}

function isGreater(one: Uint8Array, other: Uint8Array): boolean {
  const difference = compareAt(one, 0, other.subarray(0, one.length))
  return difference > 0 || (difference === 0 && one.length > other.length)
}

export const makeLine = (mode: string, name: Uint8Array, oid: Oid): Uint8Array =>
  concat([encode(`${mode} `), name, Uint8Array.of(0), fromHex(oid)])
