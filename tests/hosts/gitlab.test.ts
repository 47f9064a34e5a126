import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHost, type HostApi } from '../../src/hosts/index.ts'
import { commit, git, makeRepository, temporaryFolder } from '../git/repositories.ts'
import { startGitlab, type Gitlab } from './servers/gitlab.ts'

const folder = temporaryFolder()
let blog = ''
let gitlab: Gitlab
let host: Awaited<ReturnType<typeof startGitlab>>

const open = (password = 'all'): Promise<HostApi> => {
  const { origin, api } = host
  const info = { kind: 'gitlab', name: 'GitLab', origin, api, gitFromBrowsers: false } as const
  return openHost(info, { username: 'any', password }, fetch)
}

beforeAll(() => {
  blog = makeRepository(folder.path, { 'a.md': 'A' })
})
beforeEach(async () => {
  gitlab = {
    tokens: {
      all: { scopes: ['api'], expires: '2026-12-31' },
      reads: { scopes: ['read_api', 'read_repository'] },
      git: { scopes: ['write_repository'] },
    },
    projects: {
      'group/sub/blog': { folder: blog, groupLevel: 40, level: 40, page: 'https://group.gitlab.io/sub/blog' },
      'bob/blog': { folder: blog, level: 10 },
      'group/closed': { folder: blog, level: 30, isProtected: true },
    },
  }
  host = await startGitlab(gitlab)
})
afterEach(async () => {
  expect(host.violations).toEqual([])
  await host.close()
})
afterAll(folder.remove)

describe('GitLab', () => {
  it('says what a token opens, in groups too', async () => {
    expect(await (await open()).access('group/sub/blog')).toEqual({
      person: { login: 'ada', name: 'Ada L.', email: 'ada@example.org' },
      canRead: true,
      canPush: true,
      branch: 'main',
      isProtected: false,
      canPropose: true,
      missing: [],
      expires: Date.UTC(2026, 11, 31),
      page: 'https://group.gitlab.io/sub/blog',
    })
  })

  it('says what a token and a person lack', async () => {
    const reads = await open('reads')
    expect(await reads.access('group/sub/blog')).toMatchObject({
      canPush: false,
      missing: ['propose', 'write'],
    })
    expect(await reads.access('nobody/nothing')).toMatchObject({ canRead: false, missing: ['repository'] })
    expect(await (await open()).access('bob/blog')).toMatchObject({
      canPush: false,
      canPropose: true,
      missing: [],
    })
    expect(await (await open()).access('group/closed')).toMatchObject({ canPush: true, isProtected: true })
    await expect((await open('git')).access('group/closed')).rejects.toMatchObject({
      code: 'forbidden',
      data: { missing: ['user', 'propose'] },
    })
    await expect((await open('wrong')).access('group/closed')).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('lists what can be written to first', async () => {
    for (let i = 0; i < 100; i++) gitlab.projects[`a/b${i}`] = { folder: blog, level: 10 }
    const api = await open()
    const { blogs, more } = await api.repositories()
    expect([blogs.length, more]).toEqual([100, true])
    expect(blogs.slice(0, 3).map(({ path }) => path)).toEqual(['group/sub/blog', 'group/closed', 'bob/blog'])
    expect((await api.repositories({ page: 2 })).more).toBe(false)
    expect((await api.repositories({ search: 'sub' })).blogs).toHaveLength(1)
  })

  it('takes a change request once, and tells what became of it', async () => {
    commit(blog, { 'a.md': 'B' }, { branch: 'galley' })
    const api = await open()
    const request = { path: 'group/sub/blog', from: 'galley', into: 'main', title: 'New', text: '' }
    expect(await api.propose(request)).toMatchObject({ id: '1', state: 'open', from: 'galley' })
    expect(await api.propose(request)).toMatchObject({ id: '1' })
    const told = await api.proposal('group/sub/blog', '1')
    expect(told.comments.map(({ text }) => text)).toEqual(['Nice.'])
    expect(told.reviews).toMatchObject([{ author: 'bob', verdict: 'approved' }])
    Object.assign(host.requests[0] ?? {}, { state: 'merged' })
    expect(await api.proposal('group/sub/blog', '1')).toMatchObject({ state: 'merged' })
    git(blog, 'branch', '-D', 'galley')
    const asked = api.propose({ ...request, from: 'nowhere' })
    await expect(asked).rejects.toMatchObject({ code: 'broken' })
  })

  it('takes a change from a copy of one’s own, made now or before', async () => {
    const api = await open()
    expect(await api.fork('bob/blog')).toMatchObject({ path: 'ada/blog', canPush: true })
    expect(await api.fork('bob/blog')).toMatchObject({ path: 'ada/blog' })
    commit(gitlab.projects['ada/blog']?.folder ?? '', { 'a.md': 'C' }, { branch: 'galley' })
    const request = { path: 'bob/blog', from: 'galley', into: 'main', title: 'C', text: '', fork: 'ada/blog' }
    const made = await api.propose(request)
    expect(made.url).toBe(`${host.origin}/bob/blog/-/merge_requests/1`)
  })

  it('tells of the build, with the last words of what failed', async () => {
    const tip = git(blog, 'rev-parse', 'main')
    const api = await open()
    const project = gitlab.projects['group/sub/blog']
    const build = (pipeline?: { status: string; trace?: string }) => {
      if (project && pipeline) project.pipeline = pipeline
      return api.build('group/sub/blog', tip, 'main')
    }
    expect(await build()).toMatchObject({ state: 'unknown', page: 'https://group.gitlab.io/sub/blog' })
    expect(await build({ status: 'pending' })).toMatchObject({ state: 'waiting' })
    expect(await build({ status: 'running' })).toMatchObject({ state: 'running' })
    expect(await build({ status: 'success' })).toMatchObject({ state: 'done' })
    expect(await build({ status: 'failed' })).toMatchObject({
      state: 'failed',
      message: 'pages: script_failure',
    })
    const trace = 'section_start:1:x\r\u001b[0K\n$ jekyll build\n\u001b[31;1mLiquid error\u001b[0m\n\n'
    expect(await build({ status: 'failed', trace })).toMatchObject({
      message: '$ jekyll build\nLiquid error',
    })
  })
})
