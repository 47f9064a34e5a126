import { describe, expect, it } from 'vitest'
import { isOwnHost, isOwnOrLink, isOwnRequest } from '../../src/server/guard.ts'
import { client, ask, startTestServer, temporaryFolder, temporaryRepository } from './running.ts'

describe('the name in the address', () => {
  const cases: [boolean, string | undefined, string][] = [
    [true, '127.0.0.1:4321', '127.0.0.1'],
    [true, 'localhost:4321', '127.0.0.1'],
    [true, 'LocalHost:4321', '127.0.0.1'],
    [true, '[::1]:4321', '::1'],
    [true, 'blog.lan:4321', 'blog.lan'],
    [true, '127.0.0.1:4321', '0.0.0.0'],
    [false, undefined, '127.0.0.1'],
    [false, '', '127.0.0.1'],
    [false, '127.0.0.1', '127.0.0.1'],
    [false, '127.0.0.1:80', '127.0.0.1'],
    [false, 'evil.example:4321', '127.0.0.1'],
    [false, 'localhost.evil.example:4321', '127.0.0.1'],
    [false, 'evil.example:4321', '0.0.0.0'],
    [false, '0.0.0.0:4321', '0.0.0.0'],
    [false, '203.0.113.9:4321', '0.0.0.0'],
    [false, '127.0.0.1:4321:4321', '127.0.0.1'],
    [false, '127.0.0.1:4321@evil.example', '127.0.0.1'],
    [false, '[127.0.0.1]:4321', '10.0.0.1'],
    [false, '::1:4321', '::1'],
  ]
  it.each(cases)('%s: %s on %s', (own, header, host) => {
    expect(isOwnHost(header, host, 4321)).toBe(own)
  })

  it('needs no port where it is the usual one', () => {
    expect(isOwnHost('localhost', '127.0.0.1', 80)).toBe(true)
  })
})

describe('where a request comes from', () => {
  const host = '127.0.0.1:4321'
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const cases: [data: boolean, file: boolean, Record<string, string>][] = [
    [true, true, {}],
    [true, true, { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }],
    [true, true, { 'sec-fetch-site': 'none' }],
    [false, false, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [false, false, { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-site' }],
    [false, false, { origin: 'http://127.0.0.1:8080' }],
    [false, false, { origin: 'null' }],
    [
      false,
      false,
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    ],
    [false, true, { 'sec-fetch-site': 'cross-site', ...navigation }],
    [false, false, { 'sec-fetch-site': 'cross-site', ...navigation, 'sec-fetch-dest': 'iframe' }],
  ]
  it.each(cases)('data: %s, files: %s for %o', (data, file, headers) => {
    expect(isOwnRequest(new Headers({ host, ...headers }))).toBe(data)
    expect(isOwnOrLink(new Headers({ host, ...headers }))).toBe(file)
  })
})

describe('the running server', () => {
  const foreign = [
    { host: 'evil.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  const paths = ['/', '/blogs.json', '/git/blog.git/info/refs?service=git-receive-pack', '/nowhere']
  it.each(foreign)('refuses %o everywhere', async (headers) => {
    const server = await startTestServer([temporaryRepository({ 'a.md': 'a' }).path])
    for (const path of paths) {
      expect((await ask(server, path)).status).toBe(path === '/nowhere' ? 404 : 200)
      const { status, body, headers: answered } = await ask(server, path, headers)
      expect([status, body.toString()]).toEqual([403, expect.stringContaining('own pages only')])
      expect(answered['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('lets no foreign page push', async () => {
    const repository = temporaryRepository({ 'a.md': 'a' })
    const server = await startTestServer([repository.path])
    const clone = temporaryFolder()
    await client('.', 'clone', '--quiet', server.remote, clone)
    await client(clone, 'commit', '--allow-empty', '--message', 'Foreign')
    const { status } = await client(clone, '-c', 'http.extraHeader=Origin: https://evil.example', 'push')
    expect([status, repository.log()]).toEqual([1, ['Start']])
    expect((await client(clone, 'push')).status).toBe(0)
  })

  it('answers no preflight', async () => {
    const server = await startTestServer([temporaryRepository({ 'a.md': 'a' }).path])
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    const path = '/git/blog.git/git-receive-pack'
    expect((await ask(server, path, headers, { method: 'OPTIONS' })).status).toBe(403)
  })
})
