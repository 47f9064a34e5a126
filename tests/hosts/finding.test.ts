import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  findRepository,
  hostOf,
  openHost,
  probeHost,
  repositoryPath,
  tokenForm,
  type HostInfo,
} from '../../src/hosts/index.ts'
import { startHost, type Reply, type TestHost } from './servers/server.ts'

let host: TestHost
beforeEach(async () => {
  host = await startHost({ base: '', check: () => [], routes: () => [] })
})
afterEach(() => host.close())

describe('probeHost', () => {
  const gitlab: Reply = { status: 401, json: { message: '401 Unauthorized' } }
  it.each<[string, Readonly<Record<string, Reply>>, string, string | undefined]>([
    ['GitLab, to strangers', { '/api/v4/version': gitlab }, 'gitlab', '/api/v4'],
    [
      'GitLab, open',
      { '/api/v4/version': { json: { version: '17.6', revision: 'abc' } } },
      'gitlab',
      '/api/v4',
    ],
    ['Gitea or Forgejo', { '/api/v1/version': { json: { version: '1.24.0' } } }, 'gitea', '/api/v1'],
    [
      'GitHub Enterprise',
      { '/api/v3/meta': { json: { verifiable_password_authentication: true } } },
      'github',
      '/api/v3',
    ],
    ['any other server', {}, 'git', undefined],
    ['one that answers everything with a page', { '/api/v1/version': { text: '<html>' } }, 'git', undefined],
    [
      'one that wants a password for everything',
      { '/api/v4/version': { status: 401, text: 'no' } },
      'git',
      undefined,
    ],
  ])('%s', async (_, answers, kind, api) => {
    host.fault = ({ path }) => answers[path] ?? { status: 404, json: {} }
    const info = await probeHost(`${host.origin}/ada/blog.git`, fetch)
    expect(info.kind).toBe(kind)
    expect(info.api).toBe(api === undefined ? undefined : host.origin + api)
    expect(host.asked.every(({ authorization }) => authorization === undefined)).toBe(true)
  })

  it('asks nobody for what is known, and takes silence for Git', async () => {
    const never = (): Promise<Response> => Promise.reject(new Error('asked'))
    expect((await probeHost('https://github.com/ada/blog', never)).kind).toBe('github')
    expect((await probeHost('https://example.org/ada/blog', never)).kind).toBe('git')
  })

  it('opens no interface where there is none', async () => {
    const info = hostOf('https://example.org/ada/blog')
    await expect(openHost(info, undefined, fetch)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('tokenForm', () => {
  const of = (url: string): ReturnType<typeof tokenForm> =>
    tokenForm(hostOf(url), repositoryPath(url, hostOf(url)))

  it('is GitHub’s form, filled in', () => {
    const { url = '', filled } = of('https://github.com/ada/blog') ?? {}
    const { pathname, searchParams } = new URL(url)
    expect(pathname).toBe('/settings/personal-access-tokens/new')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      target_name: 'ada',
      contents: 'write',
      pull_requests: 'write',
    })
    expect(filled).not.toContain('only-this-repository')
  })

  it('is the project’s form of GitLab, or the account’s', () => {
    const form = of('https://gitlab.com/group/sub/blog')
    expect(form?.url).toBe(
      'https://gitlab.com/group/sub/blog/-/settings/access_tokens?name=Galley&scopes=api%2Cwrite_repository',
    )
    expect(form?.otherwise).toEqual(tokenForm(hostOf('https://gitlab.com/'), undefined))
    expect(form?.otherwise).toMatchObject({ opens: 'account', username: 'any' })
  })

  it('is the page of Codeberg’s and Bitbucket’s settings, and none of an unknown host', () => {
    expect(of('https://codeberg.org/ada/blog')?.url).toBe('https://codeberg.org/user/settings/applications')
    expect(of('https://bitbucket.org/ada/blog')).toMatchObject({
      url: 'https://bitbucket.org/ada/blog/admin/access-tokens',
      username: 'x-token-auth',
      otherwise: tokenForm(hostOf('https://bitbucket.org'), undefined),
    })
    expect(tokenForm(hostOf('https://bitbucket.org'), undefined)?.username).toBe('e-mail')
    expect(of('https://example.org/ada/blog')).toBeUndefined()
  })

  it('stays at the host whatever a repository is called', () => {
    const info: HostInfo = { ...hostOf('https://gitlab.com/a/b'), origin: 'https://gitlab.com' }
    expect(tokenForm(info, 'a/b?x#y')?.url).toMatch(/^https:\/\/gitlab\.com\/a\/b%3Fx%23y\/-\/settings/)
  })
})

describe('findRepository', () => {
  const nothing = (): Promise<Response> => Promise.reject(new Error('asked'))
  it.each([
    ['ada.github.io', ['https://github.com/ada/ada.github.io']],
    [
      'https://ada.github.io/tides/2026/x.html',
      ['https://github.com/ada/tides', 'https://github.com/ada/ada.github.io'],
    ],
    [
      'https://group.gitlab.io/blog/',
      ['https://gitlab.com/group/blog', 'https://gitlab.com/group/group.gitlab.io'],
    ],
    ['https://ada.codeberg.page/@main/', ['https://codeberg.org/ada/pages']],
    ['https://ada.bitbucket.io', ['https://bitbucket.org/ada/ada.bitbucket.io']],
    ['https://github.io', []],
    ['not an address', []],
    ['javascript:alert(1)', []],
    ['https://unreachable.example/', []],
  ])('%s', async (address, found) => expect(await findRepository(address, nothing)).toEqual(found))

  it('reads what the page links to, the source of the page before all else', async () => {
    const text = `<a href="https://github.com/jekyll/jekyll">Jekyll</a><a href='https://github.com/jekyll/jekyll'>x</a>
      <a class="edit" href="https://github.com/ada/tides/edit/main/_posts/a.md?x=1&amp;y=2">Edit</a>
      <a href="https://example.org/a/b">no</a><a href="javascript:alert(1)">no</a>`
    host.fault = () => ({ text })
    const found = await findRepository(`${host.origin}/a.html`, fetch)
    expect(found).toEqual(['https://github.com/ada/tides', 'https://github.com/jekyll/jekyll'])
  })

  it('reads no page without end', async () => {
    host.fault = () => ({ text: '<a href="https://github.com/ada/blog">x</a>' + ' '.repeat(3 * 2 ** 20) })
    expect(await findRepository(host.origin, fetch)).toEqual(['https://github.com/ada/blog'])
  })
})
