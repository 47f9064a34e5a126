import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { openRecovery } from '../../src/recovery/index.ts'
import { commit, git } from '../git/repositories.ts'
import type { GitRequest } from '../git/server.ts'
import { ada, useScene } from '../git/scene.ts'

const fog = '_posts/2026-05-01-fog.md'
const sun = '_posts/2026-06-01-sun.md'
const post = (title: string): string => `---\ntitle: ${title}\n---\n\nText.\n`
const scene = useScene()
let workspace: Workspace

/** An author with a changed title, while somebody else has changed another post. */
beforeEach(async () => {
  scene.make({ '_config.yml': 'title: Tides\n', [fog]: post('Fog'), [sun]: post('Sun') })
  const recovery = await openRecovery(`published-first-${crypto.randomUUID()}`)
  const blog = { name: 'blog', url: `${scene.server.url}/blog.git` }
  workspace = new Workspace(blog, await scene.open(), recovery)
  await workspace.sync()
  await workspace.load()
  const session = await workspace.openPost(fog)
  if ('code' in session) throw new Error(session.code)
  session.set('title', 'Thick fog')
  commit(scene.bare, { [sun]: post('Rain') })
})

const isText = ({ body }: GitRequest): boolean =>
  body.includes(`want ${git(scene.bare, 'rev-parse', `main:${sun}`)}`)
const titleOf = (path: string): string | undefined => workspace.entries.get(path)?.title

describe('what others changed', () => {
  it('comes behind the word that the author’s own is published', async () => {
    let come = (): void => undefined
    const held = new Promise<void>((resolve) => (come = resolve))
    scene.serve({ before: async (request) => (isText(request) ? held : undefined) })
    expect(await workspace.publication.publish('Thick', ada)).toEqual({ kind: 'published' })
    expect([titleOf(fog), titleOf(sun), workspace.unpublished]).toEqual(['Thick fog', 'Sun', 0])
    expect(git(scene.bare, 'show', `main:${fog}`)).toBe(post('Thick fog').trimEnd())
    come()
    await expect.poll(() => titleOf(sun)).toBe('Rain')
    expect(workspace.news.posts.get(sun)).toMatchObject({ kind: 'changed' })
  })

  it('comes with the next news where it cannot be fetched then', async () => {
    scene.serve({ fault: (answer, request) => (isText(request) ? 'drop' : answer) })
    expect(await workspace.publication.publish('Thick', ada)).toEqual({ kind: 'published' })
    await expect.poll(() => workspace.trouble?.code).toBe('offline')
    expect(await workspace.publication.undo(ada)).toEqual({ kind: 'published' })
    expect(titleOf(sun)).toBe('Sun')
    scene.serve({})
    expect(await workspace.sync()).toBeUndefined()
    expect([titleOf(sun), workspace.trouble]).toEqual(['Rain', undefined])
  })

  it('comes with the next news where a sync could not fetch it', async () => {
    scene.serve({ fault: (answer, request) => (isText(request) ? 'drop' : answer) })
    expect(await workspace.sync()).toEqual({ code: 'offline' })
    scene.serve({})
    expect(await workspace.sync()).toBeUndefined()
    expect(titleOf(sun)).toBe('Rain')
    expect(workspace.news.posts.get(sun)).toMatchObject({ kind: 'changed', who: 'Somebody Else' })
  })
})
