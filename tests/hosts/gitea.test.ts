import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHost, type HostApi } from '../../src/hosts/index.ts'
import { commit, git, makeRepository, temporaryFolder } from '../git/repositories.ts'
import { startGitea, type Gitea } from './servers/gitea.ts'

const folder = temporaryFolder()
let blog = ''
let gitea: Gitea
let host: Awaited<ReturnType<typeof startGitea>>

const open = (password = 'ada'): Promise<HostApi> => {
  const { origin, api } = host
  const info = { kind: 'gitea', name: 'Codeberg', origin, api, gitFromBrowsers: true } as const
  return openHost(info, { username: 'any', password }, fetch)
}

beforeAll(() => {
  blog = makeRepository(folder.path, { 'a.md': 'A' })
})
beforeEach(async () => {
  gitea = {
    tokens: { ada: 'ada', eve: 'eve', robot: '-robot' },
    repositories: {
      'ada/blog': { folder: blog, writers: ['ada'], website: 'https://ada.example/' },
      'ada/closed': { folder: blog, writers: ['ada'], isProtected: true, updated: '2026-02-01T00:00:00Z' },
      'bob/blog': { folder: blog, writers: [], updated: '2026-03-01T00:00:00Z' },
    },
  }
  host = await startGitea(gitea)
})
afterEach(async () => {
  expect(host.violations).toEqual([])
  await host.close()
})
afterAll(folder.remove)

describe('Gitea and Forgejo', () => {
  it('say what a token opens, and what it and the person lack', async () => {
    const api = await open()
    expect(await api.access('ada/blog')).toEqual({
      person: { login: 'ada', name: 'ada', email: 'ada@example.org', picture: `${host.origin}/a.png` },
      canRead: true,
      canPush: true,
      branch: 'main',
      isProtected: false,
      canPropose: true,
      missing: [],
      page: 'https://ada.example/',
    })
    expect(await api.access('ada/closed')).toMatchObject({ isProtected: true })
    expect(await api.access('ada/closed', 'new')).toMatchObject({ isProtected: false, branch: 'new' })
    expect(await api.access('bob/blog')).toMatchObject({ canPush: false, canPropose: true })
    expect(await api.access('bob/none')).toMatchObject({ canRead: false, missing: ['repository'] })
    const robot = (await open('robot')).access('ada/blog')
    await expect(robot).rejects.toMatchObject({ code: 'forbidden', data: { missing: ['user'] } })
    await expect((await open('wrong')).person()).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('list what can be written to first, the newest first', async () => {
    for (let i = 0; i < 60; i++) gitea.repositories[`c/b${i}`] = { folder: blog, writers: [] }
    const api = await open()
    const { blogs, more } = await api.repositories()
    expect([blogs.length, more]).toEqual([50, true])
    expect(blogs.slice(0, 3).map(({ path }) => path)).toEqual(['ada/closed', 'ada/blog', 'bob/blog'])
    expect((await api.repositories({ page: 2 })).more).toBe(false)
    expect((await api.repositories({ search: 'c/b59' })).blogs).toHaveLength(1)
  })

  it('take a change request once, also from a copy of one’s own', async () => {
    const api = await open('eve')
    expect(await api.fork('ada/blog')).toMatchObject({ path: 'eve/blog', canPush: true })
    expect(await api.fork('ada/blog')).toMatchObject({ path: 'eve/blog' })
    commit(gitea.repositories['eve/blog']?.folder ?? '', { 'a.md': 'B' }, { branch: 'galley' })
    const request = {
      path: 'ada/blog',
      from: 'galley',
      into: 'main',
      title: 'New',
      text: '',
      fork: 'eve/blog',
    }
    expect(await api.propose(request)).toMatchObject({ id: '1', state: 'open', from: 'galley' })
    expect(await api.propose(request)).toMatchObject({ id: '1' })
    const told = await api.proposal('ada/blog', '1')
    expect(told.comments).toMatchObject([{ author: 'bob', text: 'Nice.' }])
    expect(told.reviews).toEqual([{ author: 'bob', verdict: 'changes', text: 'A title.' }])
    Object.assign(host.pulls[0] ?? {}, { state: 'closed', merged: true })
    expect(await api.proposal('ada/blog', '1')).toMatchObject({ state: 'merged' })
    await expect(api.propose({ ...request, from: 'none' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('tell of the build', async () => {
    const tip = git(blog, 'rev-parse', 'main')
    const api = await open()
    const found = gitea.repositories['ada/blog']
    const build = (status: string) => {
      const statuses = [{ status, context: 'pages', description: 'Failing after 3s' }]
      if (found) found.status = { state: status, statuses }
      return api.build('ada/blog', tip, 'main')
    }
    expect(await api.build('ada/blog', tip, 'main')).toEqual({ state: 'unknown' })
    expect(await build('pending')).toMatchObject({ state: 'running' })
    expect(await build('success')).toMatchObject({ state: 'done' })
    expect(await build('failure')).toMatchObject({ state: 'failed', message: 'pages: Failing after 3s' })
  })
})
