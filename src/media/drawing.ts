import { withoutMetadata } from './segments.ts'

/** A picture as it goes into the blog. */
export interface PreparedImage {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Its media type after the preparation. */
  readonly type: string
}

/** Why a file cannot be added: no picture, or one that is too large to be decoded. */
export type Refused = 'not-a-picture' | 'picture-too-large'

/** Pixels that a phone can still hold: a hundred million, which is four hundred megabytes. */
const mostPixels = 100e6
/** What a picture should weigh at most: for that, it gives up a little of its quality. */
const wantedBytes = 400_000
const qualities = [0.86, 0.8, 0.74, 0.68, 0.6]

/**
 * A picture that stands upright, is at most `width` pixels wide (and twice as high), and says nothing of where and with
 * what it was taken. One that is so already keeps its pixels as they are; so does one that moves.
 */
export async function prepare(file: Blob, width: number): Promise<PreparedImage | Refused> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const stripped = withoutMetadata(bytes, file.type)
  if (stripped?.moves === true) return { bytes: new Uint8Array(stripped.bytes), type: file.type }
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!bitmap) return 'not-a-picture'
  try {
    return bitmap.width * bitmap.height > mostPixels
      ? 'picture-too-large'
      : await best(bitmap, file.type, stripped, width)
  } finally {
    bitmap.close()
  }
}

/** Pixels of a picture among many: a card's, at twice the density. */
const [smallWidth, smallHeight] = [400, 300]

/** The same as small as it is shown among many; of one that moves, its first moment. Undefined where it cannot be read. */
export async function shrink(file: Blob): Promise<PreparedImage | undefined> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!bitmap) return undefined
  try {
    const canvas = draw(bitmap, Math.min(1, smallWidth / bitmap.width, smallHeight / bitmap.height))
    const made = await canvas.convertToBlob({ type: 'image/webp', quality: 0.75 })
    // some browsers write no WebP
    const isHeavy = made.type === 'image/png' && isOpaque(canvas)
    return await asPrepared(isHeavy ? await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }) : made)
  } catch {
    return undefined
  } finally {
    bitmap.close()
  }
}

type Kept = ReturnType<typeof withoutMetadata>

async function best(bitmap: ImageBitmap, type: string, kept: Kept, width: number): Promise<PreparedImage> {
  const scale = Math.min(1, width / bitmap.width, (2 * width) / bitmap.height)
  const own = kept?.orientation === 1 && scale === 1 ? new Uint8Array(kept.bytes) : undefined
  if (own && own.length <= wantedBytes) return { bytes: own, type }
  const canvas = draw(bitmap, scale)
  const drawn = await encode(canvas, outputs[type] ?? 'image/jpeg')
  const lighter = drawn.type === 'image/png' ? await asPhoto(canvas, drawn) : drawn
  return own && own.length <= lighter.size ? { bytes: own, type } : asPrepared(lighter)
}

/** What a canvas can write; all else (HEIC, BMP) becomes what every browser shows. */
const outputs: Readonly<Record<string, string>> = {
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'image/avif': 'image/webp',
}

function draw(bitmap: ImageBitmap, scale: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  )
  const context = canvas.getContext('2d')
  if (context) context.imageSmoothingQuality = 'high'
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

async function encode(canvas: OffscreenCanvas, type: string): Promise<Blob> {
  let blob = await canvas.convertToBlob({ type, quality: qualities[0] ?? 1 })
  for (const quality of blob.type === 'image/png' ? [] : qualities.slice(1)) {
    if (blob.size <= wantedBytes) break
    blob = await canvas.convertToBlob({ type, quality })
  }
  return blob
}

/** A heavy PNG is a photograph where a JPEG of it weighs a quarter: drawings and screens never do. */
async function asPhoto(canvas: OffscreenCanvas, png: Blob): Promise<Blob> {
  if (png.size <= wantedBytes || !isOpaque(canvas)) return png
  const jpeg = await encode(canvas, 'image/jpeg')
  return jpeg.size * 4 <= png.size ? jpeg : png
}

function isOpaque(canvas: OffscreenCanvas): boolean {
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
  if (!data) return false
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

const asPrepared = async (blob: Blob): Promise<PreparedImage> => ({
  type: blob.type,
  bytes: new Uint8Array(await blob.arrayBuffer()),
})
