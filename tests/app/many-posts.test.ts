import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { ManyPosts } from '../../src/app/many-posts.ts'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { openRecovery, type Recovery } from '../../src/recovery/index.ts'
import type { Files } from '../git/repositories.ts'
import { useScene } from '../git/scene.ts'

const files = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: "Fog"   # a working title\ntags: tides weather\n---\n\nFog.\n',
  '_posts/2026-06-01-sun.md': '---\ntitle: Sun\ntags: [tides]\npublished: false\n---\n\nSun.\n',
  '_posts/2026-07-01-old.md': '---\ntitle: Old\ndate: 2026-07-01 09:30:00 +0000\n---\n\nOld.\n',
  '_drafts/eels.md': '---\ntitle: Eels\n---\n\nEels.\n',
  'more/_drafts/eels.md': '---\ntitle: More eels\n---\n\nEels.\n',
}
const [fog, sun, old, eels] = [
  '_posts/2026-05-01-fog.md',
  '_posts/2026-06-01-sun.md',
  '_posts/2026-07-01-old.md',
  '_drafts/eels.md',
] as const

const scene = useScene()
let recovery: Recovery
beforeEach(async () => {
  recovery = await openRecovery(`many-${crypto.randomUUID()}`)
})

async function visit(more: Files = {}): Promise<{ workspace: Workspace; many: ManyPosts }> {
  scene.make({ ...files, ...more })
  const workspace = new Workspace(
    { name: 'blog', url: `${scene.server.url}/blog.git` },
    await scene.open(),
    recovery,
  )
  expect(await workspace.sync()).toBeUndefined()
  await workspace.load()
  return { workspace, many: new ManyPosts(workspace) }
}

describe('several posts at once', () => {
  it('get a tag, each in its own form, and lose it again; nothing else differs', async () => {
    const { workspace, many } = await visit()
    const { count, undo } = await many.addTag([fog, sun, old], 'weather')
    expect(count).toBe(2)
    expect(await workspace.readText(fog)).toBe(files[fog])
    expect(await workspace.readText(sun)).toContain('tags: [tides, weather]\n')
    expect(await workspace.readText(old)).toContain('weather')
    await many.addTag([fog], 'sea')
    expect(await workspace.readText(fog)).toBe(files[fog].replace('weather', 'weather sea'))
    await many.removeTag([fog, old], 'sea')
    expect(workspace.works.get(fog)).toBeUndefined() // it says what the blog says
    await undo()
    expect([workspace.works.all.size, await workspace.readText(sun)]).toEqual([0, files[sun]])
  })

  it('become drafts and posts again, and hidden ones are shown', async () => {
    const { workspace, many } = await visit()
    const { count, undo } = await many.toDrafts([fog, eels])
    expect(count).toBe(1)
    expect([...workspace.works.all.keys()]).toEqual(['_drafts/fog.md'])
    await undo()
    expect(workspace.unpublished).toBe(0)
    expect((await many.publish([sun, eels, fog])).count).toBe(2)
    expect(await workspace.readText(sun)).toBe(files[sun].replace('published: false\n', ''))
    expect(workspace.posts.filter(({ status }) => status === 'draft')).toHaveLength(1)
  })

  it('get a day; the time of day stays', async () => {
    const { workspace, many } = await visit()
    await many.setDay([old, fog], '2026-07-04')
    expect(await workspace.readText(old)).toContain('date: 2026-07-04 09:30:00 +0000\n')
    expect(await workspace.readText(fog)).toContain('date: 2026-07-04\n')
  })

  it('get a day on the clock of the blog', async () => {
    const { workspace, many } = await visit({ '_config.yml': 'timezone: Europe/Berlin\n' })
    await many.setDay([old], '2026-07-04')
    await many.setDay([old], '2026-07-05')
    expect(await workspace.readText(old)).toContain('date: 2026-07-05 09:30:00 +0000\n')
  })

  it('leave alone what lies where they go, and what was typed since when they come back', async () => {
    const sun2 = '_posts/2025-06-01-sun.md'
    const { workspace, many } = await visit({ [sun2]: files[sun] })
    const mine = { path: '_drafts/sun-2.md', content: 'mine', base: null, changedAt: 1 }
    await workspace.works.save(mine)
    const { undo } = await many.toDrafts([sun, sun2])
    expect([...workspace.works.all.keys()].sort()).toEqual([
      '_drafts/sun-2.md',
      '_drafts/sun-3.md',
      '_drafts/sun.md',
    ])
    const typed = { ...workspace.works.get('_drafts/sun.md'), content: 'typed', changedAt: 2 }
    await workspace.works.save({ path: '_drafts/sun.md', base: null, ...typed })
    await undo()
    expect(workspace.works.get('_drafts/sun-2.md')).toEqual(mine)
    expect(workspace.works.get('_drafts/sun.md')?.content).toBe('typed')
    expect(workspace.works.all.size).toBe(2)
  })

  it('are deleted, and come back with what was not published of them', async () => {
    const { workspace, many } = await visit()
    await many.addTag([sun], 'light')
    const changed = await workspace.readText(sun)
    const { undo } = await many.remove([sun, fog])
    expect([await workspace.readText(sun), await workspace.readText(fog)]).toEqual([undefined, undefined])
    expect(workspace.unpublished).toBe(2)
    await undo()
    expect([await workspace.readText(sun), await workspace.readText(fog)]).toEqual([changed, files[fog]])
  })
})
