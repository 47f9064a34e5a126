import { concat } from './bytes.ts'

/** Pieces of this many bytes are looked up in the base. */
const block = 16
/** To look through the base for fewer bytes than this costs more than to send them. */
const worthSearching = 48
const longestInsert = 127
const longestCopy = 0xffffff

/** How many bytes two texts are known to begin and to end with together. */
export interface Same {
  readonly start: number
  readonly end: number
}

/**
 * Instructions that make the target of the base (gitformat-pack, "Deltified representation"): what both begin and end
 * with, and between them greedily what is found, each match as long as it goes in both directions. In time proportional
 * to both lengths.
 */
export function makeDelta(base: Uint8Array, target: Uint8Array, known?: Same): Uint8Array {
  const start = commonStart(base, target, known?.start)
  const end = commonEnd(base, target, start, known?.end)
  const middle = target.subarray(start, target.length - end)
  return concat([
    size(base.length),
    size(target.length),
    ...copies(0, start),
    ...difference(base, middle),
    ...copies(base.length - end, end),
  ])
}

function commonStart(base: Uint8Array, target: Uint8Array, known = 0): number {
  const most = Math.min(base.length, target.length)
  let length = Math.min(known, most)
  while (length < most && base[length] === target[length]) length += 1
  return length
}

/** Of what lies behind the start. */
function commonEnd(base: Uint8Array, target: Uint8Array, start: number, known = 0): number {
  const most = Math.min(base.length, target.length) - start
  let length = Math.min(known, most)
  while (length < most && base[base.length - length - 1] === target[target.length - length - 1]) length += 1
  return length
}

function difference(base: Uint8Array, target: Uint8Array): Uint8Array[] {
  if (target.length < worthSearching) return inserts(target)
  const places = blocksOf(base)
  const parts: Uint8Array[] = []
  let copied = 0
  for (let at = 0; at + block <= target.length;) {
    const match = longest(base, target, at, copied, places.get(hash(target, at)))
    if (match === undefined) {
      at += 1
      continue
    }
    parts.push(...inserts(target.subarray(copied, match.to)), ...copies(match.from, match.length))
    copied = at = match.to + match.length
  }
  return [...parts, ...inserts(target.subarray(copied))]
}

/** Where each block of the base begins, by its hash. */
function blocksOf(base: Uint8Array): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = 0; at + block <= base.length; at += block) {
    const key = hash(base, at)
    if (!places.has(key)) places.set(key, at)
  }
  return places
}

/** FNV-1a over one block. */
function hash(bytes: Uint8Array, at: number): number {
  let value = 0x811c9dc5
  for (let i = at; i < at + block; i++) value = Math.imul(value ^ (bytes[i] ?? 0), 0x01000193)
  return value
}

/** The match around a block that was found, back to what is written already at most. */
function longest(
  base: Uint8Array,
  target: Uint8Array,
  at: number,
  written: number,
  place: number | undefined,
): { from: number; to: number; length: number } | undefined {
  if (place === undefined) return undefined
  let end = 0
  while (place + end < base.length && at + end < target.length && base[place + end] === target[at + end])
    end += 1
  if (end < block) return undefined
  let back = 0
  while (back < place && at - back > written && base[place - back - 1] === target[at - back - 1]) back += 1
  return { from: place - back, to: at - back, length: back + end }
}

function inserts(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += longestInsert) {
    const part = bytes.subarray(at, at + longestInsert)
    parts.push(Uint8Array.of(part.length), part)
  }
  return parts
}

function copies(from: number, length: number): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let done = 0; done < length; done += longestCopy)
    parts.push(copy(from + done, Math.min(longestCopy, length - done)))
  return parts
}

/** The opcode says which bytes of the offset (bits 0–3) and of the length (bits 4–6) follow: those that are not zero. */
function copy(offset: number, length: number): Uint8Array {
  const bytes = [offset, offset >>> 8, offset >>> 16, offset >>> 24, length, length >>> 8, length >>> 16]
  const kept = bytes.map((byte) => byte & 0xff)
  const opcode = kept.reduce((bits, byte, i) => (byte === 0 ? bits : bits | (1 << i)), 0x80)
  return Uint8Array.of(opcode, ...kept.filter((byte) => byte !== 0))
}

/** Seven bits to a byte, the low ones first. */
function size(value: number): Uint8Array {
  const bytes = [value & 0x7f]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80
    bytes.push(rest & 0x7f)
  }
  return Uint8Array.from(bytes)
}
