import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from './server/running.ts'

const root = join(import.meta.dirname, '..')
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8')
const hasJekyll = spawnSync('jekyll', ['--version']).error === undefined

/** The files below a folder, by their paths. */
function filesIn(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return all.filter((path) => statSync(join(folder, path)).isFile()).sort()
}

describe('a folder of the blog', () => {
  it.skipIf(!hasJekyll)('comes out of Jekyll as it went in (skipped where there is no Jekyll)', () => {
    const site = temporaryFolder({
      '_config.yml': 'title: Blog\nbaseurl: /blog\n',
      'index.md': '---\ntitle: Home\n---\nHello\n',
      '_posts/2026-01-01-a.md': '---\ntitle: A\n---\nA\n',
    })
    const admin = join(site, 'admin')
    execFileSync(process.execPath, [join(root, 'deploy/admin.mjs'), admin], { stdio: 'ignore' })
    execFileSync('jekyll', ['build', '--quiet', '--disable-disk-cache'], { cwd: site, stdio: 'ignore' })
    const built = join(site, '_site/admin')
    expect(filesIn(built)).toEqual(filesIn(admin))
    for (const file of filesIn(admin))
      expect(readFileSync(join(built, file)).equals(readFileSync(join(admin, file))), file).toBe(true)
    expect(filesIn(join(site, '_site')).filter((file) => !file.startsWith('admin/'))).toHaveLength(2)
  })

  it('names everything by where it lies itself, so that any folder will do', () => {
    const page = read('dist/app/index.html')
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
    expect(addresses.length).toBeGreaterThan(3)
    for (const address of addresses) {
      expect(address).toMatch(/^\.\//)
      // what the server offers: a host of files alone has none
      if (address === './blogs.json') continue
      expect(existsSync(join(root, 'dist/app', address)), address).toBe(true)
    }
  })

  it('is not put in the place of something else', () => {
    const other = temporaryFolder({ 'mine.txt': 'mine' })
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'deploy/admin.mjs'), other])
    expect([status, String(stderr)]).toEqual([1, expect.stringContaining('something else')])
    expect(filesIn(other)).toEqual(['mine.txt'])
  })
})

interface Function {
  readonly default?: (request: Request, context: object) => Promise<Response>
  readonly GET?: (request: Request) => Promise<Response>
}

describe('the relay of a platform', () => {
  it.each([
    ['Netlify', 'deploy/netlify/relay.mjs'],
    ['Vercel', 'api/relay.js'],
  ])('of %s answers', async (_, file) => {
    const { default: whole, GET } = (await import(/* @vite-ignore */ join(root, file))) as Function
    const ask = async (path: string, headers: Record<string, string> = {}): Promise<unknown[]> => {
      const request = new Request(`https://galley.example/relay/${path}`, { headers })
      const answer = await (whole?.(request, { ip: '192.0.2.1' }) ?? GET?.(request))
      return [answer?.status, answer?.headers.get('galley-relay')]
    }
    const own = { Origin: 'https://galley.example' }
    const refs = 'you/blog/info/refs?service=git-upload-pack'
    expect(await ask('about.json')).toEqual([200, 'about'])
    expect(await ask(`git/evil.example/${refs}`, own)).toEqual([403, 'host'])
    expect(await ask(`git/github.com/${refs}`, { Origin: 'https://evil.example' })).toEqual([403, 'origin'])
  })

  it('is one that the build makes, and needs nothing beside it', () => {
    const names = filesIn(join(root, 'dist/relay')).filter((name) => name.endsWith('.js'))
    const named = (file: string): string[] =>
      [...read('dist/relay', file).matchAll(/^(?:import|export)\b[^;'"]*?["']([^'"]+)["']/gm)].map(
        ([, name = '']) => name,
      )
    expect(names).toEqual(
      expect.arrayContaining(['deno.js', 'netlify.js', 'node.js', 'vercel.js', 'workers.js']),
    )
    for (const name of names.flatMap(named))
      expect(name).toMatch(/^(?:\.{1,2}\/|node:)|^(?:crypto|http2?|stream|net|tls)(?:\/|$)/)
    expect(
      named('deno.js')
        .concat(named('workers.js'))
        .filter((name) => !name.startsWith('.')),
    ).toEqual([])
  })

  it('is where the configurations say', () => {
    expect(read('wrangler.toml')).toContain('main = "dist/relay/workers.js"')
    expect(read('netlify.toml')).toContain('functions = "deploy/netlify"')
    const { buildCommand, outputDirectory } = JSON.parse(read('vercel.json')) as Record<string, string>
    expect([buildCommand, outputDirectory]).toEqual(['GALLEY_RELAY=./relay npm run build', 'dist/app'])
    expect(read('deploy/github-pages.yml')).toContain('path: dist/app')
  })
})

describe('the image of Docker', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n')
  const after = (word: string): string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))

  it('is made of what there is, by commands that there are', () => {
    const ignored = read('.dockerignore').trim().split('\n')
    const copied = after('COPY').filter((line) => !line.startsWith('--'))
    for (const source of copied.flatMap((line) => line.split(' ').slice(0, -1))) {
      expect(existsSync(join(root, source)), source).toBe(true)
      expect(ignored).not.toContain(source)
    }
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const run = after('RUN').flatMap((line) => /^npm run ([\w:]+)/.exec(line)?.[1] ?? [])
    expect(run.map((name) => name in scripts)).toEqual([true])
    expect(after('USER')).toEqual(['node'])
  })

  it('starts what it holds', async () => {
    const folder = temporaryFolder()
    for (const line of after('COPY').filter((copy) => copy.startsWith('--from=build /galley/'))) {
      const [, source = ''] = /^--from=build \/galley\/(\S+)/.exec(line) ?? []
      if (source === 'node_modules') symlinkSync(join(root, source), join(folder, source))
      else cpSync(join(root, source), join(folder, source), { recursive: true })
    }
    mkdirSync(join(folder, 'home'))
    const [program = '', ...args] = [...after('ENTRYPOINT'), ...after('CMD')].flatMap(
      (line) => JSON.parse(line) as string[],
    )
    const free = args.map((word, i) => (args[i - 1] === '--port' ? '0' : word))
    const child = spawn(program, free, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill())
    const address = await addressIn(child.stdout)
    expect(await (await fetch(`${address}relay/about.json`)).json()).toMatchObject({
      hosts: ['github.com', 'bitbucket.org'],
    })
    expect(await (await fetch(`${address}blogs.json`)).json()).toEqual({ blogs: [], relay: './relay' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})

async function addressIn(lines: AsyncIterable<unknown>): Promise<string> {
  let said = ''
  for await (const piece of lines) {
    said += String(piece)
    const [, address] = /^Galley is at (\S+)\n/m.exec(said) ?? []
    if (address !== undefined) return address
  }
  throw new Error(said)
}

/** Written with what stands in the docs, so that nobody copies a command that is gone. */
describe('the page on deploying', () => {
  it('names files that there are', () => {
    const page = read('docs/deploy.md')
    const named = [...page.matchAll(/\b((?:deploy|src)\/[\w./-]+\.\w+)/g)].map(([, path = '']) => path)
    expect(named.length).toBeGreaterThan(3)
    for (const path of named) expect(existsSync(join(root, path)), path).toBe(true)
  })
})
