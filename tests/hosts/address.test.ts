import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAddress, readBlogs } from '../../src/hosts/index.ts'

describe('parseAddress', () => {
  it.each([
    ['https://example.org/ada/blog.git', 'https://example.org/ada/blog.git', 'blog'],
    ['  https://example.org/ada/blog/ ', 'https://example.org/ada/blog', 'blog'],
    ['example.org/ada/blog', 'https://example.org/ada/blog', 'blog'],
    ['git@example.org:ada/my.blog.git', 'https://example.org/ada/my.blog.git', 'my.blog'],
    ['ssh://git@example.org/ada/blog.git', 'https://example.org/ada/blog.git', 'blog'],
    ['http://127.0.0.1:4321/git/blog.git', 'http://127.0.0.1:4321/git/blog.git', 'blog'],
    ['https://example.org/ada/blog?tab=readme#top', 'https://example.org/ada/blog', 'blog'],
    ['https://example.org/ada/m%C3%BCll%', 'https://example.org/ada/m%C3%BCll%', 'm%C3%BCll%'],
  ])('%s', (text, url, name) => expect(parseAddress(text)).toEqual({ kind: 'blog', blog: { name, url } }))

  it.each([
    ['', 'empty'],
    ['my blog', 'malformed'],
    ['https://example.org', 'malformed'],
    ['file:///etc/passwd', 'malformed'],
    ['javascript:alert(1)/x', 'malformed'],
    ['https://ada:secret@example.org/blog', 'password'],
    ['http://example.org/ada/blog', 'unreachable'],
  ])('%s is refused as %s', (text, kind) => expect(parseAddress(text)).toEqual({ kind }))

  it('takes any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseAddress(text).kind.length > 0))
  })
})

describe('readBlogs', () => {
  let server: Server
  let base = ''
  const answers: Record<string, [type: string, body: string]> = {
    '/good/blogs.json': [
      'application/json',
      '{"blogs":[{"name":"tides","url":"/git/tides.git","branch":"main"},{"name":1},{"name":"x","url":"file:///x"}]}',
    ],
    '/broken/blogs.json': ['application/json', '{"blogs":'],
    '/page/blogs.json': ['text/html', '<!doctype html>'],
  }
  beforeAll(async () => {
    server = createServer((request, response) => {
      const [type, body] = answers[request.url ?? ''] ?? []
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' }).end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  it('gives what the server offers, with absolute addresses, and leaves out what is no blog', async () => {
    const blogs = await readBlogs(`${base}/good/`)
    expect(blogs).toEqual([{ name: 'tides', url: `${base}/git/tides.git`, branch: 'main' }])
  })

  it.each(['missing', 'broken', 'page'])('gives none where the answer is %s', async (kind) => {
    expect(await readBlogs(`${base}/${kind}/`)).toEqual([])
  })

  it('gives none where nobody answers', async () => {
    expect(await readBlogs('http://127.0.0.1:1/')).toEqual([])
  })
})
