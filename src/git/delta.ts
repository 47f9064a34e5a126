import { broken } from './errors.ts'

const largest = 2 ** 29

/** The object that a delta makes of its base (gitformat-pack, "Deltified representation"). Throws `broken`. */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array {
  const source = readSize(delta, 0)
  const target = readSize(delta, source.end)
  if (source.size !== base.length || target.size > largest) throw broken('A delta does not fit its base')
  const result = new Uint8Array(target.size)
  const written = run(base, delta, target.end, result)
  if (written !== result.length) throw broken('A delta is too short')
  return result
}

function run(base: Uint8Array, delta: Uint8Array, start: number, result: Uint8Array): number {
  let written = 0
  for (let at = start; at < delta.length;) {
    const opcode = delta[at] ?? 0
    const { piece, next } = opcode & 0x80 ? copied(base, delta, at) : inserted(delta, at, opcode)
    if (written + piece.length > result.length) throw broken('A delta is too long')
    result.set(piece, written)
    written += piece.length
    at = next
  }
  return written
}

interface Step {
  piece: Uint8Array
  next: number
}

function inserted(delta: Uint8Array, at: number, length: number): Step {
  const next = at + 1 + length
  if (length === 0 || next > delta.length) throw broken('A delta is garbled')
  return { piece: delta.subarray(at + 1, next), next }
}

/** Bits 0–3 of the opcode: which bytes of the offset follow; bits 4–6: which of the length. */
function copied(base: Uint8Array, delta: Uint8Array, at: number): Step {
  const opcode = delta[at] ?? 0
  let next = at + 1
  const number = (bits: readonly number[]): number =>
    bits.reduce((sum, bit, i) => sum + (opcode & (1 << bit) ? (delta[next++] ?? 0) * 2 ** (8 * i) : 0), 0)
  const offset = number([0, 1, 2, 3])
  const length = number([4, 5, 6]) || 0x10000
  if (offset + length > base.length || next > delta.length) throw broken('A delta copies what is not there')
  return { piece: base.subarray(offset, offset + length), next }
}

/** Seven bits to a byte, the low ones first. */
function readSize(delta: Uint8Array, from: number): { size: number; end: number } {
  let size = 0
  for (let at = from; at < from + 6; at++) {
    const byte = delta[at] ?? 0
    size += (byte & 0x7f) * 2 ** (7 * (at - from))
    if (!(byte & 0x80)) return { size, end: at + 1 }
  }
  throw broken('A delta has an impossible length')
}
