import type { Advice } from '../check-post.ts'
import { movedFrom } from './published-post.ts'
import { Renaming, type Blog } from './renaming.ts'
import { parsePost, permalinkOf } from '../../jekyll/index.ts'

/** Advice where what was changed of a post gave it another address, and something leads to the old one still. */
export async function leftBehind(path: string, text: string, blog: Blog): Promise<Advice[]> {
  const { site } = blog
  const post = site && parsePost(path, text, site)
  const moved =
    post && (await movedFrom({ ...post, address: permalinkOf(post, site, Date.now()) }, blog, site))
  if (moved === undefined) return []
  const renaming = await Renaming.begin(blog, path)
  if (!renaming?.leavesBehind) return []
  const count = renaming.links.filter(({ behind }) => behind > 0).length
  return [{ code: 'moved', about: moved, count }]
}
