import { concat, encode, same, toHex, type Bytes } from './bytes.ts'
import { applyDelta } from './delta.ts'
import { broken, missing } from './errors.ts'
import { Inflater } from './inflate.ts'
import { checksum, makeObject, type GitObject, type ObjectType } from './object.ts'
import type { Oid } from './repository.ts'

const typeNumbers: Readonly<Record<ObjectType, number>> = { commit: 1, tree: 2, blob: 3, tag: 4 }
const types: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag']
const ofsDelta = 6
const refDelta = 7

/** An object as it lies in a pack: whole, or as a delta against another place in the pack or another object. */
interface Entry {
  readonly offset: number
  readonly type: ObjectType | undefined
  readonly base: number | Oid | undefined
  readonly bytes: Uint8Array
}

/**
 * All objects of a pack (gitformat-pack), each with the oid that its bytes hash to, in the order of the pack. `external`
 * gives the objects that a thin pack builds on. Throws `broken` when the trailer, a stream or a delta is wrong or a base missing.
 */
export async function readPack(
  pack: Uint8Array,
  external: (oid: Oid) => Promise<GitObject | undefined>,
): Promise<GitObject[]> {
  const entries = readEntries(pack)
  const bases = new Set(entries.flatMap(({ base }) => (typeof base === 'string' ? [base] : [])))
  const known = await Promise.all([...bases].map(external))
  return resolve(
    entries,
    known.filter((object) => object !== undefined),
  )
}

function readEntries(pack: Uint8Array): Entry[] {
  const count = readHeader(pack)
  const inflater = new Inflater()
  const entries: Entry[] = []
  let at = 12
  for (let i = 0; i < count; i++) {
    const { entry, end } = readEntry(pack, at, inflater)
    entries.push(entry)
    at = end
  }
  if (at !== pack.length - 20) throw broken('The pack is longer than it says')
  return entries
}

/** The number of objects in a pack whose trailer is right. */
function readHeader(pack: Uint8Array): number {
  const view = new DataView(pack.buffer, pack.byteOffset, pack.length)
  if (pack.length < 32 || view.getUint32(0) !== 0x5041434b) throw broken('The pack is cut off or none')
  if (view.getUint32(4) !== 2 && view.getUint32(4) !== 3) throw broken('The pack has an unknown version')
  if (!same(checksum(pack.subarray(0, -20)), pack.subarray(-20))) throw broken('The pack is garbled')
  return view.getUint32(8)
}

function readEntry(pack: Uint8Array, offset: number, inflater: Inflater): { entry: Entry; end: number } {
  const { kind, size, end: afterSize } = readKind(pack, offset)
  const { base, end: start } = readBase(pack, kind, offset, afterSize)
  const { bytes, end } = inflater.inflate(pack, start, size)
  const type = types[kind]
  if (type === undefined && base === undefined) throw broken('The pack holds an object of no known kind')
  return { entry: { offset, type, base, bytes }, end }
}

/** Three bits of kind and four of size, then seven bits of size to a byte. */
function readKind(pack: Uint8Array, offset: number): { kind: number; size: number; end: number } {
  let byte = pack[offset] ?? 0
  const kind = (byte >> 4) & 7
  let size = byte & 15
  let at = offset + 1
  for (let weight = 16; byte & 0x80; weight *= 128) {
    byte = pack[at++] ?? 0
    size += (byte & 0x7f) * weight
  }
  return { kind, size, end: at }
}

function readBase(
  pack: Uint8Array,
  kind: number,
  offset: number,
  from: number,
): { base: number | Oid | undefined; end: number } {
  if (kind === refDelta) return { base: toHex(pack.subarray(from, from + 20)), end: from + 20 }
  if (kind !== ofsDelta) return { base: undefined, end: from }
  let at = from
  let byte = pack[at++] ?? 0
  let distance = byte & 0x7f
  while (byte & 0x80) {
    byte = pack[at++] ?? 0
    distance = (distance + 1) * 128 + (byte & 0x7f)
  }
  return { base: offset - distance, end: at }
}

/** An object and, unless it is one from outside, its place in the pack. */
interface Settled {
  readonly object: GitObject
  readonly offset?: number
}

/** Deltas wait for their bases; each object that is settled releases those that wait for it. */
function resolve(entries: readonly Entry[], external: readonly GitObject[]): GitObject[] {
  const waiting = waitingFor(entries)
  const settled = new Map<number, GitObject>()
  const ready: Settled[] = external.map((object) => ({ object }))
  for (const { type, bytes, offset } of entries)
    if (type) ready.push({ object: makeObject(type, bytes), offset })
  for (let next = ready.pop(); next; next = ready.pop()) {
    if (next.offset !== undefined) settled.set(next.offset, next.object)
    ready.push(...release(waiting, next))
  }
  return entries.map(({ offset, base }) => {
    const object = settled.get(offset)
    if (object === undefined) throw missing(String(base))
    return object
  })
}

function waitingFor(entries: readonly Entry[]): Map<number | Oid, Entry[]> {
  const waiting = new Map<number | Oid, Entry[]>()
  for (const entry of entries) {
    if (entry.base === undefined) continue
    const others = waiting.get(entry.base)
    if (others) others.push(entry)
    else waiting.set(entry.base, [entry])
  }
  return waiting
}

function release(waiting: Map<number | Oid, Entry[]>, { object, offset }: Settled): Settled[] {
  const keys = offset === undefined ? [object.oid] : [object.oid, offset]
  const entries = keys.flatMap((key) => waiting.get(key) ?? [])
  for (const key of keys) waiting.delete(key)
  return entries.map((entry) => ({
    object: makeObject(object.type, applyDelta(object.bytes, entry.bytes)),
    offset: entry.offset,
  }))
}

/** A pack of whole objects. */
export async function makePack(objects: readonly GitObject[]): Promise<Bytes> {
  const header = new Uint8Array(12)
  header.set(encode('PACK'))
  new DataView(header.buffer).setUint32(4, 2)
  new DataView(header.buffer).setUint32(8, objects.length)
  const entries = await Promise.all(
    objects.map(async ({ type, bytes }) => [
      kindAndSize(typeNumbers[type], bytes.length),
      await deflate(bytes),
    ]),
  )
  const content = concat([header, ...entries.flat()])
  return concat([content, checksum(content)])
}

function kindAndSize(kind: number, size: number): Uint8Array {
  const bytes = [(kind << 4) | (size & 15)]
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80
    bytes.push(rest & 0x7f)
  }
  return Uint8Array.from(bytes)
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
