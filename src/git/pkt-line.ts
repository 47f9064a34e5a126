import { concat, decode, encode, type Bytes } from './bytes.ts'
import { broken, denied, GitError } from './errors.ts'

/** One pkt-line of gitprotocol-common: data, or one of the three marks without any. */
export type Packet = Uint8Array | 'flush' | 'delimiter' | 'end'

const marks: Readonly<Record<number, Packet>> = { 0: 'flush', 1: 'delimiter', 2: 'end' }

/** A data line as sent; text ends in a line end. */
export function packet(content: string): Bytes {
  const bytes = encode(`${content}\n`)
  return concat([encode((bytes.length + 4).toString(16).padStart(4, '0')), bytes])
}

export const flush = encode('0000')
export const delimiter = encode('0001')

/** Text of a data line, without its line end. */
const lineOf = (bytes: Uint8Array): string => decode(bytes).replace(/\n$/, '')

/**
 * Reads pkt-lines off a stream. An answer that ends where a packet should be, or in the midst of one, throws `broken`; a
 * connection that fails throws `offline`: neither can look like a finished answer.
 */
export class PacketReader {
  readonly #source: ReadableStreamDefaultReader<Uint8Array>
  #buffer: Uint8Array = new Uint8Array()

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#source = stream.getReader()
  }

  async next(): Promise<Packet> {
    const digits = decode(await this.#take(4))
    if (!/^[0-9a-f]{4}$/i.test(digits)) throw broken(`The answer is not Git's: ${JSON.stringify(digits)}`)
    const length = parseInt(digits, 16)
    const packet = length < 4 ? marks[length] : await this.#take(length - 4)
    if (packet === undefined) throw broken('The answer has a packet of impossible length')
    if (typeof packet !== 'string') rejectError(packet)
    return packet
  }

  /** The data lines up to the next mark, as text, and that mark. */
  async section(): Promise<{ lines: string[]; mark: string }> {
    const lines: string[] = []
    for (;;) {
      const packet = await this.next()
      if (typeof packet === 'string') return { lines, mark: packet }
      lines.push(lineOf(packet))
    }
  }

  /** Gives up the rest of the answer. Read to its very end, which is to follow, the connection serves for the next request. */
  close(): void {
    const end = this.#source.read().then(({ done }) => (done ? undefined : this.#source.cancel()))
    end.catch(() => undefined) // nothing of it is wanted any more
  }

  async #take(length: number): Promise<Uint8Array> {
    while (this.#buffer.length < length) this.#buffer = concat([this.#buffer, await this.#chunk()])
    const taken = this.#buffer.subarray(0, length)
    this.#buffer = this.#buffer.subarray(length)
    return taken
  }

  async #chunk(): Promise<Uint8Array> {
    const chunk = await this.#source.read().catch((error: unknown) => {
      throw error instanceof GitError
        ? error
        : new GitError('offline', `The connection failed: ${String(error)}`)
    })
    if (chunk.done) throw broken('The answer was cut off')
    return chunk.value
  }
}

function rejectError(packet: Uint8Array): void {
  const line = lineOf(packet)
  if (line.startsWith('ERR ')) throw denied(line.slice(4))
}

/** What a side-band carried: the data of channel 1 and the host's words of channel 2. */
export interface SideBand {
  readonly data: Bytes
  readonly words: string
}

/** Reads a side-band up to its closing flush; what the host reports on channel 3 is thrown as `broken`. */
export async function readSideBand(packets: PacketReader): Promise<SideBand> {
  const data: Uint8Array[] = []
  const words: Uint8Array[] = []
  for await (const piece of sideBandData(packets, (said) => words.push(said))) data.push(piece)
  return { data: concat(data), words: decode(concat(words)) }
}

/** The data of a side-band as it comes; it ends with the closing flush, and with nothing else. */
export async function* sideBandData(
  packets: PacketReader,
  onWords: (words: Uint8Array) => unknown = () => undefined,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const packet = await packets.next()
    if (packet === 'flush') return
    if (typeof packet === 'string') throw broken('The answer has a mark where it has no place')
    if (packet[0] === 1) yield packet.subarray(1)
    else if (packet[0] === 2) onWords(packet.subarray(1))
    else if (packet[0] === 3) throw denied(lineOf(packet.subarray(1)))
    else throw broken('The answer has an unknown channel')
  }
}
