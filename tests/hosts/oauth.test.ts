import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HostInfo } from '../../src/hosts/index.ts'
import { begin, finish, renew } from '../../src/hosts/oauth.ts'
import { waitForAnswer } from '../../src/hosts/signed-in.ts'
import { startAuthorizationServer, type AuthorizationServer } from './servers/authorization.ts'
import { startHost } from './servers/server.ts'

const galley = { client: 'galley', redirect: 'https://galley.example/signed-in.html' }
const registered = { galley: galley.redirect, other: 'https://other.example/' }
const paths = {
  gitlab: { authorize: '/oauth/authorize', token: '/oauth/token' },
  gitea: { authorize: '/login/oauth/authorize', token: '/login/oauth/access_token' },
}
let server: AuthorizationServer

const infoOf = (kind: HostInfo['kind']): HostInfo => ({
  kind,
  name: 'Host',
  origin: server.origin,
  gitFromBrowsers: true,
})

describe.each(['gitlab', 'gitea'] as const)('signing in at %s', (kind) => {
  beforeEach(async () => {
    server = await startAuthorizationServer(paths[kind], registered)
  })
  afterEach(() => server.close())

  it('gives a token for the author’s consent, and another one when it has ended', async () => {
    const info = infoOf(kind)
    const asked = await begin(info, galley)
    const { search } = await server.visit(asked.url)
    const token = await finish(info, galley, asked, search, fetch)
    expect(server.isValid(token.password)).toBe(true)
    expect(token).toMatchObject({ username: 'oauth2' })
    expect(token.expires).toBeGreaterThan(Date.now() + 7_000_000)
    const next = await renew(info, galley, token.refresh ?? '', fetch)
    expect(server.isValid(next.password)).toBe(true)
    expect(next.password).not.toBe(token.password)
    await expect(renew(info, galley, token.refresh ?? '', fetch)).rejects.toMatchObject({
      code: 'unauthorized',
    })
  })

  it('asks for each sign-in anew, and keeps the verifier to itself', async () => {
    const [one, two] = [await begin(infoOf(kind), galley), await begin(infoOf(kind), galley)]
    expect(one.state).not.toBe(two.state)
    expect(one.url).not.toContain(one.verifier)
    expect(new URL(one.url).searchParams.get('code_challenge_method')).toBe('S256')
  })

  it('takes no answer to another question', async () => {
    const info = infoOf(kind)
    const [asked, other] = [await begin(info, galley), await begin(info, galley)]
    const { search } = await server.visit(other.url)
    await expect(finish(info, galley, asked, search, fetch)).rejects.toMatchObject({ code: 'broken' })
    // neither where the state fits but the code belongs to somebody else's sign-in
    const mixed = search.replace(other.state, asked.state)
    await expect(finish(info, galley, asked, mixed, fetch)).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(finish(info, galley, asked, `?state=${asked.state}`, fetch)).rejects.toMatchObject({
      code: 'broken',
    })
  })

  it('takes no answer of another issuer, where one is told', async () => {
    const info = infoOf(kind)
    server.issuer = 'https://evil.example'
    const asked = await begin(info, galley)
    const { search } = await server.visit(asked.url)
    await expect(finish(info, galley, asked, search, fetch)).rejects.toMatchObject({ code: 'broken' })
    expect(server.asked).toEqual([])
    server.issuer = server.origin
    const again = await server.visit(asked.url)
    expect(await finish(info, galley, asked, again.search, fetch)).toHaveProperty('password')
  })

  it('uses a code once', async () => {
    const info = infoOf(kind)
    const asked = await begin(info, galley)
    const { search } = await server.visit(asked.url)
    const token = await finish(info, galley, asked, search, fetch)
    await expect(finish(info, galley, asked, search, fetch)).rejects.toMatchObject({ code: 'unauthorized' })
    expect(server.isValid(token.password)).toBe(false)
  })

  it('is sent to its own page alone', async () => {
    const asked = await begin(infoOf(kind), { ...galley, redirect: 'https://evil.example/' })
    expect((await server.visit(asked.url)).href).toBe('error:redirect')
  })

  it('says that the author said no, and that the host does not answer', async () => {
    const info = infoOf(kind)
    const asked = await begin(info, galley)
    const { search } = await server.visit(asked.url, false)
    await expect(finish(info, galley, asked, search, fetch)).rejects.toMatchObject({ code: 'forbidden' })
    const good = await server.visit(asked.url)
    const broken = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))
    await expect(finish(info, galley, asked, good.search, broken)).rejects.toMatchObject({ code: 'offline' })
    const garbage = (): Promise<Response> => Promise.resolve(new Response('<!doctype html>'))
    const code = finish(info, galley, asked, good.search, garbage)
    await expect(code).rejects.toMatchObject({ code: 'broken' })
  })

  it('sends neither cookies nor where the author comes from', async () => {
    const seen: RequestInit[] = []
    const http = (url: string, init: RequestInit): Promise<Response> => {
      seen.push(init)
      return fetch(url, init)
    }
    const info = infoOf(kind)
    const asked = await begin(info, galley)
    await finish(info, galley, asked, (await server.visit(asked.url)).search, http)
    expect(seen).toMatchObject([{ credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'manual' }])
  })
})

describe('signing in at GitHub', () => {
  it('has the relay exchange the code', async () => {
    const relay = await startHost({
      base: '/relay',
      check: () => [],
      routes: () => [['POST', /^\/sign-in\/github\.com$/, () => ({ json: { token: 'gho_x', expires: 5 } })]],
    })
    const info: HostInfo = {
      kind: 'github',
      name: 'GitHub',
      origin: 'https://github.com',
      gitFromBrowsers: false,
    }
    const asked = await begin(info, galley)
    expect(asked.url).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize\?client_id=galley&/)
    const query = `?code=abc&state=${asked.state}`
    const token = await finish(info, galley, asked, query, fetch, relay.api)
    expect(token).toEqual({ username: 'x-access-token', password: 'gho_x', expires: 5 })
    expect(relay.asked[0]?.body).toEqual({ code: 'abc', redirect: galley.redirect, verifier: asked.verifier })
    await expect(finish(info, galley, asked, `?code=abc&state=x`, fetch, relay.api)).rejects.toMatchObject({
      code: 'broken',
    })
    await expect(finish(info, galley, asked, query, fetch)).rejects.toMatchObject({ code: 'not-found' })
    await renew(info, galley, 'ghr_y', fetch, relay.api)
    expect(relay.asked.at(-1)?.body).toEqual({ refresh: 'ghr_y' })
    await expect(renew(info, galley, 'ghr_y', fetch)).rejects.toMatchObject({ code: 'not-found' })
    await relay.close()
  })

  it('is not offered by hosts that want a secret', async () => {
    const info: HostInfo = {
      kind: 'bitbucket',
      name: 'Bitbucket',
      origin: 'https://bitbucket.org',
      gitFromBrowsers: false,
    }
    await expect(begin(info, galley)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the page that the host sends the author to', () => {
  const script = readFileSync(join(import.meta.dirname, '../../public/signed-in.js'), 'utf8')
  /** Runs the page's script as if its address had this query. */
  function arrive(search: string): { replaced: unknown[]; isClosed: boolean } {
    const seen = { replaced: [] as unknown[], isClosed: false }
    runInNewContext(script, {
      location: { search, pathname: '/signed-in.html' },
      history: { replaceState: (...args: unknown[]) => seen.replaced.push(args[2]) },
      BroadcastChannel,
      close: () => (seen.isClosed = true),
    })
    return seen
  }

  it('tells its answer to the window that asked, takes it out of the address, and closes', async () => {
    const other = new AbortController()
    const nobody = waitForAnswer('theirs', other.signal)
    const answer = waitForAnswer('ours', new AbortController().signal)
    expect(arrive('?code=abc&state=ours')).toEqual({ replaced: ['/signed-in.html'], isClosed: true })
    expect(await answer).toBe('?code=abc&state=ours')
    other.abort()
    await expect(nobody).rejects.toMatchObject({ name: 'AbortError' })
  })
})
