import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { git, isolated, type Files } from './repositories.ts'
import { ada, isGitHub, put, remove, text, useScene } from './scene.ts'

const scene = useScene()

/** Modes, oids and names as Git has them: nothing is quoted. */
const entries = (bare: string, tip = 'main'): string[] =>
  execFileSync('git', ['ls-tree', '-r', '-z', tip], { cwd: bare, env: isolated })
    .toString()
    .split('\0')
    .filter((line) => line !== '')

describe('names', () => {
  const names = [
    '_posts/2026-05-01-Übermut Ω 日本.md',
    '_posts/2026-05-01-A\u030angstro\u0308m.md', // NFD, as a Mac writes it
    '_posts/2026-05-01-\u00c5ngstr\u00f6m.md', // the same in NFC: another file
    '_posts/2026-05-01-with spaces, "quotes" and \'these\'.md',
    '_posts/2026-05-01-100% & 50%25.md',
    '_posts/2026-05-01-a+b;c#d?e=f.md',
    '_posts/2026-05-01-🎣 \u202eleft.md',
    'assets/tab\there.txt',
  ]
  const quoted = (name: string): string => JSON.stringify(name)

  it('of every kind are listed, read, changed, added and removed as they are', async () => {
    const plain = Object.fromEntries(names.map((name) => [quoted(name), `${name}\n`]))
    const bare = scene.make({ 'z.md': 'Z\n', ...plain })
    const repository = await scene.visit()
    expect([...(await repository.list(''))].sort()).toEqual([...names, 'z.md'].sort())
    for (const name of names) expect(text(await repository.read(name))).toBe(`${name}\n`)
    const before = new Map(entries(bare).map((line) => [line.split('\t').slice(1).join('\t'), line]))
    const [first = '', second = '', third = ''] = names
    const fresh = '_posts/2026-05-02-ça va\u0301 "100%".md'
    expect(
      await repository.publish([put(first, 'changed\n'), remove(second), put(fresh, 'new\n')], 'Names', ada),
    ).toMatchObject({ kind: 'published' })
    const after = new Map(entries(bare).map((line) => [line.split('\t').slice(1).join('\t'), line]))
    expect([...after.keys()].sort()).toEqual(
      [...before.keys(), fresh].filter((name) => name !== second).sort(),
    )
    expect(after.get(third)).toBe(before.get(third))
    expect(execFileSync('git', ['show', `main:${fresh}`], { cwd: bare, env: isolated }).toString()).toBe(
      'new\n',
    )
  })
})

describe('what is no plain file', () => {
  const files: Files = {
    'a.md': 'A\n',
    'bin/build': { mode: '100755', content: '#!/bin/sh\n' },
    'bin/link': { mode: '120000', content: 'build' },
    theme: { mode: '160000', content: '1'.repeat(40) },
    '_posts/x.md': { mode: '100755', content: 'X\n' },
    'dos.txt': 'one\r\ntwo\r\n',
  }

  it('stays through a publish: modes, links, submodules and foreign line ends', async () => {
    const bare = scene.make(files)
    const before = entries(bare)
    const repository = await scene.visit()
    await repository.publish([put('_posts/x.md', 'X2\n'), put('bin/new.md', 'N\n')], 'x')
    const after = entries(bare)
    const names = (lines: readonly string[]) => lines.map((line) => line.split('\t')[1])
    expect(names(after)).toEqual([...names(before), 'bin/new.md'].sort())
    expect(after.filter((line) => !before.includes(line)).map((line) => line.split(' ')[0])).toEqual([
      '100755',
      '100644',
    ])
    expect(before.filter((line) => !after.includes(line))).toHaveLength(1)
  })
})

describe('the default branch', () => {
  it.each(['main', 'master', 'gh-pages', 'site/next', 'ünï/cöde'])(
    '%s is opened and published to',
    async (branch) => {
      const bare = scene.make({ 'a.md': 'A\n' }, branch)
      const repository = await scene.visit()
      expect(await repository.publish([put('a.md', 'B\n')], 'x')).toMatchObject({ kind: 'published', branch })
      expect(git(bare, 'show', `refs/heads/${branch}:a.md`)).toBe('B')
      expect(git(bare, 'for-each-ref', '--format=%(refname)')).toBe(`refs/heads/${branch}`)
    },
  )
})

describe('a clock that is years off', () => {
  afterEach(() => vi.useRealTimers())

  it.each(['1970-01-01T00:00:01Z', '2001-02-03T04:05:06Z', '2099-12-31T23:59:59Z'])(
    '(%s) fetches, publishes and syncs as any other',
    async (now) => {
      const bare = scene.make({ 'a.md': 'A\n' })
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) })
      const repository = await scene.visit()
      expect(await repository.publish([put('a.md', 'B\n')], 'x', ada)).toMatchObject({ kind: 'published' })
      expect(await repository.publish([put('a.md', 'C\n')], 'y', ada)).toMatchObject({ kind: 'published' })
      expect(await repository.sync()).toMatchObject({ kind: 'synced', changed: [] })
      expect(git(bare, 'log', '--format=%s', 'main').split('\n').slice(0, 2)).toEqual(['y', 'x'])
      expect(git(bare, 'log', '-1', '--format=%at', 'main')).toBe(String(Date.parse(now) / 1000))
    },
  )
})

it(
  'a repository of 30,000 files and a post of 5 MB are opened, and publish what changed',
  { timeout: 120_000 },
  async () => {
    const many = Array.from({ length: 30_000 }, (_, at): [string, string] => [
      `assets/${at % 300}/${at}.txt`,
      `${at}\n`,
    ])
    const lines = Array.from(
      { length: 110_000 },
      (_, at) => `Line ${at} of a very long post, with *words* in it.\n`,
    )
    const long = lines.join('')
    const bare = scene.make({ ...Object.fromEntries(many), '_posts/long.md': long })
    const repository = await scene.visit()
    expect(await repository.list('')).toHaveLength(30_001)
    expect(text(await repository.read('_posts/long.md'))?.length).toBe(long.length)
    const from = scene.server.requests.length
    const edited = `${long.slice(0, 2_500_000)}One word.${long.slice(2_500_000)}`
    expect(await repository.publish([put('_posts/long.md', edited)], 'Long')).toMatchObject({
      kind: 'published',
    })
    const push = scene.server.requests.slice(from).find(({ path }) => path.endsWith('/git-receive-pack'))
    // GitHub's interface takes whole texts
    if (!isGitHub()) expect(push?.body.length).toBeLessThan(5000)
    expect(git(bare, 'show', '--numstat', '--format=', 'main')).toMatch(/_posts\/long\.md$/)
    expect(git(bare, 'rev-parse', 'main:_posts/long.md')).toBe(await repository.oid('_posts/long.md'))
  },
)
