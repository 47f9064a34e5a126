import { concat, fromHex, toHex } from './bytes.ts'
import type { GitObject, ObjectType } from './object.ts'
import type { Oid, Tip } from './repository.ts'
import type { Segment, SegmentIndex, Store } from './store.ts'

const kinds: readonly ObjectType[] = ['commit', 'tree', 'blob', 'tag']
/** A segment is closed once it holds this many bytes; a larger object has one of its own. */
const segmentSize = 2 ** 20
/** How many segments stay in memory: the last used. */
const cached = 16

interface Place {
  readonly type: ObjectType
  readonly segment: number
  readonly start: number
  readonly end: number
}

/** The objects at hand, found by their oid from an index in memory; their bytes lie in the store. */
export class Objects {
  readonly #store: Store
  readonly #places = new Map<Oid, Place>()
  readonly #segments = new Map<number, Promise<Uint8Array | undefined>>()
  #last = 0

  constructor(store: Store) {
    this.#store = store
  }

  /** Takes in what the store has got since (from another tab, or an earlier visit), and says which tip it keeps. */
  async load(): Promise<Tip | undefined> {
    const { tip, indexes } = await this.#store.load(this.#last)
    for (const [segment, index] of indexes) this.#learn(segment, index)
    return tip
  }

  has(oid: Oid): boolean {
    return this.#places.has(oid)
  }

  /** The object, or undefined where it is not at hand. Its bytes are shared: not to be written to or given away. */
  async get(oid: Oid): Promise<GitObject | undefined> {
    const place = this.#places.get(oid)
    if (place === undefined) return undefined
    const bytes = await this.#segment(place.segment)
    if (bytes) return { oid, type: place.type, bytes: bytes.subarray(place.start, place.end) }
    this.#places.delete(oid)
    return undefined
  }

  /** Keeps the objects that are new, and the tip, in one step. */
  async save(objects: readonly GitObject[], tip?: Tip): Promise<void> {
    const segments = segmentsOf(objects.filter(({ oid }) => !this.has(oid)))
    const numbers = await this.#store.save(segments, tip)
    segments.forEach(({ index }, i) => this.#learn(numbers[i] ?? 0, index))
  }

  async forget(): Promise<void> {
    this.#places.clear()
    this.#segments.clear()
    await this.#store.forget()
  }

  #learn(segment: number, { oids, places }: SegmentIndex): void {
    for (let i = 0; 3 * i < places.length; i++) {
      const [kind = 0, start = 0, end = 0] = places.subarray(3 * i)
      const type = kinds[kind]
      if (type) this.#places.set(toHex(oids.subarray(20 * i, 20 * i + 20)), { type, segment, start, end })
    }
    this.#last = Math.max(this.#last, segment)
  }

  async #segment(number: number): Promise<Uint8Array | undefined> {
    const bytes = this.#segments.get(number) ?? this.#store.bytes(number)
    this.#segments.delete(number)
    this.#segments.set(number, bytes)
    for (const oldest of this.#segments.keys()) {
      if (this.#segments.size <= cached) break
      this.#segments.delete(oldest)
    }
    return bytes
  }
}

function segmentsOf(objects: readonly GitObject[]): Segment[] {
  const groups: GitObject[][] = []
  let size = segmentSize
  for (const object of objects) {
    if (size >= segmentSize) {
      groups.push([])
      size = 0
    }
    groups.at(-1)?.push(object)
    size += object.bytes.length
  }
  return groups.map((group) => ({ bytes: concat(group.map(({ bytes }) => bytes)), index: indexOf(group) }))
}

function indexOf(objects: readonly GitObject[]): SegmentIndex {
  const places = new Uint32Array(3 * objects.length)
  let start = 0
  objects.forEach(({ type, bytes }, i) => {
    places.set([kinds.indexOf(type), start, start + bytes.length], 3 * i)
    start += bytes.length
  })
  return { oids: concat(objects.map(({ oid }) => fromHex(oid))), places }
}
