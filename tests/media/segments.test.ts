import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMetadata } from '../../src/media/segments.ts'
import { gif } from '../gif.ts'
import { png } from '../e2e/png.ts'

const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0))
const big = (value: number, length: number): number[] =>
  Array.from({ length }, (_, at) => (value >>> (8 * (length - 1 - at))) & 255)
const little = (value: number, length: number): number[] => big(value, length).reverse()

/** A TIFF head with one entry, the orientation, and words that must not be published. */
const tiff = (orientation: number): number[] => [
  ...ascii('MM'),
  ...big(42, 2),
  ...big(8, 4),
  ...big(1, 2),
  ...[...big(0x0112, 2), ...big(3, 2), ...big(1, 4), ...big(orientation, 2), ...big(0, 2)],
  ...big(0, 4),
  ...ascii('52.1N 4.3E'),
]

const segment = (marker: number, data: readonly number[]): number[] => [
  0xff,
  marker,
  ...big(data.length + 2, 2),
  ...data,
]
const table = segment(0xdb, [0, ...Array<number>(64).fill(1)])
const frame = segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 17, 0])
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]
const jpeg = (...more: readonly number[][]): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...more.flat(), ...table, ...frame, ...scan, 0xff, 0xd9])

const chunk = (name: string, data: readonly number[]): number[] => [
  ...big(data.length, 4),
  ...ascii(name),
  ...data,
  ...big(crc32(Uint8Array.from([...ascii(name), ...data])), 4),
]
const small = Uint8Array.from(png(2, 2))
const withChunk = (name: string, data: readonly number[]): Uint8Array => {
  return Uint8Array.from([...small.subarray(0, 33), ...chunk(name, data), ...small.subarray(33)])
}

const part = (name: string, data: readonly number[]): number[] => [
  ...ascii(name),
  ...little(data.length, 4),
  ...data,
  ...(data.length % 2 === 1 ? [0] : []),
]
const webp = (...parts: readonly number[][]): Uint8Array => {
  const body = [...ascii('WEBP'), ...parts.flat()]
  return Uint8Array.from([...ascii('RIFF'), ...little(body.length, 4), ...body])
}
const extended = (flags: number): number[] => part('VP8X', [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0])

describe('what is taken out of a picture', () => {
  it('of a JPEG: place, camera, comments and what hangs behind it; profiles of color stay', () => {
    const colors = segment(0xe2, [...ascii('ICC_PROFILE\0'), 1, 1, 9])
    const shown = [segment(0xe0, [...ascii('JFIF\0'), 1, 1]), colors, segment(0xee, ascii('Adobe12345'))]
    const [jfif = [], ...others] = shown
    const told = [
      segment(0xe1, [...ascii('Exif\0\0'), ...tiff(6)]),
      segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x/>')),
      segment(0xe2, ascii('MPF\0film')),
      segment(0xed, ascii('Photoshop 3.0')),
      segment(0xfe, ascii('taken by Nell')),
    ]
    const whole = Uint8Array.from([...jpeg(jfif, ...told, ...others), ...ascii('a film')])
    expect(withoutMetadata(whole, 'image/jpeg')).toEqual({
      bytes: jpeg(...shown),
      orientation: 6,
      moves: false,
    })
  })

  it.each([1, 3, 8])('of a JPEG is known how it stands: %i, in both orders of bytes', (orientation) => {
    const swapped = [...ascii('II'), ...little(42, 2), ...little(8, 4), ...little(1, 2)]
    const entry = [...little(0x0112, 2), ...little(3, 2), ...little(1, 4), ...little(orientation, 4)]
    for (const data of [tiff(orientation), [...swapped, ...entry, ...little(0, 4)]])
      expect(
        withoutMetadata(jpeg(segment(0xe1, [...ascii('Exif\0\0'), ...data])), 'image/jpeg')?.orientation,
      ).toBe(orientation)
  })

  it.each(['tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'])('of a PNG: %s', (name) => {
    expect(withoutMetadata(withChunk(name, ascii('Author\0Nell')), 'image/png')?.bytes).toEqual(small)
  })

  it('of a PNG not what it looks like, nor that it moves; how it stands is known', () => {
    for (const [name, moves] of [
      ['pHYs', false],
      ['iCCP', false],
      ['acTL', true],
    ] as const) {
      const whole = withChunk(name, [0, 0, 0, 2, 0, 0, 0, 0])
      expect(withoutMetadata(whole, 'image/png')).toEqual({ bytes: whole, orientation: 1, moves })
    }
    expect(withoutMetadata(withChunk('eXIf', tiff(3)), 'image/png')).toEqual({
      bytes: small,
      orientation: 3,
      moves: false,
    })
  })

  it('of a WebP: EXIF and XMP, of which its head then says nothing', () => {
    const image = part('VP8L', [1, 2, 3])
    const whole = webp(extended(0x3c), image, part('EXIF', tiff(8)), part('XMP ', ascii('<x/>')))
    expect(withoutMetadata(whole, 'image/webp')).toEqual({
      bytes: webp(extended(0x30), image),
      orientation: 8,
      moves: false,
    })
    const moving = webp(extended(0x02), part('ANIM', [0, 0, 0, 0, 0, 0]), part('ANMF', image))
    expect(withoutMetadata(moving, 'image/webp')).toEqual({ bytes: moving, orientation: 1, moves: true })
  })

  it('of a GIF: comments and notes of programs, but not that it repeats', () => {
    const plain = gif(200)
    const insert = (...blocks: number[]): Uint8Array =>
      Uint8Array.from([...plain.subarray(0, 19), ...blocks, ...plain.subarray(19)])
    const comment = [0x21, 0xfe, 4, ...ascii('Nell'), 0]
    const xmp = [0x21, 0xff, 11, ...ascii('XMP DataXMP'), 3, ...ascii('<x>'), 0]
    const loop = [0x21, 0xff, 11, ...ascii('NETSCAPE2.0'), 3, 1, 0, 0, 0]
    expect(withoutMetadata(insert(...comment, ...loop, ...xmp), 'image/gif')).toEqual({
      bytes: insert(...loop),
      orientation: 1,
      moves: false,
    })
  })

  it.each(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'])(
    'nothing where the file is not what it is called (%s), whatever it holds',
    (type) => {
      const whole = { 'image/jpeg': jpeg(), 'image/png': small, 'image/gif': gif(150) }[type] ?? webp()
      const cut = fc.nat(whole.length).map((end) => whole.subarray(0, end))
      const changed = fc
        .tuple(fc.nat(whole.length - 1), fc.nat(255))
        .map(([at, byte]) => Uint8Array.from(whole, (old, index) => (index === at ? byte : old)))
      fc.assert(
        fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), cut, changed), (bytes) => {
          expect(withoutMetadata(bytes, type)?.bytes.length ?? 0).toBeLessThanOrEqual(bytes.length)
        }),
      )
      expect(withoutMetadata(new TextEncoder().encode('<html>'), type)).toBeUndefined()
    },
  )
})
