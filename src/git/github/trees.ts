import { concat, decodeBytes, encode, toHex } from '../bytes.ts'
import { broken } from '../errors.ts'
import { isFolder, makeObject, type Find, type GitObject } from '../object.ts'
import type { Oid } from '../repository.ts'
import { eachLine, makeLine } from '../tree-lines.ts'
import type { Api } from './api.ts'
import { fromBase64 } from './base64.ts'
import { listOf, objectOf, oidOf, textOf } from './json.ts'
import { forEach } from './pool.ts'

interface Entry {
  readonly name: Uint8Array
  readonly mode: string
  readonly oid: Oid
}

/** So many trees are asked for one by one before everything below the next is listed at once. */
const fewTrees = 8
const atOnce = 4
const emptyTree = makeObject('tree', new Uint8Array())

/**
 * The trees below a root, but for those that `find` has, put together from what the host lists and each verified by its
 * oid. Without `find` that is one request; with it one for each tree that is new, level by level. A tree with names that
 * no JSON can say is asked for in GraphQL, which gives their bytes.
 */
export async function bringTrees(api: Api, root: Oid, find?: Find): Promise<GitObject[]> {
  const walk = new TreeWalk(api, find)
  await walk.from(root)
  return [...walk.trees.values()]
}

class TreeWalk {
  readonly #api: Api
  readonly #find: Find | undefined
  /** What a listing told before it was wanted. */
  readonly #listed = new Map<Oid, GitObject>([[emptyTree.oid, emptyTree]])
  readonly trees = new Map<Oid, GitObject>()
  #asked = 0

  constructor(api: Api, find: Find | undefined) {
    this.#api = api
    this.#find = find
  }

  async from(root: Oid): Promise<void> {
    for (let level = [root]; level.length > 0;) {
      const known = new Set(this.trees.keys())
      await forEach(level, atOnce, (oid) => this.#take(oid))
      const fresh = [...this.trees].flatMap(([oid, tree]) => (known.has(oid) ? [] : [tree]))
      level = [...new Set(fresh.flatMap(subtreesOf))].filter((oid) => !this.trees.has(oid))
    }
  }

  async #take(oid: Oid): Promise<void> {
    const listed = this.#listed.get(oid)
    if (!listed && (await this.#find?.(oid))) return
    this.trees.set(oid, listed ?? (await this.#bring(oid)))
  }

  async #bring(oid: Oid): Promise<GitObject> {
    const isDeep = !this.#find || ++this.#asked > fewTrees
    const isWhole = isDeep && (await this.#list(oid, '?recursive=1'))
    // a listing of very much is cut off
    if (!isWhole && !this.#listed.has(oid)) await this.#list(oid, '')
    return this.#listed.get(oid) ?? askForBytes(this.#api, oid)
  }

  /** Whether that was all. */
  async #list(oid: Oid, how: string): Promise<boolean> {
    const { tree, truncated } = objectOf(await this.#api.json(`/git/trees/${oid}${how}`))
    for (const object of rebuild(oid, listOf(tree))) this.#listed.set(object.oid, object)
    return truncated !== true
  }
}

/** The trees of a listing that come out as what they are called. */
function rebuild(root: Oid, listing: readonly unknown[]): GitObject[] {
  const oids = new Map([['', root]])
  const entries = new Map<string, Entry[]>()
  for (const line of listing) {
    const { path, mode, type, sha } = objectOf(line)
    const [folder, name] = split(textOf(path))
    const oid = oidOf(sha)
    const all = entries.get(folder) ?? []
    entries.set(folder, all)
    all.push({ name: encode(name), mode: textOf(mode).replace(/^0/, ''), oid })
    if (type === 'tree') oids.set(textOf(path), oid)
  }
  return [...oids].flatMap(([folder, oid]) => {
    const tree = makeTree(entries.get(folder) ?? [])
    return tree.oid === oid ? [tree] : []
  })
}

function split(path: string): [folder: string, name: string] {
  const at = path.lastIndexOf('/')
  return at < 0 ? ['', path] : [path.slice(0, at), path.slice(at + 1)]
}

async function askForBytes(api: Api, oid: Oid): Promise<GitObject> {
  if (!api.isSignedIn) throw broken('The host does not tell the names of some files')
  const { object } = await api.query(`object(oid:"${oid}"){...on Tree{entries{nameRaw mode oid}}}`)
  const entries = listOf(objectOf(object).entries).map((entry) => {
    const { nameRaw, mode, oid: child } = objectOf(entry)
    return { name: fromBase64(textOf(nameRaw)), mode: Number(mode).toString(8), oid: oidOf(child) }
  })
  const tree = makeTree(entries)
  if (tree.oid !== oid) throw broken(`The host lists another folder than ${oid}`)
  return tree
}

function makeTree(entries: readonly Entry[]): GitObject {
  const sorted = entries
    .map((entry) => ({
      ...entry,
      key: isFolder(entry.mode) ? concat([entry.name, encode('/')]) : entry.name,
    }))
    .sort((one, other) => compare(one.key, other.key))
  return makeObject('tree', concat(sorted.map(({ mode, name, oid }) => makeLine(mode, name, oid))))
}

function compare(one: Uint8Array, other: Uint8Array): number {
  const end = Math.min(one.length, other.length)
  for (let at = 0; at < end; at++) if (one[at] !== other[at]) return (one[at] ?? 0) - (other[at] ?? 0)
  return one.length - other.length
}

function subtreesOf(tree: GitObject): Oid[] {
  const oids: Oid[] = []
  eachLine(tree, (at, space, end) => {
    const mode = decodeBytes(tree.bytes.subarray(at, space))
    if (isFolder(mode)) oids.push(toHex(tree.bytes.subarray(end - 20, end)))
  })
  return oids
}
