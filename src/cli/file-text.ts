import { decodeText } from '../jekyll/index.ts'

/** A file as text, with the way back to its bytes. */
export interface FileText {
  readonly text: string
  readonly isUtf8: boolean
  /** The bytes of a text of this file's encoding: those of `text` are the file's own. */
  readonly encode: (text: string) => Uint8Array
}

/**
 * Reads bytes as UTF-8, byte-order mark kept. What is not UTF-8 is read one character per byte (as Latin-1 is), so that
 * it goes through the same document and comes out as it was.
 */
export function readText(bytes: Uint8Array): FileText {
  const text = decodeText(bytes)
  if (text !== undefined) return { text, isUtf8: true, encode: (changed) => Buffer.from(changed, 'utf8') }
  const single = Buffer.from(bytes).toString('latin1')
  return { text: single, isUtf8: false, encode: (changed) => Buffer.from(changed, 'latin1') }
}
