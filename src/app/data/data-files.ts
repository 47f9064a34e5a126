import { DataText } from '../../jekyll/data/data-text.ts'
import type { Site } from '../../jekyll/index.ts'
import { isDataFile } from '../merge/merge-file.ts'
import { kindOf, type WorkKind } from '../works.ts'
import type { Workspace } from '../workspace.svelte.ts'

/** A file of the blog's data. */
export interface DataFile {
  readonly path: string
  /** Its name as words. */
  readonly name: string
  /** The folders between, as words. */
  readonly folder: string
  /** What was done to it here that is not published. */
  readonly change: WorkKind | undefined
}

/** All of them, by folder and name; deleted ones too, until that is published. */
export function dataFiles({ site, works }: Pick<Workspace, 'site' | 'works'>): DataFile[] {
  if (!site) return []
  const paths = new Set([...site.paths, ...works.all.keys()].filter((path) => isDataFile(path, site)))
  return [...paths].sort().map((path) => {
    const parts = path.slice(site.config.dataDir.length + 1).split('/')
    const work = works.get(path)
    return {
      path,
      name: nameOfData(path),
      folder: parts.slice(0, -1).map(wordsOf).join(' › '),
      change: work && kindOf(work),
    }
  })
}

/** What the author reads for a file: `_data/footer-links.yml` is “Footer links”. */
export const nameOfData = (path: string): string =>
  wordsOf(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''))

/** Whether the blog's configuration says that this table's first line is an entry too, and no names of columns. */
export function isHeadless(path: string, site: Site | undefined): boolean {
  const kind = /\.([ct]sv)$/i.exec(path)?.[1]?.toLowerCase()
  const said: unknown = kind === undefined ? undefined : site?.config.values[`${kind}_reader`]
  return typeof said === 'object' && said !== null && Reflect.get(said, 'headers') === false
}

function wordsOf(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim()
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1)
}

/** How much each of them holds, entries or fields; undefined where it cannot be read. Texts that are not here come from the host. */
export async function countEntries(
  workspace: Workspace,
  paths: readonly string[],
): Promise<ReadonlyMap<string, number | undefined>> {
  await workspace.repository.prefetch(paths).catch(() => undefined)
  const counts = paths.map(async (path) => {
    const text = await workspace.readText(path).catch(() => undefined)
    return [path, text === undefined ? undefined : entriesIn(new DataText(path, text))] as const
  })
  return new Map(await Promise.all(counts))
}

function entriesIn({ value, problem }: DataText): number | undefined {
  if (problem) return undefined
  if (Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}
