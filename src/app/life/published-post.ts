import type { Repository } from '../../git/repository.ts'
import { decodeText, parsePost, permalinkOf, statusOf, type Post, type Site } from '../../jekyll/index.ts'
import type { Unpublished } from '../unpublished.svelte.ts'

/** What is needed of the open blog. */
interface Blog {
  readonly works: Pick<Unpublished, 'baseOf'>
  readonly repository: Pick<Repository, 'read'>
}

/** A post and where it stands on the site as it is here. */
interface Placed extends Pick<Post, 'path' | 'kind'> {
  readonly address: string
}

/** A post as the blog has it, whatever was changed of it here; undefined where the blog has none. */
export async function publishedPost(path: string, blog: Blog, site: Site): Promise<Post | undefined> {
  const base = await blog.works.baseOf(path)
  const bytes = base && (await blog.repository.read(base.path))
  const text = bytes ? decodeText(bytes) : undefined
  return base && text !== undefined ? parsePost(base.path, text, site) : undefined
}

/** Where readers find a published post; undefined where the blog does not show it. */
export function addressOnBlog(post: Post, site: Site): string | undefined {
  return statusOf(post, site, Date.now()) === 'published' ? permalinkOf(post, site) : undefined
}

/**
 * Where readers know a post that its details, its file's name or a click have given this address since; undefined where
 * it stands there still, or where it was never shown.
 */
export async function movedFrom(
  { path, kind, address }: Placed,
  blog: Blog,
  site: Site,
): Promise<string | undefined> {
  const old = await publishedPost(path, blog, site)
  const published = old && addressOnBlog(old, site)
  return kind === 'draft' || published === address ? undefined : published
}
