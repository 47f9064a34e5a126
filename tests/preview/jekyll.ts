import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesBelow } from '../jekyll/texts.ts'

/** The moment at which the stored pages were built. */
export const builtAt = '2026-11-23T10:00:00Z'

export const hasJekyll = spawnSync('jekyll', ['--version']).status === 0

/** Files that pages are compared in: what a browser reads as text, but for styles. */
const compared = /\.(?:html?|xhtml|xml|json|txt)$/

/** Ruby that stops Jekyll's clock. */
const clock = join(import.meta.dirname, 'clock.rb')

/** Whether the plugins that a site names are installed. */
export function hasGems(folder: string): boolean {
  const config = readFileSync(join(folder, '_config.yml'), 'utf8')
  const gems = /^plugins: \[(.*)\]$/m.exec(config)?.[1]?.split(', ') ?? []
  return (
    gems.length === 0 ||
    spawnSync('ruby', ['-rjekyll', ...gems.map((gem) => `-r${gem}`), '-e', '']).status === 0
  )
}

/** What real Jekyll makes of the site in a folder: path to text. Throws what Jekyll says. */
export function buildSite(folder: string, options: readonly string[] = []): Map<string, string> {
  const out = mkdtempSync(join(tmpdir(), 'galley-preview-'))
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
        GALLEY_NOW: builtAt,
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
