import type { Configured } from './config.ts'
import { configOf } from './config.ts'
import { dateOfDay, type PostDate, readDate } from './dates.ts'
import { defaultsFor } from './defaults.ts'
import { parseFileName, titleOfSlug } from './file-name.ts'
import type { FrontMatter } from './front-matter.ts'
import { cutHead, isUnclosed } from './head.ts'
import { textOf } from './lists.ts'
import { ParsedFrontMatter } from './parsed-front-matter.ts'
import type { Problem } from './problem.ts'
import { emptyMap } from './yaml/values.ts'

export type PostKind = 'post' | 'draft' | 'document' | 'page'

/** What is known of a post without its text: enough for a list, for its address and for what the posts teach. */
export interface Entry {
  /** Relative to the repository. */
  readonly path: string
  readonly kind: PostKind
  /** `posts` for posts and drafts, null for a page. */
  readonly collection: string | null
  /** From the front matter or the file's name, by Jekyll's rule. */
  readonly slug: string
  /** With its dot: `.md`. */
  readonly extension: string
  /** Of the front matter (or its defaults), else of the file's name; a draft may have none. */
  readonly date: PostDate | undefined
  /** Of the front matter (or its defaults), else made from the slug as Jekyll does. */
  readonly title: string
  readonly frontMatter: FrontMatter
  readonly problems: readonly Problem[]
}

/** A post, draft, page or document of a collection with its text; `serializePost` gives the file back, byte for byte. */
export interface Post extends Entry {
  /** What follows the front matter, exactly as it stands. */
  readonly body: string
}

const plainSite: Configured = { config: configOf(emptyMap()) }

/**
 * Reads a file of a site. `site` gives time zone, collections and defaults; without it Jekyll's own defaults hold. Never throws:
 * a broken front matter is a post with a problem.
 */
export function parsePost(path: string, source: string, site: Configured = plainSite): Post {
  const { body, ...head } = cutHead(source)
  const frontMatter = new ParsedFrontMatter(head)
  const entry = entryOf(path, frontMatter, site)
  if (head.after !== '' || !isUnclosed(body)) return { ...entry, body }
  const message = 'The line of three hyphens that ends the details is missing.'
  return { ...entry, problems: [{ message, line: 1, column: 1 }, ...entry.problems], body }
}

/** The file of a post: `serializePost(parsePost(path, source)) === source` for every string. */
export function serializePost(post: Post): string {
  return post.frontMatter.text + post.body
}

/** The post with another text. */
export const withBody = (post: Post, body: string): Post => ({ ...post, body })

/** The post with other details; title, date and the rest are read anew. */
export function withFrontMatter(post: Post, frontMatter: FrontMatter, site: Configured = plainSite): Post {
  return { ...entryOf(post.path, frontMatter, site), body: post.body }
}

/** The post under another path. */
export function withPath(post: Post, path: string, site: Configured = plainSite): Post {
  return { ...entryOf(path, post.frontMatter, site), body: post.body }
}

/** What must be known of a front matter to know an entry. */
export type EntryDetails = Pick<FrontMatter, 'text' | 'source' | 'get' | 'problems'> &
  Partial<Pick<FrontMatter, 'entries'>>

/** An entry whose details can be read, not changed: what its address and its place in the site need. */
export interface Described extends Omit<Entry, 'frontMatter'> {
  readonly frontMatter: EntryDetails
}

/** What is known of a file from its path and details. */
export function entryOf<Details extends EntryDetails>(
  path: string,
  frontMatter: Details,
  site: Configured,
): Omit<Entry, 'frontMatter'> & { readonly frontMatter: Details } {
  const { kind, collection } = placeInSite(path, site)
  const defaults = defaultsFor(path, typeOf(kind, collection), site)
  const name = parseFileName(path)
  const value = (key: string): unknown => frontMatter.get(key) ?? defaults[key]
  const slug = textOf(value('slug')) || name.slug
  const written = value('date')
  const date = readDate(written, site.config.timezone)
  const problems =
    written === null || written === undefined || date !== undefined ? [] : [badDate(frontMatter)]
  return {
    path,
    kind,
    collection,
    slug,
    extension: name.extension,
    date: date ?? (name.day && dateOfDay(name.day, site.config.timezone)),
    title: titleFrom(value('title')) ?? titleOfSlug(name.slug),
    frontMatter,
    problems: [...frontMatter.problems, ...problems],
  }
}

/** Ruby takes nothing and false for no title. */
function titleFrom(value: unknown): string | undefined {
  return value === null || value === undefined || value === false ? undefined : textOf(value)
}

function badDate(frontMatter: EntryDetails): Problem {
  const entry = frontMatter.entries?.find(({ key }) => key === 'date')
  return { message: 'This date cannot be read.', line: entry?.line ?? 1, column: 1 }
}

/** The `type` by which front matter defaults know a file. */
const typeOf = (kind: PostKind, collection: string | null): string =>
  kind === 'draft' ? 'posts' : (collection ?? 'pages')

function placeInSite(path: string, site: Configured): Pick<Entry, 'kind' | 'collection'> {
  const folders = path.split('/').slice(0, -1)
  if (folders.includes('_posts')) return { kind: 'post', collection: 'posts' }
  if (folders.includes('_drafts')) return { kind: 'draft', collection: 'posts' }
  const own = site.config.collections.find((collection) => path.startsWith(`${collection.folder}/`))
  return own === undefined ? { kind: 'page', collection: null } : { kind: 'document', collection: own.label }
}
