import { sha1 } from '@noble/hashes/legacy.js'
import { concat, same } from './bytes.ts'
import { broken } from './errors.ts'

const trailerLength = 20

/** A pack's bytes in the order in which they come. What was taken is hashed for the trailer. */
export class PackSource {
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #hash = sha1.create()
  #atHand: Uint8Array = new Uint8Array()
  #taken = 0

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** How many bytes were taken so far. */
  get position(): number {
    return this.#taken
  }

  /** What has come and was not taken yet: at least so many bytes, unless the pack ends before. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#atHand.length < length) {
      const next: IteratorResult<Uint8Array, unknown> = await this.#chunks.next()
      if (next.done === true) break
      this.#atHand = this.#atHand.length === 0 ? next.value : concat([this.#atHand, next.value])
    }
    return this.#atHand
  }

  take(length: number): void {
    this.#hash.update(this.#atHand.subarray(0, length))
    this.#atHand = this.#atHand.subarray(length)
    this.#taken += length
  }

  /** Reads the trailer and the end of the answer that carried the pack. Throws `broken` where either is not as it should be. */
  async finish(): Promise<void> {
    const trailer = await this.peek(trailerLength + 1)
    if (trailer.length < trailerLength) throw broken('The pack was cut off')
    if (trailer.length > trailerLength) throw broken('The pack is longer than it says')
    if (!same(this.#hash.digest(), trailer)) throw broken('The pack is garbled')
  }

  /** Gives up what has not come yet. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}
