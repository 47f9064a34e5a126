import { crc32, deflateSync } from 'node:zlib'

/** A PNG of one color: `width` by `height` pixels. */
export function png(width: number, height: number, [red, green, blue] = [36, 86, 166]): Uint8Array {
  const row = Buffer.from([0, ...Array.from({ length: width }, () => [red, green, blue]).flat()])
  return pngOf(width, height, () => row)
}

/** One that is as heavy as its pixels are many. */
export function noise(width: number, height: number): Uint8Array {
  let state = 1
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24
  return pngOf(width, height, () => Buffer.from([0, ...Array.from({ length: 3 * width }, next)]))
}

function pngOf(width: number, height: number, row: () => Buffer): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
