import { describe, expect, it } from 'vitest'
import { Renaming } from '../../../src/app/life/renaming.ts'
import type { Workspace } from '../../../src/app/workspace.svelte.ts'
import { git as gitIn } from '../../git/repositories.ts'
import { ada } from '../../git/scene.ts'
import { useBlog } from '../blog.ts'

const post = (title: string, more = '', body = 'Words.'): string =>
  `---\ntitle: ${title}\ndate: 2020-05-01 10:00:00 +0200\n${more}---\n\n${body}\n`
const fog = '_posts/2020-05-01-fog.md'
const files = {
  '_config.yml':
    'timezone: Europe/Berlin\nplugins: [jekyll-redirect-from]\ncollections:\n  recipes:\n    output: true\n',
  [fog]: post('Fog', 'tags: [weather]\n'),
  '_posts/2020-06-01-sun.md': post(
    'Sun',
    '',
    '[Fog](/2020/05/01/fog.html) and [again]({% post_url 2020-05-01-fog %}).',
  ),
  '_posts/2020-06-02-rain.md': post('Rain'),
  '_drafts/eels.md': '---\ntitle: Eels\n---\n\nEels.\n',
  '_recipes/bread.md': '---\ntitle: Bread\n---\n\nBread.\n',
  '_data/navigation.yml': '- title: Fog\n  url: /2020/05/01/fog.html\n',
  'about.md': '---\ntitle: About\n---\n\n[Fog]({{ site.baseurl }}/2020/05/01/fog.html)\n',
}

const { visit, scene } = useBlog(files)
const git = (...args: string[]): string => gitIn(scene.bare, ...args)

async function rename(workspace: Workspace, path: string, words: string, follow = true, redirect = true) {
  const renaming = await Renaming.begin(workspace, path)
  const proposal = renaming?.propose(words)
  if (!renaming || !proposal) throw new Error('no proposal')
  return { renaming, proposal, ...(await renaming.carryOut(proposal, { follow, redirect })) }
}

describe('another address', () => {
  it('is taken back without what was typed since', async () => {
    const workspace = await visit()
    const session = await workspace.openPost(fog)
    if ('code' in session) throw new Error(session.code)
    const { undo } = await rename(workspace, fog, 'mist')
    session.set('title', 'Typed since')
    await session.flush()
    await undo()
    expect(session.path).toBe(fog)
    expect(await workspace.readText(fog)).toBe(files[fog].replace('title: Fog', 'title: Typed since'))
    expect([...workspace.works.all.keys()]).toEqual([fog])
  })

  it('is not given to a post that was changed meanwhile', async () => {
    const workspace = await visit()
    const renaming = await Renaming.begin(workspace, fog)
    const proposal = renaming?.propose('mist')
    const base = await workspace.works.baseOf(fog)
    await workspace.works.save({ path: fog, content: post('Other'), base, changedAt: 1 })
    if (!renaming || !proposal) throw new Error('no proposal')
    await expect(renaming.carryOut(proposal, { follow: true, redirect: true })).rejects.toThrow('meanwhile')
    expect(await workspace.readText(fog)).toBe(post('Other'))
  })

  it('takes the links to it along, in one commit, and leads on from the old one', async () => {
    const workspace = await visit()
    const session = await workspace.openPost(fog)
    if ('code' in session) throw new Error(session.code)
    const { renaming, proposal, path } = await rename(workspace, fog, 'Morning Mist')
    expect(proposal).toMatchObject({ address: '/2020/05/01/morning-mist.html', other: undefined })
    expect(renaming.links.map(({ title, count }) => [title, count])).toEqual([
      ['Navigation', 1],
      ['Sun', 2],
      ['About', 1],
    ])
    expect(session.path).toBe(path)
    expect(session.post.frontMatter.getList('redirect_from')).toEqual(['/2020/05/01/fog.html'])
    expect(await workspace.publication.publish('Rename', ada)).toEqual({ kind: 'published' })
    expect(git('show', '--name-status', '-M', '--format=', 'HEAD').split('\n').sort()).toEqual([
      'M\t_data/navigation.yml',
      'M\t_posts/2020-06-01-sun.md',
      'M\tabout.md',
      expect.stringMatching(/^R\d+\t_posts\/2020-05-01-fog\.md\t_posts\/2020-05-01-morning-mist\.md$/),
    ])
    expect(git('show', 'HEAD:_posts/2020-06-01-sun.md')).toContain(
      '[Fog](/2020/05/01/morning-mist.html) and [again]({% post_url 2020-05-01-morning-mist %}).',
    )
    expect(git('show', `HEAD:${path}`)).toContain('redirect_from:\n  - /2020/05/01/fog.html\n')
  })

  it('is taken back with all of it', async () => {
    const workspace = await visit()
    const { undo } = await rename(workspace, fog, 'mist')
    expect(workspace.works.all.size).toBe(4)
    await undo()
    expect(workspace.works.all.size).toBe(0)
    expect(workspace.posts.map(({ path }) => path)).toContain(fog)
  })

  it('leaves the links where that is wanted, and knows who has it', async () => {
    const workspace = await visit()
    const renaming = await Renaming.begin(workspace, '_posts/2020-06-02-rain.md')
    expect(renaming?.propose('!')).toBeUndefined()
    const { path } = await rename(workspace, fog, 'mist', false, false)
    expect([...workspace.works.all.keys()]).toEqual([path])
    expect((await Renaming.begin(workspace, path))?.slug).toBe('mist')
    await rename(workspace, '_recipes/bread.md', 'rolls')
    expect((await Renaming.begin(workspace, '_recipes/rolls.md'))?.address).toBe('/recipes/rolls.html')
  })

  it('is what other details come to, and the links can follow then too', async () => {
    const workspace = await visit()
    const session = await workspace.openPost(fog)
    if ('code' in session) throw new Error(session.code)
    session.setDate('date', '2020-07-09', '10:00')
    const [item] = await workspace.publication.review()
    expect(item?.advice).toMatchObject([{ code: 'moved', about: '/2020/05/01/fog.html', count: 3 }])
    const { renaming, path, undo } = await rename(workspace, fog, 'fog')
    expect(path).toBe(fog)
    expect(renaming.movedFrom).toBe('/2020/05/01/fog.html')
    expect(renaming.links.map(({ title, behind }) => [title, behind])).toEqual([
      ['Navigation', 1],
      ['Sun', 1],
      ['About', 1],
    ])
    expect(await workspace.readText('_posts/2020-06-01-sun.md')).toContain(
      '[Fog](/2020/07/09/fog.html) and [again]({% post_url 2020-05-01-fog %}).',
    )
    expect(session.post.frontMatter.getList('redirect_from')).toEqual(['/2020/05/01/fog.html'])
    expect((await workspace.publication.review()).flatMap(({ advice }) => advice)).toEqual([])
    await undo()
    expect([...workspace.works.all.keys()]).toEqual([fog])
    await rename(workspace, fog, 'mist')
    expect(await workspace.readText('_posts/2020-06-01-sun.md')).toContain(
      '[Fog](/2020/07/09/mist.html) and [again]({% post_url 2020-05-01-mist %}).',
    )
  })
})

describe('a draft', () => {
  it('gets the date that the blog’s posts have when it becomes a post', async () => {
    const workspace = await visit()
    const path = await workspace.postFiles.toPost('_drafts/eels.md')
    expect(await workspace.readText(path)).toMatch(
      /^---\ntitle: Eels\ndate: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0[12]00\n---\n\nEels\.\n$/,
    )
    expect(path).toMatch(/^_posts\/\d{4}-\d\d-\d\d-eels\.md$/)
  })

  it('is what a copy of a post is', async () => {
    const workspace = await visit()
    const path = await workspace.postFiles.duplicate(fog)
    expect(path).toBe('_drafts/fog.md')
    expect(await workspace.readText(path)).toBe('---\ntitle: Fog (copy)\ntags: [weather]\n---\n\nWords.\n')
    expect(await workspace.postFiles.duplicate('_recipes/bread.md')).toBe('_recipes/bread-2.md')
  })
})
