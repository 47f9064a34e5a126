import { Z_FINISH, Z_STREAM_END, zlibInflate, zlibInflateInit2, zlibInflateReset, ZStream } from 'pako'
import { broken } from './errors.ts'

/** No object may be larger: 512 MiB. What a host announces is reserved at once. */
const largest = 2 ** 29

/** Inflates zlib streams that lie one after another in a pack, each of a known inflated length. */
export class Inflater {
  readonly #stream = new ZStream()

  constructor() {
    zlibInflateInit2(this.#stream, 15)
  }

  /** The inflated bytes of the stream that begins at `from`, and where it ends. Throws `broken` for anything else. */
  inflate(source: Uint8Array, from: number, length: number): { bytes: Uint8Array; end: number } {
    if (length > largest) throw broken(`An object of ${length} bytes is too large`)
    const stream = this.#stream
    zlibInflateReset(stream)
    stream.input = source
    stream.next_in = from
    stream.avail_in = source.length - from
    // one byte more than announced: a longer stream must be seen to be longer
    stream.output = new Uint8Array(length + 1)
    stream.next_out = 0
    stream.avail_out = length + 1
    const status = zlibInflate(stream, Z_FINISH)
    if (status !== Z_STREAM_END || stream.next_out !== length) throw broken('The pack is garbled')
    return { bytes: stream.output.subarray(0, length), end: stream.next_in }
  }
}
