import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange } from '../../src/jekyll/arrange.ts'
import { correct, correctSettings } from '../../src/jekyll/correct.ts'
import { over, readCorrections, type Corrections } from '../../src/jekyll/corrections.ts'
import {
  dateAt,
  learnConventions,
  parsePost,
  readSite,
  serializePost,
  writeLink,
  type Site,
} from '../../src/jekyll/index.ts'
import { newPost } from '../../src/jekyll/new-post.ts'
import { writeCorrections } from '../../src/jekyll/write-corrections.ts'
import { pictureHome, writtenAs } from '../../src/app/pictures.ts'
import { siteOf, yamlLike } from './texts.ts'

const post = (title: string): string =>
  `---\nlayout: post\ntitle: "${title}"\ndate: 2020-05-01 10:00:00 +0200\ntags: cloud, aws\n---\n\n![x]({{ site.baseurl }}/assets/images/${title}.png){: .wide}\n`
const blog = (): Promise<Site> =>
  readSite(
    siteOf({
      '_config.yml': 'baseurl: /x\ntimezone: Europe/Berlin\n',
      '_posts/2020-05-01-one.md': post('One'),
      '_posts/2020-05-02-two.md': post('Two'),
      'assets/images/One.png': '',
    }),
  )
const noon = dateAt(Date.UTC(2021, 0, 2, 11), 'Europe/Berlin')

/** A new post of a blog about which this is said. */
async function fresh(said: Corrections): Promise<{ path: string; text: string }> {
  const site = await blog()
  const made = newPost(site, correct(learnConventions(site), said), {
    title: 'A new day',
    date: noon,
    draft: false,
  })
  return { path: made.path, text: serializePost({ ...made, frontMatter: arrange(made.frontMatter, said) }) }
}

describe('what the author says instead of what the posts show', () => {
  it('is nothing at first', async () => {
    expect(correct(learnConventions(await blog()), {})).toEqual(learnConventions(await blog()))
    expect(await fresh({})).toEqual({
      path: '_posts/2021-01-02-a-new-day.md',
      text: '---\nlayout: post\ntitle: "A new day"\ndate: 2021-01-02 12:00:00 +0100\ntags: cloud, aws\n---\n\n',
    })
  })

  it('is where new posts lie and what their files are called', async () => {
    const { path } = await fresh({ posts: { folder: 'blog/_posts', extension: '.markdown' } })
    expect(path).toBe('blog/_posts/2021-01-02-a-new-day.markdown')
  })

  it.each([
    ['none', undefined],
    ['day', 'date: 2021-01-02'],
    ['time', 'date: "2021-01-02 12:00"'],
    ['time with zone', 'date: 2021-01-02 12:00:00 +0100'],
  ] as const)('is how dates are written: %s', async (date, line) => {
    const { text } = await fresh({ posts: { date } })
    expect(text.split('\n').find((each) => each.startsWith('date'))).toBe(line)
  })

  it.each([
    ['plain', 'title: A new day'],
    ['single', "title: 'A new day'"],
    ['double', 'title: "A new day"'],
  ] as const)('is how titles are quoted: %s', async (title, line) => {
    expect((await fresh({ posts: { title } })).text.split('\n')).toContain(line)
  })

  it('is the order of the details and what new posts begin with', async () => {
    const { text } = await fresh({
      posts: { order: ['title', 'comments', 'date'] },
      details: { comments: { new: true }, layout: { new: 'note' }, tags: { omit: true } },
    })
    expect(text).toBe(
      '---\ntitle: "A new day"\ncomments: true\ndate: 2021-01-02 12:00:00 +0100\nlayout: note\n---\n\n',
    )
  })

  it.each([
    ['flow', 'tags: [cloud, aws]'],
    ['block', 'tags:\n  - cloud\n  - aws'],
    ['commas', 'tags: cloud, aws'],
    ['blanks', 'tags: cloud aws'],
  ] as const)('is how tags are written: %s', async (tags, lines) => {
    const site = await blog()
    const { keys } = correct(learnConventions(site), { lists: { tags } })
    const form = keys.find(({ key }) => key === 'tags')?.list
    const { frontMatter } = parsePost('_posts/2020-01-01-a.md', '---\ntitle: A\n---\n')
    const head = frontMatter.withList('tags', ['cloud', 'aws'], form).text
    expect(head).toBe(`---\ntitle: A\n${lines}\n---\n`)
    expect((await fresh({ lists: { tags } })).text).toContain(`\n${lines}\n`)
  })

  it('is where pictures go and how they are written', async () => {
    const learnt = learnConventions(await blog())
    const moved = correct(learnt, { pictures: { folder: 'media' } })
    expect(pictureHome(moved)).toMatchObject({ folder: 'media', prefix: '{{ site.baseurl }}/media/' })
    const said = correct(learnt, {
      pictures: { folder: 'img', before: '/img/', attributes: '', caption: 'emphasized' },
    })
    expect(writtenAs(said, 'img/a.png')).toEqual({ src: '/img/a.png', ial: '' })
    expect(said.look.caption).toEqual({ before: '*', after: '*', gap: '\n' })
  })

  it.each([
    ['address', '/2020/05/01/one.html'],
    ['baseurl', '{{ site.baseurl }}/2020/05/01/one.html'],
    ['relative_url', "{{ '/2020/05/01/one.html' | relative_url }}"],
    ['post_url', '{% post_url 2020-05-01-one %}'],
    ['link', '{% link _posts/2020-05-01-one.md %}'],
    ['relative', 'one.html'],
  ] as const)('is how links are written: %s', async (form, written) => {
    const site = await blog()
    const { link } = correct(learnConventions(site), { posts: { links: form } })
    const [two, one] = site.posts
    expect(one && two && writeLink(link, one, two, site)).toBe(written)
  })

  it('is what the form says of details, over what another editor says', () => {
    const said = correctSettings(undefined, {
      details: {
        subtitle: { label: 'Second line', hint: 'Short.', required: true },
        sidebar: { hidden: true },
        mood: { new: 'x' },
      },
    })
    expect(
      said?.fields.map(({ key, label, hint, required, kind }) => [key, label, hint, required, kind]),
    ).toEqual([
      ['subtitle', 'Second line', 'Short.', true, undefined],
      ['sidebar', undefined, undefined, false, 'hidden'],
    ])
    const shown = correctSettings(said, { details: { sidebar: { hidden: false } } })
    expect(shown?.fields.find(({ key }) => key === 'sidebar')?.kind).toBeUndefined()
  })

  it('holds for other collections where it is not about posts', async () => {
    const learnt = learnConventions(await blog())
    const said = correct(
      learnt,
      { posts: { folder: 'a/_posts', date: 'none' }, lists: { tags: 'block' } },
      'notes',
    )
    expect(said).toMatchObject({ folder: '_posts', date: 'time with zone' })
    expect(said.keys.find(({ key }) => key === 'tags')?.list).toBe('block')
  })

  it('is said by the device before the file; null takes back what the file says', () => {
    const file = {
      posts: { date: 'day', extension: '.md' },
      details: { mood: { new: 'x', label: 'M' } },
    } as const
    const device = { posts: { date: null }, details: { mood: { new: 'y' } } } as const
    expect(over(device, file)).toEqual({
      posts: { date: null, extension: '.md' },
      details: { mood: { new: 'y', label: 'M' } },
    })
  })
})

const written = `# Ours, please keep.
pictures:
  folder: media # on the server
  size: 5

# Dates
posts:
  date: day   # as on paper
  links: post_url
`

describe('the file of corrections', () => {
  it('begins with a line that says what it is', () => {
    const text = writeCorrections('', { posts: { date: 'time with zone' }, lists: { tags: 'flow' } })
    expect(text).toBe(
      '# How this blog is written, for everyone who writes here with Galley.\nposts:\n  date: time with zone\nlists:\n  tags: flow\n',
    )
  })

  it('keeps comments, spelling and what Galley does not know', () => {
    const said = {
      pictures: { folder: 'media' },
      posts: { date: 'time' },
      details: { mood: { new: 'calm' } },
    } as const
    expect(writeCorrections(written, said)).toBe(
      `# Ours, please keep.
pictures:
  folder: media # on the server
  size: 5

# Dates
posts:
  date: time   # as on paper
details:
  mood:
    new: calm
`,
    )
    expect(writeCorrections(written, readCorrections(written))).toBe(written)
    expect(writeCorrections(`\ufeff---\n${written}`, readCorrections(written))).toBe(`\ufeff---\n${written}`)
  })

  it('is not written anew where it is broken', () => {
    expect(writeCorrections('posts: [', { posts: { date: 'day' } })).toBeUndefined()
    expect(writeCorrections('- a\n', { posts: { date: 'day' } })).toBeUndefined()
  })

  it('means only what is understood, and leads nowhere else', () => {
    const hostile = `
pictures: {folder: ../../etc, before: 'javascript:alert(1)/', after: ") <script>", attributes: 'x} {:y'}
posts: {folder: /etc, extension: .exe, date: 5, title: [], links: {}, order: [title, {}, "a: b", title]}
lists: {tags: 7, constructor: flow, __proto__: block}
details:
  __proto__: {hidden: true}
  mood: {label: {}, hint: 1, required: "yes", new: {a: 1}, omit: 0}
  fine: {label: "  A\\n  label ", new: [1, a, true]}
surprise: true
`
    expect(readCorrections(hostile)).toEqual({
      posts: { order: ['title'] },
      lists: { constructor: 'flow' },
      details: { mood: undefined, fine: { label: 'A label', new: [1, 'a', true] } },
    })
    expect(({} as { hidden?: boolean }).hidden).toBeUndefined()
    expect(readCorrections('a: &a [x]\nposts: [*a, *a]\n')).toEqual({})
    expect(readCorrections(`posts: {date: day}\n${'#'.repeat(200_000)}`)).toEqual({})
  })

  it('is as the README shows it', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
    const shown = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? ''
    const written = parsePost('a.md', `---\n${shown}---\n`).frontMatter
    const all = Object.fromEntries(written.keys.map((key) => [key, written.get(key)]))
    expect(JSON.stringify(readCorrections(shown))).toBe(JSON.stringify(all))
    expect(Object.keys(readCorrections(shown))).toHaveLength(5)
  })

  it('never throws, and every text that it can be written into says what was said', () => {
    const said = fc.record(
      {
        posts: fc.record(
          { date: fc.constantFrom('day', 'none', null), order: fc.constantFrom(['title'], ['a', 'b']) },
          { requiredKeys: [] },
        ),
        lists: fc.dictionary(fc.constantFrom('tags', 'categories'), fc.constantFrom('flow', 'block')),
        details: fc.dictionary(
          fc.constantFrom('mood', 'constructor', 'x y'),
          fc.record(
            { new: fc.oneof(fc.string(), fc.boolean(), fc.integer()), label: fc.constant('A: b # c') },
            { requiredKeys: [] },
          ),
        ),
      },
      { requiredKeys: [] },
    )
    const before = fc.oneof(fc.constant(''), fc.constant(written), yamlLike)
    fc.assert(
      fc.property(before, said, (text, corrections) => {
        readCorrections(text)
        const next = writeCorrections(text, corrections)
        if (next !== undefined) expect(writeCorrections(next, corrections as Corrections)).toBe(next)
        else expect([written, '']).not.toContain(text)
      }),
    )
  })
})
