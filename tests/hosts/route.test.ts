import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Http } from '../../src/hosts/hosting.ts'
import { hostOf } from '../../src/hosts/known.ts'
import { readRelay, routeTo } from '../../src/hosts/route.ts'

const relay = 'https://relay.example/relay'
const answering =
  (body: string, status = 200): Http =>
  () =>
    Promise.resolve(new Response(body, { status }))
const about = (said: object): Http => answering(JSON.stringify({ galley: 'relay', ...said }))
const nobody: Http = () => Promise.reject(new TypeError('Failed to fetch'))
const own = about({ hosts: ['git.example', 'github.com'] })

describe('the way to a blog', () => {
  it.each([
    // hosts that let no page speak Git with them: by the relay, else by GitHub’s own interface, else straight
    ['https://github.com/ada/blog', relay, own, { relay }],
    ['https://github.com/ada/blog', '', nobody, { direct: 'github', api: 'https://api.github.com' }],
    ['https://gitlab.com/ada/blog', relay, own, { relay }],
    ['https://gitlab.com/ada/blog', '', nobody, {}],
    ['https://bitbucket.org/ada/blog', relay, nobody, { relay }],
    // one that lets them in is asked straight
    ['https://codeberg.org/ada/blog', relay, own, {}],
    // of any other the relay says whether it leads there
    ['https://git.example/ada/blog', relay, own, { relay }],
    ['https://git.example:8443/ada/blog', relay, own, {}],
    ['https://other.example/ada/blog', relay, own, {}],
    ['https://git.example/ada/blog', relay, nobody, {}],
    ['https://git.example/ada/blog', relay, answering('<!doctype html>'), {}],
    ['http://127.0.0.1:4321/git/blog.git', relay, own, {}],
  ])('%s by %j', async (url, given, http, way) => {
    expect(await routeTo(hostOf(url), given, http)).toEqual(way)
  })
})

describe('what a relay says of itself', () => {
  it('is its hosts, and where it exchanges what a sign-in yields', async () => {
    const signIn = [{ host: 'github.com', client: 'galley' }]
    expect(await readRelay(relay, about({ hosts: ['github.com'], signIn }))).toEqual({
      hosts: ['github.com'],
      signIn,
    })
  })

  it.each([
    ['another status', answering('{"galley":"relay","hosts":["github.com"]}', 500)],
    ['no data', answering('<!doctype html>')],
    ['another thing', answering('{"hosts":["github.com"]}')],
    ['null', answering('null')],
    ['nothing', nobody],
  ])('is nothing where it is %s', async (_, http) => {
    expect(await readRelay(relay, http)).toBeUndefined()
  })

  it('is no more than texts, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.json(), async (hosts, signIn) => {
        const body = `{"galley":"relay","__proto__":{"polluted":1},"hosts":${hosts},"signIn":${signIn}}`
        const said = await readRelay(relay, answering(body))
        expect(said?.hosts.every((host) => typeof host === 'string')).toBe(true)
        expect(
          said?.signIn.every(({ host, client }) => typeof host === 'string' && typeof client === 'string'),
        ).toBe(true)
        expect('polluted' in {}).toBe(false)
      }),
    )
  })
})
