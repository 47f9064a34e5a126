import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { openRecovery, type Recovery } from '../../src/recovery/index.ts'
import { commit, git as gitIn } from '../git/repositories.ts'
import { ada, useScene } from '../git/scene.ts'

const [fog, sun, rain] = ['_posts/2026-05-01-fog.md', '_posts/2026-06-01-sun.md', '_posts/2026-07-01-rain.md']
const post = (title: string): string => `---\ntitle: ${title}\n---\n\n${title}.\n`
const files = { '_config.yml': 'title: Tides\n', [fog]: post('Fog'), 'boat.png': 'not really a picture' }

const scene = useScene()
let recovery: Recovery
beforeEach(async () => {
  recovery = await openRecovery(crypto.randomUUID())
  scene.make({ '_config.yml': 'title: Old\n' })
  commit(scene.bare, { ...files, [sun]: post('Sun') })
})

const git = (...args: string[]): string => gitIn(scene.bare, ...args)

async function visit(): Promise<Workspace> {
  const workspace = new Workspace(
    { name: 'blog', url: `${scene.server.url}/blog.git` },
    await scene.open(),
    recovery,
  )
  expect(await workspace.sync()).toBeUndefined()
  await workspace.load()
  return workspace
}

/** Somebody pushes with force: one post is gone, one is another, one is new. */
function replace(): void {
  git('update-ref', '-d', 'refs/heads/main')
  commit(scene.bare, { '_config.yml': 'title: Tides\n', [fog]: post('Mist'), [rain]: post('Rain') })
}

const titles = ({ posts }: Workspace) => posts.map(({ title, change }) => [title, change])
const told = { code: 'rewritten', rewritten: { lost: [sun, 'boat.png'], changed: [fog, rain] } }

describe('a blog whose history was replaced', () => {
  it('is a question, and nothing changes before it is answered', async () => {
    const workspace = await visit()
    replace()
    expect(await workspace.sync({ quietly: true })).toMatchObject(told)
    expect(workspace.trouble).toMatchObject(told)
    expect(titles(workspace)).toEqual([
      ['Sun', undefined],
      ['Fog', undefined],
    ])
    await workspace.takeAnew(told.rewritten as never)
    expect(workspace.trouble).toBeUndefined()
    expect(titles(workspace)).toEqual([
      ['Rain', undefined],
      ['Mist', undefined],
    ])
    expect(workspace.posts[0]?.elsewhere).toMatchObject({ kind: 'new' })
  })

  it('can be had with the posts as they were, as changes to publish', async () => {
    const workspace = await visit()
    replace()
    const { rewritten } = (await workspace.sync()) ?? {}
    if (!rewritten) throw new Error('no question')
    await workspace.takeAnew(rewritten, { keep: true })
    expect(titles(workspace)).toEqual([
      ['Rain', undefined],
      ['Sun', 'new'],
      ['Fog', 'edited'],
    ])
    expect(await workspace.publication.publish('Back', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${fog}`)).toBe(post('Fog').trimEnd())
    expect(git('show', `main:${sun}`)).toBe(post('Sun').trimEnd())
    expect(git('show', 'main:boat.png')).toBe('not really a picture')
    expect(git('show', `main:${rain}`)).toBe(post('Rain').trimEnd())
  })

  it.each([false, true])('keeps what was written and is not published (the posts kept: %s)', async (keep) => {
    const workspace = await visit()
    const session = await workspace.openPost(sun)
    if ('code' in session) throw new Error(session.code)
    session.set('title', 'Summer')
    await session.flush()
    replace()
    const outcome = await workspace.publication.publish('Mine', ada)
    expect(outcome).toMatchObject({ kind: 'problem', problem: told })
    expect(git('rev-list', '--count', 'main')).toBe('1')
    const problem = outcome.kind === 'problem' ? outcome.problem : undefined
    if (problem?.rewritten) await workspace.takeAnew(problem.rewritten, { keep })
    expect(session.post.title).toBe('Summer')
    // whoever deleted it meanwhile is another question
    expect(await workspace.publication.publish('Mine', ada)).toMatchObject({ problem: { code: 'conflict' } })
    const conflict = await workspace.publication.conflict(sun)
    expect(conflict?.kind).toBe('deleted')
    if (conflict) await workspace.publication.decide(conflict, 'mine')
    expect(await workspace.publication.publish('Mine', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${sun}`)).toContain('title: Summer')
    expect(git('show', `main:${fog}`)).toBe(post(keep ? 'Fog' : 'Mist').trimEnd())
  })
})
