import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../src/app/app.svelte.ts'
import type { Workspace } from '../../src/app/workspace.svelte.ts'
import { Host } from '../../src/git/host.ts'
import { HostedRepository } from '../../src/git/hosted-repository.ts'
import { SmartRemote } from '../../src/git/smart-remote.ts'
import { memoryStore } from '../../src/git/store.ts'
import { openRecovery } from '../../src/recovery/index.ts'
import { startProxy, type Fault, type Passing, type Proxy } from '../git/proxy.ts'
import { git } from '../git/repositories.ts'
import { ada, useScene } from '../git/scene.ts'

/** More than come at first: the oldest arrive in the background. */
const count = 80
const nameOf = (at: number): string => `_posts/20${String(10 + at).slice(-2)}-05-01-post-${at}.md`
const sourceOf = (at: number): string => `---\ntitle: Post ${at}\n---\n\nText ${at}.\n`
const posts = Object.fromEntries(Array.from({ length: count }, (_, at) => [nameOf(at), sourceOf(at)]))
const titles = Object.keys(posts)
  .map((_, at) => `Post ${at}`)
  .sort()

const scene = useScene()
let proxy: Proxy
beforeEach(async () => {
  proxy = await startProxy(scene.server.url)
})
afterEach(() => proxy.stop())

/** An author's device; it keeps what it has from one visit to the next. */
function device() {
  const store = memoryStore()
  const database = crypto.randomUUID()
  const url = `${proxy.address}blog.git`
  return async (patience = 60_000): Promise<App> => {
    const app = new App({
      openRepository: (_, onProgress) =>
        new HostedRepository({ url }, new SmartRemote(new Host(url, fetch, patience)), store, onProgress),
      hosts: () => Promise.reject(new Error('There are no hosts here')),
      openRecovery: () => openRecovery(database),
      base: `${proxy.address}nothing/`,
    })
    await app.start()
    await app.open({ name: 'blog', url })
    await workspaceOf(app)?.whole
    return app
  }
}

const workspaceOf = (app: App): Workspace | undefined =>
  app.stage.kind === 'open' ? app.stage.workspace : undefined

/** All that an author does: opens the blog, has all of it, changes a word, publishes. */
async function work(open: ReturnType<typeof device>, text: string, patience?: number) {
  const app = await open(patience)
  const workspace = workspaceOf(app)
  if (!workspace) return { app, outcome: undefined }
  const session = await workspace.openPost(nameOf(0)).catch((error: unknown) => error)
  if (!(session instanceof Object) || !('set' in session)) return { app, outcome: undefined }
  const { set, flush } = session as { set: (key: string, value: unknown) => void; flush: () => Promise<void> }
  set.call(session, 'title', text)
  await flush.call(session)
  return { app, outcome: await workspace.publication.publish(text, ada) }
}

const isGit = ({ path }: Passing): boolean => path.startsWith('/blog.git/')
const commits = (): number => Number(git(scene.bare, 'rev-list', '--count', 'main'))
const published = (text: string): string => sourceOf(0).replace('title: Post 0', `title: ${text}`)

/** Spoils the nth request to Git from now on. */
function spoil(nth: number, fault: Fault): void {
  let left = nth
  proxy.fault = (request) => (isGit(request) && left-- === 0 ? fault : undefined)
}

/** How many requests it takes when nothing goes wrong. */
async function countRequests(): Promise<number> {
  const before = proxy.passed.filter(isGit).length
  const { app, outcome } = await work(device(), 'Before')
  workspaceOf(app)?.leave()
  expect(outcome).toEqual({ kind: 'published' })
  return proxy.passed.filter(isGit).length - before
}

const others: readonly Fault[] = [
  { stall: 30 },
  { refuse: true },
  { status: 500 },
  { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Sign in' },
]

describe('a fault in the nth request of a whole visit, for every n', () => {
  it.each<[string, (nth: number) => Fault]>([
    ['cut on the way', () => ({ cut: 150, torn: true })],
    ['ended too soon', () => ({ cut: 40 })],
    ['garbled', () => ({ garble: 60 })],
    ['lost', () => ({ lose: true })],
    ['silent, refused, an error, a page', (nth) => others[nth % others.length] ?? { refuse: true }],
  ])('%s', { timeout: 120_000 }, async (_, faultOf) => {
    scene.make({ '_config.yml': 'title: Tides\n', ...posts })
    const requests = await countRequests()
    expect(requests).toBeGreaterThan(6)
    for (let nth = 0; nth < requests; nth++) {
      const before = commits()
      const text = `After ${nth}`
      const open = device()
      const fault = faultOf(nth)
      spoil(nth, fault)
      const { app, outcome } = await work(open, text, 'stall' in fault ? 300 : undefined)
      seenIsTrue(app, text)
      workspaceOf(app)?.leave()
      if (outcome?.kind === 'published') expect(git(scene.bare, 'show', `main:${nameOf(0)}`)).toContain(text)
      proxy.fault = () => undefined

      const later = await work(open, text)
      const said = later.outcome?.kind === 'problem' ? later.outcome.problem.code : later.outcome?.kind
      expect([nth, said]).toEqual([nth, expect.stringMatching(/^published$|^nothing-to-publish$/)])
      seenIsTrue(later.app, text, true)
      expect([nth, commits()]).toEqual([nth, before + 1])
      expect(git(scene.bare, 'show', `main:${nameOf(0)}`)).toBe(published(text).trimEnd())
      expect(workspaceOf(later.app)?.unpublished).toBe(0)
      workspaceOf(later.app)?.leave()
    }
  })
})

/** A blog that is shown is never shown empty, or with fewer posts than it has; once healed it is shown whole. */
function seenIsTrue(app: App, text: string, whole = false): void {
  const workspace = workspaceOf(app)
  if (!workspace) {
    expect(whole).toBe(false)
    expect(app.stage).toMatchObject({ kind: 'failed' })
    expect(['offline', 'broken', 'not-found']).toContain(
      app.stage.kind === 'failed' && app.stage.problem.code,
    )
    return
  }
  expect([workspace.isEmpty, workspace.posts.length]).toEqual([false, count])
  if (!whole) return
  expect(workspace.posts.map(({ title }) => title).sort()).toEqual(
    [...titles.filter((title) => title !== 'Post 0'), text].sort(),
  )
  expect(workspace.trouble).toBeUndefined()
}
