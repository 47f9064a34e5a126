import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { GitError, openRepository } from '../../src/git/index.ts'
import type { Http } from '../../src/git/host.ts'
import { openStore } from '../../src/git/indexed-db.ts'
import type { Store } from '../../src/git/store.ts'
import { commit, git } from './repositories.ts'
import { put, text, useScene } from './scene.ts'

const scene = useScene()
const files = {
  'a.md': 'A\n',
  '_posts/b.md': 'B\n',
  'pic.png': Uint8Array.from({ length: 300_000 }, (_, i) => i * 7),
}
const noNetwork: Http = async () => Promise.reject(new TypeError('no network'))

const url = (): string => `${scene.server.url}/blog.git`
const openKept = async (branch?: string): Promise<Store> =>
  openStore({ url: url(), ...(branch !== undefined && { branch }) })

/** The store as a plain object, to be overridden in part. */
const bind = (store: Store): Store => ({
  load: (after) => store.load(after),
  bytes: (segment) => store.bytes(segment),
  save: (...args) => store.save(...args),
  forget: () => store.forget(),
})

describe('a browser’s database', () => {
  it('serves a known repository without any request', async () => {
    const bare = scene.make(files)
    const first = await scene.visit({ store: await openKept() })
    await first.readAll(['a.md', '_posts/b.md'])
    const later = await openRepository({ url: url() }, await openKept(), noNetwork)
    expect(await later.stored()).toEqual({ head: git(bare, 'rev-parse', 'main'), branch: 'main' })
    expect(await later.list('')).toEqual(['_posts/b.md', 'a.md', 'pic.png'])
    expect(text(await later.read('a.md'))).toBe('A\n')
    expect(await later.sync()).toEqual({ kind: 'offline' })
    expect(text((await later.readAll(['_posts/b.md'])).get('_posts/b.md'))).toBe('B\n')
    await expect(later.read('pic.png')).rejects.toMatchObject({ code: 'offline' })
  })

  it('is not read twice', async () => {
    const bare = scene.make(files)
    const store = await openKept()
    const asked: number[] = []
    const counted: Store = { ...bind(store), load: (after) => (asked.push(after), store.load(after)) }
    const repository = await scene.visit({ store: counted })
    commit(bare, { 'a.md': 'A2\n' })
    await repository.sync()
    await repository.sync()
    expect(asked.slice(0, 2)).toEqual([0, 0])
    expect(asked[2]).toBeGreaterThan(0)
    expect(asked[3]).toBeGreaterThan(asked[2] ?? 0)
    const { indexes } = await store.load(0)
    expect(indexes.map(([number]) => number)).toEqual([asked[2], asked[3]])
    expect((await store.load(asked[2] ?? 0)).indexes).toHaveLength(1)
  })

  it('continues where the last visit ended', async () => {
    const bare = scene.make(files)
    await scene.visit({ store: await openKept() })
    commit(bare, { 'a.md': 'A2\n' })
    const later = await scene.open({ store: await openKept() })
    expect(await later.sync()).toMatchObject({ changed: ['a.md'] })
    expect(await later.read('pic.png')).toEqual(files['pic.png'])
    expect(await later.publish([put('a.md', 'A3\n')], 'x')).toMatchObject({ kind: 'published' })
    const last = await openRepository({ url: url() }, await openKept(), noNetwork)
    expect(text(await last.read('a.md'))).toBe('A3\n')
    expect(await last.read('pic.png')).toEqual(files['pic.png'])
  })

  it('drops what the blog no longer has, once it is worth it, but for what is asked to be kept', async () => {
    const bare = scene.make(files)
    const store = await openKept()
    const repository = await scene.visit({ store })
    const other = await scene.visit({ store: await openKept() })
    const old = (await repository.oid('a.md')) ?? ''
    await repository.readAll(['a.md', '_posts/b.md', 'pic.png'])
    await other.readAll(['_posts/b.md'])
    const pictures = [1, 2, 3, 4, 5].map((n) => files['pic.png'].map((byte) => byte + n))
    for (const picture of pictures) {
      commit(bare, { 'pic.png': picture, 'a.md': `${String(picture[0])}\n` })
      await repository.sync([old])
      await repository.readAll(['a.md', 'pic.png'])
    }
    expect(await repository.size()).toBeLessThan(1_500_000)
    const later = await openRepository({ url: url() }, await openKept(), noNetwork)
    expect(await later.size()).toBe(await repository.size())
    expect(text(await later.read('_posts/b.md'))).toBe('B\n')
    expect(text(await later.blob(old))).toBe('A\n')
    expect(text(await other.read('_posts/b.md'))).toBe('B\n')
  })

  it('drops nothing while another branch may need it', async () => {
    const bare = scene.make({ 'big.bin': new Uint8Array(2_000_000), 'a.md': 'A\n' })
    commit(bare, { 'a.md': 'N\n' }, { branch: 'next' })
    await scene.visit({ branch: 'next', store: await openKept('next') })
    const repository = await scene.visit({ store: await openKept() })
    await repository.readAll(['big.bin'])
    commit(bare, { 'big.bin': null })
    await repository.sync()
    expect(await repository.size()).toBeGreaterThan(2_000_000)
  })

  it('keeps branches and repositories apart', async () => {
    const bare = scene.make(files)
    commit(bare, { 'n.md': 'N' }, { branch: 'next' })
    await scene.visit({ store: await openKept() })
    await scene.visit({ branch: 'next', store: await openKept('next') })
    const main = await openRepository({ url: url() }, await openKept(), noNetwork)
    const next = await openRepository({ url: url(), branch: 'next' }, await openKept('next'), noNetwork)
    expect(await main.stored()).toMatchObject({ branch: 'main' })
    expect(await next.stored()).toMatchObject({ branch: 'next' })
    expect(await next.list('')).toEqual(['n.md'])
    const other = await openRepository({ url: `${url()}2` }, await openStore({ url: `${url()}2` }), noNetwork)
    expect(await other.stored()).toBeUndefined()
  })

  it('shows two tabs what either has fetched', async () => {
    const bare = scene.make(files)
    const one = await scene.visit({ store: await openKept() })
    const two = await scene.visit({ store: await openKept() })
    await one.publish([put('a.md', 'one\n')], 'One')
    expect(text(await two.read('a.md'))).toBe('A\n')
    expect(await two.publish([put('a.md', 'two\n')], 'Two')).toEqual({ kind: 'conflict', paths: ['a.md'] })
    expect(await two.sync()).toMatchObject({ changed: ['a.md'] })
    expect(text(await two.read('a.md'))).toBe('one\n')
    expect(await two.publish([put('a.md', 'two\n')], 'Two')).toMatchObject({ kind: 'published' })
    expect(git(bare, 'log', '--format=%s', 'main').split('\n')).toEqual([
      'Two',
      'One',
      'Somebody else was here',
    ])
  })

  it('forgets a repository, and only that one', async () => {
    const bare = scene.make(files)
    commit(bare, { 'n.md': 'N' }, { branch: 'next' })
    git(scene.folder, 'clone', '-q', '--bare', 'blog.git', 'other.git')
    const otherUrl = `${scene.server.url}/other.git`
    const other = await openRepository({ url: otherUrl }, await openStore({ url: otherUrl }))
    await other.sync()
    const repository = await scene.visit({ store: await openKept() })
    await scene.visit({ branch: 'next', store: await openKept('next') })
    await repository.forget()
    await expect(repository.list('')).rejects.toMatchObject({ code: 'unsynced' })
    for (const branch of [undefined, 'next']) {
      const later = await openRepository({ url: url() }, await openKept(branch), noNetwork)
      expect(await later.stored()).toBeUndefined()
    }
    const stays = await openRepository({ url: otherUrl }, await openStore({ url: otherUrl }), noNetwork)
    expect(await stays.list('')).toHaveLength(3)
    expect(await repository.sync()).toMatchObject({ kind: 'synced', changed: [] })
    expect(text(await repository.read('a.md'))).toBe('A\n')
  })

  it('has no password in it', async () => {
    scene.make(files)
    const address = new URL(url())
    address.username = 'ada'
    address.password = 'secret-word'
    const repository = await openRepository({ url: address.href }, await openStore({ url: address.href }))
    await repository.signIn({ username: 'ada', password: 'secret-word' })
    await repository.sync()
    const later = await openRepository({ url: url() }, await openKept(), noNetwork)
    expect(await later.stored()).toMatchObject({ branch: 'main' })
    expect(JSON.stringify(await dump())).not.toContain('secret-word')
  })
})

/** All keys and values of the database, but for bytes. */
async function dump(): Promise<unknown[]> {
  const { openDB } = await import('idb')
  const database = await openDB('galley-git')
  const rows = await Promise.all(
    [...database.objectStoreNames].map(async (name) => [
      await database.getAllKeys(name),
      await database.getAll(name),
    ]),
  )
  database.close()
  return rows
}

describe('a visit that ends in the midst', () => {
  /** Ends the nth time that something is asked of the network or the store: that and all that follows never comes. */
  function mortal(nth: number, store: Store): { store: Store; http: Http; died: Promise<void> } {
    let left = nth
    let die: () => void
    const died = new Promise<void>((resolve) => (die = resolve))
    const step = async <T>(run: () => Promise<T>): Promise<T> => {
      if (left-- > 0) return run()
      die()
      return new Promise<never>(() => undefined)
    }
    return {
      died,
      http: (address, init) => step(() => fetch(address, init)),
      store: {
        load: (after) => step(() => store.load(after)),
        bytes: (segment) => step(() => store.bytes(segment)),
        save: (...args) => step(() => store.save(...args)),
        forget: () => step(() => store.forget()),
      },
    }
  }

  it('leaves what it had, and the next one finds its way', async () => {
    const bare = scene.make(files)
    for (let nth = 0; ; nth++) {
      const { store, http, died } = mortal(nth, await openKept())
      const repository = await openRepository({ url: url() }, store, http)
      commit(bare, { 'z.md': String(nth) })
      const work = repository.sync().then(() => repository.publish([put('a.md', `${nth}\n`)], 'x'))
      const end = await Promise.race([work, died])

      const offline = await openRepository({ url: url() }, await openKept(), noNetwork)
      if (await offline.stored()) expect(await offline.list('_posts')).toEqual(['_posts/b.md'])
      const next = await scene.visit({ store: await openKept() })
      expect(text(await next.read('z.md'))).toBe(String(nth))
      expect(await next.publish([put('a.md', `${nth}\n`)], 'x')).toMatchObject({ kind: 'published' })
      expect(git(bare, 'show', 'main:a.md')).toBe(String(nth))
      expect(git(bare, 'rev-list', '--count', 'main')).toBe(String(2 * nth + 3))
      if (end === undefined) continue
      expect(nth).toBeGreaterThan(8)
      return
    }
  })

  it('for want of room says so, and keeps what it had', async () => {
    const bare = scene.make(files)
    const store = await openKept()
    const repository = await scene.visit({ store })
    const head = git(bare, 'rev-parse', 'main')
    commit(bare, { 'a.md': 'A2\n' })
    const full: Store = { ...bind(store), save: () => Promise.reject(new GitError('full', 'No room')) }
    const cramped = await scene.open({ store: full })
    expect(await cramped.sync()).toEqual({ kind: 'full' })
    expect(await cramped.stored()).toEqual({ head, branch: 'main' })
    expect(await repository.sync()).toMatchObject({ changed: ['a.md'] })
  })
})
