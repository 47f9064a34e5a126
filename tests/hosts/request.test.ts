import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HostError, openHost, type HostApi, type HostInfo } from '../../src/hosts/index.ts'
import { startHost, type Reply, type TestHost } from './servers/server.ts'

const secret = 'glpat-very-secret'
let host: TestHost
let other: TestHost
let api: HostApi

const listed = {
  full_name: 'ada/blog',
  clone_url: 'https://h.example/ada/blog.git',
  permissions: { push: true },
}

beforeEach(async () => {
  const nothing = { base: '', check: () => [], routes: () => [] }
  other = await startHost(nothing)
  host = await startHost({
    ...nothing,
    routes: () => [
      ['GET', /^\/user$/, () => ({ json: { id: 1, login: 'ada' } })],
      ['GET', /^\/user\/repos$/, () => ({ json: [listed] })],
    ],
  })
  const { origin } = host
  const info: HostInfo = { kind: 'github', name: 'GitHub', origin, api: origin, gitFromBrowsers: false }
  api = await openHost(info, { username: 'any', password: secret }, fetch)
})
afterEach(async () => {
  await host.close()
  await other.close()
})

async function errorOf(asked: Promise<unknown>): Promise<HostError> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof HostError) return error
  throw new Error(`No such error: ${String(error)}`)
}

const inSeconds = (seconds: number): string => String(Math.ceil(Date.now() / 1000) + seconds)

describe('what a host’s answer means', () => {
  it.each<[string, Reply | 'drop', HostError['code'], object]>([
    [
      'a token that is over',
      { status: 401, json: { message: 'Bad credentials' } },
      'unauthorized',
      { message: 'Bad credentials' },
    ],
    [
      'a right that lacks',
      { status: 403, json: { message: 'Resource not accessible by integration' } },
      'forbidden',
      { missing: ['write'] },
    ],
    [
      'a scope that lacks',
      { status: 403, json: { error: 'insufficient_scope' } },
      'forbidden',
      { missing: ['write'], message: 'insufficient_scope' },
    ],
    ['a refusal', { status: 403, json: { error: { message: 'No.' } } }, 'forbidden', { message: 'No.' }],
    ['nothing there', { status: 404, json: { message: 'Not Found' } }, 'not-found', {}],
    ['too many requests', { status: 429, json: {}, headers: { 'Retry-After': '17' } }, 'busy', { after: 17 }],
    [
      'a spent limit',
      { status: 403, json: {}, headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1' } },
      'busy',
      { after: 0 },
    ],
    [
      'a second limit',
      { status: 403, json: { message: 'You have exceeded a secondary rate limit.' } },
      'busy',
      {},
    ],
    [
      'a limit of GitLab',
      { status: 429, text: 'Retry later', headers: { 'RateLimit-Reset': '1' } },
      'busy',
      { after: 0 },
    ],
    ['a pause', { status: 503, json: {}, headers: { 'Retry-After': '3' } }, 'busy', { after: 3 }],
    ['a fault', { status: 500, text: '<h1>Oops</h1>' }, 'broken', {}],
    ['a page', { text: '<!doctype html><title>Sign in</title>' }, 'broken', {}],
    [
      'a request that is wrong',
      { status: 422, json: { message: 'No.', errors: [{ message: 'Why' }] } },
      'broken',
      { message: 'No. Why' },
    ],
    ['a torn answer', 'drop', 'offline', {}],
  ])('%s', async (_, reply, code, data) => {
    host.fault = () => reply
    const error = await errorOf(api.person())
    expect(error.code).toBe(code)
    expect(error.data).toMatchObject(data)
    expect(structuredClone({ ...error.data })).toEqual(error.data)
  })

  it('says how long a limit lasts', async () => {
    const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': inSeconds(60) }
    host.fault = () => ({ status: 403, json: {}, headers })
    const { after = 0 } = (await errorOf(api.person())).data
    expect(after).toBeGreaterThan(30)
    expect(after).toBeLessThanOrEqual(61)
  })

  it('is offline where nobody answers', async () => {
    await host.close()
    expect((await errorOf(api.person())).code).toBe('offline')
    host = await startHost({ base: '', check: () => [], routes: () => [] })
  })

  it('does not read an answer without end', async () => {
    host.fault = () => ({ text: ' '.repeat(9 * 2 ** 20) })
    expect((await errorOf(api.person())).code).toBe('broken')
  })

  it('takes any JSON', async () => {
    for (const json of [
      null,
      1,
      'x',
      [],
      { login: { a: 1 } },
      { login: ['ada'], avatar_url: 'javascript:alert(1)' },
    ]) {
      host.fault = () => ({ json })
      const person = await api.person().catch((error: unknown) => error)
      if (!(person instanceof HostError)) expect(person).toMatchObject({ login: '' })
      expect(person).not.toHaveProperty('picture')
    }
  })
})

describe('where a token goes', () => {
  const elsewhere = (): string[] => other.asked.map(({ authorization }) => authorization ?? 'none')

  it('is the host’s own interface alone', async () => {
    await api.person()
    expect(host.asked[0]?.authorization).toBe(`Bearer ${secret}`)
    expect(host.asked[0]?.url.href).not.toContain(secret)
  })

  it('is no other origin that the host links to', async () => {
    const headers = { Link: `<${other.origin}/user/repos?page=2>; rel="next"` }
    host.fault = () => ({ json: [listed], headers })
    expect(await api.repositories()).toMatchObject({ more: false })
    expect((await api.repositories({ search: 'blog' })).blogs).toHaveLength(1)
    expect(elsewhere()).toEqual([])
  })

  it('is no other origin that the host redirects to', async () => {
    host.fault = () => ({ status: 302, json: {}, headers: { Location: `${other.origin}/user` } })
    expect((await errorOf(api.person())).code).toBe('not-found')
    expect(elsewhere()).toEqual([])
  })

  it('is the place within the interface to which something has moved, once', async () => {
    host.fault = ({ path }) =>
      path === '/user' ? { status: 301, json: {}, headers: { Location: '/users/1' } } : undefined
    expect((await errorOf(api.person())).code).toBe('not-found')
    expect(host.asked.map(({ path }) => path)).toEqual(['/user', '/users/1'])
    host.fault = () => ({ status: 301, json: {}, headers: { Location: '/user' } })
    expect((await errorOf(api.person())).code).toBe('not-found')
  })

  it('is not learned without going there by a page: then it goes without the token', async () => {
    const { origin } = host
    const info: HostInfo = { kind: 'github', name: 'GitHub', origin, api: origin, gitFromBrowsers: false }
    const opaque = (url: string, init: RequestInit): Promise<Response> =>
      init.redirect === 'manual'
        ? fetch(url, init).then((one) =>
            one.status === 301
              ? Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' })
              : one,
          )
        : fetch(url, init)
    const page = await openHost(info, { username: 'any', password: secret }, opaque)
    host.fault = ({ path }) =>
      path === '/user' ? { status: 301, json: {}, headers: { Location: `${other.origin}/steal` } } : undefined
    expect((await errorOf(page.person())).code).toBe('not-found')
    expect(elsewhere()).toEqual(['none'])
  })

  it('is no error, even where the host repeats it', async () => {
    host.fault = () => ({ status: 403, json: { message: `Bad token ${secret}` } })
    const error = await errorOf(api.person())
    expect(JSON.stringify([error.message, error.data, error.stack])).not.toContain(secret)
    expect(error.data.message).toBe('Bad token …')
  })

  it('is no path that a repository’s name could lead to', async () => {
    await api.build('../../user', '..', 'main').catch(() => undefined)
    expect(host.asked.map(({ path }) => path.split('?')[0])).not.toContain('/user')
  })
})
