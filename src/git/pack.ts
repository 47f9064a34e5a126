import { concat, encode, fromHex, toHex, type Bytes } from './bytes.ts'
import { applyDelta } from './delta.ts'
import { broken, missing } from './errors.ts'
import { Inflater } from './inflate.ts'
import { makeDelta, type Same } from './make-delta.ts'
import { checksum, makeObject, type GitObject, type ObjectType } from './object.ts'
import { PackSource } from './pack-source.ts'
import type { Oid } from './repository.ts'

const typeNumbers: Readonly<Record<ObjectType, number>> = { commit: 1, tree: 2, blob: 3, tag: 4 }
const types: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag']
const headerLength = 12
const ofsDelta = 6
const refDelta = 7

/** An object as it lies in a pack: whole, or as a delta against another place in the pack or another object. */
interface Entry {
  readonly offset: number
  readonly type: ObjectType | undefined
  readonly base: number | Oid | undefined
  readonly bytes: Uint8Array
}

/** Is told how many objects of a pack have come, and how many there will be. */
export type OnObjects = (come: number, all: number) => void

/**
 * All objects of a pack (gitformat-pack), each with the oid that its bytes hash to, in the order of the pack, read while
 * it comes. `external` gives the objects that a thin pack builds on. Throws `broken` when the trailer, a stream or a delta
 * is wrong or a base missing.
 */
export async function readPack(
  chunks: AsyncIterable<Uint8Array>,
  external: (oid: Oid) => Promise<GitObject | undefined>,
  onObjects: OnObjects = () => undefined,
): Promise<GitObject[]> {
  const entries = await readEntries(new PackSource(chunks), onObjects)
  const bases = new Set(entries.flatMap(({ base }) => (typeof base === 'string' ? [base] : [])))
  const known = await Promise.all([...bases].map(external))
  return resolve(
    entries,
    known.filter((object) => object !== undefined),
  )
}

async function readEntries(source: PackSource, onObjects: OnObjects): Promise<Entry[]> {
  try {
    const count = await readHeader(source)
    const inflater = new Inflater()
    const entries: Entry[] = []
    for (let i = 0; i < count; i++) {
      entries.push(await readEntry(source, inflater))
      onObjects(i + 1, count)
    }
    await source.finish()
    return entries
  } finally {
    await source.close()
  }
}

/** The number of objects in the pack. */
async function readHeader(source: PackSource): Promise<number> {
  const header = await source.peek(headerLength)
  const view = new DataView(header.buffer, header.byteOffset, header.length)
  if (header.length < headerLength || view.getUint32(0) !== 0x5041434b)
    throw broken('The pack is cut off or none')
  if (view.getUint32(4) !== 2 && view.getUint32(4) !== 3) throw broken('The pack has an unknown version')
  source.take(headerLength)
  return view.getUint32(8)
}

/** No entry has more than this before its stream: a kind, a size, a base. */
const longestStart = 40

async function readEntry(source: PackSource, inflater: Inflater): Promise<Entry> {
  const offset = source.position
  const start = await source.peek(longestStart)
  const { kind, size, end } = readKind(start)
  const { base, end: length } = readBase(start, kind, offset, end)
  if (length > start.length) throw broken('The pack was cut off')
  const type = types[kind]
  if (type === undefined && base === undefined) throw broken('The pack holds an object of no known kind')
  source.take(length)
  return { offset, type, base, bytes: await inflate(source, inflater, size) }
}

async function inflate(source: PackSource, inflater: Inflater, size: number): Promise<Uint8Array> {
  inflater.start(size)
  for (;;) {
    const come = await source.peek(1)
    if (come.length === 0) throw broken('The pack was cut off')
    const { used, bytes } = inflater.feed(come)
    source.take(used)
    if (bytes) return bytes
  }
}

/** Three bits of kind and four of size, then seven bits of size to a byte. */
function readKind(start: Uint8Array): { kind: number; size: number; end: number } {
  let byte = start[0] ?? 0
  const kind = (byte >> 4) & 7
  let size = byte & 15
  let at = 1
  for (let weight = 16; byte & 0x80; weight *= 128) {
    byte = start[at++] ?? 0
    size += (byte & 0x7f) * weight
  }
  return { kind, size, end: at }
}

/** An oid, or how many bytes before this entry its base begins. */
function readBase(
  start: Uint8Array,
  kind: number,
  offset: number,
  from: number,
): { base: number | Oid | undefined; end: number } {
  if (kind === refDelta) return { base: toHex(start.subarray(from, from + 20)), end: from + 20 }
  if (kind !== ofsDelta) return { base: undefined, end: from }
  let at = from
  let byte = start[at++] ?? 0
  let distance = byte & 0x7f
  while (byte & 0x80) {
    byte = start[at++] ?? 0
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

/** An object to be sent, and one that the receiver is known to have and that it may be written as a difference to. */
export interface Sent {
  readonly object: GitObject
  readonly base?: GitObject | undefined
  /** What both are known to have in common. */
  readonly same?: Same
}

/** A (thin) pack of these objects, each whole or as a delta, whatever is shorter. */
export async function makePack(objects: readonly Sent[]): Promise<Bytes> {
  const header = new Uint8Array(headerLength)
  header.set(encode('PACK'))
  new DataView(header.buffer).setUint32(4, 2)
  new DataView(header.buffer).setUint32(8, objects.length)
  const content = concat([header, ...(await Promise.all(objects.map(entryOf))).flat()])
  return concat([content, checksum(content)])
}

async function entryOf({ object, base, same }: Sent): Promise<Uint8Array[]> {
  const { type, bytes } = object
  const whole = async () => [kindAndSize(typeNumbers[type], bytes.length), await deflate(bytes)]
  if (base?.type !== type || !isWorthDelta(base.bytes, bytes)) return whole()
  const delta = makeDelta(base.bytes, bytes, same)
  const short = [kindAndSize(refDelta, delta.length), fromHex(base.oid), await deflate(delta)]
  if (delta.length * surelyShorter < bytes.length) return short
  const all = await whole()
  return lengthOf(short) < lengthOf(all) ? short : all
}

/** What is so many times shorter needs no comparison with the whole, which takes time to deflate. */
const surelyShorter = 50

/** Large files that are no text are pictures: they have nothing in common with what was there before. */
const largestDelta = 8 * 2 ** 20
const largestTextDelta = 8 * largestDelta
const isWorthDelta = (base: Uint8Array, bytes: Uint8Array): boolean =>
  base.length > 64 &&
  bytes.length > 64 &&
  base.length + bytes.length <= (isText(bytes) ? largestTextDelta : largestDelta)

/** As Git tells: no byte of its beginning is zero. */
const isText = (bytes: Uint8Array): boolean => !bytes.subarray(0, 8000).includes(0)

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0)

function kindAndSize(kind: number, size: number): Uint8Array {
  const bytes = [(kind << 4) | (size & 15)]
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80
    bytes.push(rest & 0x7f)
  }
  return Uint8Array.from(bytes)
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const { readable, writable } = new CompressionStream('deflate')
  const writer = writable.getWriter()
  const written = Promise.all([writer.write(new Uint8Array(bytes)), writer.close()])
  const [deflated] = await Promise.all([new Response(readable).arrayBuffer(), written])
  return new Uint8Array(deflated)
}
