import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHost, type HostApi, type HostInfo } from '../../src/hosts/index.ts'
import { commit, git, makeRepository, temporaryFolder } from '../git/repositories.ts'
import { startGithub, type Github } from './servers/github.ts'
import type { TestHost } from './servers/server.ts'

const folder = temporaryFolder()
const secret = 'github_pat_0123456789'
let blog = ''
let github: Github
let host: TestHost & Awaited<ReturnType<typeof startGithub>>

const infoOf = ({ origin, api }: TestHost): HostInfo => ({
  kind: 'github',
  name: 'GitHub',
  origin,
  api,
  gitFromBrowsers: false,
})
const open = (password = secret): Promise<HostApi> =>
  openHost(infoOf(host), { username: 'any', password }, fetch)
const failure = (asked: Promise<unknown>): Promise<Record<string, unknown>> =>
  asked.then(
    () => ({}),
    (error: unknown) => error as Record<string, unknown>,
  )

beforeAll(() => {
  blog = makeRepository(folder.path, { 'a.md': 'A' })
})
beforeEach(async () => {
  const plain = { folder: blog, writers: ['ada'] }
  github = {
    tokens: {
      [secret]: { login: 'ada', contents: 'write', proposals: 'write', expires: '2026-12-31 23:00:00 UTC' },
      reader: { login: 'ada', contents: 'read', repositories: ['ada/blog'] },
      eve: { login: 'eve', contents: 'write', proposals: 'write', repositories: [] },
    },
    repositories: {
      'ada/blog': { ...plain, page: 'https://ada.example/', pushed: '2026-05-01T00:00:00Z' },
      'ada/secret': { ...plain, isPrivate: true },
      'bob/blog': { ...plain, writers: ['bob'], pushed: '2026-06-01T00:00:00Z' },
      'ada/ruled': { ...plain, rules: { main: ['pull_request'] }, closed: ['old'] },
    },
  }
  host = await startGithub(github)
})
afterEach(async () => {
  expect(host.violations).toEqual([])
  await host.close()
})
afterAll(folder.remove)

describe('GitHub', () => {
  it('says who somebody is', async () => {
    const { login, name, email, picture } = await (await open()).person()
    expect([login, name, email]).toEqual(['ada', 'Ada L.', '7+ada@users.noreply.github.com'])
    expect(picture).toMatch(/^https:/)
  })

  it('says what a token opens', async () => {
    const access = await (await open()).access('ada/blog')
    expect(access).toMatchObject({
      person: { login: 'ada' },
      canRead: true,
      canPush: true,
      branch: 'main',
      isProtected: false,
      canPropose: true,
      missing: [],
      expires: Date.UTC(2026, 11, 31, 23),
      page: 'https://ada.example/',
    })
    // what was asked to learn it has left nothing behind
    expect(git(blog, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main')
    expect(host.pulls).toEqual([])
  })

  it('says what a token lacks', async () => {
    expect(await (await open('reader')).access('ada/blog')).toMatchObject({
      canRead: true,
      canPush: false,
      canPropose: false,
      missing: ['write', 'propose'],
    })
    expect(await (await open('reader')).access('ada/secret')).toMatchObject({
      canRead: false,
      canPush: false,
      missing: ['repository'],
    })
  })

  it('knows a branch that takes no pushes, by its rules and by the older protection', async () => {
    const api = await open()
    expect(await api.access('ada/ruled')).toMatchObject({ canPush: true, isProtected: true })
    expect(await api.access('ada/ruled', 'old')).toMatchObject({ branch: 'old', isProtected: true })
    expect(await api.access('ada/ruled', 'new')).toMatchObject({ branch: 'new', isProtected: false })
  })

  it('knows a reader, who can propose', async () => {
    const access = await (await open('eve')).access('bob/blog')
    expect(access).toMatchObject({ canPush: false, canPropose: true, missing: [] })
  })

  it('lists what can be written to first, the newest first, page by page and by words', async () => {
    for (let i = 0; i < 130; i++) github.repositories[`ada/b${i}`] = { folder: blog, writers: [] }
    const api = await open()
    const first = await api.repositories()
    expect(first.more).toBe(true)
    expect(first.blogs).toHaveLength(100)
    expect(first.blogs.map(({ path }) => path).slice(0, 4)).toEqual([
      'ada/blog',
      'ada/secret',
      'ada/ruled',
      'bob/blog',
    ])
    const second = await api.repositories({ page: 2 })
    expect(second.more).toBe(false)
    expect(second.blogs).toHaveLength(34)
    const found = await api.repositories({ search: 'BLOG' })
    expect(found.blogs.map(({ path, url }) => [path, url])).toEqual([
      ['ada/blog', `${host.origin}/ada/blog.git`],
      ['bob/blog', `${host.origin}/bob/blog.git`],
    ])
  })

  it('takes a change request once, and tells what became of it', async () => {
    commit(blog, { 'a.md': 'B' }, { branch: 'galley' })
    const api = await open()
    const request = { path: 'ada/blog', from: 'galley', into: 'main', title: 'New', text: '' }
    const made = await api.propose(request)
    expect(made).toMatchObject({ id: '1', state: 'open', title: 'New', from: 'galley' })
    expect(await api.propose(request)).toMatchObject({ id: '1' })
    expect(await api.proposals('ada/blog', 'galley')).toHaveLength(1)
    expect(await api.proposals('ada/blog', 'other')).toHaveLength(0)
    const told = await api.proposal('ada/blog', '1')
    expect(told.comments.map(({ text }) => text)).toEqual(['First.', 'Second.'])
    expect(told.reviews).toMatchObject([{ verdict: 'changes', text: 'A title, please.' }])
    Object.assign(host.pulls[0] ?? {}, { state: 'closed', merged: '2026-01-02T00:00:00Z' })
    expect(await api.proposal('ada/blog', '1')).toMatchObject({ state: 'merged' })
    Object.assign(host.pulls[0] ?? {}, { merged: null })
    expect(await api.proposal('ada/blog', '1')).toMatchObject({ state: 'declined' })
    git(blog, 'branch', '-D', 'galley')
  })

  it('takes a change from a copy of one’s own', async () => {
    const api = await open('eve')
    const copy = await api.fork('bob/blog')
    expect(copy).toMatchObject({ path: 'eve/blog', canPush: true, branch: 'main' })
    commit(github.repositories['eve/blog']?.folder ?? '', { 'a.md': 'C' }, { branch: 'galley' })
    const request = {
      path: 'bob/blog',
      from: 'galley',
      into: 'main',
      title: 'C',
      text: 'Why',
      fork: 'eve/blog',
    }
    expect(await api.propose(request)).toMatchObject({ id: '1', from: 'galley' })
    expect(host.asked.at(-1)?.body).toMatchObject({ head: 'eve:galley', base: 'main', body: 'Why' })
  })

  it('says of a change without news what the host says', async () => {
    const api = await open()
    const asked = api.propose({ path: 'ada/blog', from: 'main', into: 'main', title: 'x', text: '' })
    expect(await failure(asked)).toMatchObject({
      code: 'broken',
      data: { message: 'Validation Failed No commits between main and main' },
    })
  })

  it('tells of the build by Pages itself', async () => {
    const tip = git(blog, 'rev-parse', 'main')
    const api = await open()
    const built = (status: string, message: string | null = null): void => {
      github.repositories['ada/blog'] = {
        folder: blog,
        writers: ['ada'],
        page: 'https://ada.example/',
        pagesBuild: { commit: tip, status, message },
      }
    }
    built('building')
    expect(await api.build('ada/blog', tip, 'main')).toEqual({
      state: 'running',
      page: 'https://ada.example/',
    })
    built('errored', 'The tag `x` is not known.')
    expect(await api.build('ada/blog', tip, 'main')).toMatchObject({
      state: 'failed',
      message: 'The tag `x` is not known.',
    })
    built('built')
    expect(await api.build('ada/blog', tip, 'main')).toMatchObject({ state: 'done' })
  })

  it('tells of the build by Actions, with the words of what failed', async () => {
    const tip = git(blog, 'rev-parse', 'main')
    const api = await open()
    const secretBlog = github.repositories['ada/secret']
    const jobs = (
      ...checks: { name: string; status: string; conclusion: string | null; annotation?: string }[]
    ) => {
      if (secretBlog) secretBlog.checks = checks
      return api.build('ada/secret', tip, 'main')
    }
    const build = { name: 'build', status: 'completed', conclusion: 'success' }
    expect(await jobs()).toEqual({ state: 'unknown' })
    expect(await jobs({ ...build, status: 'queued', conclusion: null })).toMatchObject({ state: 'waiting' })
    expect(await jobs(build, { ...build, status: 'in_progress', conclusion: null })).toMatchObject({
      state: 'running',
    })
    expect(await jobs(build)).toMatchObject({ state: 'done', url: `${host.origin}/ada/secret/runs/1` })
    const failed = { ...build, conclusion: 'failure', annotation: 'Liquid error in a.md' }
    expect(await jobs(build, failed)).toMatchObject({ state: 'failed', message: 'Liquid error in a.md' })
  })

  it('tells of the jobs of Actions where the token sees no checks', async () => {
    const tip = git(blog, 'rev-parse', 'main')
    const check = { name: 'build', status: 'completed', annotation: 'Build with Jekyll' }
    const found = { folder: blog, writers: [], hidesChecks: true }
    const build = async (conclusion: string): Promise<unknown> => {
      github.repositories['ada/hidden'] = { ...found, checks: [{ ...check, conclusion }] }
      return (await open()).build('ada/hidden', tip, 'main')
    }
    expect(await build('success')).toMatchObject({ state: 'done' })
    expect(await build('failure')).toMatchObject({ state: 'failed', message: 'build: Build with Jekyll' })
  })
})

describe('an Enterprise server of GitHub', () => {
  it('has its interfaces below a path', async () => {
    const own = await startGithub(github, '/api/v3')
    const api = await openHost(infoOf(own), { username: 'any', password: secret }, fetch)
    expect(await api.access('ada/ruled', 'old')).toMatchObject({ isProtected: true })
    expect(own.asked.some(({ path }) => path === '/api/graphql')).toBe(true)
    expect(own.violations).toEqual([])
    await own.close()
  })
})
