import 'fake-indexeddb/auto'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../src/app/app.svelte.ts'
import type { Problem } from '../../src/app/problem.ts'
import { goWhereItIs } from '../../src/app/where-it-is.ts'
import type { Workspace } from '../../src/app/workspace.svelte.ts'
import { Host } from '../../src/git/host.ts'
import { HostedRepository } from '../../src/git/hosted-repository.ts'
import { SmartRemote } from '../../src/git/smart-remote.ts'
import { memoryStore, type Store } from '../../src/git/store.ts'
import { openRecovery, type Recovery } from '../../src/recovery/index.ts'
import { git as gitIn } from '../git/repositories.ts'
import { ada, useScene } from '../git/scene.ts'

const path = '_posts/2026-05-01-fog.md'
const files = { '_config.yml': '', [path]: '---\ntitle: Fog\n---\n\nThe fog.\n' }

const scene = useScene()
let recovery: Recovery
/** What the device keeps of each repository and branch. */
let stores: Map<string, Store>
beforeEach(async () => {
  recovery = await openRecovery(crypto.randomUUID())
  stores = new Map()
  scene.make(files)
})

const git = (...args: string[]): string => gitIn(scene.bare, ...args)

/** Opens the blog as its author does. */
async function visit(): Promise<App> {
  const app = new App({
    openRepository: ({ url, branch = '' }) => {
      const store = stores.get(`${url} ${branch}`) ?? memoryStore()
      stores.set(`${url} ${branch}`, store)
      const remote = new SmartRemote(new Host(url, fetch))
      return new HostedRepository(branch === '' ? { url } : { url, branch }, remote, store)
    },
    hosts: () => Promise.reject(new Error('There are no hosts here')),
    openRecovery: async () => recovery,
    base: `${scene.server.url}/nothing/`,
  })
  await app.start()
  await app.open(`${scene.server.url}/blog.git`)
  return app
}

function opened(app: App): Workspace {
  if (app.stage.kind !== 'open') throw new Error(JSON.stringify(app.stage))
  return app.stage.workspace
}

async function edit(app: App): Promise<void> {
  const session = await opened(app).openPost(path)
  if ('code' in session) throw new Error(session.code)
  session.set('title', 'Mist')
  await session.flush()
}

async function go(app: App, problem: Problem | undefined): Promise<void> {
  if (problem) await goWhereItIs(app, problem)
}

describe.each(['while it is open', 'at the next visit', 'on a device that never had it'])('%s', (when) => {
  /** Edits, lets something happen to the blog, and asks the host again. */
  async function problemAfter(happens: () => void): Promise<[App, Problem | undefined]> {
    const app = await visit()
    await edit(app)
    happens()
    if (when === 'while it is open') return [app, await opened(app).sync()]
    opened(app).leave()
    if (when !== 'at the next visit') stores.clear()
    const again = await visit()
    const { stage } = again
    return [again, stage.kind === 'failed' ? stage.problem : opened(again).trouble]
  }

  async function publishes(app: App): Promise<void> {
    expect(opened(app).posts.map(({ title, change }) => [title, change])).toEqual([['Mist', 'edited']])
    expect(opened(app).trouble).toBeUndefined()
    expect(await opened(app).publication.publish('Mist', ada)).toEqual({ kind: 'published' })
    opened(app).leave()
  }

  it('a blog that has moved is opened where it is, with all that was written', async () => {
    const from = `${scene.server.url}/blog.git`
    const to = `${scene.server.url}/moved.git`
    const [app, problem] = await problemAfter(() => {
      renameSync(scene.bare, join(scene.folder, 'moved.git'))
      scene.serve({
        fault: (answer, { path }) =>
          path.startsWith('/blog.git/')
            ? {
                status: 301,
                headers: { Location: path.replace('/blog.git', '/moved.git') },
                body: Buffer.of(),
              }
            : answer,
      })
    })
    expect(problem).toEqual({ code: 'moved', message: to })
    expect((await recovery.works(from)).length).toBe(1)
    await go(app, problem)
    expect(opened(app).blog.url).toBe(to)
    await publishes(app)
    expect([await recovery.works(from), await recovery.works(to)]).toEqual([[], []])
    expect(app.settings.recent?.map(({ url }) => url)).toEqual([to])
    renameSync(join(scene.folder, 'moved.git'), scene.bare)
    expect(git('show', `main:${path}`)).toContain('title: Mist')
  })

  it('a version that is gone is left for the one that the host offers', async () => {
    const [app, problem] = await problemAfter(() => {
      git('branch', '-m', 'main', 'site/next')
      git('symbolic-ref', 'HEAD', 'refs/heads/site/next')
    })
    if (when === 'on a device that never had it') expect(problem).toBeUndefined()
    else expect(problem).toEqual({ code: 'gone', instead: 'site/next' })
    await go(app, problem)
    await publishes(app)
    expect(git('show', `site/next:${path}`)).toContain('title: Mist')
  })
})
