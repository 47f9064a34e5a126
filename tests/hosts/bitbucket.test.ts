import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHost, type HostApi, type Token } from '../../src/hosts/index.ts'
import { commit, git, makeRepository, temporaryFolder } from '../git/repositories.ts'
import { startBitbucket, type Bitbucket } from './servers/bitbucket.ts'
import type { TestHost } from './servers/server.ts'

const folder = temporaryFolder()
const basic = `Basic ${Buffer.from('ada@example.org:key').toString('base64')}`
let blog = ''
let bitbucket: Bitbucket
let host: TestHost

const open = (token: Token): Promise<HostApi> => {
  const { origin, api } = host
  const info = { kind: 'bitbucket', name: 'Bitbucket', origin, api, gitFromBrowsers: false } as const
  return openHost(info, token, fetch)
}
const ada = { username: 'ada@example.org', password: 'key' }
const robot = { username: 'x-token-auth', password: 'robot' }

beforeAll(() => {
  blog = makeRepository(folder.path, { 'a.md': 'A' })
})
beforeEach(async () => {
  bitbucket = {
    tokens: {
      [basic]: { scopes: 'repository:write pullrequest:write account' },
      'Bearer robot': { scopes: 'repository:write pullrequest:write', isRobot: true },
      'Bearer reader': { scopes: 'repository', isRobot: true },
    },
    repositories: {
      'ada/blog': { folder: blog, permission: 'admin', isClosed: true },
      'bob/blog': { folder: blog, permission: 'read' },
      'ada/other': { folder: blog, permission: 'write' },
    },
  }
  host = await startBitbucket(bitbucket)
})
afterEach(async () => {
  expect(host.violations).toEqual([])
  await host.close()
})
afterAll(folder.remove)

describe('Bitbucket', () => {
  it('says what a person’s token opens, by e-mail address', async () => {
    const api = await open(ada)
    expect(await api.access('ada/blog')).toMatchObject({
      person: { login: 'ada', name: 'Ada L.', picture: `${host.origin}/a.png` },
      canPush: true,
      branch: 'main',
      isProtected: true,
      canPropose: true,
      missing: [],
    })
    expect(await api.access('bob/blog')).toMatchObject({ canPush: false, isProtected: false })
    expect(await api.access('bob/none')).toMatchObject({ canRead: false, missing: ['repository'] })
  })

  it('says what a repository’s own token opens, which belongs to nobody', async () => {
    expect(await (await open(robot)).access('ada/other')).toMatchObject({
      person: { login: '', name: '' },
      canPush: true,
      isProtected: false,
    })
    expect(await (await open({ ...robot, password: 'reader' })).access('ada/other')).toMatchObject({
      canRead: true,
      canPush: false,
      canPropose: false,
      missing: ['write', 'propose'],
    })
    const wrong = (await open({ ...robot, password: 'x' })).access('ada/other')
    await expect(wrong).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('lists blogs page by page, with addresses that name nobody', async () => {
    const api = await open(ada)
    const first = await api.repositories()
    expect(first).toMatchObject({
      more: true,
      blogs: [{ path: 'ada/blog', url: `${host.origin}/ada/blog.git` }, {}],
    })
    expect(await api.repositories({ page: 2 })).toMatchObject({ more: false, blogs: [{ path: 'ada/other' }] })
    expect((await api.repositories({ search: 'oth' })).blogs).toHaveLength(1)
  })

  it('takes change requests', async () => {
    commit(blog, { 'a.md': 'B' }, { branch: 'galley' })
    const api = await open(ada)
    expect(await api.fork('bob/blog')).toMatchObject({ path: 'ada/blog' })
    const request = {
      path: 'bob/blog',
      from: 'galley',
      into: 'main',
      title: 'New',
      text: '',
      fork: 'ada/blog',
    }
    expect(await api.propose(request)).toMatchObject({ id: '1', from: 'galley' })
    expect(host.asked.at(-1)?.body).toMatchObject({ source: { repository: { full_name: 'ada/blog' } } })
    expect(await api.proposals('bob/blog', 'a"b')).toHaveLength(1)
    expect(await api.proposal('bob/blog', '1')).toMatchObject({
      state: 'declined',
      comments: [{ author: 'Bob', text: 'Nice.' }],
      reviews: [{ author: 'Bob', verdict: 'changes' }],
    })
    await expect(api.propose({ ...request, from: 'none' })).rejects.toMatchObject({
      code: 'broken',
      data: { message: 'source branch not found' },
    })
    git(blog, 'branch', '-D', 'galley')
  })

  it('tells of the build', async () => {
    const tip = git(blog, 'rev-parse', 'main')
    const api = await open(ada)
    const found = bitbucket.repositories['ada/blog']
    const build = (...states: string[]) => {
      if (found) found.statuses = states.map((state) => ({ state, name: 'pages', description: 'exit 1' }))
      return api.build('ada/blog', tip, 'main')
    }
    expect(await build()).toEqual({ state: 'unknown' })
    expect(await build('SUCCESSFUL', 'INPROGRESS')).toMatchObject({ state: 'running' })
    expect(await build('SUCCESSFUL')).toMatchObject({ state: 'done', url: `${host.origin}/build` })
    expect(await build('INPROGRESS', 'FAILED')).toMatchObject({ state: 'failed', message: 'pages: exit 1' })
  })
})
