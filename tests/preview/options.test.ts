import { existsSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { siteFolder } from '../../src/cli/site-folder.ts'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'
import { buildSite, builtAt, hasJekyll } from './jekyll.ts'

const says = '{{ page.url }} {{ page.id }} {{ page.date }} {{ page.categories | join: "," }} {{ page.path }}'

/** A small site whose pages say where they are. */
const base: Readonly<Record<string, string>> = {
  '_posts/2020-02-09-First Post_of.all.md': `---\ncategories: [Big News, Ünï]\n---\n${says}\n`,
  '_posts/2019-12-30-second.md': `---\ndate: 2019-12-30 23:05:09 +0200\nslug: 2nd\n---\n${says}\n`,
  'work/_posts/2021-01-03-third.html': `---\n---\n${says}\n`,
  '_posts/2099-01-01-later.md': `---\n---\n${says}\n`,
  '_posts/2020-03-01-hidden.md': `---\npublished: false\n---\n${says}\n`,
  '_posts/2020-04-01-own.md': `---\npermalink: /own/:year-:title/:i_day/\n---\n${says}\n`,
  '_drafts/thought.md': `---\n---\n${says}\n`,
  'about.md': `---\n---\n${says}\n`,
  'sub/index.html': `---\n---\n${says}\n`,
  'sub/more.html': `---\npermalink: /else/where\n---\n${says}\n`,
  'index.html': `---\n---\n{% for post in site.posts %}{{ post.url }} {% endfor %}|{% for thing in site.things %}{{ thing.url }} {{ thing.id }} {% endfor %}\n`,
  '_things/One Thing.md': `---\ndate: 2018-05-06\n---\n${says}\n`,
  '_things/deep/two.html': `---\ntitle: Two Of Them\n---\n${says}\n`,
}

const things = 'collections:\n  things:\n    output: true\n'
const inFolder = Object.fromEntries(
  Object.entries(base).map(([path, text]) => [
    /^_(?:posts|drafts|things)\//.test(path) ? `all/${path}` : path,
    text,
  ]),
)

interface Variation {
  readonly config: string
  readonly files?: Readonly<Record<string, string>>
}

const permalinks = [
  'date',
  'pretty',
  'ordinal',
  'weekdate',
  'none',
  '/:year/:short_year/:month/:i_month/:short_month/:long_month/:day/:i_day/:y_day/:title:output_ext',
  '/:w_year/:week/:w_day/:short_day/:long_day/:hour/:minute/:second/:slug/',
  '/:categories/:slugified_categories/:slug',
  '/:collection/:name/:path:output_ext',
]

const variations: Readonly<Record<string, Variation>> = {
  ...Object.fromEntries(
    permalinks.map((style) => [`permalink: ${style}`, { config: `permalink: "${style}"\n${things}` }]),
  ),
  ...Object.fromEntries(
    ['/:collection/:path', '/t/:name:output_ext', '/:title/', '/:year/:month/:slug'].map((style) => [
      `a collection’s permalink: ${style}`,
      { config: `${things}    permalink: ${style}\n` },
    ]),
  ),
  'a collection that writes nothing': { config: 'collections: [things]\n' },
  collections_dir: { config: `collections_dir: all\n${things}`, files: inFolder },
  limit_posts: { config: `limit_posts: 2\n${things}` },
  show_drafts: { config: `show_drafts: true\n${things}` },
  future: { config: `future: true\n${things}` },
  unpublished: { config: `unpublished: true\n${things}` },
  timezone: { config: `timezone: Asia/Kathmandu\n${things}` },
}

function written({ config, files = base }: Variation): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-options-'))
  for (const [path, text] of Object.entries({ ...files, '_config.yml': config })) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    // a draft’s date is its file’s
    utimesSync(join(folder, path), new Date(builtAt), new Date(builtAt))
  }
  return folder
}

type Pages = Readonly<Record<string, string>>

const sorted = (pages: Iterable<readonly [string, string]>): Pages =>
  Object.fromEntries([...pages].sort(([one], [other]) => (one < other ? -1 : 1)))

async function rendered(folder: string, drafts: boolean): Promise<Pages> {
  const files = siteFolder(folder)
  const renderer = await openSite(await readSite(files), files, {
    now: Date.parse(builtAt),
    time: 20_000,
    drafts,
  })
  const pages: [string, string][] = []
  for (const { path } of await renderer.destinations())
    pages.push([path, (await renderer.renderDestination(path)).html.trimEnd()])
  return sorted(pages)
}

const jekyllsOwn = (folder: string): Pages =>
  sorted([...buildSite(folder)].map(([path, text]) => [path, text.trimEnd()] as const))

const stored = join(import.meta.dirname, 'built/options.json')

/** What real Jekyll made of each: `GALLEY_RENEW=1 npm run unit -- preview/options`. */
if (process.env.GALLEY_RENEW !== undefined && hasJekyll)
  writeFileSync(
    stored,
    `${JSON.stringify(Object.fromEntries(Object.entries(variations).map(([name, each]) => [name, jekyllsOwn(written(each))])), undefined, 1)}\n`,
  )
const built = (existsSync(stored) ? JSON.parse(readFileSync(stored, 'utf8')) : {}) as Readonly<
  Record<string, Pages>
>

describe('where a site puts its pages, as Jekyll does:', () => {
  it.each(Object.entries(variations))('%s', async (name, variation) => {
    expect(await rendered(written(variation), variation.config.includes('show_drafts'))).toEqual(built[name])
  })

  it('was built for these options', () => {
    expect(Object.keys(built)).toEqual(Object.keys(variations))
  })
})
