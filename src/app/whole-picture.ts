import { keptElsewhere, pointedSize } from './pointer.ts'
import { mediaTypeOf } from './preview/media-types.ts'

/** A picture's bytes and media type; undefined where there is no file, or its name is no picture's. */
export interface PictureFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

interface Files {
  read(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined>
}

export async function readPicture(
  files: Files,
  path: string,
  signal: AbortSignal,
): Promise<PictureFile | undefined> {
  const type = mediaTypeOf(path)
  if (type?.startsWith('image/') !== true) return undefined
  const bytes = await files.read(path, signal)
  return bytes && { bytes: new Uint8Array(bytes), type }
}

/** The object address of a picture; it ends in `keptElsewhere` where the blog has only a pointer to it. */
export async function addressOf({ bytes, type }: PictureFile): Promise<string> {
  const elsewhere = pointedSize(bytes)
  if (elsewhere === undefined) return URL.createObjectURL(new Blob([bytes], { type }))
  const { placeholderFor } = await import('./placeholder.ts')
  return URL.createObjectURL(placeholderFor(elsewhere)) + keptElsewhere
}
