import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { describe, expect, it, vi } from 'vitest'
import { openKeyring } from '../../src/hosts/keyring.ts'

interface Secret {
  readonly password: string
}

const host = 'https://git.example'
const blog = `${host}/nell/blog`
const nell: Secret = { password: 'Sallow-tide-4711' }
const ada: Secret = { password: 'Engine-no-2' }

let count = 0
const freshName = (): string => `keyring ${(count += 1).toString()}`

const tabsOf =
  (...tabs: readonly string[]) =>
  () =>
    Promise.resolve(new Set(tabs))

/** All that lies on the disk, keys aside, as text. */
async function disk(name: string): Promise<string> {
  const database = await openDB(name)
  const rows = (await database.getAll('rows')) as { sealed: ArrayBuffer }[]
  const keys = await database.getAllKeys('keys')
  database.close()
  const readable = rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed).toString('latin1') }))
  return JSON.stringify([readable, keys])
}

describe('the keyring', () => {
  it('keeps a secret for the tab over a reload, and for no other tab', async () => {
    const name = freshName()
    const tabs = tabsOf('one', 'two')
    await (await openKeyring<Secret>({ name, tabs, tab: 'one' })).keep(blog, nell, 'tab')
    const reloaded = await openKeyring<Secret>({ name, tabs, tab: 'one' })
    expect(await reloaded.find(blog)).toEqual({ scope: blog, secret: nell, keep: 'tab' })
    const other = await openKeyring<Secret>({ name, tabs, tab: 'two' })
    expect(await other.find(blog)).toBeUndefined()
  })

  it('leaves nothing of a tab that is gone, its key neither', async () => {
    const name = freshName()
    await (await openKeyring<Secret>({ name, tabs: tabsOf('one'), tab: 'one' })).keep(blog, nell, 'tab')
    expect(await disk(name)).toContain('"one"')
    await openKeyring<Secret>({ name, tabs: tabsOf('two'), tab: 'two' })
    expect(await disk(name)).toBe('[[],[]]')
  })

  it('keeps on the device, for all tabs, until the chosen time', async () => {
    const name = freshName()
    let time = 1000
    const now = (): number => time
    await (await openKeyring<Secret>({ name, tabs: tabsOf(), tab: 'one', now })).keep(blog, nell, 5000)
    const later = await openKeyring<Secret>({ name, tabs: tabsOf(), tab: 'two', now })
    expect(await later.find(blog)).toEqual({ scope: blog, secret: nell, keep: 5000 })
    time = 5000
    expect(await later.find(blog)).toBeUndefined()
    expect(await disk(name)).toMatch(/^\[\[\],/)
  })

  it('removes what has had its time when it is opened', async () => {
    const name = freshName()
    await (await openKeyring<Secret>({ name, tabs: tabsOf(), now: () => 1 })).keep(blog, nell, 5000)
    await openKeyring<Secret>({ name, tabs: tabsOf(), now: () => 6000 })
    expect(await disk(name)).toMatch(/^\[\[\],/)
  })

  it('keeps until sign-out, and forgets then', async () => {
    const name = freshName()
    const keyring = await openKeyring<Secret>({ name, tabs: tabsOf(), now: () => 8e15 })
    await keyring.keep(blog, nell, 'sign-out')
    expect(await keyring.find(blog)).toEqual({ scope: blog, secret: nell, keep: 'sign-out' })
    await keyring.forget(blog)
    expect(await keyring.find(blog)).toBeUndefined()
    expect(await disk(name)).not.toContain(blog)
  })

  it('gives the repository’s own before its host’s, and forgets that one alone', async () => {
    const keyring = await openKeyring<Secret>({ name: freshName(), tabs: tabsOf('one'), tab: 'one' })
    await keyring.keep(host, ada, 'sign-out')
    expect((await keyring.find(blog))?.secret).toEqual(ada)
    await keyring.keep(blog, nell, 'tab')
    expect((await keyring.find(blog))?.secret).toEqual(nell)
    expect((await keyring.find(`${host}/nell/other`))?.secret).toEqual(ada)
    expect(await keyring.find('https://git.example.evil/nell/blog')).toBeUndefined()
    await keyring.forget(blog)
    expect((await keyring.find(blog))?.secret).toEqual(ada)
  })

  it('has one secret for a scope: the last, whoever it is kept for', async () => {
    const name = freshName()
    const keyring = await openKeyring<Secret>({ name, tabs: tabsOf('one'), tab: 'one' })
    await keyring.keep(blog, nell, 'sign-out')
    await keyring.keep(blog, ada, 'tab')
    expect((await keyring.find(blog))?.secret).toEqual(ada)
    await keyring.forget(blog)
    expect(await keyring.find(blog)).toBeUndefined()
  })

  it('writes nothing in clear, and keys that give themselves to nobody', async () => {
    const name = freshName()
    const keyring = await openKeyring<Secret>({ name, tabs: tabsOf('one'), tab: 'one' })
    await keyring.keep(blog, nell, 'tab')
    await keyring.keep(host, ada, 'sign-out')
    const lies = await disk(name)
    expect(lies).toContain(blog)
    expect(lies).not.toMatch(/Sallow|4711|Engine|password/)
    const database = await openDB(name)
    const keys = (await database.getAll('keys')) as CryptoKey[]
    database.close()
    expect(keys.map(({ extractable }) => extractable)).toEqual([false, false])
    for (const key of keys) await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  it('opens no row that was moved to another address, or given more time', async () => {
    const name = freshName()
    const keyring = await openKeyring<Secret>({ name, tabs: tabsOf(), now: () => 1 })
    await keyring.keep(blog, nell, 5000)
    const database = await openDB(name)
    const [row] = (await database.getAll('rows')) as Record<string, unknown>[]
    await database.put('rows', { ...row, scope: 'https://evil.example' })
    await database.put('rows', { ...row, until: Infinity })
    database.close()
    expect(await keyring.find('https://evil.example')).toBeUndefined()
    expect(await keyring.find(blog)).toBeUndefined()
  })

  it('makes one key, though two tabs make theirs at once', async () => {
    const name = freshName()
    const [one, two] = await Promise.all([1, 2].map(() => openKeyring<Secret>({ name, tabs: tabsOf() })))
    await Promise.all([one?.keep(blog, nell, 'sign-out'), two?.keep(host, ada, 'sign-out')])
    const third = await openKeyring<Secret>({ name, tabs: tabsOf() })
    expect((await third.find(blog))?.secret).toEqual(nell)
    expect((await third.find(host))?.secret).toEqual(ada)
  })
})

describe('the keyring where nothing can be kept', () => {
  it('serves from memory where there is no database', async () => {
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    let time = 0
    const keyring = await openKeyring<Secret>({ name: freshName(), tab: 'one', now: () => time })
    broken.mockRestore()
    await keyring.keep(blog, nell, 'tab')
    await keyring.keep(host, ada, 100)
    expect((await keyring.find(blog))?.secret).toEqual(nell)
    await keyring.forget(blog)
    expect((await keyring.find(blog))?.secret).toEqual(ada)
    time = 100
    expect(await keyring.find(blog)).toBeUndefined()
  })

  it('serves from memory where the disk takes nothing', async () => {
    const name = freshName()
    const keyring = await openKeyring<Secret>({ name, tabs: tabsOf('one'), tab: 'one' })
    const broken = vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValue(new Error('no'))
    await keyring.keep(blog, nell, 'tab')
    broken.mockRestore()
    expect((await keyring.find(blog))?.secret).toEqual(nell)
    await keyring.forget(blog)
    expect(await keyring.find(blog)).toBeUndefined()
  })

  it('keeps nothing on the disk for a tab that has no name', async () => {
    const name = freshName()
    const keyring = await openKeyring<Secret>({ name, tabs: tabsOf() })
    await keyring.keep(blog, nell, 'tab')
    expect((await keyring.find(blog))?.secret).toEqual(nell)
    expect(await disk(name)).toBe('[[],[]]')
  })
})
