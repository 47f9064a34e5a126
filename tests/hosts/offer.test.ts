import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOffer } from '../../src/hosts/offer.ts'

describe('readOffer', () => {
  let server: Server
  let base = ''
  const answers: Record<string, [type: string, body: string]> = {
    '/good/blogs.json': [
      'application/json',
      '{"relay":"./relay/","blogs":[{"name":"tides","url":"/git/tides.git","branch":"main"},{"name":1},{"name":"x","url":"file:///x"}]}',
    ],
    '/hostile/blogs.json': [
      'application/json',
      '{"__proto__":{"relay":"https://evil.example","polluted":1},"constructor":{"prototype":{"polluted":1}},"blogs":[{"__proto__":{"name":"evil","url":"/x"}},{"name":"__proto__","url":"/git/a.git","branch":{"toString":1},"__proto__":{"polluted":1}},null,[],"x",{"name":"y","url":"javascript:alert(1)"},{"name":"z","url":{"href":"/x"}}]}',
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
    const offer = await readOffer(`${base}/good/`)
    const blogs = [{ name: 'tides', url: `${base}/git/tides.git`, branch: 'main' }]
    expect(offer).toEqual({ blogs, relay: `${base}/good/relay` })
  })

  it('takes nothing from where every object has something', async () => {
    const offer = await readOffer(`${base}/hostile/`)
    expect(offer).toEqual({ blogs: [{ name: '__proto__', url: `${base}/git/a.git` }], relay: '' })
    expect(Object.keys(offer.blogs[0] ?? {})).toEqual(['name', 'url'])
    expect('polluted' in {}).toBe(false)
  })

  it.each(['missing', 'broken', 'page'])('gives none where the answer is %s', async (kind) => {
    expect(await readOffer(`${base}/${kind}/`)).toEqual({ blogs: [], relay: '' })
  })

  it('takes the relay that the page names where the server names none', async () => {
    expect(await readOffer(`${base}/missing/`, '/relay')).toEqual({ blogs: [], relay: `${base}/relay` })
    expect((await readOffer(`${base}/good/`, 'https://relay.example')).relay).toBe(`${base}/good/relay`)
    expect((await readOffer(`${base}/missing/`, 'javascript:alert(1)')).relay).toBe('')
  })

  it('gives none where nobody answers', async () => {
    expect(await readOffer('http://127.0.0.1:1/')).toEqual({ blogs: [], relay: '' })
  })
})
