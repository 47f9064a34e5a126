import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { main } from '../../src/cli/main.ts'
import {
  buildSite,
  compared,
  hasGems,
  hasJekyll,
  textsBelow,
  themeFolderOf,
  withoutCopies,
} from './jekyll.ts'
import { pageText } from './page.ts'

const root = join(import.meta.dirname, '../..')
const own = (): string[] => [
  join(root, 'public/sample-blog'),
  ...readdirSync(join(import.meta.dirname, 'sites')).map((name) => join(import.meta.dirname, 'sites', name)),
]

type Verdict = 'identical' | 'different' | 'missing' | 'too much'

/** One line for each page of each site, and one for each site at its end. Resolves to the exit code: 1 where a page differs. */
export async function compareSites(folders: readonly string[], cwd: string): Promise<number> {
  if (!hasJekyll) {
    console.error('Jekyll is not installed here (apt-get install jekyll).')
    return 2
  }
  let [same, all] = [0, 0]
  for (const folder of folders.length === 0 ? own() : folders.map((each) => resolve(cwd, each))) {
    const verdicts = await compareSite(folder)
    if (verdicts === undefined) continue
    same += verdicts.filter((verdict) => verdict === 'identical').length
    all += verdicts.length
  }
  console.log(`${same} of ${all} pages identical`)
  return same === all && all > 0 ? 0 : 1
}

/** Undefined where Jekyll does not build it here. */
async function compareSite(folder: string): Promise<Verdict[] | undefined> {
  const name = relative(root, folder)
  if (!hasGems(folder)) {
    console.log(`${name}: left out, its plugins are not all installed here`)
    return
  }
  const now = new Date().toISOString()
  const theme = themeFolderOf(folder) ?? gemFolderOf(folder)
  const sources = [folder, ...(theme === undefined ? [] : [theme])]
  let built: ReadonlyMap<string, string>
  try {
    built = withoutCopies(buildSite(folder, [], now), sources)
  } catch (error) {
    console.log(`${name}: Jekyll does not build it: ${String(error)}`)
    return
  }
  const rendered = await renderedBy(folder, now, theme)
  const paths = [...new Set([...built.keys(), ...rendered.keys()])].sort()
  const verdicts = paths.map((path) => judge(path, built.get(path), rendered.get(path)))
  const same = verdicts.filter((verdict) => verdict === 'identical').length
  console.log(`${name}: ${same} of ${verdicts.length} pages identical\n`)
  return verdicts
}

/** The folder of an installed gem that a site borrows its theme from. */
function gemFolderOf(folder: string): string | undefined {
  const config = join(folder, '_config.yml')
  const theme = existsSync(config)
    ? /^theme: *["']?([\w-]+)/m.exec(readFileSync(config, 'utf8'))?.[1]
    : undefined
  if (theme === undefined) return undefined
  const asked = spawnSync('ruby', ['-e', `puts Gem::Specification.find_by_name("${theme}").full_gem_path`], {
    encoding: 'utf8',
  })
  return asked.status === 0 ? asked.stdout.trim() : undefined
}

/** What `galley render` writes: path to text, of the kinds of files that are compared. */
async function renderedBy(folder: string, now: string, theme?: string): Promise<Map<string, string>> {
  const out = mkdtempSync(join(tmpdir(), 'galley-compare-'))
  const given = theme === undefined ? [] : ['--theme', theme]
  await main(['render', folder, out, '--now', now, ...given], {
    out: () => undefined,
    err: (line) => console.log(`  ! ${line}`),
    stop: new AbortController().signal,
    cwd: folder,
    appFolder: '',
    packageFile: join(root, 'package.json'),
  })
  const texts = textsBelow(out)
  rmSync(out, { recursive: true })
  return new Map([...texts].filter(([path]) => compared.test(path)))
}

function judge(path: string, jekyll: string | undefined, galley: string | undefined): Verdict {
  const texts = [jekyll, galley].map((text) => (text === undefined ? undefined : pageText(path, text)))
  const [theirs, ours] = texts
  const verdict = verdictOf(theirs, ours)
  console.log(`  ${verdict.padEnd(9)}  ${path}`)
  if (verdict === 'different') console.log(firstDifference(theirs ?? '', ours ?? ''))
  return verdict
}

function verdictOf(jekyll: string | undefined, galley: string | undefined): Verdict {
  if (galley === undefined) return 'missing'
  if (jekyll === undefined) return 'too much'
  return jekyll === galley ? 'identical' : 'different'
}

/** Where the two part, with a little of what stands before. */
function firstDifference(jekyll: string, galley: string): string {
  const at = jekyll.split('').findIndex((character, index) => character !== galley[index])
  const start = Math.max(0, (at < 0 ? jekyll.length : at) - 60)
  const shown = (text: string): string => JSON.stringify(text.slice(start, start + 160))
  return `             Jekyll: ${shown(jekyll)}\n             Galley: ${shown(galley)}`
}
