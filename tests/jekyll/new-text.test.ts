import { describe, expect, it } from 'vitest'
import {
  dateAt,
  learnConventions,
  parsePost,
  readSite,
  serializePost,
  type Site,
} from '../../src/jekyll/index.ts'
import { newDocument, newPage } from '../../src/jekyll/new-text.ts'
import { siteOf } from './texts.ts'

const date = dateAt(Date.UTC(2021, 0, 2, 11), 'Europe/Berlin')
const config = 'timezone: Europe/Berlin\ncollections:\n  recipes:\n    output: true\n'

type Files = Readonly<Record<string, string>>
const siteWith = (files: Files): Promise<Site> => readSite(siteOf({ '_config.yml': config, ...files }))

async function recipe(files: Files, title = 'Rye Bread'): Promise<readonly [path: string, text: string]> {
  const site = await siteWith(files)
  const [collection] = site.config.collections
  if (!collection) throw new Error('no collection')
  const post = newDocument(site, collection, learnConventions(site, 'recipes'), { title, date })
  return [post.path, serializePost(post)]
}

async function page(files: Files, title = 'Find Us'): Promise<readonly [path: string, text: string]> {
  const site = await siteWith(files)
  const pages = Object.entries(files)
    .filter(([path]) => !path.startsWith('_'))
    .map(([path, text]) => parsePost(path, text, site))
  const taught = { ...site, posts: [], drafts: [], documents: pages }
  const post = newPage(site, pages, learnConventions(taught), { title, date })
  return [post.path, serializePost(post)]
}

describe('a new document of a collection', () => {
  it('has the details that all of them have, in their spelling', async () => {
    expect(
      await recipe({
        '_recipes/scones.md': "---\nlayout: recipe\ntitle: 'Scones'\nserves: 4\ncourse: tea\n---\n\nMix.\n",
        '_recipes/soup.md': "---\nlayout: recipe\ntitle: 'Soup'\nserves: 2\n---\n\nBoil.\n",
      }),
    ).toEqual(['_recipes/rye-bread.md', "---\nlayout: recipe\ntitle: 'Rye Bread'\n---\n\n"])
  })

  it.each([
    ['numbers', '01-scones', '02-soup', '_recipes/03-rye-bread.md'],
    ['days', '2020-01-01-scones', '2020-02-01-soup', '_recipes/2021-01-02-rye-bread.md'],
    ['underlines', 'oat_scones', 'pea_soup', '_recipes/rye_bread.md'],
    ['folders', 'scones/index', 'soup/index', '_recipes/rye-bread/index.md'],
    ['sub-folders', 'tea/scones', 'tea/soup', '_recipes/tea/rye-bread.md'],
  ])('is named like the others: %s', async (_, one, other, path) => {
    const text = '---\ntitle: A\n---\n'
    expect((await recipe({ [`_recipes/${one}.md`]: text, [`_recipes/${other}.md`]: text }))[0]).toBe(path)
  })

  it('comes behind the others where they are numbered, and has an address like theirs', async () => {
    const text = (name: string, order: number): string =>
      `---\ntitle: ${name}\norder: ${order}\npermalink: /food/${name}/\n---\n`
    expect(await recipe({ '_recipes/a.md': text('a', 10), '_recipes/b.md': text('b', 20) })).toEqual([
      '_recipes/rye-bread.md',
      '---\ntitle: Rye Bread\norder: 30\npermalink: /food/rye-bread/\n---\n\n',
    ])
  })

  it('is called by the detail by which they are called, and never takes a name that is taken', async () => {
    const text = '---\nname: A\n---\n'
    expect(await recipe({ '_recipes/a.md': text, '_recipes/rye-bread.md': text })).toEqual([
      '_recipes/rye-bread-2.md',
      '---\nname: Rye Bread\n---\n\n',
    ])
  })

  it('has a title alone where it is the first', async () => {
    const post = '---\nlayout: post\ntitle: A\nauthor: nell\ndate: 2020-01-01\n---\n'
    expect(await recipe({ '_posts/2020-01-01-a.md': post, '_posts/2020-01-02-b.md': post })).toEqual([
      '_recipes/rye-bread.md',
      '---\ntitle: Rye Bread\n---\n\n',
    ])
  })
})

describe('a new page', () => {
  it('lies where the others lie, with their layout and a name of their kind', async () => {
    const about = '---\nlayout: page\ntitle: About\npermalink: /about/\n---\n\nUs.\n'
    expect(await page({ 'about.md': about, 'index.md': '---\nlayout: home\n---\n' })).toEqual([
      'find-us.md',
      '---\nlayout: page\ntitle: Find Us\npermalink: /find-us/\n---\n\n',
    ])
    const own = '---\ntitle: About\nlayout: text\n---\n'
    expect(await page({ 'about/index.md': own, 'terms/index.md': own.replace('About', 'Terms') })).toEqual([
      'find-us/index.md',
      '---\ntitle: Find Us\nlayout: text\n---\n\n',
    ])
  })

  it('has nothing of what posts have, and a layout for pages where there is one', async () => {
    const post = '---\nlayout: post\ntitle: A\ntags: x\n---\n'
    const posts = { '_posts/2020-01-01-a.md': post, '_posts/2020-01-02-b.md': post }
    expect(await page({ ...posts, '_layouts/page.html': '', '_layouts/post.html': '' })).toEqual([
      'find-us.md',
      '---\nlayout: page\ntitle: Find Us\n---\n\n',
    ])
    expect(await page(posts)).toEqual(['find-us.md', '---\ntitle: Find Us\n---\n\n'])
  })
})
