import {
  dateAt,
  draftPath,
  serializePost,
  withFrontMatter,
  type Conventions,
  type Post,
  type Site,
} from '../../jekyll/index.ts'
import { spellDate } from '../../jekyll/spell-date.ts'

/** What belongs to one text alone: its addresses, its day, and whether it is hidden. */
const own = [
  'permalink',
  'slug',
  'redirect_from',
  'redirect_to',
  'date',
  'last_modified_at',
  'published',
  'id',
  'guid',
]

/** Another text like this one: of a post a draft, of anything else one beside it. */
export function copyOf(post: Post, site: Site): { readonly path: string; readonly text: string } {
  const bare = own.reduce((details, key) => details.without(key), post.frontMatter)
  const titled = post.frontMatter.has('title') ? bare.with('title', `${post.title} (copy)`) : bare
  const isPost = post.kind === 'post' || post.kind === 'draft'
  const text = serializePost(withFrontMatter(post, titled, site))
  return { path: isPost ? draftPath(post) : post.path, text }
}

/** The post with a date in its details, where it has none and the site's posts do. */
export function dated(post: Post, site: Site, conventions: Conventions | undefined, now: number): Post {
  if (post.date || conventions?.date === undefined) return post
  const { timezone } = site.config
  const date = spellDate(dateAt(now, timezone), timezone, conventions.dateSample)
  const order = conventions.keys.map(({ key }) => key)
  return withFrontMatter(post, post.frontMatter.with('date', date, order), site)
}
