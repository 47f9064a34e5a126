import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  memoryStore,
  openRepository,
  type Repository,
  type RepositorySettings,
} from '../../../src/git/index.ts'
import type { Http } from '../../../src/git/host.ts'
import { checkRepository, commit, git, makeRepository, temporaryFolder, type Files } from '../repositories.ts'
import { ada, put, text } from '../scene.ts'
import { says } from './rest.ts'
import { startGitHub, type GitHubServer } from './server.ts'

let folder = temporaryFolder()
let github: GitHubServer
let bare = ''
beforeEach(async () => {
  folder = temporaryFolder()
  bare = ''
  github = await startGitHub(folder.path)
})
afterEach(async () => {
  await github.stop()
  expect(github.problems).toEqual([])
  if (bare !== '') await checkRepository(bare)
  folder.remove()
})

const make = (files: Files): string => (bare = makeRepository(folder.path, files))

interface Opening extends Partial<RepositorySettings> {
  readonly token?: string | null
  readonly http?: Http
}

async function open({ token = 'token', http = fetch, ...settings }: Opening = {}): Promise<Repository> {
  const url = `${github.origin}/ada/blog`
  const repository = await openRepository({ url, direct: 'github', ...settings }, memoryStore(), http)
  if (token !== null) await repository.signIn({ username: 'ada', password: token })
  return repository
}

async function visit(opening?: Opening): Promise<Repository> {
  const repository = await open(opening)
  expect(await repository.sync()).toMatchObject({ kind: 'synced' })
  return repository
}

/** The requests that something costs, in short. */
async function costOf(task: () => Promise<unknown>): Promise<string[]> {
  const from = github.requests.length
  await task()
  return github.requests.slice(from).map(({ method, path }) => {
    const [short = ''] = path.replace(/^.*\/(?:ada\/blog|api)\//, '').split(/[?]|\/[0-9a-f]{40}/)
    return `${method} ${short}`
  })
}

describe('a blog of 250 files', () => {
  const posts = Array.from({ length: 245 }, (_, at) => [
    `_posts/2024-01-01-post-${at}.md`,
    `Post ${at}.\n`.repeat(200),
  ])
  const files = Object.fromEntries([
    ...posts,
    ...['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.html`, name]),
  ]) as Files

  it('costs five requests to open with all its texts, one to look for news, four to publish', async () => {
    make(files)
    const repository = await open()
    expect(await costOf(() => repository.sync())).toEqual(['POST graphql', 'GET git/trees'])
    const names = await repository.list('')
    expect(await costOf(() => repository.readAll(names))).toEqual(Array(3).fill('POST graphql'))
    expect(await costOf(() => repository.sync())).toEqual(['GET git/ref/heads/main'])
    const change = [put('_posts/2024-01-01-post-7.md', 'Seven.\n')]
    const cost = await costOf(() => repository.publish(change, 'Seven', ada))
    expect(cost.sort()).toEqual([
      'GET git/ref/heads/main',
      'PATCH git/refs/heads/main',
      'POST git/commits',
      'POST git/trees',
    ])
    expect(git(bare, 'show', 'main:_posts/2024-01-01-post-7.md')).toBe('Seven.')
    commit(bare, { 'a.html': 'A' })
    const news = await costOf(() => repository.sync())
    expect(news).toEqual(['GET git/ref/heads/main', 'GET git/commits', 'GET git/trees'])
  })

  it('whose listing is cut off, or whose texts are too much for one question, is read all the same', async () => {
    make(files)
    github.options = { most: 100, patience: 40 }
    const repository = await visit()
    const names = await repository.list('')
    expect(names).toHaveLength(250)
    expect((await repository.readAll(names)).size).toBe(250)
  })
})

describe('texts', () => {
  const odd: Files = {
    'mark.md': '\uFEFFMarked\n',
    'windows.md': 'one\r\ntwo\r\n',
    'latin.md': Buffer.from('caf\u00e9\n', 'latin1'),
    'zero.md': 'a\0b',
    'empty.md': '',
    'long.md': 'Long.\n'.repeat(2000),
    'large.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
    'pic.png': Uint8Array.from({ length: 5000 }, (_, at) => (at * at) & 255),
    '"latin-\\351.md"': 'unnamed\n',
    'folder/te %20 é.md': 'named\n',
  }

  it('of every kind come as they are', async () => {
    make(odd)
    github.options = { longest: 5000 }
    const repository = await visit()
    const names = await repository.list('')
    expect(names).toHaveLength(9)
    for (const [path, bytes] of await repository.readAll(names))
      expect(Buffer.from(bytes).equals(Buffer.from(odd[path] as string)), path).toBe(true)
    const changes = names.map((path) =>
      put(path, `${path}\r\nnew\0`.slice(0, path.startsWith('l') ? -1 : undefined)),
    )
    expect(await repository.publish(changes, 'All', ada)).toMatchObject({ kind: 'published' })
    expect(git(bare, 'ls-tree', '-r', '--name-only', 'main')).toContain('latin-\\351.md')
  })

  it('of a public blog come without a token, from where they do not count', async () => {
    make({ 'a.md': 'A\n', 'b/%c d.md': 'C\n' })
    const seen: string[] = []
    const http: Http = async (address, init) => {
      const { origin, pathname, search } = new URL(address)
      expect(init).toMatchObject({ credentials: 'omit', redirect: 'manual' })
      seen.push(origin)
      const [, , , commit = '', ...path] = pathname.split('/').map(decodeURIComponent)
      if (origin === 'https://raw.githubusercontent.com')
        return new Response(`${git(bare, 'show', `${commit}:${path.join('/')}`)}\n`)
      return fetch(github.api + pathname + search, init)
    }
    const url = 'https://github.com/ada/blog'
    const repository = await visit({ url, http, token: null })
    const texts = await repository.readAll(['a.md', 'b/%c d.md'])
    expect([...texts.values()].map(text)).toEqual(['A\n', 'C\n'])
    expect(seen.filter((origin) => origin !== 'https://api.github.com')).toHaveLength(2)
    expect(await repository.publish([put('a.md', 'x')], 'x', ada)).toEqual({ kind: 'unauthorized' })
  })
})

describe('what the host says instead', () => {
  beforeEach(() => void make({ 'a.md': 'A\n', 'b/c.md': 'C\n' }))

  it('is that nobody may see it, or that the token is none', async () => {
    github.options = { token: 'right' }
    expect(await (await open({ token: null })).sync()).toEqual({ kind: 'unauthorized' })
    const repository = await open({ token: 'wrong' })
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    await repository.signIn({ username: 'ada', password: 'right' })
    expect(await repository.sync()).toMatchObject({ kind: 'synced' })
    const none = await open({ url: `${github.origin}/ada/none`, token: 'right' })
    expect(await none.sync()).toEqual({ kind: 'not-found' })
  })

  it.each(['token', null])('is that it is elsewhere now (%s)', async (token) => {
    const repository = await visit({ token })
    github.options = { renamed: 'ada/journal' }
    const moved = { kind: 'moved', url: `${github.origin}/ada/journal` }
    expect(await repository.sync()).toEqual(moved)
    expect(await (await open({ token })).sync()).toEqual(moved)
  })

  it('is that there were too many requests', async () => {
    const repository = await visit()
    github.options = { left: 0, reset: Math.ceil(Date.now() / 1000) + 100 }
    const busy = await repository.sync()
    expect(busy).toMatchObject({ kind: 'busy' })
    expect((busy as { after: number }).after).toBeGreaterThan(50)
    expect(await repository.publish([put('a.md', 'x')], 'x', ada)).toMatchObject({ kind: 'busy' })
  })

  it.each([
    [422, 'Repository rule violations found\n\nChanges must be made through a pull request.', 'refused'],
    [403, 'Cannot update this protected branch', 'refused'],
    [403, 'Resource not accessible by personal access token', 'unauthorized'],
  ])('(%d) is that the branch may not be moved', async (status, words, kind) => {
    const repository = await visit()
    const head = git(bare, 'rev-parse', 'main')
    github.options = { rule: () => says(status, words) }
    const result = await repository.publish([put('a.md', 'x')], 'x', ada)
    expect(result).toEqual(kind === 'refused' ? { kind, message: words } : { kind })
    expect(git(bare, 'rev-parse', 'main')).toBe(head)
    github.options = {}
    expect(await repository.publish([put('a.md', 'x')], 'x', ada)).toMatchObject({ kind: 'published' })
  })

  it('is that it does not take a folder this way: line by line then', async () => {
    const repository = await visit()
    github.options = { refuses: (_, base) => base !== undefined }
    const changes = [put('b/c.md', 'C2\n'), put('b/d/e.md', 'E\n'), { path: 'a.md', bytes: null }]
    expect(await repository.publish(changes, 'All', ada)).toMatchObject({ kind: 'published' })
    expect(git(bare, 'ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual(['b/c.md', 'b/d/e.md'])
  })

  it.each([500, 502])('is nothing of use (%d)', async (status) => {
    const repository = await visit()
    github.options = { fault: () => ({ status, headers: {}, body: Buffer.from('<html>') }) }
    expect(await repository.sync()).toMatchObject({ kind: 'broken' })
    github.options = { fault: () => 'drop' }
    expect(await repository.sync()).toEqual({ kind: 'offline' })
    github.options = {}
    expect(await repository.sync()).toMatchObject({ kind: 'synced' })
  })

  it('is another file’s bytes: nothing of it is kept', async () => {
    const repository = await visit()
    github.options = { fault: (answer) => ({ ...answer, body: Buffer.from('other') }) }
    await expect(repository.read('a.md')).rejects.toMatchObject({ code: 'broken' })
    github.options = {}
    expect(text(await repository.read('a.md'))).toBe('A\n')
  })
})

it('several files begin an empty repository', async () => {
  bare = makeRepository(folder.path)
  const repository = await visit()
  const changes = [put('_posts/a.md', 'A\n'), put('b.md', 'B\n')]
  expect(await repository.publish(changes, 'First', ada)).toMatchObject({ kind: 'published' })
  expect(git(bare, 'ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual(['_posts/a.md', 'b.md'])
  expect(git(bare, 'rev-list', '--count', 'main')).toBe('2')
})
