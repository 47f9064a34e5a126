import 'fake-indexeddb/auto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { addressFor } from '../../src/app/life/new-text.ts'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import type { Session } from '../../src/app/session.svelte.ts'
import { openRecovery, type Recovery } from '../../src/recovery/index.ts'
import { gif } from '../gif.ts'
import { commit, git as gitIn, type Files } from '../git/repositories.ts'
import { ada, useScene } from '../git/scene.ts'

const fog = `---
layout: post
title: "Fog on the river"   # a working title
tags: tides, weather
---

The fog came in at noon.

It left at *three*.
`
const files = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': fog,
  '_posts/2026-06-01-sun.md': '---\nlayout: post\ntitle: Sun\n---\n\nSun all day.\n',
  '_drafts/eels.md': '---\nlayout: post\ntitle: Eels\n---\n\nEels.\n',
  'assets/images/boat.png': 'not really a picture',
}
const path = '_posts/2026-05-01-fog.md'

const scene = useScene()
let recovery: Recovery
beforeEach(async () => {
  recovery = await openRecovery(`workspace-${crypto.randomUUID()}`)
})

async function visit(): Promise<Workspace> {
  const repository = await scene.open()
  const workspace = new Workspace({ name: 'blog', url: `${scene.server.url}/blog.git` }, repository, recovery)
  expect(await workspace.sync()).toBeUndefined()
  await workspace.load()
  return workspace
}

async function open(workspace: Workspace, at = path): Promise<Session> {
  const session = await workspace.openPost(at)
  if ('code' in session) throw new Error(session.code)
  return session
}

const git = (...args: string[]): string => gitIn(scene.bare, ...args)
const somebodyElse = (files: Files): void => void commit(scene.bare, files)
const hook = (name: string, script: string): void =>
  writeFileSync(join(scene.bare, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
const numstat = (): string => git('show', '--numstat', '--format=', 'HEAD')
/** Something that one side waits for until the other opens it. */
function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { passed, open: () => open() }
}
const pathsAndChanges = (workspace: Workspace) => workspace.posts.map((item) => [item.path, item.change])

describe('the list', () => {
  beforeEach(() => scene.make(files))

  it('shows posts and drafts with their state, newest first', async () => {
    const { posts, site } = await visit()
    expect(site?.config.title).toBe('The Tide Tables')
    expect(posts.map(({ title, status }) => [title, status])).toEqual([
      ['Eels', 'draft'],
      ['Sun', 'published'],
      ['Fog on the river', 'published'],
    ])
  })

  it('gives a draft the address that it had if it were published now', async () => {
    const workspace = await visit()
    const { address } = await open(workspace, '_drafts/eels.md')
    expect(address).toMatch(new RegExp(`^/${new Date().getUTCFullYear()}/\\d\\d/\\d\\d/eels\\.html$`))
    expect(addressFor(workspace, { title: 'Gulls', kind: 'draft' })).toBe(address.replace('eels', 'gulls'))
  })

  it('marks what this device has and the blog has not', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    await session.flush()
    await workspace.postFiles.remove('_posts/2026-06-01-sun.md')
    const fresh = await workspace.postFiles.newPost('Herring', { draft: true })
    expect(pathsAndChanges(workspace)).toEqual([
      ['_drafts/eels.md', undefined],
      [fresh, 'new'],
      ['_posts/2026-06-01-sun.md', 'deleted'],
      [path, 'edited'],
    ])
  })
})

describe('works', () => {
  beforeEach(() => scene.make(files))

  it('are there at the next visit, and gone when they say what the blog says', async () => {
    const session = await open(await visit())
    session.set('title', 'Fog')
    await session.flush()
    const later = await visit()
    expect(later.posts.find((item) => item.path === path)?.title).toBe('Fog')
    const again = await open(later)
    again.set('title', 'Fog on the river')
    await again.flush()
    expect(later.unpublished).toBe(0)
  })

  it('of a deletion, a move and a discarding can be undone', async () => {
    const workspace = await visit()
    const undoRemoval = await workspace.postFiles.remove(path)
    expect(workspace.unpublished).toBe(1)
    await undoRemoval()
    expect(workspace.unpublished).toBe(0)

    const draft = await workspace.postFiles.toDraft(path)
    expect(draft).toBe('_drafts/fog.md')
    const undoDiscard = await workspace.postFiles.discard(draft)
    expect(pathsAndChanges(workspace)).toContainEqual([path, undefined])
    await undoDiscard()
    expect(pathsAndChanges(workspace)).toContainEqual([draft, 'moved'])
    expect(pathsAndChanges(workspace)).not.toContainEqual([path, undefined])

    expect(await workspace.postFiles.toPost(draft)).toMatch(/^_posts\/\d{4}-\d\d-\d\d-fog\.md$/)
  })

  it('of a deleted new post can be undone at a later visit, and are nothing to publish', async () => {
    const fresh = await visit().then(async (workspace) => {
      const path = await workspace.postFiles.newPost('Herring', { draft: true })
      await workspace.postFiles.remove(path)
      return path
    })
    const workspace = await visit()
    expect([workspace.unpublished, pathsAndChanges(workspace)]).toEqual([
      0,
      expect.arrayContaining([[fresh, 'deleted']]),
    ])
    await workspace.postFiles.restore(fresh)
    expect(pathsAndChanges(workspace)).toContainEqual([fresh, 'new'])
  })

  it('are as they were after a deletion was taken back', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    await workspace.postFiles.remove(path)
    expect((await visit()).posts.find((item) => item.path === path)?.title).toBe('Fog')
    await workspace.postFiles.restore(path)
    expect(workspace.posts.find((item) => item.path === path)?.title).toBe('Fog')
    expect(pathsAndChanges(workspace)).toContainEqual([path, 'edited'])
  })

  it('never share a path', async () => {
    const workspace = await visit()
    const paths = [
      await workspace.postFiles.newPost('Eels', { draft: true }),
      await workspace.postFiles.newPost('Eels', { draft: true }),
    ]
    expect(new Set([...paths, '_drafts/eels.md']).size).toBe(3)
  })
})

describe('publishing', () => {
  beforeEach(() => scene.make(files))

  it('changes the bytes of the edited key and no others', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.setList('tags', ['tides', 'weather', 'fog'])
    expect(await workspace.publication.publish('Tag the fog', ada)).toEqual({ kind: 'published' })
    expect(numstat()).toBe(`1\t1\t${path}`)
    expect(git('show', `HEAD:${path}`)).toBe(
      fog.replace('tags: tides, weather', 'tags: tides, weather, fog').trim(),
    )
    expect(git('log', '-1', '--format=%an <%ae> %s')).toBe('Ada Lovelace <ada@example.org> Tag the fog')
    expect([workspace.unpublished, await recovery.works(workspace.blog.url)]).toEqual([0, []])
  })

  it('makes one commit of edits, a move, a deletion and a new post', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    await workspace.postFiles.toPost('_drafts/eels.md')
    await workspace.postFiles.remove('_posts/2026-06-01-sun.md')
    await workspace.postFiles.newPost('Herring', { draft: true })
    expect(await workspace.publication.publish('A day', ada)).toEqual({ kind: 'published' })
    const changes = git('show', '--name-status', '--format=', '-M', 'HEAD')
      .split('\n')
      .map((line) => line[0])
    expect(changes.sort()).toEqual(['A', 'D', 'M', 'R'])
    expect(git('rev-list', '--count', 'HEAD')).toBe('2')
  })

  it('keeps every work when a hook refuses, and says its words', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    hook('pre-receive', 'echo "No posts on Sundays." >&2; exit 1')
    const outcome = await workspace.publication.publish('Fog', ada)
    expect(outcome).toMatchObject({ kind: 'problem', problem: { code: 'refused' } })
    expect(JSON.stringify(outcome)).toContain('No posts on Sundays.')
    expect(workspace.unpublished).toBe(1)
  })

  it('keeps every work when nobody answers', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    await scene.server.stop()
    expect(await workspace.publication.publish('Fog', ada)).toEqual({
      kind: 'problem',
      problem: { code: 'offline' },
    })
    expect(workspace.unpublished).toBe(1)
  })

  it('goes through when somebody changed other files', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    somebodyElse({ '_posts/2026-06-01-sun.md': 'changed elsewhere' })
    expect(await workspace.publication.publish('Fog', ada)).toEqual({ kind: 'published' })
    expect(git('show', 'HEAD:_posts/2026-06-01-sun.md')).toBe('changed elsewhere')
    expect(await workspace.readText('_posts/2026-06-01-sun.md')).toBe('changed elsewhere')
  })

  it.each([
    ['mine', 'Fog', 1],
    ['theirs', 'Mist', 0],
    ['both', 'Mist', 1],
  ] as const)('asks when somebody changed the same post, and keeps %s', async (choice, title, left) => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    somebodyElse({ [path]: fog.replace('"Fog on the river"', 'Mist') })
    expect(await workspace.publication.publish('Fog', ada)).toEqual({
      kind: 'problem',
      problem: { code: 'conflict', paths: [path] },
    })
    expect(pathsAndChanges(workspace)).toContainEqual([path, 'conflict'])
    const conflict = await workspace.publication.conflict(path)
    expect(conflict).toMatchObject({ kind: 'edited', merge: { details: [{ key: 'title' }], texts: [] } })
    if (conflict) await workspace.publication.decide(conflict, choice)
    expect(workspace.posts.find((item) => item.path === path)?.title).toBe(title)
    expect(workspace.unpublished).toBe(left)
    if (left === 1) expect(await workspace.publication.publish('Again', ada)).toEqual({ kind: 'published' })
    const texts = workspace.posts.map((item) => item.title)
    expect(texts.includes('Fog')).toBe(choice !== 'theirs')
  })

  it('puts together what was changed in other places of the same post, to be looked over first', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    somebodyElse({ [path]: fog.replace('It left at', 'It went at').replace('weather', 'water') })
    expect(await workspace.publication.publish('Fog', ada)).toEqual({
      kind: 'problem',
      problem: { code: 'merged', paths: [path] },
    })
    const both = fog
      .replace('It left at', 'It went at')
      .replace('weather', 'water')
      .replace('"Fog on the river"', '"Fog"')
    expect(workspace.session?.post.body).toContain('It went at')
    expect((await workspace.publication.review()).map(({ after }) => after)).toEqual([both])
    expect(await workspace.publication.publish('Fog', ada)).toEqual({ kind: 'published' })
    expect(git('show', `HEAD:${path}`)).toBe(both.trimEnd())
  })

  it('asks about one paragraph that both changed, and writes what was chosen', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.openSource(0)
    session.source = session.source.replace('noon', 'dusk')
    session.closeSource(0)
    somebodyElse({ [path]: fog.replace('noon', 'dawn').replace('*three*', '*four*') })
    await workspace.publication.publish('Fog', ada)
    const conflict = await workspace.publication.conflict(path)
    if (conflict?.kind !== 'edited') throw new Error('no conflict')
    expect(conflict.merge.texts.map(({ mine, theirs }) => [mine, theirs])).toEqual([
      ['The fog came in at dusk.', 'The fog came in at dawn.'],
    ])
    await workspace.publication.decide(conflict, { details: [], texts: [{ text: 'The fog came in.' }] })
    expect(await workspace.publication.publish('Fog', ada)).toEqual({ kind: 'published' })
    expect(git('show', `HEAD:${path}`)).toBe(
      fog.replace(' at noon', '').replace('*three*', '*four*').trimEnd(),
    )
  })

  it.each([
    ['deleted', { [path]: null }, 'mine', [path]],
    ['deleted', { [path]: null }, 'theirs', []],
    ['renamed', { [path]: null, '_posts/2026-05-01-mist.md': fog }, 'moved', ['_posts/2026-05-01-mist.md']],
    ['renamed', { [path]: null, '_posts/2026-05-01-mist.md': fog }, 'mine', [path]],
  ] as const)('asks when the post was %s there (%#)', async (kind, files, decision, left) => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    somebodyElse(files)
    expect(await workspace.publication.publish('Fog', ada)).toMatchObject({ problem: { code: 'conflict' } })
    const conflict = await workspace.publication.conflict(path)
    expect(conflict?.kind).toBe(kind)
    if (conflict) await workspace.publication.decide(conflict, decision)
    expect([...workspace.works.all.keys()]).toEqual(left)
    if (left.length === 0) return
    expect(await workspace.publication.publish('Fog', ada)).toEqual({ kind: 'published' })
    expect(git('show', `HEAD:${left[0]}`)).toContain('title: "Fog"')
  })

  it('can be taken back, and what was written is still here', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    const fresh = await workspace.postFiles.newPost('Wind', { draft: false })
    expect(workspace.publication.canUndo).toBe(false)
    expect(await workspace.publication.publish('Fog', ada)).toEqual({ kind: 'published' })
    expect(await workspace.publication.undo(ada)).toEqual({ kind: 'published' })
    expect(git('diff', 'HEAD~2', 'HEAD')).toBe('')
    expect(git('log', '--format=%s').split('\n').slice(0, 2)).toEqual(['Undo “Fog”', 'Fog'])
    expect([...workspace.works.all.keys()].sort()).toEqual([path, fresh].sort())
    expect(await workspace.publication.publish('Again', ada)).toEqual({ kind: 'published' })
    expect(git('show', `HEAD:${path}`)).toContain('title: "Fog"')
  })

  it('is not taken back over what somebody changed since then', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    await workspace.publication.publish('Fog', ada)
    somebodyElse({ [path]: 'Theirs.' })
    expect(await workspace.publication.undo(ada)).toEqual({
      kind: 'problem',
      problem: { code: 'changed-since', paths: [path] },
    })
    expect(git('show', `HEAD:${path}`)).toBe('Theirs.')
  })

  it('says so when there is nothing to publish', async () => {
    const workspace = await visit()
    expect(await workspace.publication.publish('Nothing', ada)).toEqual({
      kind: 'problem',
      problem: { code: 'nothing-to-publish' },
    })
  })

  it('goes on from what was published for what was typed meanwhile', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    await session.flush()
    const [sent, goOn] = [gate(), gate()]
    scene.serve({
      before: ({ method, path }) => {
        if (method !== 'POST' || !path.endsWith('/git-receive-pack')) return undefined
        sent.open()
        return goOn.passed
      },
    })
    const publishing = workspace.publication.publish('Fog', ada)
    await sent.passed
    session.set('title', 'Thick fog')
    await session.flush()
    goOn.open()
    expect(await publishing).toEqual({ kind: 'published' })
    expect(workspace.unpublished).toBe(1)
    expect(await workspace.publication.publish('Thick', ada)).toEqual({ kind: 'published' })
    expect(git('show', `HEAD:${path}`)).toContain('title: "Thick fog"')
  })
})

describe('news from others', () => {
  const theirs = fog.replace('noon', 'dawn')
  const elsewhere = (workspace: Workspace) =>
    workspace.posts.flatMap((item) =>
      item.elsewhere ? [[item.path, item.elsewhere.kind, item.elsewhere.who]] : [],
    )
  beforeEach(() => scene.make(files))

  it('come with who and when, and are seen when the post is opened', async () => {
    const workspace = await visit()
    somebodyElse({
      [path]: theirs,
      '_posts/2026-07-01-rain.md': '---\ntitle: Rain\n---\n',
      '_drafts/eels.md': null,
    })
    await workspace.sync({ quietly: true })
    const by = { name: 'Somebody Else', date: 1_700_000_000_000, alone: true }
    expect(workspace.news.latest).toMatchObject({ by })
    expect(workspace.news.latest?.posts).toEqual([
      { path: '_drafts/eels.md', title: 'Eels', kind: 'deleted' },
      { path, title: 'Fog on the river', kind: 'changed' },
      { path: '_posts/2026-07-01-rain.md', title: 'Rain', kind: 'new' },
    ])
    expect(elsewhere(workspace)).toEqual([
      ['_posts/2026-07-01-rain.md', 'new', 'Somebody Else'],
      [path, 'changed', 'Somebody Else'],
    ])
    await open(workspace)
    expect(elsewhere(workspace)).toHaveLength(1)
  })

  it('of several commits name nobody for one post', async () => {
    const workspace = await visit()
    somebodyElse({ [path]: theirs })
    somebodyElse({ '_posts/2026-06-01-sun.md': 'Rain.' })
    await workspace.sync()
    expect(workspace.news.latest?.by).toMatchObject({ name: 'Somebody Else', alone: false })
    expect(elsewhere(workspace)).toEqual([
      ['_posts/2026-06-01-sun.md', 'changed', undefined],
      [path, 'changed', undefined],
    ])
  })

  it('are nothing to tell where only other files changed', async () => {
    const workspace = await visit()
    somebodyElse({ 'assets/images/boat.png': 'another' })
    await workspace.sync()
    expect([workspace.news.latest, elsewhere(workspace)]).toEqual([undefined, []])
  })

  it('stand in the open post that nobody has touched', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    somebodyElse({ [path]: theirs })
    await workspace.sync()
    expect(session.post.body).toContain('dawn')
    session.set('title', 'Fog')
    expect(await workspace.publication.publish('Fog', ada)).toEqual({ kind: 'published' })
    expect(git('show', `HEAD:${path}`)).toBe(theirs.replace('"Fog on the river"', '"Fog"').trimEnd())
  })

  it('leave the words of the open post that are not on the device yet, and are never written over by them', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    somebodyElse({ [path]: fog.replace('"Fog on the river"', 'Mist') })
    await workspace.sync()
    expect(session.post.title).toBe('Fog')
    await session.flush()
    expect(await workspace.publication.publish('Fog', ada)).toMatchObject({ problem: { code: 'conflict' } })
    expect(pathsAndChanges(workspace)).toContainEqual([path, 'conflict'])
    expect(git('show', `HEAD:${path}`)).toContain('title: Mist')
  })

  it('of a deletion leave the open post; what is typed into it then is asked about', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    somebodyElse({ [path]: null })
    await workspace.sync()
    expect(workspace.session).toBe(session)
    session.set('title', 'Fog')
    await session.flush()
    await workspace.sync()
    expect((await workspace.publication.conflict(path))?.kind).toBe('deleted')
  })

  it('come in though those from before cannot be had yet, which come with the next', async () => {
    const workspace = await visit()
    const { repository } = workspace
    const read = repository.read.bind(repository)
    const sun = '_posts/2026-06-01-sun.md'
    repository.read = async (...wanted) =>
      wanted[0] === sun ? Promise.reject(new Error('dropped')) : read(...wanted)
    somebodyElse({ [sun]: '---\ntitle: Rain\n---\n' })
    expect(await workspace.sync()).toMatchObject({ code: 'unexpected' })
    const session = await open(workspace)
    session.set('title', 'Mist')
    await session.flush()
    await workspace.closePost()
    somebodyElse({
      [path]: theirs.replace('"Fog on the river"', 'Dawn'),
      '_drafts/eels.md': '---\ntitle: Two\n---\n',
    })
    expect(await workspace.sync()).toMatchObject({ code: 'unexpected' })
    expect(pathsAndChanges(workspace)).toContainEqual([path, 'conflict'])
    expect(workspace.itemAt('_drafts/eels.md')?.title).toBe('Two')
    repository.read = read
    expect(await workspace.sync()).toBeUndefined()
    expect(workspace.itemAt(sun)?.title).toBe('Rain')
  })

  it('a sync that nobody waits for shows no failure, and takes an earlier one back', async () => {
    const workspace = await visit()
    scene.serve({ fault: () => 'drop' })
    expect(await workspace.sync({ quietly: true })).toEqual({ code: 'offline' })
    expect(workspace.trouble).toBeUndefined()
    await workspace.sync()
    expect(workspace.trouble).toEqual({ code: 'offline' })
    scene.serve({})
    await workspace.sync({ quietly: true })
    expect(workspace.trouble).toBeUndefined()
  })
})

describe('a picture', () => {
  const drawn = (): File => new File([gif(300)], 'My boat.gif', { type: 'image/gif' })
  const post = (image: string): string =>
    `---\ntitle: A post\nimage: ${image}\n---\n\n![x]({{site.baseurl}}/assets/blog/x.png){:.wide}\n`
  const pictures = { 'assets/blog/x.png': 'x', 'assets/heads/head.png': 'x' }
  const add = async (image: string, key?: string) => {
    scene.make({ '_config.yml': '', ...pictures, '_posts/2026-05-01-a.md': post(image) })
    const workspace = await visit()
    const added = await workspace.addPicture(drawn(), key)
    return [added, [...workspace.works.all.keys()], workspace] as const
  }
  const text = '{{site.baseurl}}/assets/blog/my-boat.gif'

  it.each([
    ['in the text', '/assets/heads/head.png', undefined, text, '{:.wide}', 'assets/blog/my-boat.gif'],
    [
      'of a key',
      '/assets/heads/head.png',
      'image',
      '/assets/heads/my-boat.gif',
      '',
      'assets/heads/my-boat.gif',
    ],
    ['of a key with a bare name', 'head.png', 'image', 'my-boat.gif', '', 'assets/heads/my-boat.gif'],
    ['of a key whose folder nobody knows', 'gone.png', 'image', 'my-boat.gif', '', 'assets/blog/my-boat.gif'],
    ['of a key that is new', 'gone.png', 'thumb', '/assets/blog/my-boat.gif', '', 'assets/blog/my-boat.gif'],
  ])('%s is written as the site does', async (_, image, key, src, ial, path) => {
    const [added, works] = await add(image, key)
    expect([added, works]).toEqual([{ src, ial, path }, [path]])
  })

  it('of a key is found where the site keeps those', async () => {
    const [, , workspace] = await add('head.png', 'image')
    const session = await open(workspace, '_posts/2026-05-01-a.md')
    const find = (name: string) => workspace.findDetailPicture('image', name, session.post)
    expect([await find('head.png'), await find('my-boat.gif')]).toEqual([
      expect.stringMatching(/^blob:/),
      expect.stringMatching(/^blob:/),
    ])
    expect(await find('nowhere.png')).toBeUndefined()
  })
})

describe('a picture that is kept in another store', () => {
  const note = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 2400000\n`
  const boat = 'assets/images/boat.png'
  beforeEach(() => scene.make({ ...files, [boat]: note }))
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
  const visitWith = async (content: Uint8Array): Promise<Workspace> => {
    const workspace = await visit()
    const base = await workspace.works.baseOf(boat)
    await workspace.works.save({ path: boat, content, base, changedAt: 1 })
    return workspace
  }

  it('is shown as what it is', async () => {
    const workspace = await visit()
    const session = await open(workspace)
    const address = await workspace.findPicture(`/${boat}`, session.post)
    expect(address).toMatch(/^blob:.*#kept-elsewhere$/)
    const drawn = await fetch(address?.replace(/#.*/, '') ?? '').then((response) => response.text())
    expect(drawn).toContain('This picture (2.4 MB) is kept in another store.')
  })

  it('is not written over by a picture', async () => {
    const workspace = await visitWith(bytesOf('a picture'))
    expect(await workspace.publication.publish('x', ada)).toEqual({
      kind: 'problem',
      problem: { code: 'kept-elsewhere', paths: [boat] },
    })
    expect(git('show', `HEAD:${boat}`)).toBe(note.trimEnd())
  })

  it('does not take a picture’s place either', async () => {
    somebodyElse({ [boat]: 'a picture' })
    const workspace = await visitWith(bytesOf(note))
    expect(await workspace.publication.publish('x', ada)).toMatchObject({
      problem: { code: 'kept-elsewhere' },
    })
    expect(git('show', `HEAD:${boat}`)).toBe('a picture')
  })
})

describe('the same picture twice', () => {
  const picture = (name: string): File => new File([gif(300)], name, { type: 'image/gif' })
  const src = (name: string) => ({ src: expect.stringMatching(new RegExp(`/${name}$`)) as string })

  it('is one file, before it is published and after', async () => {
    scene.make(files)
    const workspace = await visit()
    expect(await workspace.addPicture(picture('Boat.gif'))).toMatchObject(src('boat.gif'))
    expect(await workspace.addPicture(picture('again.gif'))).toMatchObject(src('boat.gif'))
    expect(workspace.works.all.size).toBe(1)
    await workspace.publication.publish('A boat', ada)
    expect(await workspace.addPicture(picture('once more.gif'))).toMatchObject(src('boat.gif'))
    expect(workspace.works.all.size).toBe(0)
  })

  it('is two where the other one lies where no post can name it', async () => {
    scene.make({ ...files, '_hidden/boat.gif': Buffer.from(gif(300)) })
    const workspace = await visit()
    expect(await workspace.addPicture(picture('Boat.gif'))).toMatchObject(src('boat.gif'))
    expect(workspace.works.all.size).toBe(1)
  })
})

describe('a large picture', () => {
  const large = (): File => new File([gif(30e6)], 'boat.gif', { type: 'image/gif' })

  it.each([
    [true, 1],
    [false, 0],
  ])('is added where the author agrees: %s', async (yes, works) => {
    scene.make(files)
    const workspace = await visit()
    const added = workspace.addPicture(large())
    await expect.poll(() => workspace.question).toMatchObject({ name: 'boat.gif', size: 30e6 })
    workspace.question?.answer(yes)
    expect(await added).toMatchObject(yes ? { ial: '' } : { code: 'not-added' })
    expect([workspace.works.all.size, workspace.question]).toEqual([works, undefined])
  })
})

describe('a blog that is forgotten', () => {
  it('leaves nothing on the device', async () => {
    scene.make(files)
    const workspace = await visit()
    const session = await open(workspace)
    session.set('title', 'Fog')
    await session.flush()
    expect(await workspace.size()).toBeGreaterThan(fog.length)
    await workspace.forget()
    expect(await recovery.works(workspace.blog.url)).toEqual([])
    expect([await workspace.repository.stored(), await workspace.repository.size()]).toEqual([undefined, 0])
  })
})

describe('an empty repository', () => {
  it('takes its first post', async () => {
    scene.make()
    const workspace = await visit()
    expect([workspace.isEmpty, workspace.posts]).toEqual([true, []])
    const fresh = await workspace.postFiles.newPost('Hello', { draft: false })
    expect(await workspace.publication.publish('Begin', ada)).toEqual({ kind: 'published' })
    expect(git('show', '--name-only', '--format=', 'HEAD')).toBe(fresh)
  })
})
