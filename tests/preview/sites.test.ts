import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { siteFolder } from '../../src/cli/site-folder.ts'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'
import {
  buildSite,
  builtAt,
  compared,
  hasGems,
  hasJekyll,
  textsBelow,
  themeFolderOf,
  withoutCopies,
} from './jekyll.ts'
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

/** Asserts that every page of `expected` comes out the same, but for files that are only copied. */
function expectSame(
  folder: string,
  pages: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>,
): void {
  expect(pages.get('!')).toBe('')
  const theme = themeFolderOf(folder)
  const made = withoutCopies(expected, [folder, ...(theme === undefined ? [] : [theme])])
  const paths = [...pages.keys()].filter((path) => compared.test(path))
  expect([...made.keys()].filter((path) => !pages.has(path))).toEqual([])
  expect(paths.filter((path) => !expected.has(path))).toEqual([])
  for (const path of paths)
    expect(pageText(path, pages.get(path) ?? ''), path).toBe(pageText(path, expected.get(path) ?? ''))
}

describe('a site as real Jekyll built it', () => {
  it.each(names)('%s', async (name) => {
    const expected = textsBelow(join(stored, name))
    expect(expected.size).toBeGreaterThan(0)
    expectSame(join(sites, name), await rendered(join(sites, name)), expected)
  })
})

describe.skipIf(!hasJekyll)('a site as the Jekyll that is installed builds it', () => {
  it.each(names.filter((name) => hasGems(join(sites, name))))('%s', async (name) => {
    const folder = join(sites, name)
    expectSame(folder, await rendered(folder), buildSite(folder))
  })

  it('the sample blog', async () => {
    expectSame(sample, await rendered(sample), buildSite(sample))
  })
})
