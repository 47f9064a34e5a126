import { describe, expect, it } from 'vitest'
import { addressFor, collectionsOf, makeText, type Wanted } from '../../../src/app/life/new-text.ts'
import { pagesOf, readPages } from '../../../src/app/life/pages.ts'
import { Renaming } from '../../../src/app/life/renaming.ts'
import type { Workspace } from '../../../src/app/workspace.svelte.ts'
import { git as gitIn } from '../../git/repositories.ts'
import { ada } from '../../git/scene.ts'
import { useBlog } from '../blog.ts'

const files = {
  '_config.yml':
    'plugins: [jekyll-redirect-from]\nexclude: [notes]\ncollections:\n  recipes:\n    output: true\n    permalink: /food/:title/\n    title: From the oven\n  people:\n    output: false\n',
  '_layouts/page.html': '{{ content }}',
  '_layouts/odd.html': '---\nlayout: page\n---\n',
  '_posts/2020-05-01-fog.md': '---\ntitle: Fog\n---\n\n[Us](/about/) and [bread](/food/bread/).\n',
  '_recipes/bread.md': '---\ntitle: Bread\n---\n\nBread.\n',
  'about.md':
    '---\nlayout: page\ntitle: About\npermalink: /about/\n---\n\n[Bread]({% link _recipes/bread.md %})\n',
  'terms/index.md': '---\ntitle: Terms\nslug: odd\n---\n\nTerms.\n',
  'index.html': '---\n---\n<a href="/about/">Us</a>\n',
  'notes/mine.md': '---\ntitle: Mine\n---\n',
  'plain.html': '<p>No page of Jekyll’s.</p>',
}
const { visit, scene } = useBlog(files)
const git = (...args: string[]): string => gitIn(scene.bare, ...args)
const make = (workspace: Workspace, wanted: Wanted): Promise<string> =>
  makeText(workspace, wanted, (path) => workspace.postFiles.freePath(path))

describe('pages', () => {
  it('are what Jekyll makes pages of, by their addresses', async () => {
    const workspace = await visit()
    expect((await pagesOf(workspace)).map(({ title, address, path }) => [title, address, path])).toEqual([
      ['Home page', '/', 'index.html'],
      ['About', '/about/', 'about.md'],
      ['Terms', '/terms/', 'terms/index.md'],
    ])
  })

  it('are made like the others, published, deleted and put back', async () => {
    const workspace = await visit()
    await readPages(workspace)
    expect(addressFor(workspace, { title: 'Find us', kind: 'page' })).toBe('/find-us.html')
    const path = await make(workspace, { title: 'Find us', kind: 'page' })
    expect(await workspace.readText(path)).toBe('---\nlayout: page\ntitle: Find us\n---\n\n')
    const undo = await workspace.postFiles.remove('about.md')
    expect((await pagesOf(workspace)).map(({ path: each, change }) => [each, change])).toEqual([
      ['index.html', undefined],
      ['about.md', 'deleted'],
      [path, 'new'],
      ['terms/index.md', undefined],
    ])
    await undo()
    expect(await workspace.publication.publish('A page', ada)).toEqual({ kind: 'published' })
    expect(git('show', '--name-status', '--format=', 'HEAD')).toBe(`A\t${path}`)
  })

  it('get another address, and the links follow; the form knows their details alone', async () => {
    const workspace = await visit()
    const session = await workspace.openPost('about.md')
    if ('code' in session) throw new Error(session.code)
    const about = await Renaming.begin(workspace, 'about.md')
    const us = about?.propose('us')
    if (!about || !us) throw new Error('no proposal')
    expect([us.address, us.path, about.links.map(({ path }) => path)]).toEqual([
      '/us/',
      'about.md',
      ['_posts/2020-05-01-fog.md', 'index.html'],
    ])
    await about.carryOut(us, { follow: true, redirect: about.canRedirect })
    expect(await workspace.readText('index.html')).toContain('href="/us/"')
    expect(session.post.frontMatter.getList('redirect_from')).toEqual(['/about/'])
    await session.readSettings()
    expect(session.conventions?.keys.map(({ key }) => key)).not.toContain('tags')
    const terms = await Renaming.begin(workspace, 'terms/index.md')
    expect([terms?.slug, terms?.propose('rules')]).toMatchObject([
      'terms',
      { path: 'rules/index.md', address: '/rules/' },
    ])
  })
})

describe('documents of collections', () => {
  it('are offered by the names of their collections', async () => {
    const { site } = await visit()
    expect(site && collectionsOf(site)).toEqual([
      { kind: '_recipes', name: 'From the oven', count: 1, output: true },
      { kind: '_people', name: 'People', count: 0, output: false },
    ])
  })

  it('stand in the list once they are made, and go with an undo', async () => {
    const workspace = await visit()
    expect(addressFor(workspace, { title: 'Rye', kind: '_recipes' })).toBe('/food/rye/')
    expect(addressFor(workspace, { title: 'Nell', kind: '_people' })).toBeUndefined()
    const path = await make(workspace, { title: 'Rye', kind: '_recipes' })
    expect(workspace.posts.map((post) => [post.path, post.change])).toContainEqual([path, 'new'])
    const undo = await workspace.postFiles.remove('_recipes/bread.md')
    expect(workspace.itemAt('_recipes/bread.md')?.change).toBe('deleted')
    await undo()
    expect(workspace.itemAt('_recipes/bread.md')?.change).toBeUndefined()
  })

  it('take the links along to another address, whatever says it', async () => {
    const workspace = await visit()
    const renaming = await Renaming.begin(workspace, '_recipes/bread.md')
    const rolls = renaming?.propose('rolls')
    if (!renaming || !rolls) throw new Error('no proposal')
    expect(rolls).toMatchObject({ path: '_recipes/rolls.md', address: '/food/rolls/' })
    await renaming.carryOut(rolls, { follow: true, redirect: renaming.canRedirect })
    expect(await workspace.readText('about.md')).toContain('{% link _recipes/rolls.md %}')
    expect(await workspace.readText('_posts/2020-05-01-fog.md')).toContain('[bread](/food/rolls/)')
    expect(await workspace.readText('_recipes/rolls.md')).toContain('redirect_from:\n  - /food/bread/\n')
  })
})
