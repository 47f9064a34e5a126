import { connect, type Socket } from 'node:net'

/** What one request is; `cut`: the client goes away before the answer has ended. */
export interface Asked {
  readonly bytes: Buffer
  readonly cut: boolean
}

/** So many connections that stay open, each with one request at a time: as light as it can be, so that it is not what is measured. */
export class Client {
  readonly #port: number
  readonly #most: number
  readonly #queue: Asked[] = []
  readonly #idle: Socket[] = []
  #open = 0
  /** What became of the requests. */
  readonly counts = new Map<string, number>()
  answered = 0

  constructor(port: number, most = 64) {
    this.#port = port
    this.#most = most
  }

  send(asked: Asked): void {
    this.#queue.push(asked)
    this.#next()
  }

  /** Requests that wait for a connection. */
  get waiting(): number {
    return this.#queue.length
  }

  close(): void {
    for (const socket of this.#idle) socket.destroy()
  }

  #next(): void {
    if (this.#queue.length === 0) return
    const socket = this.#idle.pop() ?? (this.#open < this.#most ? this.#connect() : undefined)
    const asked = socket && this.#queue.shift()
    if (socket && asked) this.#ask(socket, asked)
  }

  #connect(): Socket {
    this.#open++
    const socket = connect(this.#port, '127.0.0.1').setNoDelay(true)
    socket.once('close', () => {
      this.#open--
      const at = this.#idle.indexOf(socket)
      if (at >= 0) this.#idle.splice(at, 1)
      this.#next()
    })
    return socket
  }

  #ask(socket: Socket, asked: Asked): void {
    let head = ''
    const done = (what: string): void => {
      socket.removeAllListeners('data').removeAllListeners('error')
      socket.on('error', () => undefined)
      this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
      this.answered++
      if (socket.destroyed) return
      this.#idle.push(socket)
      this.#next()
    }
    socket.on('data', (piece: Buffer) => {
      if (head === '') head = headOf(piece)
      if (asked.cut) socket.destroy()
      if (asked.cut) done('cut by the client')
      else if (isEnd(head, piece)) done(whatOf(head))
    })
    socket.once('error', (error) => {
      socket.destroy()
      done(error.message)
    })
    socket.write(asked.bytes)
  }
}

/** The relay sends its headers in one piece. */
const headOf = (piece: Buffer): string => piece.toString('latin1', 0, piece.indexOf('\r\n\r\n') + 4)

function whatOf(head: string): string {
  return `${head.slice(9, 12)} ${/^galley-relay: (\S*)/im.exec(head)?.[1] ?? '?'}`
}

/** Of texts of one word, which come with their headers; and of those in chunks, whose own bytes are all `x`. */
function isEnd(head: string, piece: Buffer): boolean {
  return !/^transfer-encoding: chunked/im.test(head) || piece.subarray(-5).equals(lastChunk)
}

const lastChunk = Buffer.from('0\r\n\r\n')
