import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

export interface PipeOptions {
  /** In each direction, shared by all connections. */
  readonly bitsPerSecond: number
  /** There and back, in milliseconds. */
  readonly roundTrip: number
}

export interface Pipe {
  readonly port: number
  /** Bytes so far. */
  readonly up: number
  readonly down: number
  readonly close: () => void
}

/** A TCP line of its own to a port of this computer, as slow and as far as a real one. */
export async function openPipe(target: number, { bitsPerSecond, roundTrip }: PipeOptions): Promise<Pipe> {
  const [up, down] = [
    new Direction(bitsPerSecond, roundTrip / 2),
    new Direction(bitsPerSecond, roundTrip / 2),
  ]
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    const host = connect({ port: target, host: '127.0.0.1', noDelay: true })
    for (const socket of [client, host]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => open.delete(socket))
    }
    // to connect takes a round trip before the first byte
    up.carry(client, host, roundTrip).catch(() => host.destroy())
    down.carry(host, client, 0).catch(() => client.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    get up() {
      return up.bytes
    },
    get down() {
      return down.bytes
    },
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

class Direction {
  readonly #bytesPerMillisecond: number
  readonly #delay: number
  #free = 0
  bytes = 0

  constructor(bitsPerSecond: number, delay: number) {
    this.#bytesPerMillisecond = bitsPerSecond / 8000
    this.#delay = delay
  }

  async carry(from: Socket, to: Socket, wait: number): Promise<void> {
    const start = performance.now() + wait
    let arrivals = Promise.resolve()
    from.on('close', () => void arrivals.then(() => to.end()))
    for await (const chunk of from as AsyncIterable<Buffer>) {
      const arrival = await this.#send(chunk, start)
      arrivals = arrivals.then(() => deliver(chunk, to, arrival))
    }
  }

  /** Chunks go their way one after the other; how far is paid once, not for each. */
  async #send(chunk: Buffer, start: number): Promise<number> {
    this.bytes += chunk.length
    this.#free = Math.max(performance.now(), start, this.#free) + chunk.length / this.#bytesPerMillisecond
    const arrival = this.#free + this.#delay
    await until(this.#free)
    return arrival
  }
}

const until = (time: number): Promise<void> =>
  new Promise((done) => setTimeout(done, Math.max(0, time - performance.now())))

async function deliver(chunk: Buffer, to: Socket, arrival: number): Promise<void> {
  await until(arrival)
  if (!to.destroyed) to.write(chunk)
}
