import { describe, expect, it } from 'vitest'
import { createRelay, type RelayOptions } from '../../../src/server/relay/relay.ts'
import type { UpstreamRequest } from '../../../src/server/relay/upstream.ts'
import { ForbiddenAddress } from '../../../src/server/relay/upstream.ts'
import { name, page } from './host.ts'

interface Sent extends UpstreamRequest {
  readonly url: string
}

const advertisement = { 'Content-Type': 'application/x-git-upload-pack-advertisement' }
const refs = `/git/${name}/you/blog.git/info/refs?service=git-upload-pack`

/** A relay before a host that gives one answer, and what that host was asked. */
function relayTo(
  answer: () => Response | Promise<Response>,
  options: Partial<RelayOptions> = {},
): { ask: (path: string, init?: RequestInit) => Promise<Response>; sent: Sent[] } {
  const sent: Sent[] = []
  const upstream: RelayOptions['upstream'] = (url, init) => {
    sent.push({ url, ...init })
    return Promise.resolve(answer())
  }
  const relay = createRelay({ upstream, origins: [page], hosts: [name], ...options })
  const ask = (path: string, { headers, ...init }: RequestInit = {}): Promise<Response> =>
    relay.fetch(
      new Request(`https://relay.example${path}`, {
        ...init,
        headers: { Origin: page, ...(headers as Record<string, string>) },
      }),
      { client: '192.0.2.7' },
    )
  return { ask, sent }
}

const fine = (): Response => new Response('refs', { headers: advertisement })
/** What was sent as a form. */
const formOf = (sent: Sent | undefined): string => (typeof sent?.body === 'string' ? sent.body : '')
const word = (answer: Response): [number, string | null] => [
  answer.status,
  answer.headers.get('galley-relay'),
]

describe('the relay', () => {
  it('passes Git’s question on and its answer back', async () => {
    const { ask, sent } = relayTo(fine)
    const answer = await ask(refs, { headers: { Authorization: 'Basic YTpi', 'Git-Protocol': 'version=2' } })
    expect([answer.status, await answer.text()]).toEqual([200, 'refs'])
    expect(sent[0]?.url).toBe(`https://${name}/you/blog.git/info/refs?service=git-upload-pack`)
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      'accept-encoding': 'identity',
      authorization: 'Basic YTpi',
      'git-protocol': 'version=2',
      'user-agent': 'git/galley-relay',
    })
  })

  it('passes nothing on that it does not know', async () => {
    const { ask, sent } = relayTo(
      () =>
        new Response('refs', {
          headers: { ...advertisement, 'Set-Cookie': 'a=b', 'X-Secret': '1', Refresh: '0' },
        }),
    )
    const answer = await ask(refs, {
      headers: {
        Cookie: 'a=b',
        'X-Forwarded-For': '10.0.0.1',
        Authorization: 'Digest x',
        'Git-Protocol': 'a=b',
      },
    })
    expect([...(sent[0]?.headers.keys() ?? [])]).toEqual(['accept-encoding', 'user-agent'])
    expect(
      answer.headers.get('set-cookie') ?? answer.headers.get('x-secret') ?? answer.headers.get('refresh'),
    ).toBeNull()
  })

  it.each([
    ['another page', { Origin: 'https://evil.example' }],
    ['a page of no origin', { Origin: 'null' }],
    ['a link', { Origin: '', 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate' }],
    ['the page in another spelling', { Origin: 'https://blog.example.' }],
  ])('does not answer to %s', async (_, headers) => {
    const { ask, sent } = relayTo(fine)
    const answer = await ask(refs, { headers })
    expect([...word(answer), answer.headers.get('access-control-allow-origin'), sent.length]).toEqual([
      403,
      'origin',
      null,
      0,
    ])
    expect(
      (await ask(refs, { method: 'OPTIONS', headers })).headers.get('access-control-allow-origin'),
    ).toBeNull()
  })

  it('needs to know who asks', async () => {
    const relay = createRelay({ upstream: () => Promise.resolve(fine()), origins: [page], hosts: [name] })
    const asked = (headers = {}): Promise<Response> =>
      relay.fetch(new Request(`https://r.example${refs}`, { headers }))
    expect((await asked()).status).toBe(403)
    expect((await asked({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await asked({ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors' })).status).toBe(200)
  })

  it('tells a browser what a page may ask, for that page alone', async () => {
    const { headers } = await relayTo(fine).ask(refs, { method: 'OPTIONS' })
    expect(headers.get('access-control-allow-origin')).toBe(page)
    expect(headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(headers.get('access-control-max-age')).toBe('86400')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('vary')).toBe('Origin')
  })

  it.each([
    ['another host', '/git/evil.example/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['the host with a dot', `/git/${name}./you/blog/info/refs?service=git-upload-pack`, 'host'],
    ['the host with a port', `/git/${name}:8443/you/blog/info/refs?service=git-upload-pack`, 'host'],
    ['the host in capitals', '/git/GIT.example/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['a user before the host', `/git/me@${name}/you/blog/info/refs?service=git-upload-pack`, 'host'],
    ['a host behind a user', `/git/${name}@evil.example/you/blog/info/refs?service=git-upload-pack`, 'host'],
    ['an encoded host', '/git/git%2eexample/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['an encoded slash in the host', `/git/${name}%2f/you/blog/info/refs?service=git-upload-pack`, 'host'],
    ['an address', '/git/127.0.0.1/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['a decimal address', '/git/2130706433/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['an octal address', '/git/0177.0.0.1/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['a hexadecimal address', '/git/0x7f000001/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['a short address', '/git/127.1/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['a mapped address', '/git/[::ffff:127.0.0.1]/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['an address with a zone', '/git/[fe80::1%25eth0]/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['this computer', '/git/localhost/you/blog/info/refs?service=git-upload-pack', 'host'],
    ['something else of the host', `/git/${name}/you/blog/HEAD`, 'path'],
    ['another service', `/git/${name}/you/blog/info/refs?service=git-upload-archive`, 'path'],
    ['more of a query', `/git/${name}/you/blog/info/refs?service=git-upload-pack&a=b`, 'path'],
    ['a way up', `/git/${name}/you/..%2fblog/info/refs?service=git-upload-pack`, 'path'],
    ['a way up, encoded twice', `/git/${name}/you/%252e%252e/info/refs?service=git-upload-pack`, 'path'],
    ['a line’s end', `/git/${name}/you/blog%0d%0aX:%20y/info/refs?service=git-upload-pack`, 'path'],
    ['NUL', `/git/${name}/you/blog%00/info/refs?service=git-upload-pack`, 'path'],
    ['a backslash', `/git/${name}/you/%5cblog/info/refs?service=git-upload-pack`, 'path'],
    ['nothing between two slashes', `/git/${name}/you//info/refs?service=git-upload-pack`, 'path'],
    ['letters that are none', `/git/${name}/you/%ff/info/refs?service=git-upload-pack`, 'path'],
    ['a path without end', `/git/${name}/${'a/'.repeat(600)}b/info/refs?service=git-upload-pack`, 'path'],
    ['something else', '/admin', 'path'],
  ])('does not pass on %s', async (_, path, why) => {
    const { ask, sent } = relayTo(fine)
    expect([...word(await ask(path)), sent.length]).toEqual([why === 'host' ? 403 : 404, why, 0])
  })

  it.each([
    ['the wrong method', 'GET', {}, 405],
    ['a form', 'POST', { 'Content-Type': 'text/plain' }, 415],
    ['another service’s words', 'POST', { 'Content-Type': 'application/x-git-receive-pack-request' }, 415],
    [
      'an unknown packing',
      'POST',
      { 'Content-Type': 'application/x-git-upload-pack-request', 'Content-Encoding': 'br' },
      415,
    ],
  ])('does not pass on %s', async (_, method, headers, status) => {
    const { ask, sent } = relayTo(fine)
    const answer = await ask(`/git/${name}/you/blog/git-upload-pack`, {
      method,
      headers,
      ...(method === 'POST' && { body: 'x' }),
    })
    expect([answer.status, sent.length]).toEqual([status, 0])
  })

  it.each([
    [401, { 'WWW-Authenticate': 'Basic realm="x"' }, 401, 'passed'],
    [403, {}, 403, 'passed'],
    [407, {}, 502, 'broken'],
    [429, { 'Retry-After': '30' }, 429, 'passed'],
    [503, { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 503, 'passed'],
    [204, {}, 502, 'broken'],
    [302, { Location: 'https://git.example/login' }, 404, 'moved'],
    [302, {}, 404, 'moved'],
  ])('hands %d back, and no page with it', async (status, given, expected, why) => {
    const body = status === 204 ? null : '<script>alert(1)</script>'
    const headers = { 'Content-Type': 'text/html', ...given }
    const answer = await relayTo(() => new Response(body, { status, headers })).ask(refs)
    expect(word(answer)).toEqual([expected, why])
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(answer.headers.get('www-authenticate') ?? 'Galley').toMatch(/^Galley/)
    expect(answer.headers.get('retry-after')).toBe('Retry-After' in given ? given['Retry-After'] : null)
    expect(await answer.text()).not.toContain('script')
  })

  it.each([
    ['https://git.example/new/blog.git', 'https://git.example/new/blog.git'],
    ['/new/blog.git', 'https://git.example/new/blog.git'],
    ['https://me:secret@other.example/blog', 'https://other.example/blog'],
    ['http://git.example/new/blog.git', null],
    ['https://10.0.0.1/x?', null],
  ])('tells that the blog moved to %s, and does not go there', async (place, there) => {
    const location = `${place}/info/refs?service=git-upload-pack`
    const { ask, sent } = relayTo(() => new Response(null, { status: 301, headers: { Location: location } }))
    const { headers } = await ask(refs)
    expect([headers.get('galley-relay'), headers.get('galley-moved'), sent.length]).toEqual([
      'moved',
      there,
      1,
    ])
    expect(sent[0]?.redirect).toBe('manual')
  })

  it('says where a host leads that it may not go to, and that it cannot be reached', async () => {
    const refuse = (error: Error) => (): Promise<Response> => Promise.reject(error)
    expect(word(await relayTo(refuse(new ForbiddenAddress(name))).ask(refs))).toEqual([403, 'address'])
    expect(word(await relayTo(refuse(new Error('reset'))).ask(refs))).toEqual([502, 'unreachable'])
  })

  it('lets nobody ask too often, and forgets whom it does not see', async () => {
    const { ask } = relayTo(fine, { limits: { burst: 3, perSecond: 0.5 } })
    const answers = [await ask(refs), await ask(refs), await ask(refs), await ask(refs)]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect([...word(answers[3] ?? new Response()), answers[3]?.headers.get('retry-after')]).toEqual([
      429,
      'busy',
      '2',
    ])
  })

  it('has so many requests under way, until their answers have ended', async () => {
    const { ask } = relayTo(fine, { limits: { atOnce: 1 } })
    const first = await ask(refs)
    expect((await ask(refs)).status).toBe(429)
    await first.text()
    const second = await ask(refs)
    expect(second.status).toBe(200)
    await second.body?.cancel()
    expect((await ask(refs)).status).toBe(200)
  })

  it('says what it is to whoever asks', async () => {
    const signIn = [{ host: 'github.com', client: 'Iv1.0', secret: 'hush' }]
    const { ask } = relayTo(fine, { signIn, path: '/relay' })
    const about = await ask('/relay/about.json')
    expect(await about.json()).toEqual({
      galley: 'relay',
      hosts: [name],
      signIn: [{ host: 'github.com', client: 'Iv1.0' }],
    })
    expect(about.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each([
    'localhost',
    '127.0.0.1',
    'github.com.',
    'github.com:443',
    '[::1]',
    '0x7f.1',
    'GitHub.com',
    'a b.c',
  ])('cannot be told to pass on to %s', (host) => {
    expect(() => relayTo(fine, { hosts: [host] })).toThrow('no name of a host')
  })

  it.each(['https://blog.example/', '*', 'blog.example', 'https://blog.example/admin'])(
    'cannot be there for pages of %s',
    (origin) => {
      expect(() => relayTo(fine, { origins: [origin] })).toThrow('not where a page is from')
    },
  )
})

describe('the exchange of a code', () => {
  const signIn = [{ host: 'github.com', client: 'Iv1.0', secret: 'hush' }]
  const json = { 'Content-Type': 'application/json' }
  const asked = { code: 'c', redirect: `${page}/admin/signed-in.html`, verifier: 'v' }
  const send = (given: object, answer: object, headers: Record<string, string> = json) => {
    const { ask, sent } = relayTo(() => Response.json(answer), { signIn })
    const body = JSON.stringify(given)
    return { sent, answer: ask('/sign-in/github.com', { method: 'POST', headers, body }) }
  }

  it('adds the secret and gives the token alone', async () => {
    const granted = {
      access_token: 't',
      refresh_token: 'r',
      expires_in: 60,
      scope: 'repo',
      token_type: 'bearer',
    }
    const { answer, sent } = send(asked, granted)
    const given = (await (await answer).json()) as Record<string, unknown>
    expect(Object.keys(given)).toEqual(['token', 'refresh', 'expires'])
    expect(Number(given.expires)).toBeGreaterThan(Date.now())
    expect(sent[0]?.url).toBe('https://github.com/login/oauth/access_token')
    expect(Object.fromEntries(new URLSearchParams(formOf(sent[0])))).toEqual({
      client_id: 'Iv1.0',
      client_secret: 'hush',
      grant_type: 'authorization_code',
      code: 'c',
      redirect_uri: asked.redirect,
      code_verifier: 'v',
    })
  })

  it('renews a token', async () => {
    const { answer, sent } = send({ refresh: 'r' }, { access_token: 't' })
    expect(await (await answer).json()).toEqual({ token: 't' })
    expect(formOf(sent[0])).toContain('grant_type=refresh_token&refresh_token=r')
  })

  it('tells why not, without the host’s words', async () => {
    const refused = await send(asked, { error: 'bad_verification_code', error_description: 'hush' }).answer
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'bad_verification_code' }])
  })

  it.each([
    ['a page of others', { ...asked, redirect: 'https://evil.example/' }],
    ['no code', { redirect: asked.redirect }],
    ['a code that is none', { ...asked, code: ['c'] }],
    ['a long code', { ...asked, code: 'c'.repeat(2000) }],
    ['a long body', { ...asked, more: 'c'.repeat(20_000) }],
  ])('refuses %s', async (_, given) => {
    const { answer, sent } = send(given, { access_token: 't' })
    expect([...word(await answer), sent.length]).toEqual([400, 'request', 0])
  })

  it('refuses a form, and a host that it has no secret for', async () => {
    expect((await send(asked, {}, { 'Content-Type': 'text/plain' }).answer).status).toBe(400)
    const { ask, sent } = relayTo(fine, { signIn })
    expect([...word(await ask('/sign-in/gitlab.com', { method: 'POST' })), sent.length]).toEqual([
      403,
      'host',
      0,
    ])
  })
})
