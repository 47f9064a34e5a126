import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type TLSSocket } from 'node:tls'
import { makeCertificate } from '../../server/relay/certificate.ts'

const body = Buffer.alloc(20_000, 'x')
const answers = Object.fromEntries(
  ['advertisement', 'result'].map((kind) => [
    kind,
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-${kind}\r\nContent-Length: ${body.length}\r\n\r\n`,
      ),
      body,
    ]),
  ]),
)

export interface Host {
  readonly port: number
  readonly ca: string
  close(): void
}

/** A host that speaks https and answers at once what it always answers. */
export async function startHost(name: string): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'))
  const { key, cert } = makeCertificate(name, folder)
  rmSync(folder, { recursive: true })
  const server = createServer({ key, cert }, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, ca: cert, close: () => server.close() }
}

/** One request after another on a connection; what is sent along is 4,000 bytes, in one piece or in chunks. */
function answer(socket: TLSSocket): void {
  let said = ''
  socket.on('error', () => undefined)
  socket.on('data', (piece: Buffer) => {
    said += piece.toString('latin1')
    const isCall = said.startsWith('POST')
    const head = said.indexOf('\r\n\r\n') + 4
    const isWhole = isCall ? said.length >= head + 4000 && !isHalf(said, head) : head > 3
    if (!isWhole) return
    said = ''
    socket.write(answers[isCall ? 'result' : 'advertisement'] ?? body)
  })
}

const isHalf = (said: string, head: number): boolean =>
  /^transfer-encoding: chunked/im.test(said.slice(0, head)) && !said.endsWith('0\r\n\r\n')
