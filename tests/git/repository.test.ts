import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { commit, git, isolated } from './repositories.ts'
import { isGitHub, put, text, useScene } from './scene.ts'

const scene = useScene()

describe('reading', () => {
  const files = { 'a.md': 'A\n', '_posts/2024-01-01-b.md': 'B\n', 'z/y/x.txt': 'X', 'z.md': 'Z' }

  it('lists what the branch holds, in Git’s order', async () => {
    const bare = scene.make(files)
    const repository = await scene.visit()
    expect(await repository.list('')).toEqual(git(bare, 'ls-tree', '-r', '--name-only', 'main').split('\n'))
    expect(await repository.list('z')).toEqual(['z/y/x.txt'])
    expect(await repository.list('z/')).toEqual(['z/y/x.txt'])
    expect(await repository.list('none')).toEqual([])
  })

  it('reads one file, or many in one request', async () => {
    scene.make(files)
    const repository = await scene.visit()
    const before = scene.server.requests.length
    const all = await repository.readAll(['a.md', 'z/y/x.txt', 'none', 'z'])
    expect([...all].map(([path, content]) => [path, text(content)])).toEqual([
      ['a.md', 'A\n'],
      ['z/y/x.txt', 'X'],
    ])
    expect(scene.server.requests.length).toBe(before + 1)
    expect(text(await repository.read('a.md'))).toBe('A\n')
    expect(await repository.read('none')).toBeUndefined()
    expect(scene.server.requests.length).toBe(before + 1)
  })

  it('asks once for what is wanted at the same time', async () => {
    scene.make(files)
    const repository = await scene.visit()
    const before = scene.server.requests.length
    await Promise.all(Object.keys(files).map((path) => repository.read(path)))
    expect(scene.server.requests.length).toBe(before + 1)
  })

  it('gives bytes that belong to the caller', async () => {
    scene.make(files)
    const repository = await scene.visit()
    ;(await repository.read('a.md'))?.fill(0)
    expect(text(await repository.read('a.md'))).toBe('A\n')
  })

  it('tells a file’s blob', async () => {
    const bare = scene.make(files)
    const repository = await scene.visit()
    expect(await repository.oid('a.md')).toBe(git(bare, 'rev-parse', 'main:a.md'))
    expect(await repository.oid('none')).toBeUndefined()
  })

  it.each([2, 0] as const)(
    'reads a tag, also one that is an object of its own (version %d)',
    async (version) => {
      const bare = scene.make({ 'a.md': 'then\n' })
      scene.serve({ version })
      git(bare, 'tag', 'light')
      git(bare, 'tag', '--annotate', '--message', 'First', 'heavy')
      commit(bare, { 'a.md': 'now\n' })
      for (const tag of ['light', 'heavy']) {
        const repository = await scene.visit({ branch: `refs/tags/${tag}` })
        expect(text(await repository.read('a.md'))).toBe('then\n')
      }
      const none = await (await scene.open({ branch: 'refs/tags/none' })).sync()
      expect(none.kind).toBe('gone')
    },
  )

  it('follows symlinks within the repository, and only there', async () => {
    const link = (content: string) => ({ mode: '120000', content })
    scene.make({
      'real.md': 'R',
      'in/up.md': link('../real.md'),
      'twice.md': link('in/up.md'),
      'out.md': link('../../etc/passwd'),
      'root.md': link('/etc/passwd'),
      'self.md': link('self.md'),
      'folder.md': link('in'),
    })
    const repository = await scene.visit()
    const read = async (path: string) => text(await repository.read(path))
    expect(await Promise.all(['in/up.md', 'twice.md'].map(read))).toEqual(['R', 'R'])
    expect(await Promise.all(['out.md', 'root.md', 'self.md', 'folder.md'].map(read))).toEqual(
      Array(4).fill(undefined),
    )
  })

  it('does not take a submodule for a file', async () => {
    scene.make({ 'a.md': 'A', theme: { mode: '160000', content: '1'.repeat(40) } })
    const repository = await scene.visit()
    expect(await repository.list('')).toEqual(['a.md'])
    expect(await repository.read('theme')).toBeUndefined()
  })

  it('does not name what text cannot name, or Git would not write', async () => {
    const bare = scene.make({ 'a.md': 'A', '"latin-\\351.md"': 'L' })
    const dotGit = git(bare, 'rev-parse', 'main^{tree}')
    const lines = `040000 tree ${dotGit}\t.git\n040000 tree ${dotGit}\tfolder\n`
    const tree = execFileSync('git', ['mktree'], { cwd: bare, env: isolated, input: lines }).toString().trim()
    const head = git(bare, 'commit-tree', tree, '-m', 'Hostile')
    git(bare, 'update-ref', 'refs/heads/main', head)
    const repository = await scene.visit()
    expect(await repository.list('')).toEqual(['folder/a.md'])
    git(bare, 'update-ref', 'refs/heads/main', commit(bare, { 'a.md': 'A' }, { branch: 'sound' }))
    git(bare, 'gc', '-q', '--prune=now')
  })

  it('refuses to serve what was never synced', async () => {
    scene.make(files)
    const repository = await scene.open()
    expect(await repository.stored()).toBeUndefined()
    await expect(repository.list('')).rejects.toMatchObject({ code: 'unsynced' })
    await expect(repository.publish([put('a.md', 'x')], 'x')).rejects.toMatchObject({ code: 'unsynced' })
  })
})

describe.skipIf(isGitHub())('a first sync that is announced', () => {
  it.each([2, 0] as const)('asks no more, but sooner (version %d)', async (version) => {
    scene.make({ 'a.md': 'A\n' })
    scene.serve({ version })
    const { server } = scene
    await scene.visit()
    const usual = server.requests.length
    const repository = await scene.open()
    expect(await repository.stored({ asking: true })).toBeUndefined()
    await expect.poll(() => server.requests.length).toBe(usual + 2)
    expect(await repository.sync()).toMatchObject({ kind: 'synced', branch: 'main' })
    expect(server.requests.length).toBe(2 * usual)
  })

  it('asks anew where the host did not let us in', async () => {
    scene.make({ 'a.md': 'A\n' })
    const { server } = scene
    const credentials = { username: 'ada', password: 'secret' }
    scene.serve({ credentials })
    const repository = await scene.open()
    await repository.stored({ asking: true })
    await expect.poll(() => server.requests.length).toBe(2)
    expect(await repository.sync()).toMatchObject({ kind: 'unauthorized' })
    await repository.signIn(credentials)
    expect(await repository.sync()).toMatchObject({ kind: 'synced', branch: 'main' })
  })
})

describe('syncing', () => {
  it('tells what somebody else changed, and fetches only that', async () => {
    const bare = scene.make({ 'a.md': 'A\n', 'b.md': 'B\n', 'c/d.md': 'D\n'.repeat(1000) })
    const repository = await scene.visit()
    expect(await repository.sync()).toMatchObject({ changed: [] })
    const head = commit(bare, { 'a.md': null, 'e/f.md': 'F\n' })
    let size = 0
    scene.serve({ fault: (answer) => ((size = Math.max(size, answer.body.length)), answer) })
    expect(await repository.sync()).toMatchObject({
      kind: 'synced',
      branch: 'main',
      by: { name: 'Somebody Else', alone: true },
      head,
      changed: ['a.md', 'e/f.md'],
    })
    expect(size).toBeLessThan(isGitHub() ? 2000 : 1000)
    expect(text(await repository.read('e/f.md'))).toBe('F\n')
    expect(text(await repository.read('c/d.md'))).toBe('D\n'.repeat(1000))
  })

  it('needs one look when nothing changed', async () => {
    scene.make({ 'a.md': 'A\n' })
    const repository = await scene.visit()
    const before = scene.server.requests.length
    await repository.sync()
    expect(scene.server.requests.length).toBe(before + 1)
  })

  it.each(['main', 'master', 'gh-pages', 'site/next', 'ünï'])(
    'finds the default branch %s',
    async (branch) => {
      scene.make({ 'a.md': 'A\n' }, branch)
      const repository = await scene.open()
      expect(await repository.sync()).toMatchObject({ kind: 'synced', branch })
    },
  )

  it('takes the branch that is asked for', async () => {
    const bare = scene.make({ 'a.md': 'A\n' })
    commit(bare, { 'b.md': 'B\n' }, { branch: 'drafts/new' })
    commit(bare, { 'c.md': 'C\n' }, { branch: 'drafts/newer' })
    const repository = await scene.open({ branch: 'drafts/new' })
    expect(await repository.sync()).toMatchObject({ kind: 'synced', branch: 'drafts/new' })
    expect(await repository.list('')).toEqual(['b.md'])
  })

  it('finds the branch of a repository whose HEAD names one that is not there', async () => {
    const bare = scene.make({ 'a.md': 'A\n' }, 'published')
    git(bare, 'symbolic-ref', 'HEAD', 'refs/heads/master')
    expect(await (await scene.open()).sync()).toMatchObject({ kind: 'synced', branch: 'published' })
  })

  it('says that a branch is gone', async () => {
    const bare = scene.make({ 'a.md': 'A\n' })
    expect(await (await scene.open({ branch: 'none' })).sync()).toEqual({
      kind: 'gone',
      branch: 'none',
      instead: 'main',
    })
    const repository = await scene.visit()
    git(bare, 'branch', '-m', 'main', 'trunk')
    expect(await repository.sync()).toEqual({ kind: 'gone', branch: 'main', instead: 'trunk' })
    expect(await repository.list('')).toEqual(['a.md'])
  })

  it('knows an empty repository', async () => {
    scene.make(undefined, 'trunk')
    const repository = await scene.open()
    expect(await repository.sync()).toEqual({ kind: 'synced', head: null, branch: 'trunk', changed: [] })
    expect(await repository.list('')).toEqual([])
    expect(await repository.read('a.md')).toBeUndefined()
  })
})

describe.skipIf(isGitHub()).each([
  ['without filters', { config: { 'uploadpack.allowFilter': 'false' } }],
  ['without protocol version 2', { version: 0 as const }],
  [
    'of version 0 that gives only tips',
    { version: 0 as const, config: { 'uploadpack.allowAnySHA1InWant': 'false' } },
  ],
])('a host %s', (_, options) => {
  it('gives everything at once, and later what is new', async () => {
    const bare = scene.make({ 'a.md': 'A\n', 'b/c.md': 'C\n'.repeat(1000) }, 'trunk')
    scene.serve(options)
    const repository = await scene.visit()
    const before = scene.server.requests.length
    expect(text(await repository.read('b/c.md'))).toBe('C\n'.repeat(1000))
    expect(scene.server.requests.length).toBe(before)
    commit(bare, { 'a.md': 'A2\n' }, { branch: 'trunk' })
    expect(await repository.sync()).toMatchObject({ changed: ['a.md'], branch: 'trunk' })
    expect(text(await repository.read('a.md'))).toBe('A2\n')
    expect(await repository.publish([put('b/c.md', 'C2\n')], 'Change c')).toMatchObject({ kind: 'published' })
    expect(git(bare, 'show', 'trunk:b/c.md')).toBe('C2')
  })

  it('may be empty', async () => {
    scene.make(undefined, 'main')
    scene.serve(options)
    const repository = await scene.visit()
    expect(await repository.publish([put('a.md', 'A\n')], 'First')).toMatchObject({
      kind: 'published',
      branch: 'main',
    })
  })
})

it.skipIf(isGitHub())('gives up filters when the host does', async () => {
  const bare = scene.make({ 'a.md': 'A\n', 'b.md': 'B\n' })
  const repository = await scene.visit()
  commit(bare, { 'a.md': 'A2\n' })
  scene.serve({ config: { 'uploadpack.allowFilter': 'false' } })
  await repository.signIn(null)
  expect(await repository.sync()).toMatchObject({ changed: ['a.md'] })
  scene.serve({ fault: () => 'drop' })
  expect(text(await repository.read('b.md'))).toBe('B\n')
})
