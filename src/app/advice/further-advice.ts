import { parsePost } from '../../jekyll/index.ts'
import type { Advice } from '../check-post.ts'
import { leftBehind } from '../life/left-behind.ts'
import { siteNow, type Blog } from '../life/renaming.ts'
import type { ReviewItem } from '../review.ts'
import { heavyPictures } from './heavy-pictures.ts'
import { lostLinks } from './lost-links.ts'
import { withMends } from './mends.ts'

/** The item with the advice that needs more than the post: of the blog around it, and of what a template may hold. */
export async function withFurtherAdvice(item: ReviewItem, blog: Blog): Promise<ReviewItem> {
  const site = siteNow(blog)
  if (item.kind !== 'post' || item.change === 'deleted' || !site) return item
  const post = parsePost(item.path, item.after, site)
  const head = item.after.length - post.body.length
  const behind = item.change === 'new' ? [] : await leftBehind(item.path, item.after, blog)
  const lost = await lostLinks(post, site, blog, head)
  const heavy = await heavyPictures(post, site, blog, head)
  const isTemplate = /\{[{%]/.test(post.body) && post.frontMatter.get('render_with_liquid') !== false
  const wrong = isTemplate ? (await import('./wrong-tag.ts')).wrongTag(post, head) : undefined
  const advice = [...exact(item.advice, wrong), ...behind, ...lost, ...heavy]
  const mended = withMends(advice, post, site, head)
  if (!mended.some(({ code }) => code === 'open-tag' || code === 'wrong-tag'))
    return { ...item, advice: mended }
  return { ...item, advice: (await import('./untangle.ts')).withUntangled(mended, post, head) }
}

/** What reading the template itself says goes before what its tags look like. */
function exact(advice: readonly Advice[], wrong: readonly Advice[] | undefined): readonly Advice[] {
  if (!wrong) return advice
  if (wrong.length === 0) return advice.filter(({ code }) => code !== 'open-tag')
  return advice.some(({ code }) => code === 'open-tag') ? advice : [...advice, ...wrong]
}
