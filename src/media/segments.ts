/** A picture's file without what a camera or a program wrote about it, and what was read on the way. */
export interface Stripped {
  readonly bytes: Uint8Array
  /** EXIF's orientation: 1 stands upright, 2–8 are turned or mirrored. */
  readonly orientation: number
  /** More than one frame: drawn anew it would stand still. */
  readonly moves: boolean
}

/**
 * Takes place, camera, comments, previews and all other metadata out of a JPEG, PNG, WebP or GIF without touching its
 * pixels; colors' profiles, density and animation stay. Undefined for other types and for what is not what its type says.
 * Source: ITU T.81 annex B, PNG third edition, RFC 9649, GIF89a, EXIF 2.32 §4.6.
 */
export function withoutMetadata(bytes: Uint8Array, type: string): Stripped | undefined {
  try {
    return strippers[type]?.(new Pieces(bytes))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const strippers: Readonly<Record<string, (pieces: Pieces) => Stripped | undefined>> = {
  'image/jpeg': jpeg,
  'image/png': png,
  'image/webp': webp,
  'image/gif': gif,
}

/** A file that is read piece by piece, of which some are kept. Reading behind the end is a `RangeError`. */
class Pieces {
  readonly #bytes: Uint8Array
  readonly view: DataView
  readonly #kept: Uint8Array[] = []
  at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.#bytes.length
  }

  /** Goes on by so many bytes, and keeps them or not. */
  take(count: number, keep: boolean): Uint8Array {
    if (count < 0 || this.at + count > this.length) throw new RangeError('the picture ends too early')
    const piece = this.#bytes.subarray(this.at, this.at + count)
    if (keep) this.#kept.push(piece)
    this.at += count
    return piece
  }

  name(at: number, length: number): string {
    return String.fromCharCode(...this.#bytes.subarray(at, at + length))
  }

  /** What was kept, as a file of its own. */
  joined(): Uint8Array {
    const whole = new Uint8Array(this.#kept.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of this.#kept) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }
}

const upright = 1

function jpeg(file: Pieces): Stripped | undefined {
  if (file.view.getUint16(0) !== 0xffd8) return undefined
  file.take(2, true)
  let orientation = upright
  for (;;) {
    const marker = file.view.getUint16(file.at)
    if (marker === 0xffff) file.take(1, false)
    else if (marker === 0xffd9) {
      // what stands behind the end (a film, a larger picture) is not shown by anybody
      file.take(2, true)
      return { bytes: file.joined(), orientation, moves: false }
    } else {
      const length = file.view.getUint16(file.at + 2)
      const found = exifOrientation(file, file.at + 4, length)
      if (marker === 0xffe1 && found !== undefined) orientation = found
      file.take(2 + length, isShown(marker, file))
      if (marker === 0xffda) file.take(lengthOfScan(file), true)
    }
  }
}

/** Of the segments for applications only those that say how pixels become colors. */
function isShown(marker: number, file: Pieces): boolean {
  const name = file.name(file.at + 4, 12)
  if (marker === 0xffe0) return name.startsWith('JFIF\0')
  if (marker === 0xffe2) return name === 'ICC_PROFILE\0'
  if (marker === 0xffee) return name.startsWith('Adobe')
  return (marker & 0xff) < 0xe0 || marker > 0xfffe
}

/** Up to the next marker that is none of the coded data itself. */
function lengthOfScan({ view, at, length }: Pieces): number {
  for (let end = at; end + 1 < length; end++) {
    const next = view.getUint8(end + 1)
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (view.getUint8(end) === 0xff && !isData) return end - at
  }
  throw new RangeError('a scan without an end')
}

const orientationTag = 0x0112

/** The orientation that a segment `Exif\0\0` at a place names. */
function exifOrientation(file: Pieces, at: number, length: number): number | undefined {
  return file.name(at, 6) === 'Exif\0\0' ? tiffOrientation(file, at + 6, length - 8) : undefined
}

function tiffOrientation({ view }: Pieces, at: number, length: number): number | undefined {
  if (length < 14) return undefined
  const little = view.getUint16(at) === 0x4949
  const directory = at + view.getUint32(at + 4, little)
  const last = at + length - 12
  if (directory + 2 > at + length) return undefined
  const count = view.getUint16(directory, little)
  for (let entry = directory + 2, left = count; left > 0 && entry <= last; entry += 12, left -= 1)
    if (view.getUint16(entry, little) === orientationTag) return view.getUint16(entry + 8, little) || upright
  return undefined
}

/** Chunks that are not needed to decode and yet change how the pixels look, or make them move. */
const pngLooks = new Set('tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT'.split(' '))

function png(file: Pieces): Stripped | undefined {
  if (file.view.getUint32(0) !== 0x89504e47 || file.view.getUint32(4) !== 0x0d0a1a0a) return undefined
  file.take(8, true)
  let [orientation, moves] = [upright, false]
  for (;;) {
    const length = file.view.getUint32(file.at)
    const name = file.name(file.at + 4, 4)
    moves ||= name === 'acTL'
    if (name === 'eXIf') orientation = tiffOrientation(file, file.at + 8, length) ?? upright
    file.take(12 + length, /^[A-Z]/.test(name) || pngLooks.has(name))
    if (name === 'IEND') return { bytes: file.joined(), orientation, moves }
  }
}

function webp(file: Pieces): Stripped | undefined {
  if (file.name(0, 4) !== 'RIFF' || file.name(8, 4) !== 'WEBP') return undefined
  const end = Math.min(file.length, 8 + file.view.getUint32(4, true))
  file.take(12, true)
  let [orientation, moves] = [upright, false]
  while (file.at + 8 <= end) {
    const name = file.name(file.at, 4)
    const length = file.view.getUint32(file.at + 4, true)
    moves ||= name === 'ANIM'
    if (name === 'EXIF') orientation = webpOrientation(file, length)
    file.take(Math.min(8 + length + (length & 1), file.length - file.at), name !== 'EXIF' && name !== 'XMP ')
  }
  return { bytes: withSize(file.joined()), orientation, moves }
}

/** Some programs write the same beginning there that a JPEG has. */
const webpOrientation = (file: Pieces, length: number): number =>
  exifOrientation(file, file.at + 8, length + 2) ?? tiffOrientation(file, file.at + 8, length) ?? upright

const exifAndXmp = 0x08 | 0x04

/** The file's size in its head is the new one, and the head does not announce what is gone. */
function withSize(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer)
  view.setUint32(4, bytes.length - 8, true)
  const extended = bytes.length > 20 && view.getUint32(12) === 0x56503858
  if (extended) view.setUint8(20, view.getUint8(20) & ~exifAndXmp)
  return bytes
}

function gif(file: Pieces): Stripped | undefined {
  if (!/^GIF8[79]a$/.test(file.name(0, 6))) return undefined
  const packed = file.view.getUint8(10)
  file.take(13 + colors(packed), true)
  let frames = 0
  for (;;) {
    const sign = file.view.getUint8(file.at)
    if (sign === 0x3b) {
      file.take(1, true)
      return { bytes: file.joined(), orientation: upright, moves: frames > 1 }
    }
    if (sign === 0x2c) {
      frames += 1
      file.take(11 + colors(file.view.getUint8(file.at + 9)), true)
      takeBlocks(file, true)
    } else if (sign === 0x21) {
      const keep = isGifShown(file)
      file.take(2, keep)
      takeBlocks(file, keep)
    } else return undefined
  }
}

/** Bytes of a table of colors. */
const colors = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1))

const loops = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'])

function isGifShown(file: Pieces): boolean {
  const label = file.view.getUint8(file.at + 1)
  return label === 0xff ? loops.has(file.name(file.at + 3, 11)) : label !== 0xfe
}

function takeBlocks(file: Pieces, keep: boolean): void {
  for (;;) {
    const length = file.view.getUint8(file.at)
    file.take(1 + length, keep)
    if (length === 0) return
  }
}
