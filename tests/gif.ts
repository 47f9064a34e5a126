const dot = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'))

/**
 * A GIF of one pixel that weighs so many bytes (from 100 on) and cannot be made smaller: what fills it is shown as text.
 * `noise`: that is as good as random, and nothing shortens it on its way.
 */
export function gif(weight: number, { noise = false } = {}): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(weight)
  const head = dot.subarray(0, 19)
  const tail = dot.subarray(19)
  bytes.set(head)
  bytes.set(tail, weight - tail.length)
  bytes.set([0x21, 0x01], head.length)
  let seed = 1
  const random = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 24
  let at = head.length + 2
  for (let left = weight - tail.length - at - 1; left > 0; left = weight - tail.length - at - 1) {
    const length = Math.min(255, left - 1)
    bytes[at] = length
    for (let i = 1; i <= length; i++) bytes[at + i] = noise ? random() : (at * 31 + i * i) & 255
    at += length + 1
  }
  return bytes
}
