import { decodeText, parsePost, permalinkOf, type Entry, type Site } from '../../jekyll/index.ts'
import { alwaysExcluded, EntryFilter } from '../../preview/site/entry-filter.ts'
import { kindOf, type WorkKind } from '../works.ts'
import type { Workspace } from '../workspace.svelte.ts'

/** What reading the blog's pages needs of it. */
type Blog = Pick<Workspace, 'site' | 'works' | 'repository' | 'readText' | 'teaching'>

/** A page of the blog: what stands on it beside the posts and the documents of collections. */
export interface Page {
  readonly path: string
  readonly title: string
  /** From the site's root. */
  readonly address: string
  /** What was done to it here that is not published. */
  readonly change: WorkKind | undefined
}

/** Pages of the blog, by their addresses; deleted ones too, until that is published. */
export async function pagesOf(blog: Blog): Promise<Page[]> {
  const { site, works } = blog
  if (!site) return []
  const pages = (await readPages(blog)).map((entry): Page => {
    const work = works.get(entry.path)
    const address = permalinkOf(entry, site, Date.now())
    return { path: entry.path, title: titleOf(entry, address), address, change: work && kindOf(work) }
  })
  return pages.sort((one, other) => (one.address < other.address ? -1 : 1))
}

function titleOf({ title, frontMatter }: Entry, address: string): string {
  const given = frontMatter.get('title')
  if (typeof given === 'string' && given !== '') return given
  if (address === '/') return 'Home page'
  return title === 'Index' ? address.replaceAll(/^\/|\/$/g, '') : title
}

/** Reads every page, for the list of pages and for what they teach. Texts that are not here come from the host. */
export async function readPages(blog: Blog): Promise<readonly Entry[]> {
  const { site, works } = blog
  if (!site) return []
  const paths = pagePaths([...new Set([...site.paths, ...works.all.keys()])], site)
  await blog.repository.prefetch(paths).catch(() => undefined)
  const read = await Promise.all(paths.map((path) => pageAt(path, blog, site)))
  const pages = read.filter((entry) => entry !== undefined)
  blog.teaching.pages = pages.filter(({ path }) => works.get(path)?.content !== null)
  return pages
}

async function pageAt(path: string, blog: Blog, site: Site): Promise<Entry | undefined> {
  const text = await textAt(path, blog).catch(() => undefined)
  return text !== undefined && /^\ufeff?---\s*\r?\n/.test(text) ? parsePost(path, text, site) : undefined
}

/** Of one that is deleted here, as it was. */
async function textAt(path: string, blog: Blog): Promise<string | undefined> {
  const work = blog.works.get(path)
  if (work?.content !== null) return blog.readText(path)
  const before = work.replaced?.content ?? (await blog.repository.read(path))
  return before instanceof Uint8Array ? decodeText(before) : before
}

/** The files that can be pages: texts that Jekyll looks at and that are in none of its own folders. */
export function pagePaths(paths: readonly string[], { config }: Pick<Site, 'config'>): string[] {
  const list = (key: string): unknown[] => [config.values[key] ?? []].flat()
  const filter = new EntryFilter(
    new Map([
      ['include', list('include')],
      ['exclude', [...alwaysExcluded, ...list('exclude')]],
    ]),
  )
  const endings = new Set([...config.markdownExtensions, 'html', 'htm'])
  const own = config.collections.map(({ folder }) => `${folder}/`)
  return paths.filter(
    (path) =>
      endings.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) &&
      !/(?:^|\/)_(?:posts|drafts)\//.test(path) &&
      !own.some((folder) => path.startsWith(folder)) &&
      filter.takes(path),
  )
}
