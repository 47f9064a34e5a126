import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openRepository } from '../../../src/git/index.ts'
import type { Http } from '../../../src/git/host.ts'
import { writeFiles } from '../../e2e/repository.ts'
import { git } from '../../git/repositories.ts'
import { put, text, useScene } from '../../git/scene.ts'
import { temporaryFolder } from '../running.ts'
import { name, page, passingTo, startHost } from './host.ts'

const root = join(import.meta.dirname, '../../..')
const scene = useScene()
const ada = { username: 'ada', password: 'lovelace' }

/** The way to every host leads to one of this computer: `CONNECT` of a proxy, its port. */
async function startWay(to: number): Promise<number> {
  const proxy = createServer()
  proxy.on('connect', (_, socket) => {
    const there = connect(to, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    there.pipe(socket).pipe(there)
    for (const end of [there, socket]) end.on('error', () => [there, socket].forEach((one) => one.destroy()))
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  return (proxy.address() as AddressInfo).port
}

/** What docs/deploy.md says, on a free port. */
async function startDeno(way: number, authority = ''): Promise<string> {
  const folder = temporaryFolder()
  writeFiles(folder, { 'ca.pem': authority })
  const trust = authority === '' ? [] : ['--cert', join(folder, 'ca.pem')]
  const program = ['--allow-net', '--allow-env', ...trust, join(root, 'dist/relay/deno.js')]
  const child = spawn(join(root, 'node_modules/.bin/deno'), ['run', ...program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DENO_DIR: folder,
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
      DENO_SERVE_ADDRESS: 'tcp:127.0.0.1:0',
      HTTPS_PROXY: `http://127.0.0.1:${way}`,
      RELAY_HOSTS: name,
      RELAY_ORIGINS: page,
    },
  })
  onTestFinished(() => void child.kill())
  return addressIn(child.stdout, child.stderr)
}

async function addressIn(...outputs: Readable[]): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    for (const output of outputs)
      output.on('data', (piece) => {
        said += String(piece)
        const [, port] = /127\.0\.0\.1:(\d+)/.exec(said) ?? []
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
      })
    outputs[0]?.on('end', () => reject(new Error(`Deno did not start: ${said}`)))
  })
}

const fromPage: Http = (url, init) =>
  fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), Origin: page } })

describe('the built relay on Deno', () => {
  it('opens a blog and publishes to it', async () => {
    const bare = scene.make({ 'a.md': 'a\n' })
    scene.serve({ credentials: ada })
    const { port, ca } = await startHost(passingTo(scene.server.url))
    const relay = `${await startDeno(await startWay(port ?? 0), ca)}/relay`
    const repository = await openRepository({ url: `https://${name}/blog.git`, relay }, undefined, fromPage)
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    await repository.signIn(ada)
    expect((await repository.sync()).kind).toBe('synced')
    expect(text(await repository.read('a.md'))).toBe('a\n')
    const author = { name: 'Ada', email: 'ada@example.org' }
    expect((await repository.publish([put('a.md', 'b\n')], 'From Deno', author)).kind).toBe('published')
    expect(git(bare, 'show', 'main:a.md')).toBe('b')
  })

  it('refuses what the others refuse', async () => {
    const relay = `${await startDeno(1)}/relay`
    const ask = async (path: string, origin = page): Promise<unknown[]> => {
      const { status, headers } = await fetch(relay + path, { headers: { Origin: origin } })
      return [status, headers.get('galley-relay')]
    }
    const refs = '/you/blog/info/refs?service=git-upload-pack'
    expect(await ask(`/git/evil.example${refs}`)).toEqual([403, 'host'])
    expect(await ask(`/git/127.0.0.1${refs}`)).toEqual([403, 'host'])
    expect(await ask(`/git/${name}${refs}`, 'https://evil.example')).toEqual([403, 'origin'])
    expect(await ask(`/git/${name}${refs}`)).toEqual([502, 'unreachable'])
    expect(await ask('/about.json')).toEqual([200, 'about'])
  })
})
