import type { Configured } from './config.ts'
import { defaultsFor } from './defaults.ts'
import { textOf } from './lists.ts'
import type { Described } from './post.ts'

/** A post's categories as Jekyll counts them: folders above `_posts`, defaults, `categories`, `category`. */
export function categoriesOf(post: Described, site: Configured): readonly string[] {
  const defaults = defaultsFor(post.path, post.collection ?? 'pages', site)
  const all = [
    ...foldersAbove(post, site),
    ...split(defaults.categories),
    ...split(post.frontMatter.get('categories')),
    ...flat(post.frontMatter.get('category') ?? defaults.category),
  ]
  return [...new Set(all)]
}

function foldersAbove(post: Described, { config }: Configured): readonly string[] {
  if (post.collection === null) return []
  const { collectionsDir } = config
  const start =
    collectionsDir !== '' && post.path.startsWith(`${collectionsDir}/`) ? collectionsDir.length + 1 : 0
  const folders = post.path.slice(start).split('/').slice(0, -1)
  const own = folders.indexOf(post.kind === 'draft' ? '_drafts' : `_${post.collection}`)
  return folders.slice(0, Math.max(0, own))
}

/** A text is cut at blanks; commas stay, as on the site. */
const split = (value: unknown): readonly string[] =>
  typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : flat(value)

function flat(value: unknown): readonly string[] {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value.flatMap(flat) : [textOf(value)]
}
