// 1,000 requests a second at a relay for half a minute, on this computer alone: `npm run bench -- relay [SECONDS] [PER-SECOND] [all]`.
// It is held to be fit when its memory stays flat after the first third. With `all` no client is told to wait: each is passed on.
import { fork, type ChildProcess } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { nodeUpstream } from '../../src/server/relay/node-upstream.ts'
import { createRelay } from '../../src/server/relay/relay.ts'
import { Client, type Asked } from './relay/client.ts'
import { startHost } from './relay/host.ts'

const page = 'https://blog.example'
const name = 'git.example'
/** What Git would send with a call. */
const call = Buffer.alloc(4000, 'x')
const [first = '30', second = '1000', third = ''] = process.argv.slice(2)
if (first === 'relay') serveRelay(Number(second), process.env.GALLEY_CA ?? '', third === 'all')
else await attack(Number(first), Number(second), third)

/** The process that is looked at: a relay whose host is on a port of this computer. */
function serveRelay(port: number, ca: string, isPatient: boolean): void {
  const here = [{ address: '127.0.0.1', family: 4 }]
  const relay = createRelay({
    origins: [page],
    hosts: [name],
    trustForwarded: true,
    upstream: nodeUpstream({ port, ca, resolve: () => Promise.resolve(here), isAllowed: () => true }),
    ...(isPatient && { limits: { burst: 1e9, perSecond: 1e9, atOnce: 1e9 } }),
  })
  const server = createAdaptorServer({ fetch: (asked) => relay.fetch(asked), overrideGlobalObjects: false })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('message', (what) => process.send?.(what === 'memory' ? held() : worked()))
  process.on('disconnect', () => process.exit())
}

/** Bytes that are really held: what nobody needs any more is thrown away first. */
function held(): number {
  ;(globalThis as { gc?: () => void }).gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Seconds of a processor that this process has used. */
function worked(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

async function attack(seconds: number, perSecond: number, mode: string): Promise<void> {
  const host = await startHost(name)
  const child = fork(process.argv[1] ?? '', ['relay', String(host.port), mode], {
    execArgv: ['--expose-gc'],
    env: { ...process.env, GALLEY_CA: host.ca },
  })
  const client = new Client(await told(child))
  const memory: number[] = []
  const start = performance.now()
  let sent = 0
  console.log('second     sent answered held (MB)')
  for (let second = 1; second <= seconds; second++) {
    for (; performance.now() - start < second * 1000; await pause(5)) {
      const due = Math.min(((performance.now() - start) / 1000) * perSecond, seconds * perSecond)
      for (; sent < due && client.waiting < 2000; sent++) client.send(asked(sent))
    }
    memory.push((await told(child, 'memory')) / 1e6)
    const cells = [second, sent, client.answered, memory.at(-1)?.toFixed(0)]
    console.log(cells.map((cell) => String(cell).padStart(8)).join(' '))
  }
  const rate = client.answered / ((performance.now() - start) / 1000)
  report(client, memory, rate, await told(child, 'worked'))
  client.close()
  child.disconnect()
  host.close()
}

/** What the relay's process says, to a question if there is one. */
function told(child: ChildProcess, question?: string): Promise<number> {
  const answer = new Promise<number>((resolve) => child.once('message', (value) => resolve(Number(value))))
  if (question !== undefined) child.send(question)
  return answer
}

function report({ counts, answered }: Client, memory: readonly number[], rate: number, took: number): void {
  const settled = memory.slice(Math.floor(memory.length / 3))
  const [from, to] = [settled[0] ?? 0, Math.max(...settled)]
  console.log(`\n${rate.toFixed(0)} requests a second; what became of them:`)
  for (const [what, count] of [...counts].sort()) console.log(`  ${what.padEnd(20)} ${count}`)
  const [relay, others] = [took, worked()].map((time) => `${((time / answered) * 1000).toFixed(2)} ms`)
  console.log(`Of a processor, for each: ${relay} of the relay, ${others} of the client and the host.`)
  console.log(`Held after the first third: ${from.toFixed(0)} MB, at most ${to.toFixed(0)} MB from then on.`)
  console.log(to <= from * 1.25 + 10 ? 'Flat.' : 'NOT flat.')
}

function pause(milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Most come from a few clients, who are soon told to wait; some from ever new ones, which nobody can remember all. */
function clientAt(nth: number): string {
  return nth % 16 === 0 ? `203.0.${(nth >> 12) % 256}.${(nth >> 4) % 256}` : `198.51.100.${nth % 16}`
}

/** Of ten: six questions, two calls, a foreign host, a foreign page. One in fifty is cut. */
function asked(nth: number): Asked {
  const kind = nth % 10
  const isCall = kind === 6 || kind === 7
  const host = kind === 8 ? 'evil.example' : name
  const path = `/git/${host}/you/blog/${isCall ? 'git-upload-pack' : 'info/refs?service=git-upload-pack'}`
  const lines = [
    `${isCall ? 'POST' : 'GET'} ${path} HTTP/1.1`,
    'Host: relay.example',
    `Origin: ${kind === 9 ? 'https://evil.example' : page}`,
    `X-Forwarded-For: ${clientAt(nth)}`,
    ...(isCall ? ['Content-Type: application/x-git-upload-pack-request', 'Content-Length: 4000'] : []),
  ]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  return { bytes: isCall ? Buffer.concat([head, call]) : head, cut: nth % 50 === 0 }
}
