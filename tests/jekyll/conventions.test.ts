import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  dateAt,
  learnConventions,
  readSite,
  serializePost,
  spellDate,
  type Site,
} from '../../src/jekyll/index.ts'
import { newPost } from '../../src/jekyll/new-post.ts'
import { siteIn, siteOf } from './texts.ts'

const picture = (name: string, width: number): string =>
  `![post-thumb]({{site.baseurl}}/assets/images/blog/${name}.png){:class="img-fluid rounded" :height="auto" width="${width}%"}\n`

const blog = (): Promise<Site> =>
  readSite(
    siteOf({
      '_config.yml': 'baseurl: /x\ntimezone: Europe/Berlin\n',
      '_posts/2020-05-01-one.md': `---\nlayout: post\ntitle: "One"\ndate: 2020-05-01 10:00:00 +0200\nimage: one.png\nauthor: jo\ntags: cloud, aws\npinned: true\n---\n\n${picture('one', 60).replace('{:', '{:.odd ')}`,
      '_posts/2020-05-02-two.md': `---\nlayout: post\ntitle: "Two" # yes\ndate: 2020-05-02 10:00:00 +0200\nimage: two.png\nauthor: max\ntags: cloud, go\n---\n\n${picture('two', 90)}${picture('three', 90)}`,
      '_posts/2020-05-03-three.md': `---\nlayout: post\ntitle: "Three"\n# a note\ndate: 2020-05-03 10:00:00 +0200\nauthor: jo\ntags: cloud\n---\n\n![x](https://other.example/x.png)`,
      'assets/images/blog/one.png': '',
      'assets/images/blog/two.png': '',
    }),
  )

const noon = dateAt(Date.UTC(2021, 0, 2, 11), 'Europe/Berlin')

describe('what the posts teach', () => {
  it('is how pictures are written, and where they lie', async () => {
    const { picture: habit, pictureKeys } = learnConventions(await blog())
    expect(habit).toEqual({
      folder: 'assets/images/blog',
      prefix: '{{site.baseurl}}/assets/images/blog/',
      suffix: '',
      attributes: '{:class="img-fluid rounded" :height="auto" width="90%"}',
      alt: 'post-thumb',
    })
    expect([...pictureKeys]).toEqual([['image', { folder: 'assets/images/blog', prefix: '' }]])
  })

  it('is also a filter behind the name', async () => {
    const site = await readSite(
      siteOf({
        '_posts/2020-01-01-a.md': '---\n---\n![a]({{ "/img/a.png" | relative_url }})',
        'img/a.png': '',
      }),
    )
    expect(learnConventions(site).picture).toMatchObject({
      folder: 'img',
      prefix: '{{ "/img/',
      suffix: '" | relative_url }}',
    })
  })

  it('is which keys there are, in which order and form', async () => {
    const learnt = learnConventions(await blog())
    expect(learnt.keys.map(({ key, list, constant }) => [key, list, constant])).toEqual([
      ['layout', undefined, 'post'],
      ['title', undefined, undefined],
      ['date', undefined, undefined],
      ['image', undefined, undefined],
      ['author', undefined, undefined],
      ['tags', 'commas', undefined],
      ['pinned', undefined, undefined],
    ])
    expect(learnt).toMatchObject({ extension: '.md', folder: '_posts', date: 'time with zone' })
    expect(learnt.tags).toEqual([
      { value: 'cloud', count: 3 },
      { value: 'aws', count: 1 },
      { value: 'go', count: 1 },
    ])
    expect(learnt.authors[0]).toEqual({ value: 'jo', count: 2 })
  })

  it('is what a new post looks like', async () => {
    const site = await blog()
    const learnt = learnConventions(site)
    const post = newPost(site, learnt, { title: 'A new: day', date: noon, draft: false })
    expect(post.path).toBe('_posts/2021-01-02-a-new-day.md')
    expect(serializePost(post)).toBe(
      '---\nlayout: post\ntitle: "A new: day"\ndate: 2021-01-02 12:00:00 +0100\n---\n\n',
    )
    const draft = newPost(site, learnt, { title: 'Über Öl', date: noon, draft: true })
    expect([draft.path, draft.frontMatter.has('date')]).toEqual(['_drafts/über-öl.md', false])
  })

  it('gives a new post a name that is free, on a site of any kind', async () => {
    const site = await readSite(siteOf({ '_posts/2021-01-02-a.md': 'x', '_posts/2021-01-02-a-2.md': 'x' }))
    const { path } = newPost(site, learnConventions(site), { title: 'A!', date: noon, draft: false })
    expect(path).toBe('_posts/2021-01-02-a-3.md')
    const empty = await readSite(siteOf({ '_layouts/post.html': '' }))
    const first = newPost(empty, learnConventions(empty), { title: '!', date: noon, draft: false })
    expect([first.path, serializePost(first)]).toEqual([
      '_posts/2021-01-02-untitled.md',
      '---\nlayout: post\ntitle: "!"\n---\n\n',
    ])
  })

  it.each([
    [undefined, '2021-01-02 12:00:00 +0100'],
    ['2020-05-22', '2021-01-02'],
    ['2020-05-22 10:00', '2021-01-02 12:00'],
    ['2020-05-22 10:00:00', '2021-01-02 11:00:00'],
    ['2020-05-22T10:00:00Z', '2021-01-02T11:00:00Z'],
    ['2020-05-22 10:00:00-05:00', '2021-01-02 12:00:00+01:00'],
    ['May 22, 2020', '2021-01-02 12:00:00 +0100'],
  ])('is the spelling of dates: %s', (sample, expected) => {
    expect(String(spellDate(noon, 'Europe/Berlin', sample))).toBe(expected)
  })
})

/** Read off the posts by hand: list form of tags or categories, form of the date, where pictures lie. */
const known: [string, string, string | undefined, string | undefined, string | undefined][] = [
  ['GuillaumePressiat+GuillaumePressiat.github.io', 'tags', 'blanks', 'time with zone', 'images'],
  ['Haacked+haacked.com', 'tags', 'flow', undefined, 'assets/images'],
  ['Homebrew+brew.sh', 'tags', undefined, undefined, 'assets/img/blog'],
  ['apple+swift-org-website', 'tags', undefined, 'time', 'assets/images'],
  ['StackExchange+stack-blog', 'tags', 'block', 'time with zone', 'images/wordpress'],
  ['onevcat+OneV-s-Den', 'tags', 'flow', 'time with zone', 'assets/images'],
  ['offconvex+offconvex.github.io', 'tags', undefined, 'time', 'assets'],
  ['theforeman+theforeman.org', 'tags', 'block', 'time', 'static/images/blog_images'],
  ['scala+scala-lang', 'tags', undefined, undefined, 'resources/img/blog'],
  ['jekyll+jekyll', 'categories', 'flow', 'time with zone', undefined],
]
const corpus = process.env.GALLEY_CORPUS ?? ''

describe.runIf(existsSync(corpus))('what real posts teach', () => {
  it.each(known)('%s', async (name, key, list, date, folder) => {
    const learnt = learnConventions(await readSite(siteIn(join(corpus, name))))
    expect(learnt.date).toBe(date)
    expect(learnt.keys.find((habit) => habit.key === key && habit.count > 5)?.list).toBe(list)
    if (folder !== undefined) expect(learnt.picture.folder).toBe(folder)
  })
})
