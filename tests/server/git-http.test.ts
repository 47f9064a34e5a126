import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { CgiPrograms } from '../../src/server/cgi.ts'
import { answerGit } from '../../src/server/git-http.ts'
import { openRepository } from '../../src/server/index.ts'
import { git, readWorkTree } from '../e2e/repository.ts'
import type { TestRepository } from '../e2e/repository.ts'
import { ask, client, makePipes, startTestServer, temporaryFolder, temporaryRepository } from './running.ts'
import type { Started } from './running.ts'

const post = '_posts/2024-01-02-hello.md'
const files = { '_config.yml': 'title: Blog\n', [post]: 'Hello\n' }

interface Scene {
  repository: TestRepository
  server: Started
  clone: string
}

async function cloned(options = {}): Promise<Scene> {
  const repository = temporaryRepository(files, options)
  const server = await startTestServer([repository.path])
  const clone = join(temporaryFolder(), 'clone')
  const { status, text } = await client('.', 'clone', '--quiet', server.remote, clone)
  expect([status, text]).toEqual([0, ''])
  return { repository, server, clone }
}

async function edit(clone: string, text: string | Buffer, path = post): Promise<void> {
  writeFileSync(join(clone, path), text)
  await client(clone, 'add', '--all')
  await client(clone, 'commit', '--quiet', '--message', 'Edit')
}

function hook(repository: TestRepository, name: string, script: string): void {
  const folder = join(repository.git('rev-parse', '--absolute-git-dir'), 'hooks')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}

describe('a repository over HTTP', () => {
  it('is cloned, and a push updates the files of a clean work tree', async () => {
    const { repository, clone } = await cloned()
    const before = readFileSync(join(repository.path, '.git/config'), 'utf8')
    await edit(clone, 'Hello, reader\n')
    expect((await client(clone, 'push')).status).toBe(0)
    expect(readWorkTree(repository, post)).toBe('Hello, reader\n')
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(repository.log()).toEqual(['Edit', 'Start'])
    expect(readFileSync(join(repository.path, '.git/config'), 'utf8')).toBe(before)
    repository.git('fsck', '--strict')
  })

  it('is pushed to without a work tree', async () => {
    const { repository, clone } = await cloned({ bare: true })
    await edit(clone, 'Hello, reader\n')
    expect((await client(clone, 'push')).status).toBe(0)
    expect(repository.show(post)).toBe('Hello, reader\n')
  })

  it('takes a first commit', async () => {
    const repository = temporaryRepository({}, { empty: true })
    const server = await startTestServer([repository.path])
    const clone = join(temporaryFolder(), 'clone')
    await client('.', 'clone', '--quiet', server.remote, clone)
    await edit(clone, 'title: New\n', '_config.yml')
    expect((await client(clone, 'push', 'origin', 'HEAD:main')).status).toBe(0)
    expect(readWorkTree(repository, '_config.yml')).toBe('title: New\n')
  })

  it('streams what is larger than any buffer, in both directions', async () => {
    const { repository, server, clone } = await cloned({ bare: true })
    const picture = randomBytes(12_000_000)
    await edit(clone, picture, 'picture.jpg')
    expect((await client(clone, 'push')).status).toBe(0)
    const again = join(temporaryFolder(), 'again')
    expect((await client('.', 'clone', '--quiet', server.remote, again)).status).toBe(0)
    expect(readFileSync(join(again, 'picture.jpg')).equals(picture)).toBe(true)
    repository.git('fsck', '--strict')
  })

  it('gives a part of the objects, and single ones', async () => {
    const { repository, server } = await cloned({ bare: true })
    const part = join(temporaryFolder(), 'part')
    const args = ['--quiet', '--no-checkout', '--depth=1', '--filter=blob:none', server.remote, part]
    expect(await client('.', 'clone', ...args)).toEqual({ status: 0, text: '' })
    const oid = repository.git('rev-parse', `main:${post}`)
    const missing = ['rev-list', '--objects', '--missing=print', 'HEAD']
    expect((await client(part, ...missing)).text).toContain(`?${oid}`)
    expect((await client(part, 'cat-file', 'blob', oid)).text).toBe('Hello\n')
  })

  it('runs the hooks of the repository, and their words reach the author', async () => {
    const { repository, clone } = await cloned({ bare: true })
    hook(repository, 'pre-receive', 'echo "No posts on Sundays." >&2; exit 1')
    await edit(clone, 'Hello, reader\n')
    const { status, text } = await client(clone, 'push')
    expect(status).toBe(1)
    expect(text).toContain('remote: No posts on Sundays.')
    expect(text).toContain('(pre-receive hook declined)')
    expect(repository.log()).toEqual(['Start'])
  })

  it('refuses a push from an outdated clone', async () => {
    const { repository, clone } = await cloned()
    repository.commit({ [post]: 'Somebody was faster\n' })
    await edit(clone, 'Hello, reader\n')
    expect((await client(clone, 'push')).text).toMatch(/\[(remote )?rejected\]/)
    expect(repository.show(post)).toBe('Somebody was faster\n')
  })
})

describe('a work tree with changes of its own', () => {
  const cases: [string, string, (repository: TestRepository) => void][] = [
    ['changed', 'unstaged changes', ({ path }) => writeFileSync(join(path, post), 'Mine\n')],
    [
      'staged',
      'staged changes',
      ({ path, git }) => {
        writeFileSync(join(path, post), 'Mine\n')
        git('add', post)
      },
    ],
    ['new', 'Could not update working tree', ({ path }) => writeFileSync(join(path, 'new.md'), 'Mine\n')],
  ]
  it.each(cases)('keeps a %s file, and says so', async (_, words, change) => {
    const { repository, clone } = await cloned()
    change(repository)
    const before = repository.git('status', '--porcelain')
    await edit(clone, 'Hello, reader\n')
    await edit(clone, 'Theirs\n', 'new.md')
    const { status, text } = await client(clone, 'push')
    expect(status).toBe(1)
    expect(text).toContain(words)
    expect(repository.git('status', '--porcelain')).toBe(before)
    expect(repository.log()).toEqual(['Start'])
  })
})

describe('only the named repositories', () => {
  const refs = '/info/refs?service=git-upload-pack'
  const never = [
    `/git/other.git${refs}`,
    `/git/other${refs}`,
    `/git/blog${refs}`,
    `/git/blog.git/${refs}`,
    `/git//blog.git${refs}`,
    `//git/blog.git${refs}`,
    `/git/../git/other.git${refs}`,
    `/git/blog.git/../other.git${refs}`,
    `/git/blog.git/%2e%2e/other.git${refs}`,
    `/git/blog.git/..%2fother.git${refs}`,
    `/git/blog.git%2f..%2fother.git${refs}`,
    `/git/link.git${refs}`,
    `/git/blog.git%00${refs}`,
    `/git/blog%2egit%2f.${refs}`,
    '/git/blog.git/info/refs',
    '/git/blog.git/info/refs?service=git-upload-archive',
    '/git/blog.git/info/refs?service=git-upload-pack&service=git-receive-pack',
    '/git/blog.git/HEAD',
    '/git/blog.git/config',
    '/git/blog.git/objects/info/packs',
    '/git/blog.git/git-upload-archive',
    '/git/',
    '/git',
  ]
  it.each(never)('%s is nowhere', async (path) => {
    const parent = temporaryFolder()
    for (const name of ['blog', 'other']) git(parent, 'init', '--quiet', name)
    symlinkSync(join(parent, 'other'), join(parent, 'link'))
    const server = await startTestServer([join(parent, 'blog')])
    expect((await ask(server, `/git/blog.git${refs}`)).status).toBe(200)
    expect([400, 404]).toContain((await ask(server, path)).status)
  })

  it('has an address for each', async () => {
    const [one, two] = [
      temporaryRepository(files, { name: 'blog' }),
      temporaryRepository(files, { name: 'Ü-b log' }),
    ]
    const server = await startTestServer([one.path, two.path])
    const { body } = await ask(server, '/blogs.json')
    expect(JSON.parse(body.toString())).toEqual({
      blogs: [
        { name: 'blog', url: './git/blog.git', branch: 'main' },
        { name: 'Ü-b log', url: './git/U-b-log.git', branch: 'main' },
      ],
    })
    expect((await ask(server, `/git/U-b-log.git${refs}`)).status).toBe(200)
  })
})

describe('requests that are not Git’s', () => {
  const type = 'application/x-git-upload-pack-request'
  const cases: [number, string, Record<string, string>][] = [
    [415, 'POST', { 'content-type': 'text/plain' }],
    [415, 'POST', { 'content-type': type, 'content-encoding': 'deflate' }],
    [405, 'GET', {}],
    [405, 'PUT', { 'content-type': type }],
    [405, 'HEAD', {}],
  ]
  it.each(cases)('%i for %s with %o', async (status, method, headers) => {
    const server = await startTestServer([temporaryRepository(files).path])
    expect((await ask(server, '/git/blog.git/git-upload-pack', headers, { method })).status).toBe(status)
  })

  it('takes a compressed body, and no other version of the protocol than exist', async () => {
    const server = await startTestServer([temporaryRepository(files).path])
    const headers = { 'content-type': type, 'content-encoding': 'gzip', 'git-protocol': 'version=2' }
    const body = gzipSync('0014command=ls-refs\n0000')
    const answer = await ask(server, '/git/blog.git/git-upload-pack', headers, { method: 'POST', body })
    expect(answer.body.toString()).toContain(' refs/heads/main\n')
    const odd = { 'git-protocol': 'version=2:$(touch x)' }
    const old = await ask(server, '/git/blog.git/info/refs?service=git-upload-pack', odd)
    expect(old.body.toString()).not.toContain('version 2')
  })
})

it('a push that has arrived is finished, even if the author closes the page', async () => {
  const repository = temporaryRepository(files, { bare: true })
  repository.git('branch', 'old')
  const folder = temporaryFolder()
  makePipes(folder, 'started', 'gate')
  hook(repository, 'pre-receive', `echo started > ${folder}/started; cat ${folder}/gate`)
  const page = new AbortController()
  const programs = new CgiPrograms(() => undefined)
  const pushed = push(repository, page.signal, programs)
  expect(await readFile(join(folder, 'started'), 'utf8')).toBe('started\n')
  page.abort()
  await writeFile(join(folder, 'gate'), 'go')
  await pushed
  await programs.close()
  expect(repository.git('branch', '--format=%(refname:short)')).toBe('main')
})

/** Sends what deletes the branch `old`, in Git's own words. */
async function push(
  repository: TestRepository,
  signal: AbortSignal,
  programs: CgiPrograms,
): Promise<Response> {
  const command = `${repository.git('rev-parse', 'old')} ${'0'.repeat(40)} refs/heads/old\0report-status delete-refs`
  const body = `${(command.length + 4).toString(16).padStart(4, '0')}${command}0000`
  const request = new Request('http://127.0.0.1/git/blog.git/git-receive-pack', {
    ...{ method: 'POST', body, signal },
    headers: { 'content-type': 'application/x-git-receive-pack-request' },
  })
  return answerGit(request, [await openRepository(repository.path)], programs)
}
