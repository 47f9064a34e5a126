import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { siteFolder } from '../../src/cli/site-folder.ts'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'
import { buildSite, builtAt, hasGems, hasJekyll, textsBelow, themeFolderOf } from './jekyll.ts'
import { pageText } from './page.ts'

const sites = join(import.meta.dirname, 'sites')
const names = readdirSync(sites)
const sample = join(import.meta.dirname, '../../public/sample-blog')

const stored = join(import.meta.dirname, 'built')

/** Stores what real Jekyll makes of every site: `GALLEY_RENEW=1 npm run unit -- preview/sites`. */
function renew(name: string): void {
  const target = join(stored, name)
  rmSync(target, { recursive: true, force: true })
  for (const [path, text] of buildSite(join(sites, name))) {
    mkdirSync(dirname(join(target, path)), { recursive: true })
    writeFileSync(join(target, path), text)
  }
}

beforeAll(() => {
  if (process.env.GALLEY_RENEW !== undefined)
    names.filter((name) => hasGems(join(sites, name))).forEach(renew)
})

/** What our renderer writes for a site: path to text, warnings under the path `!`. */
async function rendered(folder: string): Promise<Map<string, string>> {
  const files = siteFolder(folder)
  const site = await readSite(files)
  const theme = themeFolderOf(folder)
  const renderer = await openSite(site, files, {
    now: Date.parse(builtAt),
    time: 20_000,
    ...(theme === undefined ? {} : { theme: siteFolder(theme) }),
  })
  const pages = new Map<string, string>()
  const warnings = new Set<string>()
  for (const { path } of await renderer.destinations()) {
    if (path.endsWith('.css')) continue
    const page = await renderer.renderDestination(path)
    pages.set(path, page.html)
    page.warnings.forEach(({ code, what, detail }) => warnings.add(`${code} ${what} ${detail ?? ''}`))
  }
  return pages.set('!', [...warnings].join('\n'))
}

/** Asserts that every page of `expected` that is made of a file with front matter comes out the same. */
function expectSame(pages: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): void {
  expect(pages.get('!')).toBe('')
  const paths = [...expected.keys()].filter((path) => pages.has(path))
  expect(
    [...pages.keys()].filter((path) => !expected.has(path) && /\.(?:html|xml|json|txt)$/.test(path)),
  ).toEqual([])
  for (const path of paths)
    expect(pageText(path, pages.get(path) ?? ''), path).toBe(pageText(path, expected.get(path) ?? ''))
}

describe('a site as real Jekyll built it', () => {
  it.each(names)('%s', async (name) => {
    const expected = textsBelow(join(stored, name))
    expect(expected.size).toBeGreaterThan(0)
    expectSame(await rendered(join(sites, name)), expected)
  })
})

describe.skipIf(!hasJekyll)('a site as the Jekyll that is installed builds it', () => {
  it.each(names.filter((name) => hasGems(join(sites, name))))('%s', async (name) => {
    expectSame(await rendered(join(sites, name)), buildSite(join(sites, name)))
  })

  it('the sample blog', async () => {
    const expected = new Map([...buildSite(sample)].filter(([path]) => path.endsWith('.html')))
    const pages = new Map(
      [...(await rendered(sample))].filter(([path]) => path === '!' || path.endsWith('.html')),
    )
    expect(expected.size).toBe(pages.size - 1)
    expectSame(pages, expected)
  })
})
