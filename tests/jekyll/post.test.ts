import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePost, serializePost, withBody, withFrontMatter } from '../../src/jekyll/index.ts'
import { cutHead } from '../../src/jekyll/head.ts'
import { configOf } from '../../src/jekyll/config.ts'
import { hasRuby } from './ruby.ts'
import { documentsBelow, fileLike, postsFolder } from './texts.ts'

describe('a post', () => {
  it.each([
    ['---\ntitle: a\n---\nbody', 'title: a\n', 'body'],
    ['---\ntitle: a\n---\n\n\n  body', 'title: a\n', '  body'],
    ['\ufeff---\r\ntitle: a\r\n---\r\nbody\r\n', 'title: a\r\n', 'body\r\n'],
    ['---   \ntitle: a\n...\t\nbody', 'title: a\n', 'body'],
    ['---\n---\n', '', ''],
    ['---\ntitle: a\n---', 'title: a\n', ''],
    ['---\ntitle: a\n--- x\n---\nb', 'title: a\n--- x\n', 'b'],
    ['no front matter', '', 'no front matter'],
    ['---\ntitle: a\n', '', '---\ntitle: a\n'],
    ['---js\nmodule.exports = 1\n---\nb', '', '---js\nmodule.exports = 1\n---\nb'],
    ['----\ntitle: a\n----\n', '', '----\ntitle: a\n----\n'],
    ['\ufeffbody', '', 'body'],
    ['', '', ''],
  ])('cuts %j as Jekyll does', (source, yaml, body) => {
    const post = parsePost('_posts/2020-01-02-a.md', source)
    expect([post.frontMatter.source, post.body]).toEqual([yaml, body])
    expect(serializePost(post)).toBe(source)
  })

  it('comes back byte for byte, whatever it is', () => {
    const same = (source: string): void => {
      expect(serializePost(parsePost('a.md', source))).toBe(source)
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), same))
    fc.assert(fc.property(fileLike, same))
    for (const { source } of documentsBelow(postsFolder)) same(source)
  })

  it('never throws, whatever is asked of it', () => {
    fc.assert(
      fc.property(fileLike, fc.string(), fc.jsonValue(), (source, key, value) => {
        const { frontMatter, title } = parsePost('_posts/2020-01-02-a.md', source)
        expect(typeof title).toBe('string')
        frontMatter.with(key, value).without('title').rename('tags', key).withList('tags', ['x', key])
        expect(frontMatter.withSource(source).problems.length).toBeLessThan(3)
      }),
    )
  })

  it('names the place of what is broken, in words', () => {
    expect(parsePost('a.md', '---\nlayout: post\ntitle: One: two\n---\n').problems).toEqual([
      {
        message: 'A colon followed by a blank is not allowed here. Put the whole value in quotes.',
        line: 3,
        column: 11,
      },
    ])
    expect(parsePost('a.md', '---\ntitle: a\n\nText').problems[0]?.message).toMatch(/hyphens .* missing/)
    expect(parsePost('a.md', '---\njust words\n---\n').problems[0]?.message).toMatch(
      /name, a colon and a value/,
    )
  })

  it.each([
    ['_posts/2020-05-22-a-new-day.md', '', 'A New Day', 'post', 'posts'],
    ['blog/_posts/x/2020-05-22-a.md', 'title: Given', 'Given', 'post', 'posts'],
    ['_drafts/an-idea.markdown', '', 'An Idea', 'draft', 'posts'],
    ['_recipes/soup.md', 'title: 2020', '2020', 'document', 'recipes'],
    ['about.md', 'title: false', 'About', 'page', null],
  ])('knows what %s is', (path, yaml, title, kind, collection) => {
    const config = configOf({ collections: ['recipes'] })
    expect(parsePost(path, `---\n${yaml}\n---\n`, { config })).toMatchObject({ title, kind, collection })
  })

  it.each([
    ['date: 2020-05-22', 'UTC', '2020-05-22T00:00:00Z', false],
    ['date: 2020-05-22', 'Asia/Tokyo', '2020-05-21T15:00:00Z', false],
    ['date: 2020-05-22 10:00:00', 'Asia/Tokyo', '2020-05-22T10:00:00Z', true],
    ['date: 2020-05-22 10:00:00 +0100', 'Asia/Tokyo', '2020-05-22T09:00:00Z', true],
    ['date: 2020-05-22 10:00', 'Europe/Berlin', '2020-05-22T08:00:00Z', true],
    ['date: May 22, 2020 3:30pm', 'UTC', '2020-05-22T15:30:00Z', true],
    ['date: 22 May 2020', 'America/New_York', '2020-05-22T04:00:00Z', false],
    ['date: 11-9-2017', 'UTC', '2017-09-11T00:00:00Z', false],
    ['date: Fri Sep  3 11:21:31 CEST 2021', 'UTC', '2021-09-03T11:21:31Z', true],
    ['date: 2020-05-22 10:00 EST', 'UTC', '2020-05-22T15:00:00Z', true],
    ['', 'America/New_York', '2020-01-02T05:00:00Z', false],
  ])('takes the date of %j in %s', (yaml, timezone, instant, hasTime) => {
    const config = configOf({ timezone })
    const { date } = parsePost('_posts/2020-01-02-a.md', `---\n${yaml}\n---\n`, { config })
    expect(date && [new Date(date.instant).toISOString().replace('.000', ''), date.hasTime]).toEqual([
      instant,
      hasTime,
    ])
  })

  it('says so where a date is none', () => {
    expect(parsePost('_posts/2020-01-02-a.md', '---\ndate: soon\n---\n')).toMatchObject({
      date: { year: 2020, month: 1, day: 2, source: 'file name' },
      problems: [{ message: 'This date cannot be read.', line: 2 }],
    })
  })

  it('takes other text and other details', () => {
    const post = parsePost('_posts/2020-01-02-a.md', '---\ntitle: a\n---\nold')
    const next = withFrontMatter(withBody(post, 'new'), post.frontMatter.with('title', 'b'))
    expect([serializePost(next), next.title]).toEqual(['---\ntitle: b\n---\nnew', 'b'])
  })

  it.runIf(hasRuby)('is cut where Ruby cuts it', () => {
    const files = fc.sample(fileLike, 4000)
    const { stdout } = spawnSync('ruby', [join(import.meta.dirname, 'cut.rb')], {
      input: JSON.stringify(files.map((file) => file.replace(/^\ufeff/, ''))),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    const lengths = JSON.parse(stdout) as number[]
    files.forEach((file, index) => {
      const { before, yaml, after } = cutHead(file)
      const head = after === '' ? '' : (before + yaml + after).replace(/^\ufeff/, '')
      expect([file, head.length]).toEqual([file, lengths[index]])
    })
  })
})
