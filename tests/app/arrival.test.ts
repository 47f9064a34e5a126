import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { openRecovery } from '../../src/recovery/index.ts'
import { commit } from '../git/repositories.ts'
import { ada, useScene } from '../git/scene.ts'

const scene = useScene()
const day = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
const pathOf = (i: number): string => `_posts/${day(i)}-post-${i}.md`
const post = (title: string): string => `---\ntitle: "${title}"\n---\n\nText.\n`
const posts = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [pathOf(i), post(`Title ${i}!`)]))

async function visit(): Promise<Workspace> {
  const recovery = await openRecovery(`arrival-${crypto.randomUUID()}`)
  const blog = { name: 'blog', url: `${scene.server.url}/blog.git` }
  const workspace = new Workspace(blog, await scene.open(), recovery)
  expect(await workspace.sync()).toBeUndefined()
  await workspace.load()
  return workspace
}

const titles = (workspace: Workspace): string[] => workspace.posts.map(({ title }) => title)

it('the newest posts come first, the others under the names of their files, until their texts have come too', async () => {
  scene.make({ '_config.yml': 'title: T\n', '_drafts/eels.md': post('Eels!'), ...posts })
  let held = (): void => undefined
  const late = new Promise<void>((resolve) => (held = resolve))
  let fetches = 0
  scene.serve({
    before: ({ body }) => (body.includes('command=fetch') && ++fetches === 3 ? late : undefined),
  })
  const workspace = await visit()
  expect(workspace.posts).toHaveLength(131)
  expect(titles(workspace).slice(0, 51)).toContain('Eels!')
  expect(titles(workspace).slice(0, 50)).toContain('Title 129!')
  expect(titles(workspace).at(-1)).toBe('Post 0')
  expect(workspace.coming).toMatchObject({ total: 132 })
  held()
  await workspace.whole
  expect([titles(workspace).at(-1), workspace.coming, fetches]).toEqual(['Title 0!', undefined, 3])
})

it.each([
  [60, 2],
  [75, 2],
  [76, 3],
])('of %i posts all come in %i requests, the first for what there is', async (count, requests) => {
  scene.make({ '_config.yml': 'title: T\n', ...Object.fromEntries(Object.entries(posts).slice(0, count)) })
  let fetches = 0
  scene.serve({ before: ({ body }) => (fetches += body.includes('command=fetch') ? 1 : 0) })
  const workspace = await visit()
  await workspace.whole
  expect([titles(workspace).at(-1), fetches]).toEqual(['Title 0!', requests])
})

it('the first time the list shows by the names of the files at once; a post opens when the settings have come', async () => {
  scene.make({ '_config.yml': 'title: T\n', ...posts })
  let held = (): void => undefined
  const late = new Promise<void>((resolve) => (held = resolve))
  let fetches = 0
  scene.serve({
    before: ({ body }) => (body.includes('command=fetch') && ++fetches === 2 ? late : undefined),
  })
  const recovery = await openRecovery(`arrival-${crypto.randomUUID()}`)
  const blog = { name: 'blog', url: `${scene.server.url}/blog.git` }
  const workspace = new Workspace(blog, await scene.open(), recovery)
  expect(await workspace.sync()).toBeUndefined()
  let loaded: Promise<void> = Promise.resolve()
  await new Promise<void>((named) => {
    loaded = workspace.load(named)
  })
  expect([titles(workspace)[0], workspace.coming]).toEqual(['Post 129', { done: 0, total: 131 }])
  const opening = workspace.openPost(pathOf(129))
  expect(workspace.session).toBeUndefined()
  held()
  expect(await opening).toMatchObject({ path: pathOf(129) })
  await loaded
  expect(titles(workspace)[0]).toBe('Title 129!')
  expect(workspace.site?.config.title).toBe('T')
})

it('what the pages are made of comes behind all posts, in batches, and not before', async () => {
  const around = Object.fromEntries(
    Array.from({ length: 250 }, (_, i) => [`_includes/part-${i}.html`, `Part ${i}`]),
  )
  scene.make({
    '_config.yml': 'title: T\n',
    ...posts,
    ...around,
    '_layouts/post.html': 'x',
    '_data/a.png': 'x',
  })
  const workspace = await visit()
  await workspace.whole
  const wants = () =>
    scene.server.requests.flatMap(({ body }) => {
      const count = body.toString().match(/want [0-9a-f]{40}/g)?.length ?? 0
      return count > 0 ? [count] : []
    })
  await workspace.around
  expect(wants()).toEqual([1, 51, 80, 200, 51])
  await scene.server.stop()
  expect(await workspace.readText('_includes/part-249.html')).toBe('Part 249')
})

it('what others changed costs what they changed', async () => {
  const bare = scene.make({ '_config.yml': 'title: T\n', ...posts })
  const workspace = await visit()
  await workspace.whole
  commit(bare, { [pathOf(3)]: post('Another'), [pathOf(4)]: null, '_posts/2026-01-01-new.md': post('New') })
  const before = scene.server.requests.length
  await workspace.sync()
  expect(titles(workspace)).toHaveLength(130)
  expect([titles(workspace)[0], titles(workspace).at(-4)]).toEqual(['New', 'Another'])
  expect(workspace.site?.posts).toHaveLength(130)
  expect(scene.server.requests.length - before).toBeLessThan(5)
  const session = await workspace.openPost(pathOf(5))
  if ('code' in session) throw new Error(session.code)
  session.set('title', 'Mine')
  expect(await workspace.publication.publish('Mine', ada)).toEqual({ kind: 'published' })
  expect(titles(workspace).at(-5)).toBe('Mine')
})

it('what others changed while older posts come in is not lost under their older texts', async () => {
  const bare = scene.make({ '_config.yml': 'title: T\n', ...posts })
  let held = (): void => undefined
  const late = new Promise<void>((resolve) => (held = resolve))
  let fetches = 0
  scene.serve({
    fault: async (answer, { body }) => {
      if (body.includes('command=fetch') && ++fetches === 3) await late
      return answer
    },
  })
  const workspace = await visit()
  await expect.poll(() => fetches, { timeout: 20_000 }).toBe(3)
  commit(bare, { [pathOf(3)]: post('Another'), [pathOf(4)]: null, '_posts/2019-01-01-new.md': post('New') })
  await workspace.sync()
  expect(titles(workspace)).toContain('Another')
  held()
  await workspace.whole
  expect(titles(workspace).slice(-5)).toEqual(['Another', 'Title 2!', 'Title 1!', 'Title 0!', 'New'])
  expect(workspace.site?.posts).toHaveLength(130)
  expect(workspace.site?.paths).not.toContain(pathOf(4))
})

const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [pathOf(i), post(`Title ${i}!`)]))

it('of very many posts the newest show first, all others with their texts; what others did to one of those is known', async () => {
  const bare = scene.make({ '_config.yml': 'title: T\n', ...many })
  let held = (): void => undefined
  const late = new Promise<void>((resolve) => (held = resolve))
  let fetches = 0
  scene.serve({
    fault: async (answer, { body }) => {
      if (body.includes('command=fetch') && ++fetches === 3) await late
      return answer
    },
  })
  const workspace = await visit()
  expect([titles(workspace).length, titles(workspace)[0]]).toEqual([250, 'Title 599!'])
  await expect.poll(() => fetches, { timeout: 20_000 }).toBe(3)
  commit(bare, { [pathOf(3)]: post('Another') })
  await workspace.sync()
  expect(workspace.news.latest?.posts).toEqual([{ path: pathOf(3), title: 'Another', kind: 'changed' }])
  held()
  await workspace.whole
  expect(titles(workspace)).toHaveLength(600)
  expect(titles(workspace).slice(-4)).toEqual(['Another', 'Title 2!', 'Title 1!', 'Title 0!'])
})

it('older posts that cannot be fetched show by their names, and it is said', async () => {
  scene.make({ '_config.yml': 'title: T\n', ...many })
  let fetches = 0
  scene.serve({
    fault: (answer, { body }) =>
      body.includes('command=fetch') && ++fetches > 2 ? { ...answer, status: 500 } : answer,
  })
  const workspace = await visit()
  await workspace.whole
  expect([titles(workspace).length, titles(workspace).at(-1)]).toEqual([600, 'Post 0'])
  expect([workspace.trouble?.code, workspace.coming]).toEqual(['broken', undefined])
})
