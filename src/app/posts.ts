import type { Entry, Pause, PostDate, Site } from '../jekyll/index.ts'
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

function toItem(entry: Entry, site: Site, changing: Changing): PostItem {
  const { frontMatter } = entry
  return {
    path: entry.path,
    title: entry.title,
    date: entry.date,
    ...changing,
    tags: frontMatter.getList('tags'),
    author: text(frontMatter.get('author')) ?? text(defaultsFor(entry.path, 'posts', site).author),
    image: text(frontMatter.get('image')),
  }
}

interface Made {
  readonly config: Site['config']
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
    const status = statusOf(entry, site, now)
    if (made?.config === site.config && isLike(made.item, { change, elsewhere, status })) return made.item
    const item = toItem(entry, site, { change, elsewhere, status })
    this.#made.set(entry, { config: site.config, item })
    return item
  }

  /** Makes the rows of these, those of them that nobody has changed, before they are asked for. */
  async prepare(entries: Iterable<Entry>, site: Site, now: number, pause: Pause): Promise<void> {
    let count = 0
    for (const entry of entries) {
      if (++count % atOnce === 0) await pause()
      if (!this.#made.has(entry)) this.of(entry, site, undefined, false, undefined, now)
    }
  }
}

type Changing = Pick<PostItem, 'change' | 'elsewhere' | 'status'>

const isLike = (item: PostItem, { change, elsewhere, status }: Changing): boolean =>
  item.change === change && item.elsewhere === elsewhere && item.status === status

/** How many rows are made before it is time to look at the clock. */
const atOnce = 64

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
