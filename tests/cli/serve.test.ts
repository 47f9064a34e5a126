import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { git, makeRepository } from '../e2e/repository.ts'
import { run, start, temporaryFolder } from './terminal.ts'

const app = { 'index.html': '<p>', 'sample-blog/_config.yml': 'title: Sample\n' }

function repository(): string {
  const made = makeRepository({ 'a.md': 'a\n' })
  onTestFinished(() => made.remove())
  return made.path
}

/** The sample blog's folder, elsewhere than the person's own. */
function setDataFolder(): string {
  const before = process.env.XDG_DATA_HOME
  const folder = temporaryFolder()
  process.env.XDG_DATA_HOME = folder
  onTestFinished(() => {
    if (before === undefined) delete process.env.XDG_DATA_HOME
    else process.env.XDG_DATA_HOME = before
  })
  return folder
}

async function addressOf(
  args: string[],
  given = {},
): Promise<{ address: string; stop: () => void; lines: Promise<readonly string[]> }> {
  const { line, stop, done } = start(['serve', ...args], { appFolder: temporaryFolder(app), ...given })
  const announced = await Promise.race([line(/^Galley is at /), done])
  if (typeof announced !== 'string') throw new Error(announced.err.join('\n'))
  return { address: announced.replace('Galley is at ', ''), stop, lines: done.then(({ out }) => out) }
}

describe('galley serve', () => {
  it('serves the app and the repository named, until it is stopped', async () => {
    const path = repository()
    const { address, stop, lines } = await addressOf([path])
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:4[3-9]\d\d\/$/)
    expect(await (await fetch(address)).text()).toBe('<p>')
    const blogs: unknown = await (await fetch(`${address}blogs.json`)).json()
    expect(blogs).toEqual({ blogs: [{ name: 'blog', url: './git/blog.git', branch: 'main' }] })
    stop()
    expect(await lines).toEqual([`Galley is at ${address}`, expect.stringContaining(`${path} (branch main)`)])
    await expect(fetch(address)).rejects.toThrow()
  })

  it('reads a path from where the person is', async () => {
    const path = repository()
    const { address } = await addressOf(['--port', '0', 'blog'], { cwd: join(path, '..') })
    const refs = await fetch(`${address}git/blog.git/info/refs?service=git-upload-pack`)
    expect(await refs.text()).toContain('refs/heads/main')
  })

  it('serves the sample blog without a path, the same one the next time', async () => {
    const folder = join(setDataFolder(), 'galley', 'sample-blog')
    const first = await addressOf([])
    expect(await (await fetch(`${first.address}blogs.json`)).text()).toContain('"name":"sample-blog"')
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Mine')
    await addressOf([])
    expect(git(folder, 'log', '--format=%s')).toBe('Mine\nThe sample blog')
  })

  it('says who can reach it', async () => {
    const { line, done } = start(['serve', '--host', '0.0.0.0', repository()], {
      appFolder: temporaryFolder(app),
    })
    expect(await Promise.race([line(/^Warning: everybody/), done])).toContain('asks nobody for a password')
  })

  const wrong: [string, () => Promise<string[]>, RegExp][] = [
    ['no folder', () => Promise.resolve(['/nowhere/blog']), /^There is no folder at \/nowhere\/blog\.$/],
    ['no repository', () => Promise.resolve([temporaryFolder()]), /is not a Git repository/],
    [
      'a taken port',
      async () => ['--port', String(await takenPort()), repository()],
      /^Port \d+ is taken by another/,
    ],
    [
      'another computer',
      () => Promise.resolve(['--host', '203.0.113.9', repository()]),
      /is not an address of this/,
    ],
  ]
  it.each(wrong)('%s is said in one line', async (_, args, sentence) => {
    const { code, err } = await run(['serve', ...(await args())], { appFolder: temporaryFolder(app) })
    expect([code, err]).toEqual([1, [expect.stringMatching(sentence)]])
  })

  it('says that the app is not built', async () => {
    expect((await run(['serve', repository()])).err).toEqual(['The app is not built yet: npm run build'])
  })
})

function takenPort(): Promise<number> {
  const server = createServer()
  onTestFinished(() => void server.close())
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
