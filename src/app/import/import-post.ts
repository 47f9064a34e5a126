import { isPlainPath } from '../../git/path.ts'
import { dateAt, serializePost, withBody, withFrontMatter, withPath } from '../../jekyll/index.ts'
import type { FrontMatter, Post } from '../../jekyll/index.ts'
import { newPost } from '../../jekyll/new-post.ts'
import type { Workspace } from '../workspace.svelte.ts'
import type { Imported, Placed } from './imported.ts'

/** A post that was made of a file. */
export interface Made {
  readonly path: string
  /** Names of the pictures that could not be added. */
  readonly left: readonly string[]
}

type Blog = Pick<Workspace, 'site' | 'conventions' | 'works' | 'teaching' | 'postFiles' | 'addPicture'>

/**
 * Makes a post of what a file says, with its pictures, like the site's other posts. The file's own details stay as they are
 * written; what all posts of the site have is added to them.
 */
export async function importPost(
  blog: Blog,
  imported: Imported,
  { title, draft }: { readonly title: string; readonly draft: boolean },
): Promise<Made> {
  const corrected = await blog.teaching.settle()
  const { site, conventions } = blog
  if (!site || !conventions) throw new Error('The blog is not open yet.')
  const now = dateAt(Date.now(), site.config.timezone)
  const planned = newPost(site, conventions, { title, date: imported.post?.date ?? now, draft })
  const order = conventions.keys.map(({ key }) => key)
  const own = imported.post?.frontMatter
  const details =
    own && own.text !== '' ? completed(own, planned.frontMatter, { title, imported, order }) : undefined
  const { placed, left } = await addAll(blog, imported.pictures)
  const body = await imported.body(placed)
  const post = details ? withFrontMatter(planned, details, site) : planned
  const named = withPath(post, pathFor(planned, imported, draft), site)
  const path = blog.postFiles.freePath(named.path)
  const whole = withBody(named, details ? body : planned.body + body.replace(/^\n+/, ''))
  const content = (details ? undefined : corrected?.arrange(whole)) ?? serializePost(whole)
  await blog.works.save({ path, content, base: null, changedAt: Date.now() })
  return { path, left }
}

/** The file's details, with those that every post of the site has. */
function completed(
  own: FrontMatter,
  usual: FrontMatter,
  { title, imported, order }: { title: string; imported: Imported; order: readonly string[] },
): FrontMatter {
  if (own.problems.length > 0) return own
  const titled = title === imported.title ? own : own.with('title', title, order)
  const missing = usual.entries.filter(({ key }) => !titled.has(key))
  return missing.reduce((details, { key, value }) => details.with(key, value, order), titled)
}

/** A file that is named as Jekyll names posts keeps its name: the post's address is made of it. */
function pathFor({ path }: Post, { post }: Imported, draft: boolean): string {
  const [, day = '', slug] = /(?:^|\/)(\d{4}-\d{1,2}-\d{1,2}-)([^/]+)\.[^./]+$/.exec(post?.path ?? '') ?? []
  if (slug === undefined) return path
  const named = path.replace(/[^/]*(?=\.[^./]+$)/, () => (draft ? '' : day) + slug)
  return isPlainPath(named) ? named : path
}

async function addAll(
  blog: Blog,
  pictures: readonly File[],
): Promise<{ readonly placed: ReadonlyMap<File, Placed>; readonly left: readonly string[] }> {
  const placed = new Map<File, Placed>()
  for (const picture of pictures) {
    const added = await blog.addPicture(picture)
    if (!('code' in added)) placed.set(picture, added)
  }
  return { placed, left: pictures.filter((one) => !placed.has(one)).map(({ name }) => name) }
}
