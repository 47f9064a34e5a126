import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HostError, type Token } from '../../src/hosts/hosting.ts'
import { openKeyring } from '../../src/hosts/keyring.ts'
import { SignedIn, type Given } from '../../src/hosts/passes.ts'
import { unsaid } from '../../src/hosts/unsaid.ts'
import { makeRepository, temporaryFolder } from '../git/repositories.ts'
import { startBitbucket } from './servers/bitbucket.ts'
import { startGitea } from './servers/gitea.ts'
import type { TestHost } from './servers/server.ts'

const key = (password: string, username = 'ada'): Token => ({ username, password })

const folder = temporaryFolder()
const bare = makeRepository(folder.path, { 'a.md': 'A' })
afterAll(() => folder.remove())

let host: TestHost
let blog: string
let device: string
let count = 0

beforeEach(async () => {
  const repositories = {
    'ada/blog': { folder: bare, writers: ['ada'] },
    'ada/other': { folder: bare, writers: ['ada'] },
  }
  host = await startGitea({ tokens: { 'ada-key': 'ada', 'eve-key': 'eve' }, repositories })
  blog = `${host.origin}/ada/blog`
  device = `keyring of passes ${(count += 1).toString()}`
})
afterEach(async () => {
  vi.useRealTimers()
  expect(host.violations).toEqual([])
  await host.close()
})

/** Whoever is signed in in a tab of this device, while these tabs live. */
function openTab(tab: string, given: Partial<Given> = {}, living: readonly string[] = [tab]): SignedIn {
  const all = { relay: '', guest: false, tab, ...given }
  return new SignedIn(
    all,
    undefined,
    openKeyring({ name: device, tab, tabs: () => Promise.resolve(new Set(living)) }),
  )
}

/** What the repository at an address is given from now on. */
function visitor(tab: SignedIn, url = blog): (Token | null)[] {
  const given: (Token | null)[] = []
  tab.visit({ url, signIn: (token) => Promise.resolve(void given.push(token)) })
  return given
}

const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'in',
    (error: unknown) => (error instanceof HostError ? error.code : error),
  )

describe('who signs in', () => {
  it('is checked, and used at once; kept only when that is asked for', async () => {
    const tab = openTab('one')
    const given = visitor(tab)
    expect(await tab.signIn(blog, key('ada-key', ''))).toMatchObject({
      canPush: true,
      person: { login: 'ada' },
    })
    expect(given).toEqual([key('ada-key')])
    expect(await tab.account(blog)).toMatchObject({ person: { login: 'ada' }, keep: 'tab', forOne: true })
    expect(await openTab('one').account(blog)).toBeUndefined()
    await tab.keep(blog, 'tab')
    expect(await openTab('one').account(blog)).toMatchObject({ keep: 'tab' })
    expect((await openTab('one').routeTo(blog)).token).toEqual(key('ada-key'))
  })

  it('with what the host does not know is told so, and nothing of it is used or kept', async () => {
    const tab = openTab('one')
    const given = visitor(tab)
    expect(await codeOf(tab.signIn(blog, key('wrong')))).toBe('unauthorized')
    await tab.keep(blog, 'sign-out')
    expect([given, await tab.account(blog), (await tab.routeTo(blog)).token]).toEqual([
      [],
      undefined,
      undefined,
    ])
  })

  it('does not lose who was in before, where the new one is not known', async () => {
    const tab = openTab('one')
    await tab.signIn(blog, key('ada-key'))
    await tab.keep(blog, 'sign-out')
    expect(await codeOf(tab.signIn(blog, key('wrong')))).toBe('unauthorized')
    expect(await tab.account(blog)).toMatchObject({ person: { login: 'ada' }, keep: 'sign-out' })
  })

  it('at a host is in for all that it has, but not for another host; a blog’s own key goes first', async () => {
    const tab = openTab('one')
    const given = visitor(tab)
    await tab.signIn(host.origin, key('eve-key', 'eve'))
    await tab.keep(host.origin, 'sign-out')
    expect(given).toEqual([key('eve-key', 'eve')])
    expect(await tab.account(blog)).toMatchObject({ person: { login: 'eve' }, forOne: false })
    await tab.signIn(blog, key('ada-key'))
    await tab.keep(blog, 'sign-out')
    const later = openTab('two')
    expect((await later.routeTo(blog)).token).toEqual(key('ada-key'))
    expect((await later.routeTo(`${host.origin}/ada/other`)).token).toEqual(key('eve-key', 'eve'))
    expect((await later.routeTo('http://127.0.0.1:1/ada/blog')).token).toBeUndefined()
    expect(await codeOf(later.ask('http://127.0.0.1:1/ada/blog', 'person'))).toBe('unauthorized')
  })

  it('is nobody to a guest, who reads a theme, say', async () => {
    const tab = openTab('one')
    await tab.signIn(host.origin, key('ada-key'))
    await tab.keep(host.origin, 'sign-out')
    const guest = openTab('one', { guest: true })
    expect((await guest.routeTo(blog)).token).toBeUndefined()
    expect(await guest.account(blog)).toBeUndefined()
    expect(await codeOf(guest.ask(blog, 'person'))).toBe('unauthorized')
  })

  it('is asked once which host it is, however often', async () => {
    const tab = openTab('one')
    await Promise.all([tab.look(blog), tab.look(`${host.origin}/ada/other`), tab.look(host.origin)])
    expect(host.asked.filter(({ path }) => path === '/version')).toHaveLength(1)
  })

  it('has an account’s key under the name that Git wants, and another one at the interface', async () => {
    const account = `Basic ${Buffer.from('ada@example.org:ATATT').toString('base64')}`
    const bitbucket = await startBitbucket({
      tokens: { [account]: { scopes: 'write:repository:bitbucket write:pullrequest:bitbucket' } },
      repositories: { 'ada/blog': { folder: bare, permission: 'write' } },
    })
    const http = (url: string, init: RequestInit): Promise<Response> =>
      fetch(url.replace('https://api.bitbucket.org/2.0', bitbucket.api), init)
    const tab = new SignedIn(
      { relay: 'https://relay.example', guest: false },
      http,
      openKeyring({ name: device }),
    )
    const url = 'https://bitbucket.org/ada/blog'
    const given = visitor(tab, url)
    await tab.signIn(url, key('ATATT', 'ada@example.org'))
    expect(given).toEqual([key('ATATT', 'x-bitbucket-api-token-auth')])
    await tab.keep(url, 'tab')
    expect(await tab.routeTo(url)).toEqual({
      relay: 'https://relay.example',
      token: key('ATATT', 'x-bitbucket-api-token-auth'),
    })
    expect(bitbucket.violations).toEqual([])
    await bitbucket.close()
  })
})

describe('who signs out', () => {
  it('is forgotten at once, here and in every other tab', async () => {
    const [one, two] = [openTab('one', {}, ['one', 'two']), openTab('two', {}, ['one', 'two'])]
    await one.signIn(blog, key('ada-key'))
    await one.keep(blog, 'sign-out')
    expect((await two.routeTo(blog)).token).toEqual(key('ada-key'))
    const [given, heard] = [visitor(one), visitor(two)]
    await one.signOut(blog)
    expect(given).toEqual([null])
    await vi.waitFor(() => expect(heard).toEqual([null]))
    expect([await one.account(blog), await two.account(blog)]).toEqual([undefined, undefined])
  })

  it('leaves another tab its own', async () => {
    const [one, two] = [openTab('one', {}, ['one', 'two']), openTab('two', {}, ['one', 'two'])]
    for (const tab of [one, two]) {
      await tab.signIn(blog, key('ada-key'))
      await tab.keep(blog, 'tab')
    }
    const heard = visitor(two)
    const told = new BroadcastChannel('galley signed out')
    const said = new Promise((resolve) => (told.onmessage = resolve))
    await one.signOut(blog)
    await said
    told.close()
    expect(await two.account(blog)).toMatchObject({ person: { login: 'ada' } })
    expect(heard).toEqual([])
  })

  it('after the time that was chosen is signed out in a tab that stayed open', async () => {
    const tab = openTab('one')
    await tab.signIn(blog, key('ada-key'))
    const given = visitor(tab)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const days = 24 * 60 * 60 * 1000
    await tab.keep(blog, Date.now() + 30 * days)
    await vi.advanceTimersByTimeAsync(30 * days - 1000)
    expect(given).toEqual([])
    await vi.advanceTimersByTimeAsync(2000)
    expect(given).toEqual([null])
  })
})

describe('what a host repeats of what it was sent', () => {
  const pair = Buffer.from('ada:Sallow-tide').toString('base64')

  it('does not reach the page', async () => {
    const tab = openTab('one')
    expect(tab.unsaid({ id: 1, error: { message: 'ada-key' } })).toEqual({
      id: 1,
      error: { message: 'ada-key' },
    })
    visitor(tab)
    await tab.signIn(blog, key('ada-key'))
    const basic = Buffer.from('ada:ada-key').toString('base64')
    expect(tab.unsaid({ id: 1, error: { message: `Who is ada-key, ${basic}?` } })).toEqual({
      id: 1,
      error: { message: 'Who is …, …?' },
    })
  })

  it('is words; paths, names and bytes stay what they are', () => {
    const bytes = new TextEncoder().encode('Sallow-tide')
    const told = {
      id: 1,
      value: {
        kind: 'refused',
        message: `Sallow-tide ${pair} Sallow-tide`,
        paths: ['Sallow-tide'],
        head: 'Sallow-tide',
      },
    }
    expect(unsaid(told, key('Sallow-tide'))).toEqual({
      id: 1,
      value: { kind: 'refused', message: '… … …', paths: ['Sallow-tide'], head: 'Sallow-tide' },
    })
    for (const whole of [bytes, [bytes], new Map([['Sallow-tide', bytes]]), 'Sallow-tide', null, 3])
      expect(unsaid({ id: 2, value: whole }, key('Sallow-tide'))).toEqual({ id: 2, value: whole })
    expect(unsaid({ value: bytes }, key('Sallow-tide'))).toMatchObject({ value: bytes })
    expect(unsaid(told, key(''))).toBe(told)
    expect(unsaid({ error: { message: 'x', data: { denied: 'of m%C3%BCll' } } }, key('müll'))).toEqual({
      error: { message: 'x', data: { denied: 'of …' } },
    })
  })
})
