import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HostError, openHost, type HostApi, type HostKind, type Http } from '../../src/hosts/index.ts'
import { commit, git, makeRepository, temporaryFolder } from '../git/repositories.ts'
import { payloads } from '../e2e/payloads.ts'
import { startBitbucket } from './servers/bitbucket.ts'
import { startGitea } from './servers/gitea.ts'
import { startGithub } from './servers/github.ts'
import { startGitlab } from './servers/gitlab.ts'
import type { TestHost } from './servers/server.ts'

const folder = temporaryFolder()
const secret = 'Sallow_tide_4711'
const basic = Buffer.from(`ada@example.org:${secret}`).toString('base64')
/** The key as it is known, and as each host is sent it. */
const sentTo = (kind: HostKind): string[] => (kind === 'bitbucket' ? [secret, basic] : [secret])
const path = 'ada/blog'
const foreign = 'bob/notes'
let tip = ''
const kinds = ['github', 'gitlab', 'gitea', 'bitbucket'] as const
const hosts = new Map<HostKind, TestHost>()

/** A blog of its own for a host: a copy is made beside it. */
function blogFor(kind: HostKind): string {
  const place = join(folder.path, kind)
  mkdirSync(place)
  const blog = makeRepository(place, { 'a.md': 'A' })
  tip = git(blog, 'rev-parse', 'main')
  commit(blog, { 'a.md': 'B' }, { branch: 'galley' })
  return blog
}

/** The same repository of one's own and of somebody else. */
const twice = <Repository>(repository: Repository) => ({ [path]: repository, [foreign]: repository })

beforeAll(async () => {
  const scopes = 'repository:write pullrequest:write account'
  const ada = { login: 'ada', contents: 'write', proposals: 'write' } as const
  const ours = (kind: HostKind) => twice({ folder: blogFor(kind), writers: ['ada'] })
  const starts = {
    github: startGithub({ tokens: { [secret]: ada }, repositories: ours('github') }),
    gitea: startGitea({ tokens: { [secret]: 'ada' }, repositories: ours('gitea') }),
    gitlab: startGitlab({
      tokens: { [secret]: { scopes: ['api'] } },
      projects: twice({ folder: blogFor('gitlab'), level: 40 }),
    }),
    bitbucket: startBitbucket({
      tokens: { [`Basic ${basic}`]: { scopes } },
      repositories: twice({ folder: blogFor('bitbucket'), permission: 'admin' as const }),
    }),
  }
  for (const kind of kinds) hosts.set(kind, await starts[kind])
})
afterAll(async () => {
  for (const host of hosts.values()) await host.close()
  folder.remove()
})

type Tamper = (value: unknown, nth: number) => unknown
type Shape = (text: string, nth: number) => unknown

/** Every leaf of an answer as another one. */
const leaves =
  (shape: Shape): Tamper =>
  (value, nth) => {
    let count = nth
    const walk = (one: unknown): unknown => {
      if (Array.isArray(one)) return one.map(walk)
      if (typeof one !== 'object' || one === null) return shape(String(one), count++)
      return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]))
    }
    return walk(value)
  }

const schemes = [
  'javascript:canary()',
  'JaVaScRiPt:canary()//https://x',
  ' \u0001javascript:canary()',
  'data:text/html,<script>canary()</script>',
  'vbscript:canary()',
  'blob:https://x/1',
  'file:///etc/passwd',
  '//evil.example/x',
]
const texts = [...schemes, ...payloads.slice(0, 21), secret, '__proto__', '../../x', '\0', 'x'.repeat(10_000)]
const others: readonly unknown[] = [null, true, -1, 1e308, [], {}, [[]], { text: {} }, 'x', ['__proto__']]
const natures = JSON.parse(
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"length":9}',
) as object

/** What a host could answer in the place of what it should. */
const tampers: Readonly<Record<string, Tamper>> = {
  'texts that try to run': leaves((_, nth) => texts[nth % texts.length]),
  'values of other kinds': leaves((_, nth) => others[nth % others.length]),
  'addresses of nowhere, all else as it was': leaves((text, nth) =>
    /^https?:/.test(text) ? schemes[nth % schemes.length] : text,
  ),
  'nothing in each place': (value) => (Array.isArray(value) ? [null, [], {}, 1] : {}),
  'a list for a thing and a thing for a list': (value) =>
    Array.isArray(value) ? Object.fromEntries([...value.entries(), ['length', 1]]) : [value],
  'keys of every object': (value) =>
    Array.isArray(value) ? [natures, ...(value as unknown[])] : { ...(value as object), ...natures },
}

/** Everything that a host is asked. */
const questions: Readonly<Record<string, (api: HostApi) => Promise<unknown>>> = {
  person: (api) => api.person(),
  access: (api) => api.access(path),
  repositories: (api) => api.repositories(),
  search: (api) => api.repositories({ search: 'a' }),
  fork: (api) => api.fork(foreign),
  propose: (api) => api.propose({ path, from: 'galley', into: 'main', title: 'T', text: 'x' }),
  proposals: (api) => api.proposals(path),
  proposal: (api) => api.proposal(path, '1'),
  build: (api) => api.build(path, tip, 'main'),
}

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

/** What the real host answers; asked once. */
const heard = new Map<string, Promise<{ status: number; headers: Headers; text: string }>>()

async function honestly(url: string, init: RequestInit) {
  const response = await fetch(url, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

function answerOf(url: string, init: RequestInit) {
  const key = JSON.stringify([init.method, url, init.body])
  const answer = heard.get(key) ?? honestly(url, init)
  heard.set(key, answer)
  return answer
}

type Change = (honest: { status: number; headers: Headers; text: string }, nth: number) => Response

/** The real host, whose answers are changed on their way. */
async function openTampered(kind: HostKind, change: Change) {
  const { origin, api } = hosts.get(kind) ?? { origin: '', api: '' }
  const sent: Sent[] = []
  const http: Http = async (url, init) => {
    sent.push({ url, init })
    return change(await answerOf(url, init), sent.length)
  }
  const info = { kind, name: 'Host', origin, api, gitFromBrowsers: false }
  const token = { username: 'ada@example.org', password: secret }
  return { sent, origin, host: await openHost(info, token, http) }
}

/** What was answered, or the one error that may come; it is read as the page reads it. */
async function outcome(asked: Promise<unknown>): Promise<{ value: unknown; error?: HostError }> {
  try {
    return { value: structuredClone(await asked) }
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    return { value: { message: error.message, data: structuredClone(error.data) }, error }
  }
}

/** Whatever is an address somewhere in a value. */
function addressesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    ['url', 'page', 'picture'].includes(key) ? [String(inner)] : addressesIn(inner),
  )
}

describe.each(kinds)('a hostile %s', (kind) => {
  it('is a host whose honest answers are understood', async () => {
    const { host } = await openTampered(kind, ({ text, ...init }) => new Response(text, init))
    for (const [name, ask] of Object.entries(questions)) {
      const { error } = await outcome(ask(host))
      expect([name, error?.code]).toEqual([name, undefined])
    }
  })

  it.each(Object.entries(tampers))('gives no address that runs and breaks nothing: %s', async (_, tamper) => {
    for (const ask of Object.values(questions))
      for (let turn = 0; turn < 10; turn++) {
        const { host, sent, origin } = await openTampered(kind, ({ text, ...init }, nth) => {
          const value: unknown = text === '' ? {} : JSON.parse(text)
          return new Response(JSON.stringify(tamper(value, nth + turn * 7)), init)
        })
        const { value } = await outcome(ask(host))
        for (const address of addressesIn(value)) expect(address).toMatch(/^(?:https?:\/\/|$)/)
        for (const { url } of sent) expect(new URL(url).origin).toBe(origin)
        expect('polluted' in {}).toBe(false)
      }
  })

  const words = `${sentTo(kind).join(' ')} <img src=x onerror=canary()>`
  const refusals = [
    JSON.stringify({ message: words, errors: [{ message: words }, words], error: { message: words } }),
    JSON.stringify({ error: words, error_description: words }),
    `<!doctype html><title>${words}</title><script>canary()</script>`,
  ]
  it.each([400, 401, 403, 404, 409, 422, 429, 500, 503])('repeats no key in an error: %i', async (status) => {
    for (const ask of Object.values(questions))
      for (const body of refusals) {
        const { host } = await openTampered(kind, () => new Response(body, { status }))
        const { error, value } = await outcome(ask(host))
        for (const spelling of sentTo(kind))
          expect(JSON.stringify([value, error?.stack])).not.toContain(spelling)
      }
  })

  it('leads nowhere else, and takes its key nowhere else', async () => {
    for (const there of [
      'https://evil.example/x',
      'javascript:canary()',
      '//evil.example',
      '/../../x',
      '\\\\evil',
    ])
      for (const ask of Object.values(questions)) {
        const headers = { Link: `<${there}>; rel="next"`, Location: there }
        const { host, sent, origin } = await openTampered(kind, ({ status, text }, nth) =>
          nth % 2 === 0
            ? new Response(null, { status: 302, headers })
            : new Response(text, { status, headers }),
        )
        await outcome(ask(host))
        for (const { url, init } of sent) {
          expect(new URL(url).origin).toBe(origin)
          expect([init.credentials, init.redirect]).toEqual(['omit', 'manual'])
          for (const spelling of sentTo(kind)) expect(url).not.toContain(spelling)
        }
      }
  })
})
