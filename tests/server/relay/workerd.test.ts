import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { build } from 'vite'
import { openRepository } from '../../../src/git/index.ts'
import type { Http } from '../../../src/git/host.ts'
import { writeFiles } from '../../e2e/repository.ts'
import { git } from '../../git/repositories.ts'
import { put, text, useScene } from '../../git/scene.ts'
import { temporaryFolder } from '../running.ts'
import { name, page } from './host.ts'

const root = join(import.meta.dirname, '../../..')
const scene = useScene()
const ada = { username: 'ada', password: 'lovelace' }
let program = ''

beforeAll(async () => {
  const outDir = join(root, 'node_modules/.relay-on-workers')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, target: 'webworker' },
    build: { ssr: 'src/server/relay/on-workers.ts', outDir, emptyOutDir: true, target: 'es2022' },
  })
  program = readFileSync(join(outDir, 'on-workers.js'), 'utf8')
})

/** The worker in the program that runs it at Cloudflare; what it asks of the world goes to this port. */
async function startWorkerd(world: number): Promise<string> {
  const folder = temporaryFolder()
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "relay", worker = (
      modules = [(name = "relay.js", esModule = embed "relay.js")],
      compatibilityDate = "${dateIn('wrangler.toml')}",
      compatibilityFlags = ["enable_request_signal"],
      bindings = [(name = "RELAY_HOSTS", text = "${name}"), (name = "RELAY_ORIGINS", text = "${page}")],
      globalOutbound = "world")),
    (name = "world", external = (address = "127.0.0.1:${world}", http = ()))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "relay")]
);`
  writeFiles(folder, { 'relay.js': program, 'workerd.capnp': config })
  const child = spawn(join(root, 'node_modules/.bin/workerd'), ['serve', '--control-fd=3', 'workerd.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  onTestFinished(() => void child.kill())
  return `http://127.0.0.1:${await portIn(child.stdio[3] as Readable)}`
}

async function portIn(control: Readable): Promise<number> {
  let said = ''
  for await (const piece of control) {
    said += String(piece)
    const [, port] = /"port":\s*(\d+)/.exec(said) ?? []
    if (port !== undefined) return Number(port)
  }
  throw new Error(`workerd did not start: ${said}`)
}

/** The day whose behavior the configuration asks for. */
const dateIn = (file: string): string =>
  /^compatibility_date = "([\d-]+)"/m.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? ''

const fromPage: Http = (url, init) =>
  fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), Origin: page } })

describe('the relay in workerd', () => {
  it('needs nothing of Node', () => {
    expect(program).not.toMatch(/from ?"node:|require\(/)
  })

  it('opens a blog and publishes to it', async () => {
    const bare = scene.make({ 'a.md': 'a\n' })
    scene.serve({ credentials: ada })
    const relay = `${await startWorkerd(Number(new URL(scene.server.url).port))}/relay`
    const repository = await openRepository({ url: `https://${name}/blog.git`, relay }, undefined, fromPage)
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    await repository.signIn(ada)
    expect((await repository.sync()).kind).toBe('synced')
    expect(text(await repository.read('a.md'))).toBe('a\n')
    const author = { name: 'Ada', email: 'ada@example.org' }
    expect((await repository.publish([put('a.md', 'b\n')], 'From a worker', author)).kind).toBe('published')
    expect(git(bare, 'show', 'main:a.md')).toBe('b')
  })

  it('refuses what the others refuse', async () => {
    const relay = `${await startWorkerd(1)}/relay`
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
