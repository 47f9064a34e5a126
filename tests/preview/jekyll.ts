import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { filesBelow } from '../jekyll/texts.ts'

/** The moment at which the stored pages were built. */
export const builtAt = '2026-11-23T10:00:00Z'

export const hasJekyll = spawnSync('jekyll', ['--version']).status === 0

/** Files that pages are compared in: what a browser reads as text, but for styles. */
export const compared = /\.(?:html?|xhtml|xml|json|txt)$/

/** Ruby that stops Jekyll's clock. */
const clock = join(import.meta.dirname, 'clock.rb')

/** Whether the plugins that a site names are installed. */
export function hasGems(folder: string): boolean {
  const file = join(folder, '_config.yml')
  const config = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const gems = /^plugins: \[(.*)\]$/m.exec(config)?.[1]?.split(', ') ?? []
  return (
    gems.length === 0 ||
    spawnSync('ruby', ['-rjekyll', ...gems.map((gem) => `-r${gem}`), '-e', '']).status === 0
  )
}

/** The folder of the theme that a test site names; undefined where it names none. */
export function themeFolderOf(folder: string): string | undefined {
  const config = join(folder, '_config.yml')
  const name = existsSync(config) ? /^theme: (.*)$/m.exec(readFileSync(config, 'utf8'))?.[1] : undefined
  return name === undefined ? undefined : join(import.meta.dirname, 'themes', name)
}

/** Where Ruby looks for gems: the theme is installed as one, in a folder of its own. */
function gemPath(theme: string): string {
  const home = mkdtempSync(join(tmpdir(), 'galley-gems-'))
  const name = basename(theme)
  mkdirSync(join(home, 'specifications'))
  cpSync(theme, join(home, `gems/${name}-1.0`), { recursive: true })
  writeFileSync(
    join(home, `specifications/${name}-1.0.gemspec`),
    `Gem::Specification.new { |gem| gem.name = "${name}"; gem.version = "1.0"; gem.summary = "A theme"; gem.authors = ["Galley"] }\n`,
  )
  const { stdout } = spawnSync('ruby', ['-e', 'puts Gem.path'], { encoding: 'utf8' })
  return [home, ...stdout.trim().split('\n')].join(':')
}

/** What real Jekyll makes of the site in a folder at a moment: path to text. Throws what Jekyll says. */
export function buildSite(
  folder: string,
  options: readonly string[] = [],
  now = builtAt,
): Map<string, string> {
  const out = mkdtempSync(join(tmpdir(), 'galley-preview-'))
  const theme = themeFolderOf(folder)
  const { status, stderr, stdout } = spawnSync(
    'jekyll',
    ['build', '--quiet', '--disable-disk-cache', '-s', folder, '-d', out, ...options],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        TZ: 'UTC',
        JEKYLL_ENV: 'production',
        RUBYOPT: `-r${clock}`,
        GALLEY_NOW: now,
        ...(theme === undefined ? {} : { GEM_PATH: gemPath(theme) }),
      },
    },
  )
  if (status !== 0) throw new Error((stderr + stdout).slice(0, 2000))
  return textsBelow(out)
}

/** The texts of a built site by path. */
export const textsBelow = (folder: string): Map<string, string> =>
  new Map(
    filesBelow(folder)
      .filter((path) => compared.test(path))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  )

/** The texts of a built site without those that were only copied from one of these folders. */
export function withoutCopies(
  built: ReadonlyMap<string, string>,
  folders: readonly string[],
): Map<string, string> {
  const sources = folders.flatMap((folder) =>
    filesBelow(folder).map((path) => ({ name: basename(path), file: join(folder, path) })),
  )
  const isCopy = ([path, text]: readonly [string, string]): boolean =>
    sources.some(({ name, file }) => name === basename(path) && readFileSync(file, 'utf8') === text)
  return new Map([...built].filter((entry) => !isCopy(entry)))
}
