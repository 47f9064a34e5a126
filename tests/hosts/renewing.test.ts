import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Token } from '../../src/hosts/hosting.ts'
import { openKeyring } from '../../src/hosts/keyring.ts'
import { SignedIn } from '../../src/hosts/passes.ts'
import { authorization, type Authorization } from './servers/authorization.ts'
import { startGitea } from './servers/gitea.ts'
import type { TestHost } from './servers/server.ts'

const redirect = 'https://galley.example/signed-in.html'
const paths = { authorize: '/login/oauth/authorize', token: '/login/oauth/access_token' }
const given = { relay: '', guest: false }

let host: TestHost
let signIn: Authorization
let blog: string
let count = 0
let keyring: string

beforeEach(async () => {
  const tokens: Record<string, string> = {}
  host = await startGitea({ tokens, repositories: {} })
  signIn = authorization(paths, { galley: redirect }, { onToken: (token) => (tokens[token] = 'ada') })
  signIn.lifetime = 30 // less than a minute: such a token is renewed before it is used
  host.beside = (path) => (path.startsWith('/login/') ? signIn.listener : undefined)
  blog = `${host.origin}/ada/blog`
  keyring = `keyring of renewing ${(count += 1).toString()}`
})
afterEach(async () => {
  expect(host.violations).toEqual([])
  await host.close()
})

const openTab = (): SignedIn =>
  new SignedIn(given, undefined, openKeyring({ name: keyring, tabs: () => Promise.resolve(new Set()) }))

/** What the repository of a tab is given. */
function visitor(tab: SignedIn): (Token | null)[] {
  const seen: (Token | null)[] = []
  const take = (token: Token | null): Promise<void> => Promise.resolve(void seen.push(token))
  tab.visit({ url: blog, signIn: take })
  return seen
}

/** The author says yes on the host's page, which sends them back. */
async function enter(tab: SignedIn): Promise<void> {
  const url = await tab.begin(blog, { id: 'galley' }, redirect)
  const entering = tab.enter(blog)
  const { headers } = await fetch(`${url}&agrees=true`, { redirect: 'manual' })
  const channel = new BroadcastChannel('galley-sign-in')
  channel.postMessage(new URL(headers.get('Location') ?? '').search)
  await entering
  channel.close()
}

const renewals = (): number =>
  signIn.asked.filter((body) => body.get('grant_type') === 'refresh_token').length
const ask = (tab: SignedIn): Promise<unknown> => tab.ask(blog, 'person')

it('is done once, however many ask at once, and what is kept is what was renewed', async () => {
  const tab = openTab()
  await enter(tab)
  await Promise.all([ask(tab), ask(tab), ask(tab)])
  expect(renewals()).toBe(1)
  // kept after it was renewed, it can be renewed again
  await tab.keep(blog, 'sign-out')
  await expect(ask(tab)).resolves.toMatchObject({ login: 'ada' })
  expect(renewals()).toBe(2)
})

it('in one tab is heard in the others: what renews is good for once', async () => {
  const [one, two] = [openTab(), openTab()]
  await enter(one)
  await one.keep(blog, 'sign-out')
  signIn.lifetime = 7200
  expect((await two.routeTo(blog)).token?.password).toBeTypeOf('string')
  expect(renewals()).toBe(1)
  const [used, others] = [visitor(one), visitor(two)]
  await Promise.all([one.renew(), two.renew()])
  expect(renewals()).toBe(1)
  expect(used).toHaveLength(1)
  expect(signIn.isValid(used[0]?.password ?? '')).toBe(true)
  expect(others).toEqual([])
})
