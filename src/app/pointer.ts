/**
 * A file that only says where its content is kept: a pointer of Git LFS (its specification, version 1). It never is longer
 * than this many bytes.
 */
const longest = 1024
const start = 'version https://git-lfs.github.com/spec/v1\n'

/** How many bytes the content has that a file points to; undefined where the file is itself what it holds. */
export function pointedSize(bytes: Uint8Array): number | undefined {
  if (bytes.length > longest || bytes.length < start.length) return undefined
  const text = new TextDecoder().decode(bytes)
  if (!text.startsWith(start)) return undefined
  return Number(/^size (\d+)$/m.exec(text)?.[1] ?? 0)
}

export const isPointer = (bytes: Uint8Array): boolean => pointedSize(bytes) !== undefined

/** Ends the address of the picture that is shown where the blog has only a pointer to one. */
export const keptElsewhere = '#kept-elsewhere'
