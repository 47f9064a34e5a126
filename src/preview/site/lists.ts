import { isHash } from '../liquid/values.ts'
import { Document } from './collection-item.ts'
import type { Item } from './item.ts'
import type { SiteModel } from './model.ts'
import type { Page } from './page.ts'

/** So many pages are rendered to find a post in one of them. */
const most = 6

/** Pages that may list a post, the likeliest first: the one of a pagination that has it, the site's first page, those that begin a folder. */
export function listsOf(model: SiteModel, item: Item): readonly Page[] {
  const pages = model.pages.filter(({ isHtml }) => isHtml)
  const dealt = pages.filter(({ paginator }) => paginator !== undefined)
  const own = dealt.filter((page) => hasPost(page, item))
  const first = pages.filter((page) => page.url === '/' && !dealt.includes(page))
  const rest = pages.filter(
    (page) => !dealt.includes(page) && !first.includes(page) && /(?:^|\/)index\.\w+$/.test(page.path),
  )
  const others = pages.filter((page) => /\b(?:blog|posts|archives?|news|articles)\b/i.test(page.path))
  return [...new Set([...own, ...first, ...rest, ...others, ...dealt])].slice(0, most)
}

function hasPost({ paginator }: Page, item: Item): boolean {
  const posts = isHash(paginator) ? paginator.get('posts') : undefined
  return item instanceof Document && Array.isArray(posts) && posts.includes(item.drop)
}

/** Whether a page leads to an address of the site. */
export const leadsTo = (html: string, url: string): boolean =>
  [url, encodeURI(url)].some((address) => html.includes(`${address}"`) || html.includes(`${address}'`))
