import type { Entry, Site } from '../jekyll/index.ts'
import { categoriesOf, defaultsFor } from '../jekyll/index.ts'

/** What posts are filed under besides what a row of the list shows. */
export interface Facts {
  readonly categories: readonly string[]
  /** The folder below `_posts`, `_drafts` or that of the collection; undefined right in it. */
  readonly folder: string | undefined
  readonly language: string | undefined
  /** `posts`, or the name of another collection. */
  readonly collection: string
}

export function factsOf(entry: Entry, site: Site): Facts {
  const { frontMatter, path } = entry
  const collection = entry.collection ?? 'posts'
  const defaults = defaultsFor(path, collection, site)
  const language = frontMatter.get('lang') ?? frontMatter.get('language') ?? defaults.lang
  return {
    categories: categoriesOf(entry, site),
    folder: folderOf(path, collection),
    language: typeof language === 'string' && language !== '' ? language : undefined,
    collection,
  }
}

function folderOf(path: string, collection: string): string | undefined {
  const own = new Set(['_posts', '_drafts', `_${collection}`])
  const folders = path.split('/').slice(0, -1)
  const rest = folders.filter((folder) => !own.has(folder))
  return rest.length === 0 ? undefined : rest.join('/')
}
