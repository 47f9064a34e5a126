import { decode, decodeBytes, decodeExactly, toHex } from '../bytes.ts'
import { broken, GitError } from '../errors.ts'
import { isFolder, isSubmodule, parseCommit, type GitObject } from '../object.ts'
import type { Sent } from '../pack.ts'
import type { PushReport } from '../push-report.ts'
import { refOf } from '../refs.ts'
import type { Brought, PushRequest, ReadyPush } from '../remote.ts'
import type { Oid } from '../repository.ts'
import { eachLine } from '../tree-lines.ts'
import { type Api } from './api.ts'
import { toBase64 } from './base64.ts'
import { commitInJson, rebuildCommit, tellCommit } from './commit.ts'
import { objectOf, oidOf, type Json } from './json.ts'
import { forEach } from './pool.ts'

/** What a path shall hold; null: nothing. */
interface Line {
  readonly path: string
  readonly mode: string
  readonly oid: Oid | null
}

/** Texts of so many characters in all go along with the tree that names them. */
const mostTexts = 500_000
const atOnce = 3

/** Where a branch is now; null: nowhere. */
export interface Place {
  readonly oid: Oid | null
  /** Nothing was ever put into the repository. */
  readonly isEmpty?: boolean
}

/**
 * Puts the objects of a push to the host one step short of its branch: texts and trees in one request, the commit in
 * another. The host names what it made, and that must be what we made. `placeOf` asks meanwhile whether the branch is
 * where it should be: moving it cannot be made to depend on that, only on nothing being lost by it.
 */
export async function preparePush(
  api: Api,
  request: PushRequest,
  placeOf: () => Promise<Place>,
): Promise<ReadyPush> {
  try {
    const making = request.old === null ? undefined : putObjects(api, request)
    making?.catch(() => undefined) // told below, unless the branch is somewhere else
    const place = await placeOf()
    if (place.isEmpty === true) return await begin(api, request)
    if (place.oid !== request.old) throw refused('The branch is somewhere else now')
    const { head, ...brought } = await (making ?? putObjects(api, request))
    return { head, ...brought, send: () => moveBranch(api, request, head) }
  } catch (error) {
    const report = reportOf(error)
    return { head: request.new, objects: [], send: async () => report }
  }
}

const refused = (words: string): GitError => new GitError('broken', words, { refused: words })

function reportOf(error: unknown): PushReport {
  if (error instanceof GitError && typeof error.data.refused === 'string')
    return { kind: 'refused', message: error.data.refused }
  throw error
}

async function moveBranch(api: Api, { branch, old }: PushRequest, head: Oid): Promise<PushReport> {
  const ref = refOf(branch)
  const names = ref.split('/').slice(1).map(encodeURIComponent).join('/')
  try {
    if (old === null) await api.json('/git/refs', { method: 'POST', body: { ref, sha: head } })
    else await api.json(`/git/refs/${names}`, { method: 'PATCH', body: { sha: head, force: false } })
    return { kind: 'taken' }
  } catch (error) {
    return reportOf(error)
  }
}

/**
 * GitHub takes no objects before the first commit, which it makes itself of one file. It is no part of the push, which is
 * refused, so that whoever pushes looks again and goes on from it.
 */
async function begin(api: Api, { objects }: PushRequest): Promise<never> {
  const { author, committer, message } = fieldsOf(objects)
  const files = linesOf(objects).filter(({ oid }) => oid !== null)
  const { path = '', oid = '' } = files[0] ?? {}
  const content = toBase64(objects.find(({ object }) => object.oid === oid)?.object.bytes ?? new Uint8Array())
  const names = path.split('/').map(encodeURIComponent).join('/')
  await api.json(`/contents/${names}`, { method: 'PUT', body: { message, content, author, committer } })
  throw refused('The repository was begun')
}

async function putObjects(api: Api, { new: oid, objects }: PushRequest): Promise<Brought & { head: Oid }> {
  const { tree, parents } = commitOf(objects)
  await putTrees(api, tree, objects)
  const body = { ...fieldsOf(objects), tree, parents }
  const told = commitInJson(await api.json('/git/commits', { method: 'POST', body }))
  if (told.oid === oid) return { head: oid, objects: [] }
  if (told.tree !== tree) throw broken('The host made another commit than it was asked for')
  const rebuilt = rebuildCommit(told)
  return { head: told.oid, objects: rebuilt ? [rebuilt] : [], ...(!rebuilt && { told: tellCommit(told) }) }
}

const commitOf = ([sent]: readonly Sent[]): ReturnType<typeof parseCommit> => {
  if (!sent) throw broken('There is nothing to push')
  return parseCommit(sent.object)
}

/** Who, when and why, as the host wants to be told: so that its commit is ours byte for byte. */
function fieldsOf([sent]: readonly Sent[]): { author: Json; committer: Json; message: string } {
  const text = decode(sent?.object.bytes ?? new Uint8Array())
  const [header = ''] = text.split('\n\n', 1)
  const who = (role: string): Json => {
    const [, name = '', email = '', seconds = '', zone = ''] =
      new RegExp(`^${role} (.*) <(.*)> (\\d+) ([+-]\\d+)$`, 'm').exec(header) ?? []
    return { name, email, date: dateIn(Number(seconds), zone) }
  }
  return { author: who('author'), committer: who('committer'), message: text.slice(header.length + 2) }
}

/** ISO 8601 in the zone itself. */
function dateIn(seconds: number, zone: string): string {
  const minutes = Number(zone.slice(0, 3)) * 60 + Number(zone.slice(0, 1) + zone.slice(3))
  const there = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19)
  return `${there}${zone.slice(0, 3)}:${zone.slice(3)}`
}

async function putTrees(api: Api, root: Oid, objects: readonly Sent[]): Promise<void> {
  const sent = objects.find(({ object }) => object.oid === root)
  if (!sent || sent.object.bytes.length === 0) return
  const lines = linesOf(objects)
  const blobs = new Map(
    objects.flatMap(({ object }) => (object.type === 'blob' ? [[object.oid, object]] : [])),
  )
  const texts = textsAmong(blobs)
  await putBlobs(
    api,
    [...blobs.values()].filter(({ oid }) => !texts.has(oid)),
  )
  if (sent.base && isPlain(lines) && (await putEdits(api, sent, lines, texts))) return
  await putBlobs(
    api,
    [...blobs.values()].filter(({ oid }) => texts.has(oid)),
  )
  for (const tree of objects) if (tree.object.type === 'tree') await putTree(api, tree.object)
}

/** Those that JSON can say, as long as they are not too much for one request. */
function textsAmong(blobs: ReadonlyMap<Oid, GitObject>): Map<Oid, string> {
  const texts = new Map<Oid, string>()
  let size = 0
  for (const { oid, bytes } of blobs.values()) {
    const text = size + bytes.length > mostTexts ? undefined : decodeExactly(bytes)
    if (text === undefined || text.includes('\0')) continue
    texts.set(oid, text)
    size += bytes.length
  }
  return texts
}

async function putBlobs(api: Api, blobs: readonly GitObject[]): Promise<void> {
  await forEach(blobs, atOnce, async ({ oid, bytes }) => {
    const body = { content: toBase64(bytes), encoding: 'base64' }
    const { sha } = objectOf(await api.json('/git/blobs', { method: 'POST', body }))
    if (sha !== oid) throw broken('The host keeps other bytes than it was sent')
  })
}

/** One request with all changed paths; whether the host made the very tree of them that we made. */
async function putEdits(
  api: Api,
  { object, base }: Sent,
  lines: readonly Line[],
  texts: ReadonlyMap<Oid, string>,
): Promise<boolean> {
  const tree = lines.map(({ path, mode, oid }) => {
    const content = oid === null ? undefined : texts.get(oid)
    return { path, mode, type: 'blob', ...(content === undefined ? { sha: oid } : { content }) }
  })
  const body = { base_tree: base?.oid, tree }
  const answer = await api.json('/git/trees', { method: 'POST', body }).catch((error: unknown) => {
    if (reportOf(error).kind === 'refused') return undefined // line by line it says why, or takes it
  })
  return objectOf(answer).sha === object.oid
}

/** One tree, line by line. */
async function putTree(api: Api, object: GitObject): Promise<void> {
  const tree: Json[] = []
  eachLine(object, (at, space, end) => {
    const path = decodeExactly(object.bytes.subarray(space + 1, end - 21))
    if (path === undefined) throw broken('A name cannot be told to the host')
    const mode = decodeBytes(object.bytes.subarray(at, space))
    tree.push({ path, mode: mode.padStart(6, '0'), type: typeOf(mode), sha: oidAt(object, end) })
  })
  const answer = objectOf(await api.json('/git/trees', { method: 'POST', body: { tree } }))
  if (oidOf(answer.sha) !== object.oid) throw broken('The host keeps another folder than it was sent')
}

const typeOf = (mode: string): string => (isFolder(mode) ? 'tree' : isSubmodule(mode) ? 'commit' : 'blob')
const oidAt = ({ bytes }: GitObject, end: number): Oid => toHex(bytes.subarray(end - 20, end))

/** Files that take the place of files, or of nothing, and files that go: no folder becomes a file or ends. */
const isPlain = (lines: readonly Line[]): boolean =>
  lines.every(({ mode }) => !isFolder(mode) && !isSubmodule(mode)) &&
  lines.every(({ path, oid }) => oid !== null || !lines.some((line) => line.path.startsWith(`${path}/`)))

/** The paths whose line is another one than in the tree that each of these trees takes the place of. */
function linesOf(objects: readonly Sent[]): Line[] {
  const trees = new Map(objects.map((sent) => [sent.object.oid, sent]))
  const compare = ({ object, base }: Sent, folder: string): Line[] => {
    const [after, before] = [readLines(object), base ? readLines(base) : new Map<string, Line>()]
    const gone = [...before].filter(([name]) => !after.has(name))
    const changed = [...after].filter(([name, { oid, mode }]) => {
      const old = before.get(name)
      return old?.oid !== oid || old.mode !== mode
    })
    return [
      ...gone.map(([, line]) => ({ ...line, path: folder + line.path, oid: null })),
      ...changed.flatMap(([name, line]) => {
        const inside = isFolder(line.mode) ? trees.get(line.oid ?? '') : undefined
        const old = before.get(name)
        const left =
          inside && old && !isFolder(old.mode) ? [{ ...old, path: folder + old.path, oid: null }] : []
        return [
          ...left,
          ...(inside ? compare(inside, `${folder}${line.path}/`) : [{ ...line, path: folder + line.path }]),
        ]
      }),
    ]
  }
  const root = trees.get(commitOf(objects).tree)
  return root ? compare(root, '') : []
}

/** By the bytes of their names; those that are changed are text. */
function readLines(tree: GitObject): Map<string, Line> {
  const lines = new Map<string, Line>()
  eachLine(tree, (at, space, end) => {
    const name = tree.bytes.subarray(space + 1, end - 21)
    const mode = decodeBytes(tree.bytes.subarray(at, space))
    lines.set(decodeBytes(name), { path: decode(name), mode, oid: oidAt(tree, end) })
  })
  return lines
}
