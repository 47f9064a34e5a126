import type { Entry, PostDate, Site } from '../jekyll/index.ts'
import { defaultsFor, statusOf } from '../jekyll/index.ts'
import type { Elsewhere } from './news.svelte.ts'
import type { Work } from '../recovery/index.ts'
import { kindOf, type WorkKind } from './works.ts'

export type PostStatus = 'draft' | 'published' | 'future' | 'hidden'

/** One row of the list of posts. */
export interface PostItem {
  readonly path: string
  readonly title: string
  readonly date: PostDate | undefined
  readonly status: PostStatus
  /** What this device has and the blog has not; `conflict` where the blog's own text changed meanwhile. */
  readonly change: WorkKind | 'conflict' | undefined
  /** What others did to it that the author has not looked at. */
  readonly elsewhere: Elsewhere | undefined
  readonly tags: readonly string[]
  readonly author: string | undefined
  /** The post's picture as its details name it. */
  readonly image: string | undefined
}

function toItem(
  entry: Entry,
  site: Site,
  now: number,
  { change, elsewhere }: Pick<PostItem, 'change' | 'elsewhere'>,
): PostItem {
  const { frontMatter } = entry
  return {
    path: entry.path,
    title: entry.title,
    date: entry.date,
    status: statusOf(entry, site, now),
    change,
    elsewhere,
    tags: frontMatter.getList('tags'),
    author: text(frontMatter.get('author')) ?? text(defaultsFor(entry.path, 'posts', site).author),
    image: text(frontMatter.get('image')),
  }
}

interface Made {
  readonly site: Site
  readonly now: number
  readonly item: PostItem
}

/** The rows of the list: what nothing has changed of is not made anew. */
export class PostItems {
  readonly #made = new WeakMap<Entry, Made>()

  of(
    entry: Entry,
    site: Site,
    work: Work | undefined,
    conflict: boolean,
    elsewhere: Elsewhere | undefined,
    now: number,
  ): PostItem {
    const change = work && (conflict ? 'conflict' : kindOf(work))
    const made = this.#made.get(entry)
    if (made?.site === site && made.now === now && isLike(made.item, change, elsewhere)) return made.item
    const item = toItem(entry, site, now, { change, elsewhere })
    this.#made.set(entry, { site, now, item })
    return item
  }
}

const isLike = (item: PostItem, change: PostItem['change'], elsewhere: PostItem['elsewhere']): boolean =>
  item.change === change && item.elsewhere === elsewhere

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Newest first; drafts without a date stand above all, other undated texts below. */
export function byDate(one: PostItem, other: PostItem): number {
  const when = (item: PostItem): number =>
    item.date?.instant ?? (item.status === 'draft' ? Infinity : -Infinity)
  if (when(one) === when(other)) return one.title.localeCompare(other.title)
  return when(other) - when(one)
}

/** Whether a path is a text that the list shows. */
export function isPost(path: string, site: Site): boolean {
  const ending = path.split('.').at(-1)?.toLowerCase() ?? ''
  const known = [...site.config.markdownExtensions, 'html'].includes(ending)
  const folders = ['_posts', '_drafts', ...site.config.collections.map(({ folder }) => folder)]
  return known && folders.some((folder) => `/${path}`.includes(`/${folder}/`))
}
