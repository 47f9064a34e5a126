import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openRepository, startServer } from '../../src/server/index.ts'
import { writeFiles } from '../e2e/repository.ts'
import { client, temporaryFolder, temporaryRepository } from './running.ts'

/** Where nginx is; it is no program of the project's. */
const nginx = ['/usr/sbin/nginx', 'nginx'].find((name) => spawnSync(name, ['-v']).error === undefined)
const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'">`

/** A port that was free a moment ago: nginx cannot tell which one it took. */
function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** The configuration of the page on deploying, with this computer in the place of the world. */
function configuration(port: number, behind: number, passwords: string): string {
  const site = readFileSync(join(import.meta.dirname, '../../deploy/nginx.conf'), 'utf8')
    .replace(/listen 443 ssl;/, `listen 127.0.0.1:${port};`)
    .replace(/\n *ssl_[^\n]*/g, '')
    .replaceAll('127.0.0.1:4321', `127.0.0.1:${behind}`)
    .replace('/etc/nginx/galley.htpasswd', passwords)
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path temp/${name};`,
  )
  const user = process.getuid?.() === 0 ? 'user root;' : '' // else it could not read the test's folder
  return `daemon off; ${user} pid nginx.pid; error_log stderr; events {} http { access_log off; ${places.join(' ')} ${site} }`
}

async function startBehindNginx(): Promise<{ root: string; path: string }> {
  const repository = temporaryRepository({ 'a.md': 'a\n' })
  const port = await freePort()
  const root = `http://127.0.0.1:${port}/admin/`
  const repositories = [await openRepository(repository.path)]
  const appFolder = temporaryFolder({ 'index.html': page })
  const relay = { hosts: ['github.com'], signIn: [], trustForwarded: true }
  const server = await startServer({ appFolder, repositories, port: 0, origin: root, relay })
  onTestFinished(() => server.close())
  await run(configuration(port, server.port, 'passwords'))
  return { root, path: repository.path }
}

async function run(config: string): Promise<void> {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'temp'))
  writeFiles(folder, { 'nginx.conf': config, passwords: 'ada:{PLAIN}lovelace\n' })
  const child = spawn(nginx ?? '', ['-p', folder, '-c', 'nginx.conf'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGTERM'))
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const port = Number(/listen 127\.0\.0\.1:(\d+)/.exec(config)?.[1])
  await expect.poll(() => answers(port), { timeout: 10_000, message: said }).toBe(true)
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/nothing`).then(
    () => true,
    () => false,
  )

describe.skipIf(nginx === undefined)('galley serve behind nginx (skipped where there is none)', () => {
  it('is found in a folder there, with its headers', async () => {
    const { root } = await startBehindNginx()
    const { status, headers } = await fetch(root)
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(await (await fetch(`${root}blogs.json`)).json()).toEqual({
      blogs: [{ name: 'blog', url: './git/blog.git', branch: 'main' }],
      relay: './relay',
    })
    const about: unknown = await (await fetch(`${root}relay/about.json`)).json()
    expect(about).toMatchObject({ galley: 'relay', hosts: ['github.com'] })
  })

  it('lets nobody at the blog without the password, and Git with it', async () => {
    const { root, path } = await startBehindNginx()
    const folder = temporaryFolder()
    expect((await fetch(`${root}git/blog.git/info/refs?service=git-upload-pack`)).status).toBe(401)
    const known = root.replace('http://', 'http://ada:lovelace@')
    expect(await client(folder, 'clone', '--quiet', `${known}git/blog.git`, 'mine')).toMatchObject({
      status: 0,
    })
    const mine = join(folder, 'mine')
    writeFiles(mine, { 'b.md': 'b\n' })
    await client(mine, 'add', '.')
    await client(mine, 'commit', '--quiet', '--message', 'Mine')
    expect(await client(mine, 'push', '--quiet')).toMatchObject({ status: 0 })
    expect((await client(path, 'log', '-1', '--format=%s')).text.trim()).toBe('Mine')
  })

  it('answers to its own pages alone', async () => {
    const { root } = await startBehindNginx()
    const status = async (path: string, headers: Record<string, string>): Promise<number> =>
      (await fetch(root + path, { headers })).status
    const own = new URL(root).origin
    expect(await status('blogs.json', { Origin: own })).toBe(200)
    expect(await status('blogs.json', { Origin: 'https://evil.example' })).toBe(403)
    expect(await status('relay/about.json', { Origin: 'https://evil.example' })).toBe(403)
    const refs = 'you/blog/info/refs?service=git-upload-pack'
    expect(await status(`relay/git/evil.example/${refs}`, { Origin: own })).toBe(403)
    expect(await status(`relay/git/github.com/${refs}`, { Origin: 'https://evil.example' })).toBe(403)
  })
})
