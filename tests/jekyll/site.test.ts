import { describe, expect, it } from 'vitest'
import {
  defaultsFor,
  parsePost,
  readSite,
  type Site,
  statusOf,
  draftPath,
  publishedPath,
} from '../../src/jekyll/index.ts'
import { siteOf } from './texts.ts'

const read = (texts: Readonly<Record<string, string>>): Promise<Site> => readSite(siteOf(texts))

describe('a site', () => {
  it('is read from its files', async () => {
    const site = await read({
      '_config.yml':
        'title: My blog\nurl: https://me.example/\nbaseurl: blog/\ntimezone: Europe/Berlin\npermalink: pretty\ncollections:\n  recipes:\n    output: true\n',
      '_posts/2020-01-02-older.md': '---\ntitle: Older\n---\nText',
      '_posts/2021-01-02-newer.md':
        '---\ntitle: Newer\n---\n![a](/img/a.png){:.wide}\n\n~~~ js\n1\n~~~\n\n```ruby\n```\n\n{% highlight js %}\n{% endhighlight %}\n',
      '_posts/2022-01-02-bare.md': 'Without front matter',
      '_posts/notes.md': '---\n---\n',
      'travel/_posts/2019-01-02-trip.md': '---\ndate: 2023-01-01\n---\n',
      '_drafts/idea.md': '---\n---\n',
      '_recipes/soup.md': '---\ntitle: Soup\n---\n',
      '_recipes/photo.png': 'PNG',
      '_recipes/plain.md': 'no front matter',
      '_layouts/post.html': '',
      '_layouts/special/wide.html': '',
      '_data/authors.yml': 'jo:\n  name: Jo Doe\nmax: Max\n',
    })
    expect(site.config).toMatchObject({
      title: 'My blog',
      url: 'https://me.example',
      baseurl: '/blog',
      permalink: 'pretty',
    })
    expect(site.posts.map(({ title }) => title)).toEqual(['Trip', 'Bare', 'Newer', 'Older'])
    expect(site.drafts.map(({ title, date }) => [title, date])).toEqual([['Idea', undefined]])
    expect(site.documents.map(({ title, collection }) => [title, collection])).toEqual([['Soup', 'recipes']])
    expect(site.layouts).toEqual(['post', 'special/wide'])
    expect(site.authors).toEqual([
      { key: 'jo', name: 'Jo Doe' },
      { key: 'max', name: 'Max' },
    ])
    expect(site.codeLanguages).toEqual(['js', 'ruby'])
    expect(site.pictures).toMatchObject([{ alt: 'a', address: '/img/a.png', attributes: '{:.wide}' }])
    expect([site.isJekyll, site.problems]).toEqual([true, []])
  })

  it.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ 'README.md': 'x', 'src/main.c': 'x' }, false],
    [{ Gemfile: 'gem "jekyll", "~> 4"' }, true],
    [{ Gemfile: 'gem "rails"' }, false],
    [{ '_posts/2020-01-02-a.md': '' }, true],
    [{ '_config.yml': '' }, true],
    [{ '_config.toml': 'title = "x"' }, true],
  ])('%j speaks for Jekyll: %s', async (texts, isJekyll) => {
    expect((await read(texts)).isJekyll).toBe(isJekyll)
  })

  it('opens with a configuration that is broken', async () => {
    const site = await read({
      '_config.yml': 'title: a\nb: c: d\n',
      '_posts/2020-01-02-a.md': '---\ntitle: [\n---\n',
    })
    expect(site.posts).toHaveLength(1)
    expect(site.problems).toMatchObject([
      { path: '_config.yml', line: 2, column: 5 },
      { path: '_posts/2020-01-02-a.md', line: 3 },
    ])
  })

  it.each([
    'collections: 7\ndefaults: yes\npermalink: [1]\ntimezone: {a: b}\nurl: ~\nbaseurl: 12\n',
    'collections: {__proto__: {output: true}, "../..": {}, posts: 1, "": 2}\n',
    'defaults: [1, {scope: 2, values: 3}, {values: {a: 1}}, {scope: {path: [], type: {}}, values: {__proto__: {x: 1}}}]\n',
    'title: &a [*a]\n',
    '- a list\n',
    'timezone: Mars/Olympus\n',
    'markdown_ext: 5\nlayouts_dir: [x]\ncollections_dir: ../../etc\n',
  ])('survives %j', async (config) => {
    const site = await read({ '_config.yml': config, '_posts/2020-01-02-a.md': '---\ntitle: a\n---\n' })
    expect(Array.isArray(site.posts)).toBe(true)
    expect({}).not.toHaveProperty('x')
  })

  it('has no time to lose with thousands of posts', async () => {
    const texts: Record<string, string> = { '_config.yml': 'title: x\n' }
    for (let number = 0; number < 5000; number += 1) {
      const day = `${2000 + (number % 20)}-01-${String((number % 28) + 1).padStart(2, '0')}`
      texts[`_posts/${day}-post-${number}.md`] =
        `---\nlayout: post\ntitle: "Post ${number}"\ndate: ${day} 10:00:00 +0100\ntags: [a, b]\n---\n${'Words. '.repeat(500)}`
    }
    const { posts } = await read(texts)
    expect([posts.length, posts[0]?.date?.year]).toEqual([5000, 2019])
  })
})

describe('front matter defaults', () => {
  it('go by path and kind, the closer one stronger', async () => {
    const { config } = await read({
      '_config.yml': `defaults:
- {scope: {path: ""}, values: {a: all, b: all, m: {x: 1}}}
- {scope: {path: "", type: posts}, values: {b: posts, m: {y: 2}}}
- {scope: {path: _posts/deep, type: post}, values: {c: deep}}
- {scope: {path: "_posts/*/x"}, values: {d: glob}}
- {values: {e: none}}
`,
    })
    const of = (path: string, type: string): unknown => defaultsFor(path, type, { config })
    expect(of('about.md', 'pages')).toEqual({ a: 'all', b: 'all', m: { x: 1 }, e: 'none' })
    expect(of('_posts/a.md', 'posts')).toEqual({ a: 'all', b: 'posts', m: { x: 1, y: 2 }, e: 'none' })
    expect(of('_posts/deep/x/a.md', 'posts')).toMatchObject({ b: 'posts', c: 'deep', d: 'glob' })
  })
})

describe('the life of a post', () => {
  const now = Date.UTC(2022, 0, 1)
  it.each([
    ['_posts/2020-01-02-a.md', '', 'published'],
    ['_posts/2023-01-02-a.md', '', 'future'],
    ['_posts/2020-01-02-a.md', 'date: 2022-01-01 00:00:01 Z', 'future'],
    ['_posts/2020-01-02-a.md', 'published: false', 'hidden'],
    ['_posts/2020-01-02-a.md', 'published:', 'hidden'],
    ['_posts/2020-01-02-a.md', 'published: "false"', 'published'],
    ['_drafts/a.md', 'published: false', 'draft'],
  ])('%s with %j is %s', async (path, yaml, status) => {
    const site = await read({ '_config.yml': '' })
    expect(statusOf(parsePost(path, `---\n${yaml}\n---\n`, site), site, now)).toBe(status)
  })

  it.each([
    ['_posts/2020-01-02-a-b.md', '_drafts/a-b.md', '_posts/2024-03-04-a-b.md'],
    ['x/_posts/2020/2020-01-02-a.md', 'x/_drafts/a.md', 'x/_posts/2020/2024-03-04-a.md'],
    ['x/_drafts/y/a.markdown', 'x/_drafts/y/a.markdown', 'x/_posts/y/2024-03-04-a.markdown'],
  ])('moves %s', (path, draft, published) => {
    const post = parsePost(path, '')
    expect([draftPath(post), publishedPath(post, { year: 2024, month: 3, day: 4 })]).toEqual([
      draft,
      published,
    ])
  })
})

it('pauses between the posts of a large site', async () => {
  const posts = Array.from({ length: 1000 }, (_, i): [string, string] => [`_posts/2020-01-01-${i}.md`, ''])
  const reads: number[] = []
  let read = 0
  const files = siteOf(Object.fromEntries(posts))
  const counted = {
    list: (folder: string) => files.list(folder),
    read: (path: string) => (read++, files.read(path)),
  }
  const site = await readSite(counted, async () => void reads.push(read))
  expect(site.posts).toHaveLength(1000)
  const pieces = reads.map((count, i) => count - (reads[i - 1] ?? 0))
  expect(Math.max(...pieces)).toBeLessThanOrEqual(32)
})
