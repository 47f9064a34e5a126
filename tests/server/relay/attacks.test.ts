import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RelayOptions } from '../../../src/server/relay/relay.ts'
import { name, page, startHost, startRelay } from './host.ts'

const upload = `/git/${name}/you/blog/git-receive-pack`
const refs = `/git/${name}/you/blog/info/refs?service=git-upload-pack`
const type = 'application/x-git-receive-pack'
const advertisement = { 'Content-Type': 'application/x-git-upload-pack-advertisement' }

interface Seen {
  readonly line: string
  body: number
  end: 'open' | 'whole' | 'cut'
}

/** A host that counts what it gets and answers with `answer`, and a relay before it. */
async function attacked(
  limits: RelayOptions['limits'] = {},
  answer: (end: (chunk?: string) => void, write: (chunk: string) => boolean | undefined) => void = (end) =>
    end('done'),
): Promise<{ port: number; address: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const host = await startHost((message, response) => {
    const one: Seen = { line: `${message.method ?? ''} ${message.url ?? ''}`, body: 0, end: 'open' }
    seen.push(one)
    message.on('data', (chunk: Buffer) => (one.body += chunk.length))
    message.on('end', () => (one.end = 'whole'))
    message.on('close', () => (one.end = message.complete ? 'whole' : 'cut'))
    response.on('close', () => (one.end = message.complete && response.writableFinished ? 'whole' : 'cut'))
    const start = (): void => {
      const headers = message.method === 'GET' ? advertisement : { 'Content-Type': `${type}-result` }
      response.writeHead(200, headers)
      answer(
        (chunk) => response.end(chunk),
        (chunk) => (response.destroyed ? undefined : response.write(chunk)),
      )
    }
    if (message.method === 'GET') start()
    else message.on('end', start)
  })
  return { ...(await startRelay(host, { limits: { burst: 1000, ...limits } })), seen }
}

/** An answer that goes on for as long as it is taken. */
function endless(_end: unknown, write: (chunk: string) => boolean | undefined): void {
  if (write('x'.repeat(1000)) !== undefined) setTimeout(() => endless(_end, write), 5)
}

/** A connection on which everything goes over as it is written; what came back when it was closed. */
function raw(port: number, text: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let got = ''
  socket.on('data', (chunk: Buffer) => (got += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  socket.write(text.replaceAll('\n', '\r\n'))
  return { socket, answer: once(socket, 'close').then(() => got) }
}

const head = (more: string, line = `POST ${upload} HTTP/1.1`): string =>
  `${line}\nHost: relay.example\nOrigin: ${page}\nContent-Type: ${type}-request\n${more}\n`
const hidden = `GET /git/${name}/hidden/info/refs?service=git-upload-pack HTTP/1.1\nHost: x\nOrigin: ${page}\n\n`
const answers = (text: string): number => text.match(/HTTP\/1\.1 \d{3}/g)?.length ?? 0

describe('a request in a request', () => {
  it.each<[string, string]>([
    ['a length and chunks', head('Content-Length: 4\nTransfer-Encoding: chunked\n') + `0\n\n${hidden}`],
    ['chunks and a length', head('Transfer-Encoding: chunked\nContent-Length: 4\n') + `0\n\n${hidden}`],
    ['two lengths', head('Content-Length: 4\nContent-Length: 0\n') + `abcd${hidden}`],
    ['a length of two numbers', head('Content-Length: 4, 0\n') + `abcd${hidden}`],
    ['a length with a sign', head('Content-Length: +4\n') + `abcd${hidden}`],
    ['a chunk that is none', head('Transfer-Encoding: chunked\n') + `zz\nabcd\n0\n\n${hidden}`],
    ['a chunk longer than it says', head('Transfer-Encoding: chunked\n') + `2\nabcdef\n0\n\n${hidden}`],
    ['chunks in another spelling', head('Transfer-Encoding: xchunked\n') + `0\n\n${hidden}`],
    ['chunks twice', head('Transfer-Encoding: chunked, identity\n') + `0\n\n${hidden}`],
    ['a header with a blank before its colon', head('Content-Length : 4\n') + `abcd${hidden}`],
    ['a header without a name', head(': 4\n') + hidden],
    ['NUL in a header', head('X: a\0b\nContent-Length: 0\n') + hidden],
  ])('is not passed on: %s', async (_, text) => {
    const { port, seen } = await attacked()
    const answer = await raw(port, text).answer
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
    expect(answers(answer)).toBe(1)
    expect(seen.filter(({ end, line }) => end === 'whole' || line.includes('hidden'))).toEqual([])
  })

  it('does not come out of a header over two lines', async () => {
    const { port, seen } = await attacked()
    const folded = head(`Connection: close\nAuthorization: Basic YQ==\n X-Evil: 1\nContent-Length: 0\n`)
    const answer = await raw(port, folded).answer
    expect(answers(answer)).toBe(1)
    expect(seen.map(({ line }) => line)).toEqual(
      answer.startsWith('HTTP/1.1 200') ? [`POST /you/blog/git-receive-pack`] : [],
    )
  })

  it.each(['%0d%0aX:%20y', '%0a', '%00', '\t', '%E2%80%A8%0d'])(
    'does not come out of the path: %s',
    async (part) => {
      const { port, seen } = await attacked()
      const line = `GET /git/${name}/you${part}/info/refs?service=git-upload-pack HTTP/1.1`
      const answer = await raw(port, head('Connection: close\n', line)).answer
      expect(answer).toMatch(/^HTTP\/1\.1 40[04]/)
      expect(seen).toEqual([])
    },
  )

  it('does not come out of an address in the request line', async () => {
    const { port, seen } = await attacked()
    const line = `GET https://169.254.169.254/git/10.0.0.1/a/info/refs?service=git-upload-pack HTTP/1.1`
    expect(await raw(port, head('Connection: close\n', line)).answer).toMatch(/^HTTP\/1\.1 40[03]/)
    expect(seen).toEqual([])
  })
})

describe('a body without end', () => {
  it('is cut where it is too large, and the host does not take it for whole', async () => {
    const { address, seen } = await attacked({ upload: 100_000 })
    const piece = new Uint8Array(10_000)
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(piece) })
    const headers = { Origin: page, 'Content-Type': `${type}-request` }
    const asked = fetch(address + upload, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    const answer = await asked.then(
      ({ status }) => status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(answer)
    await expect.poll(() => seen.every(({ end }) => end === 'cut')).toBe(true)
    expect(seen[0]?.body ?? 0).toBeLessThanOrEqual(100_000)
  })

  it('is refused at once where it says how large it is', async () => {
    const { port, seen } = await attacked({ upload: 100_000 })
    const { socket, answer } = raw(port, head('Connection: close\nContent-Length: 100001\n'))
    await once(socket, 'data')
    socket.destroy()
    expect(await answer).toMatch(/^HTTP\/1\.1 413/)
    expect(seen).toEqual([])
  })

  it('that comes too slowly is cut, both ways', async () => {
    const { port, seen } = await attacked({ idle: 200 })
    const { answer } = raw(port, head('Connection: close\nContent-Length: 1000\n') + 'slow')
    expect(await answer).toMatch(/^HTTP\/1\.1 502/)
    await expect.poll(() => seen.every(({ end }) => end === 'cut')).toBe(true)
  })

  it.each([
    ['too large', { download: 100_000 }],
    ['too long', { total: 300 }],
  ])('from the host is cut where it is %s, and does not look whole', async (_, limits) => {
    const { address, seen } = await attacked(limits, endless)
    const answer = await fetch(address + refs, { headers: { Origin: page } })
    await expect(answer.text()).rejects.toThrow()
    await expect.poll(() => seen[0]?.end).toBe('cut')
  })

  it('from a host that falls silent is cut', async () => {
    const { address, seen } = await attacked({ idle: 200 }, (_end, write) => void write('half'))
    const answer = await fetch(address + refs, { headers: { Origin: page } })
    await expect(answer.text()).rejects.toThrow()
    await expect.poll(() => seen[0]?.end).toBe('cut')
  })

  it('that nobody reads ends with its reader', async () => {
    const { port, seen } = await attacked({}, endless)
    const { socket } = raw(port, head('', `GET ${refs} HTTP/1.1`))
    await once(socket, 'data')
    socket.destroy()
    await expect.poll(() => seen[0]?.end).toBe('cut')
  })
})

describe('a connection that is cut', () => {
  it('while a change is sent does not look like a whole change', async () => {
    const { port, seen } = await attacked()
    const { socket } = raw(port, head('Transfer-Encoding: chunked\n') + '4\nabcd\n')
    await expect.poll(() => seen[0]?.body).toBe(4)
    socket.destroy()
    await expect.poll(() => seen[0]?.end).toBe('cut')
  })

  it('leaves room for the next', async () => {
    const { port, address } = await attacked({ atOnce: 1 })
    const { socket } = raw(port, head('Transfer-Encoding: chunked\n') + '4\nabcd\n')
    await once(socket, 'connect')
    socket.destroy()
    const status = async (): Promise<number> =>
      (await fetch(address + refs, { headers: { Origin: page } })).status
    await expect.poll(status).toBe(200)
  })
})
