/** What a site is read from: a repository, a folder, a map of texts in a test. */
export interface SiteFiles {
  /** The paths of all files below a folder at any depth (`''`: everything), relative to the site, in any order. */
  list(folder: string): Promise<readonly string[]>
  /** A file's bytes, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>
}

interface Decoder {
  decode(bytes: Uint8Array): string
}
type DecoderClass = new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder

// Every browser and Node have TextDecoder; the library that pure modules are checked with does not name it.
const { TextDecoder: TextDecoderClass } = globalThis as unknown as { TextDecoder: DecoderClass }
const strict = new TextDecoderClass('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoderClass('utf-8', { fatal: false, ignoreBOM: true })

/** A file's text with its byte-order mark kept, or undefined where the bytes are not UTF-8 and would not survive a save. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** A file's text for looking at: what is not UTF-8 shows as U+FFFD. */
export const decodeForReading = (bytes: Uint8Array): string => lenient.decode(bytes)
