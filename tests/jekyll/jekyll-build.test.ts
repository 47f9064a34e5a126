import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  categoriesOf,
  type Entry,
  parseFileName,
  parsePost,
  permalinkOf,
  readSite,
  type Site,
  slugify,
  type SlugMode,
} from '../../src/jekyll/index.ts'
import { cutHead } from '../../src/jekyll/head.ts'
import { filesBelow, siteIn } from './texts.ts'

const hasJekyll = spawnSync('jekyll', ['--version']).status === 0
const root = mkdtempSync(join(tmpdir(), 'galley-jekyll-'))
afterAll(() => rmSync(root, { recursive: true }))

/** What Jekyll says of one document: a page in which the site prints it. */
interface Printed {
  url: string
  title: string
  date: string
  slug: string
  categories: string[]
  tags: string[]
  layout: string | null
}

const printer = `---
---
[{% assign all = site.documents | concat: site.html_pages %}{% for doc in all %}{% if doc.relative_path or doc.path %}{
"path": {{ doc.path | jsonify }}, "url": {{ doc.url | jsonify }}, "title": {{ doc.title | jsonify }}, "slug": {{ doc.slug | jsonify }},
"date": {{ doc.date | date: "%s" | jsonify }}, "categories": {{ doc.categories | jsonify }}, "tags": {{ doc.tags | jsonify }},
"layout": {{ doc.layout | jsonify }}}{% unless forloop.last %},{% endunless %}{% endif %}{% endfor %}]
`

/** Builds a site of these files and gives what Jekyll knows of each document, by path. `config` overrides the site's own. */
function build(name: string, files: Readonly<Record<string, string>>, config = ''): Map<string, Printed> {
  const folder = join(root, name)
  for (const [path, text] of Object.entries({ ...files, 'printed.json': printer })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  writeFileSync(join(root, 'override.yml'), config)
  const { status, stderr, stdout } = spawnSync(
    'jekyll',
    [
      'build',
      '--quiet',
      '--drafts',
      '--future',
      '--unpublished',
      '--disable-disk-cache',
      '-s',
      folder,
      '-d',
      `${folder}-out`,
      '--config',
      `${join(folder, '_config.yml')},${join(root, 'override.yml')}`,
    ],
    { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } },
  )
  if (status !== 0) throw new Error((stderr + stdout).slice(0, 500))
  const printed = JSON.parse(readFileSync(join(`${folder}-out`, 'printed.json'), 'utf8')) as ({
    path: string
  } & Printed)[]
  return new Map(printed.map((each) => [each.path, each]))
}

const posts = {
  '_posts/2020-05-22-a-New_day.md': '---\ntitle: "Über: a day"\ntags: a, b c\n---\nText',
  '_posts/2020-1-2-short.markdown': '---\ncategory: Big News\n---\n',
  '_posts/deep/er/2019-12-30-week.md': '---\ncategories: one Two one\n---\n',
  'travel/Far Away/_posts/2021-03-04-trip.md':
    '---\ncategories: [Sea & sand, C#1, x]\ndate: 2021-03-04 23:30:00 -0800\n---\n',
  '_posts/2020-02-29-日本語-title.md': '---\ntags: [x, "y z"]\n---\n',
  '_posts/2020-02-28-dots.and-v1.2.md': '---\nslug: Given Slug!\n---\n',
  '_posts/2020-06-01-own.md': '---\npermalink: /:year/own/:title_/x\n---\n',
  '_posts/2020-06-02-fixed.md': '---\npermalink: /fixed place/here/\ntitle: 12\n---\n',
  '_posts/2020-06-03-zone.md': '---\ndate: 2020-06-03 10:00\n---\n',
  '_posts/2020-06-04-utc.md': '---\ndate: 2020-06-04 23:00:00\n---\n',
  '_posts/2020-06-05-words.md': '---\ndate: June 5, 2020 11:45 pm\npublished: false\n---\n',
  "_posts/2020-06-06-it's-(a)-[test]-&-more,-100%.md": '---\n---\n',
  '_drafts/idea-one.md': '---\ndate: 2022-02-02\n---\n',
  '_recipes/soup/Hot Soup.md': '---\ntitle: Soup\n---\n',
  '_recipes/plain.md': '---\ncategories: food\ndate: 2018-01-02\n---\n',
  '_notes/2020-03-03-dated.md': '---\n---\n',
  'about.md': '---\ntitle: About\n---\n',
  'sub/index.html': '---\n---\n',
  'sub/page.html': '---\ntitle: Page\n---\n',
}

const templates = [
  'date',
  'pretty',
  'ordinal',
  'weekdate',
  'none',
  '/:categories/:title/',
  '/:year/:i_month/:i_day/:slug.html',
  '/:short_year/:short_month/:long_month/:y_day/:title:output_ext',
  '/:w_year/:week/:w_day/:short_day/:long_day/:hour:minute:second/:title',
  '/x/:slugified_categories/:name',
  ':title',
]

/** Asserts that we know of a document what Jekyll knows of it. */
function expectSame(entry: Entry, jekyll: Printed | undefined, site: Site): void {
  const ours = {
    path: entry.path,
    url: permalinkOf(entry, site, Number(jekyll?.date) * 1000),
    title: entry.title,
    slug: entry.slug,
    categories: categoriesOf(entry, site),
    date: entry.date === undefined ? jekyll?.date : String(entry.date.instant / 1000),
  }
  expect(ours).toEqual({
    path: entry.path,
    url: jekyll?.url,
    title: String(jekyll?.title),
    slug: String(jekyll?.slug),
    categories: jekyll?.categories,
    date: jekyll?.date,
  })
}

describe.runIf(hasJekyll)('beside Jekyll', () => {
  it.each(templates)(
    'addresses, titles, dates and categories with %s',
    async (permalink) => {
      const config = [
        `permalink: "${permalink}"`,
        'timezone: America/New_York',
        'collections: {recipes: {output: true}, notes: {output: true, permalink: "/:collection/:year/:name/:path"}}',
        'defaults:',
        '- {scope: {path: "", type: posts}, values: {layout: none, categories: [all]}}',
        '- {scope: {path: "_posts/deep"}, values: {title: From defaults}}',
        '- {scope: {path: "_notes"}, values: {title: A note}}',
      ]
      const name = `site-${templates.indexOf(permalink)}`
      const printed = build(name, { ...posts, '_config.yml': config.join('\n') })
      const site = await readSite(siteIn(join(root, name)))
      const entries = [...site.posts, ...site.drafts, ...site.documents]
      expect(entries.length).toBe(Object.keys(posts).length - 3)
      for (const entry of entries) expectSame(entry, printed.get(entry.path), site)
      for (const path of ['about.md', 'sub/index.html', 'sub/page.html'] as const)
        expect([path, permalinkOf(parsePost(path, posts[path], site), site)]).toEqual([
          path,
          printed.get(path)?.url,
        ])
    },
    120_000,
  )

  it('finds posts where Jekyll does', async () => {
    const text = '---\n---\n'
    const files = Object.fromEntries(
      [
        'all/_posts/2020-01-01-in.md',
        'all/cat/_posts/2020-01-02-in.md',
        'all/_recipes/soup.md',
        'all/_drafts/idea.md',
        '_posts/2020-01-03-outside.md',
        'all/_posts/undated.md',
        'all/_posts/_hidden/2020-01-04-x.md',
        'all/_posts/20-1-5-short-year.md',
        'all/_other/x.md',
      ].map((path) => [path, text]),
    )
    const config = 'collections_dir: all\ncollections: [recipes]\n'
    const printed = build('found', { ...files, '_config.yml': config })
    const site = await readSite(siteIn(join(root, 'found')))
    const found = [...site.posts, ...site.drafts, ...site.documents].map(({ path }) =>
      path.replace('all/', ''),
    )
    expect(found.sort()).toEqual([...printed.keys()].filter((path) => path !== 'printed.json').sort())
  }, 60_000)

  it('makes slugs as Jekyll does', () => {
    const modes: SlugMode[] = ['default', 'pretty', 'ascii', 'latin', 'raw', 'none']
    const texts = [
      'The _config.yml & file!',
      '--Über Straße Øre--',
      'a  b\tc',
      '日本語 のタイトル',
      'C++ / C# ~ 100%',
      'æœ łđ ñ',
      '',
      '…',
      'É́a_b.c',
    ]
    const script = `require 'jekyll'; require 'json'; Jekyll.logger.log_level = :error
      texts, modes = JSON.parse($stdin.read)
      puts JSON.generate(texts.map { |t| modes.map { |m| Jekyll::Utils.slugify(t.dup, mode: m) } })`
    const { stdout } = spawnSync('ruby', ['-e', script], {
      input: JSON.stringify([texts, modes]),
      encoding: 'utf8',
    })
    expect(texts.map((text) => modes.map((mode) => slugify(text, mode)))).toEqual(JSON.parse(stdout))
  }, 60_000)
})

const corpus = process.env.GALLEY_CORPUS ?? ''

/** A real site without texts, plugins and theme: what is left is what its addresses and dates come from. */
function bareSite(folder: string): Record<string, string> {
  const paths = filesBelow(folder).filter((path) => /\.(?:md|markdown|html|ya?ml)$/.test(path))
  return Object.fromEntries(paths.map((path) => [path, bareText(readFileSync(join(folder, path), 'utf8'))]))
}

function bareText(text: string): string {
  const { before, yaml, after } = cutHead(text)
  return after === '' ? text : before + yaml + after
}

describe.runIf(hasJekyll && existsSync(corpus))('real sites, beside Jekyll', () => {
  it.each([
    'apple+swift-org-website',
    'betagouv+beta.gouv.fr',
    'rails+weblog',
    'scala+scala-lang',
    'jekyllrb-ja+jekyllrb-ja.github.io',
  ])(
    '%s',
    async (name) => {
      const without = 'plugins: []\ntheme: null\nremote_theme: null\nmarkdown: kramdown\nhighlighter: none\n'
      const printed = build(name, bareSite(join(corpus, name)), without)
      const site = await readSite(siteIn(join(root, name)))
      const dir = site.config.collectionsDir === '' ? '' : `${site.config.collectionsDir}/`
      const entries = [...site.posts, ...site.drafts, ...site.documents]
      expect(entries.length).toBeGreaterThan(70)
      for (const entry of entries) expectSame(entry, printed.get(entry.path.replace(dir, '')), site)
    },
    120_000,
  )
})

describe('a file name', () => {
  it.each([
    ['_posts/2020-05-22-a-day.md', { year: 2020, month: 5, day: 22 }, 'a-day', '.md'],
    ['x/2020-1-2-v1.2...md', { year: 2020, month: 1, day: 2 }, 'v1.2', '.md'],
    ['_drafts/an idea.markdown', undefined, 'an idea', '.markdown'],
    ['LICENSE', undefined, 'LICENSE', ''],
  ])('%s', (path, day, slug, extension) => {
    expect(parseFileName(path)).toEqual({ day, slug, extension })
  })
})
