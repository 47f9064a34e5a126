import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../src/git/index.ts'
import { commit, git, isolated } from './repositories.ts'
import { ada, isGitHub, put, text, useScene } from './scene.ts'

const scene = useScene()
const files = { 'a.md': 'A\n', 'b.md': 'B\n' }

/** A blog of four commits, whose last one this device knows. */
function make(): string {
  const bare = scene.make({ 'a.md': 'first\n' })
  for (const content of ['second\n', 'third\n']) commit(bare, { 'a.md': content })
  commit(bare, files)
  return bare
}

/** A commit with these files on another one (on none: the first of a history), which becomes the branch's tip. */
function onto(parent: string, content: string, dates = '1700000000 +0000'): void {
  const { bare } = scene
  const at = git(bare, 'rev-parse', '--verify', '--quiet', parent)
  const env = { ...isolated, GIT_COMMITTER_DATE: dates, GIT_AUTHOR_DATE: dates }
  const run = (input: string, ...args: string[]): string =>
    execFileSync('git', args, { cwd: bare, env, input }).toString().trim()
  const blob = run(content, 'hash-object', '-w', '--stdin')
  const tree = run(`100644 blob ${blob}\ta.md\n`, 'mktree')
  git(bare, 'update-ref', 'refs/heads/main', run('', 'commit-tree', tree, '-p', at, '-m', 'Another'))
}

const twoOthers = (): void => {
  onto('main~2', 'other\n')
  onto('main', 'others\n')
}
const orphan = (): void => {
  git(scene.bare, 'update-ref', '-d', 'refs/heads/main')
  commit(scene.bare, { 'a.md': 'other\n' })
}

describe('a history that was put in the place of the one that is known', () => {
  it.each<[string, () => void]>([
    ['its last commit made anew', () => onto('main~1', 'other\n')],
    ['some commits made anew', twoOthers],
    ['its last commit taken back', () => git(scene.bare, 'update-ref', 'refs/heads/main', 'main~1')],
    ['some commits taken back', () => git(scene.bare, 'update-ref', 'refs/heads/main', 'main~3')],
    ['begun anew', orphan],
    [
      'begun anew and gone on from',
      () => {
        orphan()
        commit(scene.bare, { 'a.md': 'others\n' })
      },
    ],
    [
      'made anew, and the host has forgotten the old one',
      () => {
        twoOthers()
        git(scene.bare, 'reflog', 'expire', '--expire=now', '--all')
        git(scene.bare, 'gc', '--quiet', '--prune=now')
      },
    ],
  ])('(%s) is told, and not taken in before it is agreed to', async (_, rewrite) => {
    const bare = make()
    const store = memoryStore()
    const repository = await scene.visit({ store })
    const before = await repository.stored()
    await repository.prefetch(['a.md'])
    rewrite()
    const told = { kind: 'rewritten', name: 'Somebody Else', date: 1700000000000 }
    expect(await repository.sync()).toMatchObject({ ...told, lost: ['b.md'], changed: ['a.md'] })
    expect(await repository.list('')).toEqual(['a.md', 'b.md'])
    expect(text(await repository.read('a.md'))).toBe('A\n')
    const tip = git(bare, 'rev-parse', 'main')
    expect(await repository.publish([put('b.md', 'mine\n')], 'Mine', ada)).toMatchObject(told)
    expect(git(bare, 'rev-parse', 'main')).toBe(tip)

    const later = await scene.open({ store })
    expect(await later.stored()).toEqual(before)
    expect(await later.sync()).toMatchObject(told)

    expect(await repository.sync([], { anew: true })).toMatchObject({ changed: ['a.md', 'b.md'], head: tip })
    expect(await repository.list('')).toEqual(['a.md'])
    expect(await repository.publish([put('a.md', 'mine\n')], 'Mine', ada)).toMatchObject({
      kind: 'published',
    })
    // the other tab hears that it was agreed to, and asks nothing
    expect(await later.sync()).toMatchObject({ kind: 'synced' })
  })

  it('without any commit left is told, too', async () => {
    const bare = make()
    const repository = await scene.visit()
    git(bare, 'update-ref', '-d', 'refs/heads/main')
    expect(await repository.sync()).toMatchObject({ kind: 'rewritten', name: '', lost: ['a.md', 'b.md'] })
    expect(await repository.sync([], { anew: true })).toMatchObject({ kind: 'synced', head: null })
  })

  it('with the same files is the same blog', async () => {
    const bare = make()
    const repository = await scene.visit()
    git(bare, 'update-ref', '-d', 'refs/heads/main')
    commit(bare, files)
    expect(await repository.sync()).toMatchObject({ kind: 'synced', changed: [] })
  })
})

describe('a history that goes on', () => {
  const others = (count: number): void => {
    for (let at = 0; at < count; at++) commit(scene.bare, { 'a.md': `${at}\n` })
  }
  it.each<[string, () => void]>([
    ['by one commit', () => others(1)],
    ['by some', () => others(4)],
    [
      'by a merge of what somebody began earlier',
      () => {
        git(scene.bare, 'branch', 'other', 'main~2')
        commit(scene.bare, { 'c.md': 'C\n' }, { branch: 'other' })
        const tree = git(scene.bare, 'rev-parse', 'other^{tree}')
        const merge = git(scene.bare, 'commit-tree', tree, '-p', 'other', '-p', 'main', '-m', 'Merge')
        git(scene.bare, 'update-ref', 'refs/heads/main', merge)
        others(1)
      },
    ],
    [
      'by commits of somebody whose clock is years behind',
      () => {
        onto('main', 'other\n', '100000000 +0000')
        onto('main', 'others\n', '100000100 +0000')
      },
    ],
  ])('%s is taken in as ever', async (_, happens) => {
    make()
    const repository = await scene.visit()
    happens()
    expect(await repository.sync()).toMatchObject({ kind: 'synced', by: { name: 'Somebody Else' } })
  })

  it.skipIf(isGitHub())('costs a question of few bytes, and none where the tip itself says it', async () => {
    make()
    const repository = await scene.visit()
    others(1)
    const from = scene.server.requests.length
    await repository.sync()
    expect(scene.server.requests.length - from).toBe(2)
    others(3)
    let size = 0
    scene.serve({ fault: (answer) => ((size += answer.body.length), answer) })
    await repository.sync()
    expect(scene.server.requests.length - from).toBe(5)
    expect(size).toBeLessThan(2000)
  })

  it('for longer than is asked for counts as going on', { timeout: 60_000 }, async () => {
    const bare = make()
    const repository = await scene.visit()
    const commits = Array.from({ length: 1100 }, (_, at) => {
      const from = at === 0 ? 'from refs/heads/main^0\n' : ''
      const who = 'committer Somebody Else <else@example.org> 1700000000 +0000'
      return `commit refs/heads/main\n${who}\ndata 1\nx\n${from}M 644 inline a.md\ndata ${String(at).length}\n${at}\n`
    })
    execFileSync('git', ['fast-import', '--quiet'], { cwd: bare, env: isolated, input: commits.join('') })
    expect(await repository.sync()).toMatchObject({ kind: 'synced', changed: ['a.md'] })
  })
})

describe.skipIf(isGitHub()).each([
  ['without filters', { config: { 'uploadpack.allowFilter': 'false' } }],
  ['that gives no commits alone', { config: { 'uploadpackfilter.tree.allow': 'false' } }],
  ['without protocol version 2', { version: 0 as const }],
])('a host %s', (_, options) => {
  it('is taken at its word, but where the tip itself says that it does not go on', async () => {
    make()
    scene.serve(options)
    const repository = await scene.visit()
    onto('main~2', 'other\n')
    onto('main', 'others\n')
    expect(await repository.sync()).toMatchObject({ kind: 'synced', changed: ['a.md', 'b.md'] })
    onto('main~1', 'more\n')
    expect(await repository.sync()).toMatchObject({ kind: 'rewritten' })
  })
})
