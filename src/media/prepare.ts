/** A picture as it goes into the blog. */
export interface PreparedImage {
  readonly bytes: Uint8Array
  /** Its media type after the preparation. */
  readonly type: string
  readonly width: number
  readonly height: number
}

/** The longest side that a picture keeps, in pixels: enough for a full-width picture on a dense screen. */
const longestSide = 2400
const quality = 0.86

/**
 * Turns a photograph upright, shrinks it to 2400 px and drops its metadata (place, camera) by drawing it anew.
 * What cannot be drawn anew without loss of what it is (GIF, SVG) and what comes out larger than before stays as it is.
 * Undefined where the browser does not know the file as a picture.
 */
export async function prepareImage(file: Blob): Promise<PreparedImage | undefined> {
  if (file.type === 'image/svg+xml' || file.type === 'image/gif') return unchanged(file)
  const bitmap = await decode(file)
  if (!bitmap) return undefined
  const drawn = await draw(bitmap, file.type)
  bitmap.close()
  const keepsMetadata = file.type === 'image/jpeg'
  const worse = drawn.bytes.length >= file.size && !drawn.shrunk && !keepsMetadata
  return worse
    ? { ...drawn.size, type: file.type, bytes: await bytesOf(file) }
    : { ...drawn.size, type: drawn.type, bytes: drawn.bytes }
}

async function unchanged(file: Blob): Promise<PreparedImage> {
  const bitmap = file.type === 'image/gif' ? await decode(file) : undefined
  const size = { width: bitmap?.width ?? 0, height: bitmap?.height ?? 0 }
  bitmap?.close()
  return { ...size, type: file.type, bytes: await bytesOf(file) }
}

const decode = (file: Blob): Promise<ImageBitmap | undefined> =>
  createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)

async function draw(bitmap: ImageBitmap, type: string) {
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const size = { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) }
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  context?.drawImage(bitmap, 0, 0, size.width, size.height)
  const blob = await canvas.convertToBlob({ type: drawnType(type), quality })
  return { size, shrunk: scale < 1, type: blob.type, bytes: await bytesOf(blob) }
}

/** What a canvas can write: photographs stay photographs, all else (AVIF, HEIC, BMP) becomes what every browser shows. */
const drawnType = (type: string): string =>
  ['image/jpeg', 'image/png', 'image/webp'].includes(type) ? type : 'image/jpeg'

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer())
