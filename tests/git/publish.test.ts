import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commit, git, type Files } from './repositories.ts'
import { ada, bytes, isGitHub, isPush, put, remove, text, useScene } from './scene.ts'
import type { GitAnswer, GitRequest, GitServerOptions } from './server.ts'

const scene = useScene()
const posts = { 'a.md': 'one\ntwo\n', '_posts/2024-01-01-b.md': 'B\n', '_drafts/c.md': 'C\n' }

const tree = (bare: string, ref = 'main'): string[] =>
  git(bare, 'ls-tree', '-r', '-z', ref).split('\0').slice(0, -1)

/** A hook of the repository: a shell script. */
function hook(name: string, script: string): void {
  const path = join(scene.bare, 'hooks', name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

describe('publishing', () => {
  it('makes one commit that changes one line', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    const result = await repository.publish([put('a.md', 'one\n2\n')], 'Mend a', ada)
    const head = git(bare, 'rev-parse', 'main')
    expect(result).toEqual({ kind: 'published', head, branch: 'main', changed: [] })
    expect(git(bare, 'log', '-1', '--format=%an|%ae|%cn|%ce|%s', '--numstat')).toBe(
      'Ada Lovelace|ada@example.org|Ada Lovelace|ada@example.org|Mend a\n\n1\t1\ta.md',
    )
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('2')
    expect(text(await repository.read('a.md'))).toBe('one\n2\n')
    expect(await repository.stored()).toEqual({ head, branch: 'main' })
    expect(await repository.sync()).toMatchObject({ changed: [] })
  })

  it('adds, changes, moves and removes in one commit', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    const picture = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) >> 3)
    await repository.publish(
      [
        put('_posts/2024-02-02-c.md', 'C!\n'),
        remove('_drafts/c.md'),
        { path: 'assets/2024/pic.png', bytes: picture },
        put('a.md', ''),
      ],
      'Much',
      ada,
    )
    expect(git(bare, 'show', '--format=', '--name-status', '--no-renames', 'main').split('\n')).toEqual([
      'D\t_drafts/c.md',
      'A\t_posts/2024-02-02-c.md',
      'M\ta.md',
      'A\tassets/2024/pic.png',
    ])
    expect(await repository.list('_drafts')).toEqual([])
    expect(await repository.read('assets/2024/pic.png')).toEqual(picture)
  })

  it('keeps modes, links, submodules, foreign names and order of all else', async () => {
    const bare = scene.make({
      'run.sh': { mode: '100755', content: '#!/bin/sh\n' },
      'b/run.sh': { mode: '100755', content: 'x' },
      'b/link': { mode: '120000', content: '../a.md' },
      'b/theme': { mode: '160000', content: '1'.repeat(40) },
      'b-c.md': '',
      'b.md': '',
      b0: '',
      'b/nfd-e\u0301.md': '',
      'b/nfc-\u00e9.md': '',
      '"b/latin-\\351.md"': '',
      '"b/quote\\".md"': '',
      'b/per%cent 20.md': '',
      'b/astral-\u{1f600}.md': '',
      'b/last-\uffee.md': '',
      'b/x.md': 'X',
    })
    const before = tree(bare)
    const repository = await scene.visit()
    const names = ['b/nfd-e\u0301.md', 'b/quote".md', 'b/per%cent 20.md', 'b/astral-\u{1f600}.md']
    expect(await repository.list('b')).toEqual(expect.arrayContaining(names))
    await repository.publish(
      [put('b/x.md', 'Y'), put('b.a', 'new'), ...names.map((path) => put(path, path))],
      'Names',
    )
    const plain = (line: string): boolean =>
      !/\t(b\/x\.md|b\.a)$/.test(line) && !names.some((name) => line.endsWith(`\t${name}`))
    expect(tree(bare).filter(plain)).toEqual(before.filter(plain))
    expect(names.map((path) => git(bare, 'show', `main:${path}`))).toEqual(names)
    await repository.publish([put('b/run.sh', 'y'), put('run.sh', 'z')], 'Modes')
    expect(tree(bare).filter((line) => line.startsWith('100755'))).toHaveLength(2)
  })

  it('writes to where a symlink leads', async () => {
    const bare = scene.make({ 'x/real.md': 'R', 'link.md': { mode: '120000', content: 'x/real.md' } })
    const repository = await scene.visit()
    await repository.publish([put('link.md', 'R2')], 'Through the link')
    expect(git(bare, 'show', 'main:x/real.md')).toBe('R2')
    expect(text(await repository.read('link.md'))).toBe('R2')
    await repository.publish([remove('link.md')], 'Without the link')
    expect(await repository.list('')).toEqual(['x/real.md'])
  })

  it('may remove the last file', async () => {
    const bare = scene.make({ 'a/b/c.md': 'C' })
    const repository = await scene.visit()
    await repository.publish([remove('a/b/c.md')], 'Nothing left')
    expect(tree(bare)).toEqual([])
    expect(await repository.list('')).toEqual([])
    await repository.publish([put('a/b/c.md', 'C')], 'Back')
    expect(git(bare, 'show', 'main:a/b/c.md')).toBe('C')
  })

  it('turns a file into a folder and back', async () => {
    const bare = scene.make({ a: 'file', 'z.md': '' })
    const repository = await scene.visit()
    await repository.publish([remove('a'), put('a/b', 'inside')], 'Folder')
    expect(git(bare, 'show', 'main:a/b')).toBe('inside')
    await repository.publish([put('a', 'file'), remove('a/b')], 'File')
    expect(git(bare, 'show', 'main:a')).toBe('file')
  })

  it.each([
    ['a file stands where a folder should', { a: 'file' }, 'a/b'],
    ['a folder stands where a file should', { 'a/b': 'inside' }, 'a'],
    ['a submodule stands there', { a: { mode: '160000', content: '1'.repeat(40) } }, 'a'],
    ['a submodule stands on the way', { a: { mode: '160000', content: '1'.repeat(40) } }, 'a/b'],
    ['a link to nowhere stands there', { a: { mode: '120000', content: 'none' } }, 'a'],
  ] as [string, Files, string][])('is a conflict where %s', async (_, files, path) => {
    scene.make(files)
    const repository = await scene.visit()
    expect(await repository.publish([put(path, 'x')], 'x')).toEqual({ kind: 'conflict', paths: [path] })
  })

  it('does nothing where nothing is to be done', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    const head = git(bare, 'rev-parse', 'main')
    const changes = [put('a.md', 'one\ntwo\n'), remove('none.md')]
    expect(await repository.publish(changes, 'x')).toMatchObject({ kind: 'published', head })
    expect(await repository.publish([], 'x')).toMatchObject({ kind: 'published', head })
    expect(git(bare, 'rev-parse', 'main')).toBe(head)
  })

  it.each(['main', 'master', 'site/next'])('begins an empty repository at %s', async (branch) => {
    const bare = scene.make(undefined, branch)
    const repository = await scene.visit()
    const result = await repository.publish([put('_posts/a.md', 'A\n')], 'First', ada)
    expect(result).toMatchObject({ kind: 'published', branch, head: git(bare, 'rev-parse', branch) })
    expect(git(bare, 'log', '--format=%s|%P', branch)).toBe('First|')
  })

  it('goes to the branch that was asked for', async () => {
    const bare = scene.make(posts)
    commit(bare, { 'n.md': 'N\n' }, { branch: 'drafts/new' })
    const repository = await scene.visit({ branch: 'drafts/new' })
    await repository.publish([put('n.md', 'N2\n')], 'Next')
    expect(git(bare, 'show', 'drafts/new:n.md')).toBe('N2')
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('1')
  })

  it('writes names and messages that Git takes, whatever is in them', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    const odd = { name: ' <Zoë>\n"Evil" Ω. ', email: ' a<b>@c\0.org ' }
    await repository.publish([put('a.md', 'x')], '  Über\r\n\r\nTwo\0\n\n', odd)
    expect(git(bare, 'log', '-1', '--format=%an|%ae|%B')).toBe('Zoë"Evil" Ω|ab@c.org|Über\n\nTwo\n')
    if (isGitHub()) return // it wants to know who
    await repository.publish([put('a.md', 'y')], '', { name: '', email: '' })
    expect(git(bare, 'log', '-1', '--format=%an|%ae|%B')).toBe('Unknown||\n')
  })

  it('dates the commit in the author’s time zone', async () => {
    const zone = process.env.TZ
    process.env.TZ = 'Asia/Kolkata'
    const bare = scene.make(posts)
    const repository = await scene.visit()
    await repository.publish([put('a.md', 'x')], 'x')
    process.env.TZ = 'America/St_Johns'
    await repository.publish([put('a.md', 'y')], 'y')
    process.env.TZ = zone ?? 'UTC'
    expect(git(bare, 'log', '-2', '--format=%ai').replaceAll(/^.* /gm, '').split('\n')[1]).toBe('+0530')
    expect(git(bare, 'log', '-1', '--format=%ai')).toMatch(/ -0[23]30$/)
    const age = Date.now() / 1000 - Number(git(bare, 'log', '-1', '--format=%at'))
    expect(Math.abs(age)).toBeLessThan(60)
  })

  it('does not write where a path leads out of the repository or into .git', async () => {
    scene.make(posts)
    const repository = await scene.visit()
    const paths = [
      '../a',
      '/a',
      'a//b',
      'a/',
      '',
      'a/../b',
      './a',
      '.git/config',
      'a/.GIT/x',
      'a\\b',
      'a\0b',
      'a\nb',
      '.git /x',
      'git~1/x',
      '.g\u200cit/x',
      '.git::$INDEX_ALLOCATION/x',
      '\ud800',
    ]
    for (const path of paths) {
      const result = repository.publish([put(path, 'x')], 'x')
      await expect(result, path).rejects.toMatchObject({ code: 'bad-path', data: { path } })
    }
  })

  it.skipIf(isGitHub())('sends under 1 kB for a one-word change, in one request', async () => {
    const bare = scene.make({
      ...posts,
      '_posts/long.md': 'A line of a post that is not so short.\n'.repeat(50),
    })
    const repository = await scene.visit()
    await repository.publish([put('a.md', 'first')], 'First')
    const before = scene.server.requests.length
    await repository.publish(
      [put('_posts/long.md', `Word\n${'A line of a post that is not so short.\n'.repeat(50)}`)],
      'Word',
    )
    const sent = scene.server.requests.slice(before)
    expect(sent.map(({ path }) => path.split('/').at(-1))).toEqual(['git-receive-pack'])
    expect(sent[0]?.body.length).toBeLessThan(1000)
    expect(git(bare, 'show', '--format=', '--numstat', 'main')).toBe('1\t0\t_posts/long.md')
  })
})

it.skipIf(isGitHub())(
  'asks a host first that has the branch checked out: a push that comes too late would touch its files',
  async () => {
    scene.make({ ...posts })
    const repository = await scene.visit({ workTree: true })
    await repository.publish([put('a.md', 'first')], 'First')
    const before = scene.server.requests.length
    await repository.publish([put('a.md', 'second')], 'Second')
    expect(scene.server.requests.slice(before).map(({ path }) => path.split('/').at(-1))).toEqual([
      'git-upload-pack',
      'git-receive-pack',
    ])
  },
)

it.skipIf(isGitHub())('is prepared for, so that one request does it', async () => {
  const bare = scene.make(posts)
  const repository = await scene.visit()
  await repository.preparePublish()
  const before = scene.server.requests.length
  expect(await repository.publish([put('a.md', 'x')], 'x')).toMatchObject({
    kind: 'published',
    head: git(bare, 'rev-parse', 'main'),
  })
  expect(scene.server.requests.length - before).toBe(1)
  scene.serve({ fault: () => 'drop' })
  const other = await scene.open()
  await other.preparePublish()
})

describe.skipIf(isGitHub())('a host that refuses', () => {
  it('is quoted in the words of its hook', async () => {
    const bare = scene.make(posts)
    const head = git(bare, 'rev-parse', 'main')
    hook(
      'pre-receive',
      `printf '\\033[31mNo posts\\033[0m on\\tSundays.\\nCome \\007back tomorrow.\\n' >&2; exit 1`,
    )
    const repository = await scene.visit()
    const result = await repository.publish([put('a.md', 'x')], 'x')
    expect(result).toEqual({
      kind: 'refused',
      message: 'No posts on Sundays.\nCome back tomorrow.',
    })
    expect(git(bare, 'rev-parse', 'main')).toBe(head)
    expect(text(await repository.read('a.md'))).toBe('one\ntwo\n')
    hook('pre-receive', 'exit 0')
    expect(await repository.publish([put('a.md', 'x')], 'x')).toMatchObject({ kind: 'published' })
  })

  it('may protect its branch by an update hook', async () => {
    scene.make(posts)
    hook('update', 'echo "$1 is protected"; exit 1')
    const repository = await scene.visit()
    expect(await repository.publish([put('a.md', 'x')], 'x')).toEqual({
      kind: 'refused',
      message: 'refs/heads/main is protected',
    })
  })

  it('without a word is quoted by Git’s reason', async () => {
    scene.make(posts)
    hook('pre-receive', 'exit 1')
    const repository = await scene.visit()
    expect(await repository.publish([put('a.md', 'x')], 'x')).toEqual({
      kind: 'refused',
      message: 'pre-receive hook declined',
    })
  })

  it('may be a work tree with changes of its own', async () => {
    const work = join(scene.folder, 'work')
    git(scene.folder, 'init', '-q', '-b', 'main', 'work')
    writeFileSync(join(work, 'a.md'), 'A\n')
    git(work, 'add', '.')
    git(work, 'commit', '-q', '-m', 'First')
    scene.serve({ config: { 'receive.denyCurrentBranch': 'updateInstead' } })
    const repository = await scene.open({ url: `${scene.server.url}/work/.git` })
    await repository.sync()
    expect(await repository.publish([put('a.md', 'B\n')], 'x')).toMatchObject({ kind: 'published' })
    expect(readFileSync(join(work, 'a.md'), 'utf8')).toBe('B\n')
    writeFileSync(join(work, 'a.md'), 'mine\n')
    const refused = await repository.publish([put('a.md', 'C\n')], 'x')
    expect(refused).toMatchObject({ kind: 'refused' })
    expect(JSON.stringify(refused)).toContain('unstaged changes')
    expect(readFileSync(join(work, 'a.md'), 'utf8')).toBe('mine\n')
  })
})

describe('somebody else', () => {
  /** Commits these files when the first push arrives. */
  function pushesInBetween(files: Files, times = 1): void {
    let left = times
    scene.serve({
      before: (request) => isPush(request) && left-- > 0 && commit(scene.bare, files, { message: `${left}` }),
    })
  }

  it('pushed other files: both stay', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    commit(bare, { 'z.md': 'Z\n' })
    pushesInBetween({ 'y.md': 'Y\n' })
    const result = await repository.publish([put('a.md', 'x')], 'Mine')
    expect(result).toMatchObject({ kind: 'published', changed: ['y.md', 'z.md'] })
    expect(git(bare, 'log', '--format=%s', 'main').split('\n')).toEqual([
      'Mine',
      '0',
      'Somebody else was here',
      'Somebody else was here',
    ])
    expect(git(bare, 'show', '--format=', '--name-only', 'main')).toBe('a.md')
  })

  it('pushed the same file: a conflict, and nothing changes here until the next sync', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    pushesInBetween({ 'a.md': 'theirs\n', 'z.md': '' })
    const changes = [put('a.md', 'mine\n'), put('n.md', 'N\n')]
    expect(await repository.publish(changes, 'Mine')).toEqual({ kind: 'conflict', paths: ['a.md'] })
    expect(git(bare, 'show', 'main:a.md')).toBe('theirs')
    expect(text(await repository.read('a.md'))).toBe('one\ntwo\n')
    expect(await repository.publish(changes, 'Mine')).toEqual({ kind: 'conflict', paths: ['a.md'] })
    expect(await repository.sync()).toMatchObject({ changed: ['a.md', 'z.md'] })
    expect(await repository.publish(changes, 'Mine')).toMatchObject({ kind: 'published' })
    expect(git(bare, 'show', 'main:a.md')).toBe('mine')
  })

  it('made the same change: it is done', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    pushesInBetween({ 'a.md': 'same\n', 'b.md': null })
    expect(await repository.publish([put('a.md', 'same\n')], 'Mine')).toMatchObject({
      kind: 'published',
      head: git(bare, 'rev-parse', 'main'),
    })
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('2')
  })

  it('removed what was edited here, made what is new here: conflicts', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    commit(bare, { 'a.md': null, 'n.md': 'theirs' })
    const changes = [put('a.md', 'mine'), put('n.md', 'mine'), remove('_drafts/c.md')]
    expect(await repository.publish(changes, 'x')).toEqual({ kind: 'conflict', paths: ['a.md', 'n.md'] })
  })

  it('changed what an older draft started from', async () => {
    const bare = scene.make(posts)
    const old = git(bare, 'rev-parse', 'main:a.md')
    commit(bare, { 'a.md': 'newer\n' })
    const repository = await scene.visit()
    const change = { ...put('a.md', 'mine\n'), base: old }
    expect(await repository.publish([change], 'x')).toEqual({ kind: 'conflict', paths: ['a.md'] })
    expect(await repository.publish([{ ...change, base: null }], 'x')).toMatchObject({ kind: 'conflict' })
    const base = git(bare, 'rev-parse', 'main:a.md')
    expect(await repository.publish([{ ...change, base }], 'x')).toMatchObject({ kind: 'published' })
  })

  it('pushed onto our commit at once: what they did is news', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    const ontop = { 'a.md': 'theirs\n', 'z.md': '' }
    scene.serve({ fault: (answer, request) => (isPush(request) && commit(bare, ontop), answer) })
    const changes = [put('a.md', 'mine\n'), put('n.md', 'N\n')]
    expect(await repository.publish(changes, 'Mine')).toEqual({
      kind: 'published',
      head: git(bare, 'rev-parse', 'main~1'),
      branch: 'main',
      changed: [],
    })
    expect(text(await repository.read('a.md'))).toBe('mine\n')
    expect(await repository.sync()).toMatchObject({ changed: ['a.md', 'z.md'] })
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('3')
    expect(text(await repository.read('a.md'))).toBe('theirs\n')
  })

  it('put back what we had published before the last time', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    await repository.publish([put('a.md', 'first\n')], 'First')
    await repository.publish([put('a.md', 'second\n')], 'Second')
    commit(bare, { 'a.md': 'first\n' })
    expect(await repository.publish([put('a.md', 'third\n')], 'Third')).toEqual({
      kind: 'conflict',
      paths: ['a.md'],
    })
  })

  it('is always faster: that ends', async () => {
    scene.make(posts)
    const repository = await scene.visit()
    let count = 0
    scene.serve({ before: (request) => isPush(request) && commit(scene.bare, { 'z.md': String(count++) }) })
    expect(await repository.publish([put('a.md', 'x')], 'x')).toMatchObject({ kind: 'broken' })
    expect(count).toBe(6)
  })

  it('has begun the empty repository', async () => {
    const bare = scene.make(undefined)
    const repository = await scene.visit()
    commit(bare, { 'z.md': 'Z\n' })
    expect(await repository.publish([put('a.md', 'A\n')], 'Mine')).toMatchObject({ changed: ['z.md'] })
    expect(tree(bare)).toHaveLength(2)
  })
})

describe('an answer that is lost', () => {
  const lost =
    (when: (request: GitRequest) => boolean): NonNullable<GitServerOptions['fault']> =>
    (answer: GitAnswer, request: GitRequest) =>
      when(request) ? 'drop' : answer

  it('does not hide that the push arrived', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    scene.serve({ fault: lost(isPush) })
    expect(await repository.publish([put('a.md', 'x')], 'x')).toMatchObject({
      kind: 'published',
      head: git(bare, 'rev-parse', 'main'),
    })
  })

  it('does not make a conflict of what somebody did with our text right after', async () => {
    const bare = scene.make(posts)
    const repository = await scene.visit()
    scene.serve({
      fault: (answer, request) => (isPush(request) ? (commit(bare, { 'a.md': 'theirs\n' }), 'drop') : answer),
    })
    expect(await repository.publish([put('a.md', 'mine\n')], 'Mine')).toMatchObject({
      kind: 'published',
      changed: ['a.md'],
    })
    expect(git(bare, 'log', '--format=%s', 'main~1').split('\n')[0]).toBe('Mine')
  })

  /** The push arrives, then the line is dead. */
  async function publishIntoTheDark(): Promise<void> {
    const repository = await scene.visit()
    let dead = false
    scene.serve({ fault: lost((request) => (dead ||= isPush(request))) })
    expect(await repository.publish([put('a.md', 'mine\n')], 'Mine')).toEqual({ kind: 'offline' })
    scene.serve({})
    return void (again = repository)
  }
  let again: Awaited<ReturnType<typeof scene.visit>>

  it('is made up for by the next try, without a second commit', async () => {
    const bare = scene.make(posts)
    await publishIntoTheDark()
    const result = await again.publish([put('a.md', 'mine\n')], 'Mine')
    expect(result).toMatchObject({ kind: 'published', head: git(bare, 'rev-parse', 'main') })
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('2')
  })

  it('is made up for by another visit', async () => {
    const bare = scene.make(posts)
    const base = git(bare, 'rev-parse', 'main:a.md')
    await publishIntoTheDark()
    const other = await scene.visit()
    const result = await other.publish([{ ...put('a.md', 'mine\n'), base }], 'Mine')
    expect(result).toMatchObject({ kind: 'published' })
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('2')
  })

  it('does not make our own text a foreign one', async () => {
    const bare = scene.make(posts)
    await publishIntoTheDark()
    expect(await again.publish([put('a.md', 'mine, longer\n')], 'More')).toMatchObject({ kind: 'published' })
    expect(git(bare, 'log', '--format=%s', 'main').split('\n').slice(0, 2)).toEqual(['More', 'Mine'])
  })

  it('does not hide that somebody else came after', async () => {
    const bare = scene.make(posts)
    await publishIntoTheDark()
    commit(bare, { 'a.md': 'theirs\n' })
    expect(await again.publish([put('a.md', 'mine\n')], 'Mine')).toEqual({
      kind: 'conflict',
      paths: ['a.md'],
    })
  })
})

it('hands out what it published as bytes of its own', async () => {
  scene.make(posts)
  const repository = await scene.visit()
  const content = bytes('kept')
  await repository.publish([{ path: 'a.md', bytes: content }], 'x')
  content.fill(0)
  expect(text(await repository.read('a.md'))).toBe('kept')
})
