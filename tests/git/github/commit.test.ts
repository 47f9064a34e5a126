import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryStore, openRepository, type Repository } from '../../../src/git/index.ts'
import type { Store } from '../../../src/git/store.ts'
import { checkRepository, commit, git, isolated, makeRepository, temporaryFolder } from '../repositories.ts'
import { ada, put, text } from '../scene.ts'
import { startGitHub, type GitHubServer } from './server.ts'

let folder = temporaryFolder()
let github: GitHubServer
let bare = ''
beforeEach(async () => {
  folder = temporaryFolder()
  bare = makeRepository(folder.path, { 'a.md': 'A\n', '_posts/b.md': 'B\n' })
  github = await startGitHub(folder.path)
})
afterEach(async () => {
  await github.stop()
  expect(github.problems).toEqual([])
  await checkRepository(bare)
  folder.remove()
})

async function open(password: string | null = 'token', store: Store = memoryStore()): Promise<Repository> {
  const repository = await openRepository({ url: `${github.origin}/ada/blog`, direct: 'github' }, store)
  if (password !== null) await repository.signIn({ username: 'ada', password })
  return repository
}

/** All objects that a store keeps, as real git would name them. */
async function keptIn(store: Store): Promise<string[]> {
  const { indexes } = await store.load(0)
  const kept: string[] = []
  for (const [segment, { oids, places }] of indexes) {
    const bytes = (await store.bytes(segment)) ?? new Uint8Array()
    for (let at = 0; 3 * at < places.length; at++) {
      const [kind = 0, start = 0, end = 0] = places.subarray(3 * at)
      const args = ['hash-object', '--literally', '--stdin', '-t', ['commit', 'tree', 'blob'][kind] ?? '']
      const input = bytes.subarray(start, end)
      const real = execFileSync('git', args, { cwd: bare, env: isolated, input }).toString().trim()
      const oid = Buffer.from(oids.subarray(20 * at, 20 * at + 20)).toString('hex')
      expect(oid).toBe(real)
      kept.push(oid)
    }
  }
  return kept
}

/** Makes a commit of these very bytes the branch's tip; `%tree` and `%parent` stand for those of the tip before. */
function tipOf(raw: string | Buffer): string {
  const bytes = typeof raw === 'string' ? Buffer.from(raw) : raw
  const [tree, parent] = [git(bare, 'rev-parse', 'main^{tree}'), git(bare, 'rev-parse', 'main')]
  const filled = bytes.toString('latin1').replace('%tree', tree).replaceAll('%parent', parent)
  const input = Buffer.from(filled, 'latin1')
  const args = ['hash-object', '-w', '-t', 'commit', '--stdin']
  const oid = execFileSync('git', args, { cwd: bare, env: isolated, input }).toString().trim()
  git(bare, 'update-ref', 'refs/heads/main', oid)
  return oid
}

const zoned = (one: string, other = one): string =>
  `tree %tree\nparent %parent\nauthor Zoë <z@example.org> 1700000000 ${one}\n` +
  `committer Ada <a@example.org> 1700000099 ${other}\n\nÜber all\n\nThe rest.\n`
const signature = '-----BEGIN PGP SIGNATURE-----\n \n iQEzBAABCAAdFiEE\n -----END PGP SIGNATURE-----'
const signed = (end: string): string => zoned('+0530').replace('\n\n', `\ngpgsig ${signature}${end}\n\n`)

describe.each([
  ['with a token', 'token'],
  ['without one', null],
])('%s', (_, password) => {
  it.each([
    ['in a zone', zoned('+0530')],
    ['in two zones', zoned('-0330', '+1245')],
    ['in universal time', zoned('+0000')],
    ['signed', signed('')],
    ['signed by the host', signed('\n ')],
    ['that merges', zoned('+0100').replace('\nauthor', '\nparent %parent\nauthor')],
    ['without an end of its last line', zoned('+0100').trimEnd()],
    ['of an empty message', zoned('+0100').replace(/\n\n[^]*/, '\n\n')],
  ])('a commit %s is kept byte for byte', async (__, raw) => {
    if (raw.split('%parent').length > 2) git(bare, 'update-ref', 'refs/heads/other', 'main')
    const head = tipOf(raw)
    const store = memoryStore()
    const repository = await open(password, store)
    expect(await repository.sync()).toMatchObject({ kind: 'synced', head })
    expect(await keptIn(store)).toContain(head)
    expect((await store.load(0)).tip).toEqual({ head, branch: 'main' })
    expect(await repository.latest()).toMatchObject({ oid: head, date: 1700000000000 })
  })

  it.each([
    [
      'in another encoding',
      Buffer.from(zoned('+0100').replace('\n\n', '\nencoding ISO-8859-1\n\n'), 'latin1'),
    ],
    ['with a line that is not told', Buffer.from(zoned('+0100').replace('\n\n', '\nx-mark of somebody\n\n'))],
  ])('a commit %s is known by what is told of it, and no object', async (__, raw) => {
    const head = tipOf(raw)
    const store = memoryStore()
    const repository = await open(password, store)
    expect(await repository.sync()).toMatchObject({ kind: 'synced', head })
    expect(await keptIn(store)).not.toContain(head)
    expect(await repository.latest()).toMatchObject({ oid: head, name: 'Zoë', date: 1700000000000 })
    const later = await open(password, store)
    expect(await later.stored()).toEqual({ head, branch: 'main' })
    expect(text(await later.read('_posts/b.md'))).toBe('B\n')
    commit(bare, { 'a.md': 'A2\n' })
    expect(await later.sync()).toMatchObject({ kind: 'synced', changed: ['a.md'], by: { alone: true } })
  })
})

describe('a host that makes another commit of ours', () => {
  it.each([
    ['in universal time', { forgetsZones: true }, true],
    ['and signs it', { signs: true }, true],
    ['and adds to it what it does not tell', { marks: true }, false],
  ])('(%s) is believed what it made', async (_, options, isKept) => {
    const zone = process.env.TZ
    process.env.TZ = 'Asia/Kolkata'
    const store = memoryStore()
    const repository = await open('token', store)
    await repository.sync()
    github.options = options
    const result = await repository.publish([put('a.md', 'mine\n')], 'Mine', ada)
    process.env.TZ = zone ?? 'UTC'
    const head = git(bare, 'rev-parse', 'main')
    expect(result).toEqual({ kind: 'published', head, branch: 'main', changed: [] })
    expect((await keptIn(store)).includes(head)).toBe(isKept)
    expect(await repository.latest()).toMatchObject({ oid: head, name: ada.name, message: 'Mine' })
    expect(await repository.sync()).toMatchObject({ kind: 'synced', head, changed: [] })
    expect(await repository.publish([put('a.md', 'again\n')], 'Again', ada)).toMatchObject({
      kind: 'published',
    })
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('3')
  })
})
