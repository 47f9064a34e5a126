import { Z_BUF_ERROR, Z_OK, Z_STREAM_END, Z_SYNC_FLUSH } from 'pako'
import { zlibInflate, zlibInflateInit2, zlibInflateReset, ZStream } from 'pako'
import { broken } from './errors.ts'

/** No object may be larger: 512 MiB. What a host announces is reserved at once. */
const largest = 2 ** 29

/** Inflates zlib streams that lie one after another in a pack, each of a known inflated length, piece by piece as they come. */
export class Inflater {
  readonly #stream = new ZStream()
  #length = 0

  constructor() {
    zlibInflateInit2(this.#stream, 15)
  }

  /** Begins a stream that inflates to so many bytes. */
  start(length: number): void {
    if (length > largest) throw broken(`An object of ${length} bytes is too large`)
    zlibInflateReset(this.#stream)
    this.#length = length
    // one byte more than announced: a longer stream must be seen to be longer
    this.#stream.output = new Uint8Array(length + 1)
    this.#stream.next_out = 0
    this.#stream.avail_out = length + 1
  }

  /** Takes in more of the stream: how much of it was used, and the inflated bytes once the stream has ended. Throws `broken`. */
  feed(source: Uint8Array): { used: number; bytes: Uint8Array | undefined } {
    const stream = this.#stream
    stream.input = source
    stream.next_in = 0
    stream.avail_in = source.length
    const status = zlibInflate(stream, Z_SYNC_FLUSH)
    if (status === Z_STREAM_END && stream.next_out === this.#length)
      return { used: stream.next_in, bytes: stream.output.subarray(0, this.#length) }
    const goesOn =
      (status === Z_OK || status === Z_BUF_ERROR) && stream.avail_in === 0 && stream.avail_out > 0
    if (!goesOn) throw broken('The pack is garbled')
    return { used: source.length, bytes: undefined }
  }
}
