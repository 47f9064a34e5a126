import { concat, fromHex, toHex } from './bytes.ts'
import type { GitObject, ObjectType } from './object.ts'
import type { Oid } from './repository.ts'
import type { KeptTip, Segment, SegmentIndex, Store } from './store.ts'

const kinds: readonly ObjectType[] = ['commit', 'tree', 'blob', 'tag']
/** A segment is closed once it holds this many bytes; a larger object has one of its own. */
const segmentSize = 2 ** 20
/** Less than this is not worth sweeping. */
const smallestSweep = 2 ** 20
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
  #isShared = false

  constructor(store: Store) {
    this.#store = store
  }

  /** Takes in what the store has got since (from another tab, or an earlier visit), and says which tip it keeps. */
  async load(): Promise<KeptTip | undefined> {
    const { tip, isShared, indexes } = await this.#store.load(this.#last)
    this.#isShared = isShared
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
    await this.#lose(place.segment)
    return this.get(oid)
  }

  /** Another tab removed a segment: what of it still counts lies in a newer one. */
  async #lose(segment: number): Promise<void> {
    for (const [oid, place] of this.#places) if (place.segment === segment) this.#places.delete(oid)
    this.#segments.delete(segment)
    await this.load()
  }

  /** How many bytes are kept. */
  get size(): number {
    return [...this.#places.values()].reduce((sum, { start, end }) => sum + end - start, 0)
  }

  /**
   * Removes what is not `live`, once it is worth the trouble: segments of which little is left are written anew without
   * it. Where another branch is kept too, everything stays.
   */
  async sweep(live: ReadonlySet<Oid>): Promise<void> {
    const segments = this.#usage(live)
    const dead = [...segments.values()].reduce((sum, { all, used }) => sum + all - used, 0)
    if (this.#isShared || dead < smallestSweep || dead < this.size / 4) return
    const removed = [...segments].flatMap(([segment, { all, used }]) => (used < all / 2 ? [segment] : []))
    const moved = await this.#liveIn(new Set(removed), live)
    const added = segmentsOf(moved)
    const numbers = await this.#store.save(added, { removed })
    for (const [oid, place] of this.#places) if (removed.includes(place.segment)) this.#places.delete(oid)
    for (const segment of removed) this.#segments.delete(segment)
    added.forEach(({ index }, i) => this.#learn(numbers[i] ?? 0, index))
  }

  /** How many bytes each segment has, and how many of them are live. */
  #usage(live: ReadonlySet<Oid>): Map<number, { all: number; used: number }> {
    const usage = new Map<number, { all: number; used: number }>()
    for (const [oid, { segment, start, end }] of this.#places) {
      const { all, used } = usage.get(segment) ?? { all: 0, used: 0 }
      usage.set(segment, { all: all + end - start, used: used + (live.has(oid) ? end - start : 0) })
    }
    return usage
  }

  async #liveIn(segments: ReadonlySet<number>, live: ReadonlySet<Oid>): Promise<GitObject[]> {
    const oids = [...this.#places].flatMap(([oid, { segment }]) =>
      live.has(oid) && segments.has(segment) ? [oid] : [],
    )
    const objects = await Promise.all(oids.map((oid) => this.get(oid)))
    return objects.filter((object) => object !== undefined)
  }

  /** Keeps the objects that are new, and the tip, in one step; `strict`: on the disk before it resolves. */
  async save(
    objects: readonly GitObject[],
    { tip, strict = false }: { tip?: KeptTip; strict?: boolean } = {},
  ): Promise<void> {
    const segments = segmentsOf(objects.filter(({ oid }) => !this.has(oid)))
    const numbers = await this.#store.save(segments, { tip, strict })
    segments.forEach(({ index, bytes }, i) => {
      const number = numbers[i] ?? 0
      this.#learn(number, index)
      this.#hold(number, Promise.resolve(bytes))
    })
  }

  async forget(): Promise<void> {
    this.#places.clear()
    this.#segments.clear()
    this.#isShared = false
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
    this.#hold(number, bytes)
    return bytes
  }

  /** The last used segments stay in memory. */
  #hold(number: number, bytes: Promise<Uint8Array | undefined>): void {
    this.#segments.delete(number)
    this.#segments.set(number, bytes)
    for (const oldest of this.#segments.keys()) {
      if (this.#segments.size <= cached) break
      this.#segments.delete(oldest)
    }
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
