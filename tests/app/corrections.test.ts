import { describe, expect, it } from 'vitest'
import { forget } from '../../src/app/forget.ts'
import { correctionsNow, sayHere, sayToAll } from '../../src/app/say-corrections.ts'
import type { Session } from '../../src/app/session.svelte.ts'
import { readCorrections } from '../../src/jekyll/corrections.ts'
import { openRecovery } from '../../src/recovery/index.ts'
import type { Workspace } from '../../src/app/workspace.svelte.ts'
import { readOwnCorrections } from '../../src/recovery/corrections.ts'
import { gif } from '../gif.ts'
import { commit, git as gitIn } from '../git/repositories.ts'
import { ada } from '../git/scene.ts'
import { useBlog } from './blog.ts'

const files = {
  '_config.yml': 'title: The Tide Tables\ncollections:\n  notes:\n    output: true\n',
  '_posts/2026-05-01-fog.md': '---\nlayout: post\ntitle: Fog\ntags: tides, weather\n---\n\nFog.\n',
  '_posts/2026-06-01-sun.md': '---\nlayout: post\ntitle: Sun\n---\n\nSun.\n',
  '_notes/a.md': '---\ntitle: A\n---\n\nA.\n',
  'assets/images/boat.png': 'not really a picture',
}

const { visit, scene } = useBlog(files)

async function open(workspace: Workspace, path: string): Promise<Session> {
  const session = await workspace.openPost(path)
  if ('code' in session) throw new Error(session.code)
  return session
}

const made = async (workspace: Workspace): Promise<string | undefined> =>
  workspace.readText(await workspace.postFiles.newPost('Eels', { draft: true }))

const show = (path: string): string => gitIn(scene.bare, 'show', `HEAD:${path}`)

describe('what is said of how the blog is written', () => {
  it('on this device holds for new posts, pictures and details, on the next visit too', async () => {
    const workspace = await visit()
    expect(await made(workspace)).toBe('---\nlayout: post\ntitle: Eels\n---\n\n')
    await sayHere(workspace, {
      pictures: { folder: 'media', attributes: '{: .wide}' },
      lists: { tags: 'block' },
      details: { layout: { new: 'note' }, mood: { new: 'calm', label: 'Mood today', required: true } },
    })
    const again = await visit()
    expect(await made(again)).toBe('---\nlayout: note\ntitle: Eels\nmood: calm\n---\n\n')
    expect(await again.addPicture(new File([gif(100)], 'Quay.gif', { type: 'image/gif' }))).toMatchObject({
      src: '/media/quay.gif',
      ial: '{: .wide}',
    })
    const session = await open(again, '_posts/2026-06-01-sun.md')
    await session.readSettings()
    expect(session.fields.find(({ key }) => key === 'mood')).toMatchObject({
      label: 'Mood today',
      lacking: true,
    })
    session.setList('tags', ['sun', 'sea'])
    await session.flush()
    expect(await again.readText(session.path)).toContain('tags:\n  - sun\n  - sea\n')
    expect([...again.works.all.keys()]).not.toContain('.galley.yml')
  })

  it('for everyone is a small file that goes out with the next publish', async () => {
    const workspace = await visit()
    await sayHere(workspace, { details: { layout: { new: 'note' } } })
    expect(await sayToAll(workspace, { ...correctionsNow(workspace), posts: { title: 'double' } })).toBe(true)
    const text = `# How this blog is written, for everyone who writes here with Galley.
posts:
  title: double
details:
  layout:
    new: note
`
    expect(await workspace.readText('.galley.yml')).toBe(text)
    expect(await readOwnCorrections(workspace.blog.url)).toBe('')
    const items = await workspace.publication.review()
    expect(items.map(({ title, kind, advice }) => [title, kind, advice])).toEqual([
      ['How this blog is written', 'file', []],
    ])
    expect(await workspace.publication.publish('Say how', ada)).toEqual({ kind: 'published' })
    expect(show('.galley.yml')).toBe(text.trimEnd())

    const elsewhere = await openRecovery(`elsewhere-${crypto.randomUUID()}`)
    expect(await made(await visit(elsewhere))).toBe('---\nlayout: note\ntitle: "Eels"\n---\n\n')
  })

  it('on this device goes before what the file says, and can take it back', async () => {
    commit(scene.bare, {
      '.galley.yml': '# ours\ndetails:\n  layout: { new: note }\n  mood: { new: calm }\n',
    })
    const workspace = await visit()
    expect(await made(workspace)).toBe('---\nlayout: note\ntitle: Eels\nmood: calm\n---\n\n')
    await sayHere(workspace, { details: { mood: { new: 'wild' } } })
    expect(await made(workspace)).toBe('---\nlayout: post\ntitle: Eels\nmood: wild\n---\n\n')
    expect(correctionsNow(workspace)).toEqual({ details: { mood: { new: 'wild' } } })
    await sayHere(workspace, { details: { layout: { new: 'note' }, mood: { new: 'calm' } } })
    expect(await readOwnCorrections(workspace.blog.url)).toBe('')
    await sayToAll(workspace, { details: { mood: { new: 'calm' } } })
    expect(await workspace.readText('.galley.yml')).toBe('# ours\ndetails:\n  mood: { new: calm }\n')
  })

  it('is followed when somebody else publishes it, and forgotten with the blog', async () => {
    const workspace = await visit()
    await sayHere(workspace, { details: { layout: { new: 'own' } } })
    commit(scene.bare, { '.galley.yml': 'details:\n  mood:\n    new: calm\n' })
    await workspace.sync()
    expect(await made(workspace)).toBe('---\nlayout: own\ntitle: Eels\nmood: calm\n---\n\n')
    await forget(workspace)
    expect(await readOwnCorrections(workspace.blog.url)).toBe('')
  })

  it('asks for a review where the file or this device says so, and no device takes back what the file asks', async () => {
    const workspace = await visit()
    const asks = async (): Promise<boolean | undefined> => (await workspace.teaching.settle())?.asksReview
    expect(await asks()).toBeUndefined()
    await sayHere(workspace, { publishing: { review: 'always' } })
    expect(await asks()).toBe(true)
    expect(await sayToAll(workspace, { publishing: { review: 'always' } })).toBe(true)
    await workspace.publication.publish('Ask', ada)
    expect(show('.galley.yml')).toContain('review: always')
    await sayHere(workspace, {})
    const own = readCorrections(await readOwnCorrections(workspace.blog.url))
    expect(own).toEqual({ publishing: { review: null } })
    expect(await asks()).toBe(true)
  })

  it('is left alone where the file is broken', async () => {
    commit(scene.bare, { '.galley.yml': 'details: [' })
    const workspace = await visit()
    expect(await made(workspace)).toBe('---\nlayout: post\ntitle: Eels\n---\n\n')
    expect(await sayToAll(workspace, { posts: { date: 'day' } })).toBe(false)
    expect(workspace.works.get('.galley.yml')).toBeUndefined()
  })
})
