import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readSite } from '../jekyll/index.ts'
import { openSite, type SiteRenderer, type Warning } from '../preview/index.ts'
import { Problem } from '../server/index.ts'
import { readArguments, UsageError } from './arguments.ts'
import { siteFolder } from './site-folder.ts'
import { writeBelow } from './write-below.ts'
import type { Terminal } from './terminal.ts'

/**
 * `galley render SITE OUT`: every post, page and document of a site as Jekyll would write it. What may look different is one line
 * each; the last line says how many pages there are. `--theme` names the folder of the theme that the site borrows.
 */
export async function render(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(
    'render',
    args,
    { drafts: { type: 'boolean' }, now: { type: 'string' }, theme: { type: 'string' } },
    [2, 2],
  )
  const [from = '', to = ''] = positionals.map((path) => resolve(terminal.cwd, path))
  if (from === to) throw new Problem('Name another folder for the results than the one to read.')
  if (!(await isFolder(from))) throw new Problem(`There is no folder at ${from}.`)
  const files = siteFolder(from, to)
  const site = await readSite(files)
  const now = instantOf(values.now)
  const theme = values.theme === undefined ? undefined : resolve(terminal.cwd, values.theme)
  if (theme !== undefined && !(await isFolder(theme))) throw new Problem(`There is no folder at ${theme}.`)
  const renderer = await openSite(site, files, {
    drafts: values.drafts === true,
    time: 20_000,
    ...(now === undefined ? {} : { now }),
    ...(theme === undefined ? {} : { theme: siteFolder(theme) }),
  })
  const warnings = new Map<string, Warning>()
  const pages = (await renderer.destinations()).filter(({ path }) => !path.endsWith('.css'))
  for (const { path } of pages) {
    if (terminal.stop.aborted) throw new Problem('Stopped.')
    for (const warning of await write(renderer, path, to))
      warnings.set(`${warning.code} ${warning.what}`, warning)
  }
  for (const warning of warnings.values()) terminal.err(lineOf(warning))
  terminal.out(`${pages.length} pages, ${warnings.size} warnings`)
  return 0
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const instant = Date.parse(text)
  if (Number.isNaN(instant))
    throw new UsageError(`--now needs a time like 2026-11-23T10:00:00Z, not “${text}”.`)
  return instant
}

async function write(renderer: SiteRenderer, path: string, folder: string): Promise<readonly Warning[]> {
  const target = resolve(folder, path)
  if (!target.startsWith(join(folder, '/'))) return []
  const { html, warnings } = await renderer.renderDestination(path)
  await writeBelow(folder, path, html)
  return warnings
}

const lineOf = ({ code, what, detail }: Warning): string =>
  [`${code}: ${what}`, ...(detail === undefined ? [] : [detail])].join(' — ')
