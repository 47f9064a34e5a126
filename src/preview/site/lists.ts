import { isHash } from '../liquid/values.ts'
import { Document } from './collection-item.ts'
import type { Item } from './item.ts'
import type { SiteModel } from './model.ts'
import type { Page } from './page.ts'

/** Milliseconds for which pages are rendered to find a post in one of them. */
const patience = 1000

/** Pages that may list a post, the likeliest first: the one of a pagination that has it, the site's first page, those that begin a folder. */
function listsOf(model: SiteModel, item: Item): readonly Page[] {
  const pages = model.pages.filter(({ isHtml, url }) => isHtml || url.endsWith('/'))
  const dealt = pages.filter(({ paginator }) => paginator !== undefined)
  const own = dealt.filter((page) => hasPost(page, item))
  const rest = pages.filter((page) => !dealt.includes(page))
  const first = rest.filter((page) => page.url === '/')
  const folders = rest.filter((page) => /(?:^|\/)index\.\w+$/.test(page.path))
  const named = rest.filter((page) => /\b(?:blog|posts|archives?|news|articles)\b/i.test(page.path))
  return [...new Set([...own, ...first, ...folders, ...named, ...dealt, ...rest])]
}

function hasPost({ paginator }: Page, item: Item): boolean {
  const posts = isHash(paginator) ? paginator.get('posts') : undefined
  return item instanceof Document && Array.isArray(posts) && posts.includes(item.drop)
}

/** Whether a page leads to an address of the site. */
const leadsTo = (html: string, url: string): boolean =>
  [url, encodeURI(url)].some((address) => html.includes(`${address}"`) || html.includes(`${address}'`))

/** Finds the page of a site that lists a post, and where it was the last time. */
export class ListSearch {
  #last: string | undefined

  /** The first page that leads to the post, as rendered; the likeliest where none does in time; undefined where there is no page. */
  find<Rendered extends { readonly html: string }>(
    model: SiteModel,
    item: Item,
    render: (page: Page) => Rendered,
  ): Rendered | undefined {
    const all = listsOf(model, item)
    // what they are made of is read at once, not one after the other
    for (const { path } of all) if (model.paths.has(path)) model.texts.text(path)
    const last = all.filter(({ destination }) => destination === this.#last)
    const end = Date.now() + patience
    let likeliest: Rendered | undefined
    for (const page of new Set([...last, ...all])) {
      const rendered = render(page)
      if (!leadsTo(rendered.html, item.url)) likeliest ??= rendered
      else {
        this.#last = page.destination
        return rendered
      }
      if (Date.now() > end) break
    }
    return likeliest
  }
}
