import type { Configured } from './config.ts'
import type { PostDay } from './dates.ts'
import { dayText, parseFileName } from './file-name.ts'
import type { Entry } from './post.ts'

export type Status = 'draft' | 'hidden' | 'future' | 'published'

/** Whether the site shows a post at a moment (milliseconds), and if not, why. */
export function statusOf(post: Entry, site: Configured, now: number): Status {
  const { frontMatter, date, kind } = post
  if (kind === 'draft') return 'draft'
  const published = frontMatter.has('published') ? frontMatter.get('published') : true
  if (!site.config.unpublished && (published === false || published === null)) return 'hidden'
  return !site.config.future && date !== undefined && date.instant > now ? 'future' : 'published'
}

/** Where a post lies as a draft: `_drafts` beside its `_posts`, the name without the date. */
export function draftPath(post: Entry): string {
  const { slug, extension } = parseFileName(post.path)
  return moved(post.path, '_drafts', slug + extension)
}

/** Where a draft lies once it is published, or a post under another date; sub-folders stay. */
export function publishedPath(post: Entry, day: PostDay): string {
  const { slug, extension } = parseFileName(post.path)
  return moved(post.path, '_posts', `${dayText(day)}-${slug}${extension}`)
}

/** Folders of years and months belong to the date and stay only in `_posts`. */
function moved(path: string, to: '_drafts' | '_posts', name: string): string {
  const folders = path.split('/').slice(0, -1)
  const index = folders.findIndex((folder) => folder === '_posts' || folder === '_drafts')
  if (index === -1) return [to, name].join('/')
  const inside = folders.slice(index + 1).filter((folder) => to === '_posts' || !/^\d{1,4}$/.test(folder))
  return [...folders.slice(0, index), to, ...inside, name].join('/')
}
