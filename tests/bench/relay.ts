// 1,000 requests a second at a relay for half a minute, on this computer alone: `npm run bench -- relay [SECONDS] [PER-SECOND]`.
// It is held to be fit when its memory stays flat after the first third.
import { fork } from 'node:child_process'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createRelay } from '../../src/server/relay/relay.ts'

const page = 'https://blog.example'
const [first = '30', second = '1000'] = process.argv.slice(2)
if (first === 'relay') serveRelay(Number(second))
else await attack(Number(first), Number(second))

/** The process that is looked at: a relay whose host is on a port of this computer. */
function serveRelay(host: number): void {
  const relay = createRelay({
    origins: [page],
    hosts: ['git.example'],
    trustForwarded: true,
    upstream: (url, init) => fetch(url.replace('https://git.example', `http://127.0.0.1:${host}`), init),
  })
  const server = createAdaptorServer({ fetch: (asked) => relay.fetch(asked), overrideGlobalObjects: false })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('message', () => process.send?.(held()))
  process.on('disconnect', () => process.exit())
}

/** Bytes that are really held: what nobody needs any more is thrown away first. */
function held(): number {
  ;(globalThis as { gc?: () => void }).gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function attack(seconds: number, perSecond: number): Promise<void> {
  const host = await startHost()
  const child = fork(process.argv[1] ?? '', ['relay', String(host.port)], { execArgv: ['--expose-gc'] })
  const said = (): Promise<number> =>
    new Promise((resolve) => child.once('message', (value) => resolve(Number(value))))
  const port = await said()
  const memory: number[] = []
  const counts = new Map<string, number>()
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const start = performance.now()
  let sent = 0
  console.log('second     sent answered held (MB)')
  for (let second = 1; second <= seconds; second++) {
    for (; performance.now() - start < second * 1000; await pause(5)) {
      const due = Math.min(((performance.now() - start) / 1000) * perSecond, seconds * perSecond)
      for (; sent < due && waiting(counts, sent) < 2000; sent++) void ask(port, agent, sent, counts)
    }
    child.send('memory')
    memory.push((await said()) / 1e6)
    const answered = sum(counts)
    console.log(
      [second, sent, answered, memory.at(-1)?.toFixed(0)].map((cell) => String(cell).padStart(8)).join(' '),
    )
  }
  const elapsed = (performance.now() - start) / 1000
  report(counts, memory, sent / elapsed)
  agent.destroy()
  child.disconnect()
  host.close()
}

function report(counts: ReadonlyMap<string, number>, memory: readonly number[], rate: number): void {
  const settled = memory.slice(Math.floor(memory.length / 3))
  const [from, to] = [settled[0] ?? 0, Math.max(...settled)]
  console.log(`\n${rate.toFixed(0)} requests a second; what became of them:`)
  for (const [what, count] of [...counts].sort()) console.log(`  ${what.padEnd(20)} ${count}`)
  console.log(`Held after the first third: ${from.toFixed(0)} MB, at most ${to.toFixed(0)} MB from then on.`)
  console.log(to <= from * 1.25 + 10 ? 'Flat.' : 'NOT flat.')
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0)
}
function waiting(counts: ReadonlyMap<string, number>, sent: number): number {
  return sent - sum(counts)
}
function pause(milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** A host with small and not so small answers. */
async function startHost(): Promise<{ port: number; close: () => void }> {
  const answer = Buffer.alloc(20_000, 'x')
  const server = createServer((message, response) => {
    message.resume()
    const kind = message.method === 'GET' ? 'advertisement' : 'result'
    response.writeHead(200, { 'Content-Type': `application/x-git-upload-pack-${kind}` }).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

/** Most come from a few clients, who are soon told to wait; some from ever new ones, which nobody can remember all. */
function clientAt(nth: number): string {
  return nth % 16 === 0 ? `203.0.${(nth >> 12) % 256}.${(nth >> 4) % 256}` : `198.51.100.${nth % 16}`
}

/** Of ten: six questions, two calls, a foreign host, a foreign page. One in fifty is cut. */
function ask(port: number, agent: Agent, nth: number, counts: Map<string, number>): Promise<void> {
  const kind = nth % 10
  const isCall = kind === 6 || kind === 7
  const host = kind === 8 ? 'evil.example' : 'git.example'
  const path = `/git/${host}/you/blog/${isCall ? 'git-upload-pack' : 'info/refs?service=git-upload-pack'}`
  const headers = {
    Origin: kind === 9 ? 'https://evil.example' : page,
    'X-Forwarded-For': clientAt(nth),
    ...(isCall && { 'Content-Type': 'application/x-git-upload-pack-request' }),
  }
  return new Promise((resolve) => {
    const done = (what: string): void => {
      counts.set(what, (counts.get(what) ?? 0) + 1)
      resolve()
    }
    const sent = request({ port, path, host: '127.0.0.1', agent, headers, method: isCall ? 'POST' : 'GET' })
    sent.on('response', (message) => {
      const what = `${message.statusCode ?? 0} ${String(message.headers['galley-relay'])}`
      if (nth % 50 === 0) {
        message.destroy()
        done('cut by the client')
      } else message.resume().on('end', () => done(what))
    })
    sent.on('error', (error) => done(error.name))
    sent.end(isCall ? Buffer.alloc(4000) : undefined)
  })
}
