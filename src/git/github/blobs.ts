import { encode, type Bytes } from '../bytes.ts'
import { broken, GitError, missing } from '../errors.ts'
import { makeObject, type GitObject } from '../object.ts'
import type { OnObjects } from '../pack.ts'
import type { Oid } from '../repository.ts'
import type { Snapshot } from '../snapshot.ts'
import { statusOf, type Api } from './api.ts'
import { objectOf } from './json.ts'
import { forEach } from './pool.ts'

/** So many texts are asked for in one question. */
const batch = 100
/** Fewer are asked for one by one where the host had no time for the question. */
const smallBatch = 10
const atOnce = 4

interface Wanted {
  readonly oids: readonly Oid[]
  /** Where they are: the public address of a file names its commit and its path. */
  readonly snapshot: Snapshot | undefined
  readonly signal: AbortSignal | undefined
}

/** Blobs, each verified by its oid: many texts in a few questions, whatever is no plain text by itself. */
export async function bringBlobs(api: Api, wanted: Wanted, onObjects: OnObjects): Promise<GitObject[]> {
  const blobs = new Map<Oid, GitObject>()
  const keep = (blob: GitObject): void => {
    blobs.set(blob.oid, blob)
    onObjects(blobs.size, wanted.oids.length)
  }
  if (api.isSignedIn && wanted.oids.length > 1)
    await forEach(batchesOf(wanted.oids, batch), atOnce, (oids) =>
      askForTexts(api, oids, keep, wanted.signal),
    )
  const rest = wanted.oids.filter((oid) => !blobs.has(oid))
  const paths = api.isSignedIn ? undefined : pathsIn(wanted)
  await forEach(rest, atOnce, async (oid) => keep(await bringBlob(api, oid, wanted, paths?.get(oid))))
  return [...blobs.values()]
}

function batchesOf(oids: readonly Oid[], size: number): Oid[][] {
  return Array.from({ length: Math.ceil(oids.length / size) }, (_, at) =>
    oids.slice(at * size, (at + 1) * size),
  )
}

/** What is not plain text does not come this way. */
async function askForTexts(
  api: Api,
  oids: readonly Oid[],
  keep: (blob: GitObject) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const fields = oids.map((oid, at) => `b${at}:object(oid:"${oid}"){...on Blob{text}}`).join('')
  const answer = await api.query(fields, signal ? { signal } : {}).catch((error: unknown) => {
    if (!isTooMuch(error)) throw error
    return undefined
  })
  if (answer === undefined) {
    if (oids.length <= smallBatch) return
    const halves = batchesOf(oids, Math.ceil(oids.length / 2))
    for (const half of halves) await askForTexts(api, half, keep, signal)
    return
  }
  oids.forEach((oid, at) => {
    const blob = readText(oid, objectOf(answer[`b${at}`]).text)
    if (blob) keep(blob)
  })
}

/** A question that takes the host too long is answered with a failure of its own. */
const isTooMuch = (error: unknown): boolean =>
  error instanceof GitError && error.code === 'broken' && (statusOf(error) === 0 || statusOf(error) >= 500)

/** A mark at the beginning may be lost on the way. */
function readText(oid: Oid, text: unknown): GitObject | undefined {
  if (typeof text !== 'string') return undefined
  for (const candidate of [text, `\uFEFF${text}`]) {
    const blob = makeObject('blob', encode(candidate))
    if (blob.oid === oid) return blob
  }
  return undefined
}

function pathsIn({ oids, snapshot }: Wanted): Map<Oid, string> {
  const wanted = new Set(oids)
  const files = [...(snapshot?.files ?? [])]
  return new Map(files.flatMap(([path, { oid }]) => (wanted.has(oid) ? [[oid, path] as const] : [])))
}

async function bringBlob(
  api: Api,
  oid: Oid,
  { snapshot, signal }: Wanted,
  path: string | undefined,
): Promise<GitObject> {
  const commit = snapshot?.head
  if (path !== undefined && typeof commit === 'string') {
    const open = await api.publicFile(commit, path, signal)
    const blob = open && makeObject('blob', open)
    if (blob?.oid === oid) return blob
  }
  return verified(oid, await rawBlob(api, oid, signal))
}

async function rawBlob(api: Api, oid: Oid, signal: AbortSignal | undefined): Promise<Bytes> {
  return api.raw(`/git/blobs/${oid}`, signal).catch((error: unknown) => {
    throw statusOf(error) === 404 && api.isSignedIn ? missing(oid) : error
  })
}

function verified(oid: Oid, bytes: Bytes): GitObject {
  const blob = makeObject('blob', bytes)
  if (blob.oid !== oid) throw broken(`The host gives something else as ${oid}`)
  return blob
}
