import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { openRecovery } from '../../src/recovery/index.ts'
import { commit, git } from '../git/repositories.ts'
import { ada, useScene } from '../git/scene.ts'

const path = '_posts/2026-05-01-fog.md'
const fog = '---\ntitle: Fog\n---\n\nThe fog came in at noon.\n\nNobody went out.\n\nThe lamp was lit.\n'
const scene = useScene()
let workspace: Workspace

/** An author with a changed title, before whom the sheet stands open. */
beforeEach(async () => {
  scene.make({ '_config.yml': 'title: The Tide Tables\n', [path]: fog })
  const recovery = await openRecovery(`seen-first-${crypto.randomUUID()}`)
  const blog = { name: 'blog', url: `${scene.server.url}/blog.git` }
  workspace = new Workspace(blog, await scene.open(), recovery)
  await workspace.sync()
  await workspace.load()
  const session = await workspace.openPost(path)
  if ('code' in session) throw new Error(session.code)
  session.set('title', 'Thick fog')
  await workspace.publication.review()
})

const commits = (): string => git(scene.bare, 'rev-list', '--count', 'main')
const published = (): string => git(scene.bare, 'show', `main:${path}`)
const merged = { kind: 'problem', problem: { code: 'merged', paths: [path] } }

describe('what somebody else changed while the sheet stands open', () => {
  const theirs = fog.replace('went out', 'went out that day')

  it('is not sent when it was put together behind the sheet, before the author was told', async () => {
    const { publication, conflicts } = workspace
    const seen = conflicts.merged
    commit(scene.bare, { [path]: theirs })
    await workspace.sync({ quietly: true })
    const [item] = await publication.review()
    expect([item?.sentences, item?.others?.sentences]).toEqual([['title changed'], ['1 paragraph changed']])
    expect(item?.others?.diff).toContainEqual({ kind: 'added', text: 'Nobody went out that day.' })
    expect(await publication.publish('Thick', ada, seen)).toEqual(merged)
    expect([commits(), published()]).toEqual(['2', theirs.trimEnd()])
    expect(await publication.publish('Thick', ada, conflicts.merged)).toEqual({ kind: 'published' })
    expect(published()).toBe(theirs.replace('title: Fog', 'title: Thick fog').trimEnd())
  })

  it('is not sent when it is just being put together as the author presses the button', async () => {
    const { publication, conflicts } = workspace
    const seen = conflicts.merged
    commit(scene.bare, { [path]: theirs })
    await workspace.sync({ quietly: true })
    const [, outcome] = await Promise.all([publication.review(), publication.publish('Thick', ada, seen)])
    expect(outcome).toEqual(merged)
    expect(commits()).toBe('2')
  })

  it('is told no more once the author has given up the changes and begins anew', async () => {
    const { publication, works, conflicts } = workspace
    commit(scene.bare, { [path]: theirs })
    await workspace.sync({ quietly: true })
    expect((await publication.review())[0]?.others).toBeDefined()
    expect([...conflicts.merged.keys()]).toEqual([path])
    await workspace.closePost()
    await works.write([], [path])
    expect([...conflicts.merged.keys()]).toEqual([])
    const session = await workspace.openPost(path)
    if ('code' in session) throw new Error(session.code)
    session.set('title', 'Thin fog')
    const [item] = await publication.review()
    expect([item?.sentences, item?.others]).toEqual([['title changed'], undefined])
  })

  it('is told a second time where somebody changes the same post a second time', async () => {
    const { publication, conflicts } = workspace
    commit(scene.bare, { [path]: theirs })
    await workspace.sync({ quietly: true })
    await publication.review()
    const seen = conflicts.merged
    const again = theirs.replace('was lit', 'was lit early')
    commit(scene.bare, { [path]: again })
    await workspace.sync({ quietly: true })
    await publication.review()
    expect(await publication.publish('Thick', ada, seen)).toEqual(merged)
    expect(commits()).toBe('3')
    expect(await publication.publish('Thick', ada, conflicts.merged)).toEqual({ kind: 'published' })
    expect(published()).toBe(again.replace('title: Fog', 'title: Thick fog').trimEnd())
  })

  it('is not sent when only the host knows of it', async () => {
    const { publication, conflicts } = workspace
    commit(scene.bare, { [path]: theirs })
    expect(await publication.publish('Thick', ada, conflicts.merged)).toEqual(merged)
    expect(commits()).toBe('2')
  })
})

describe('a question that stands before the author', () => {
  const theirs = fog.replace('title: Fog', 'title: Mist')
  const keepMine = { details: ['mine'], texts: [] } as const

  async function ask() {
    commit(scene.bare, { [path]: theirs })
    await workspace.sync({ quietly: true })
    const conflict = await workspace.publication.conflict(path)
    if (!conflict) throw new Error('nothing is asked')
    return conflict
  }

  it.each([['mine'], [keepMine]] as const)(
    'is about what the author saw: what came since then is not taken back (%j)',
    async (decision) => {
      const { publication, conflicts } = workspace
      const conflict = await ask()
      const later = theirs.replace('was lit', 'was lit early')
      commit(scene.bare, { [path]: later })
      await workspace.sync({ quietly: true })
      await publication.decide(conflict, decision)
      expect(await publication.publish('Thick', ada, conflicts.merged)).toEqual(merged)
      expect(published()).toBe(later.trimEnd())
      expect(await publication.publish('Thick', ada, conflicts.merged)).toEqual({ kind: 'published' })
      expect(published()).toBe(later.replace('title: Mist', 'title: Thick fog').trimEnd())
    },
  )

  it('is asked beside what the author did, not what others did', async () => {
    await ask()
    const [item] = await workspace.publication.review()
    expect(item).toMatchObject({ sentences: ['title changed'], before: fog })
    expect(item?.diff.filter(({ kind }) => kind === 'removed')).toEqual([
      { kind: 'removed', text: 'title: Fog' },
    ])
  })

  it('leaves what was typed since then in another place', async () => {
    const { publication, session } = workspace
    const conflict = await ask()
    session?.set('tags', 'sea')
    await session?.flush()
    await publication.decide(conflict, keepMine)
    expect(await publication.publish('Thick', ada)).toEqual({ kind: 'published' })
    expect(published()).toContain('title: Thick fog\ntags: sea')
  })

  it('is asked anew when the author has changed that place since then', async () => {
    const { publication, conflicts, session } = workspace
    const conflict = await ask()
    session?.set('title', 'Thin fog')
    await session?.flush()
    await publication.decide(conflict, keepMine)
    expect([...conflicts.paths]).toEqual([path])
    expect(conflicts.stale).toBe(1)
    expect(await publication.conflict(path)).toMatchObject({ merge: { details: [{ mine: 'Thin fog' }] } })
  })
})
