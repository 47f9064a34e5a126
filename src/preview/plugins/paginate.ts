import type { Hash } from '../liquid/values.ts'
import { isNil, isTrue, toText } from '../liquid/values.ts'
import type { SiteModel } from '../site/model.ts'
import { Page } from '../site/page.ts'
import type { Plugin } from './plugin.ts'

const slashed = (path: string): string => (path.startsWith('/') ? path : `/${path}`)

/** The `index.html` whose posts are dealt out: the deepest one above the folders that `paginate_path` names. */
function templateOf(model: SiteModel): Page | undefined {
  const folders = slashed(toText(model.settings.get('paginate_path')))
    .slice(1)
    .split('/')
    .slice(0, -1)
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const page = model.pageAt([...folders.slice(0, depth), 'index.html'].join('/'))
    if (page !== undefined) return page
  }
  return undefined
}

function pathOf(model: SiteModel, template: Page, number: number | undefined): string | undefined {
  if (number === undefined) return undefined
  if (number <= 1) return template.url
  return slashed(toText(model.settings.get('paginate_path')).replace(':num', String(number)))
}

function paginatorOf(
  model: SiteModel,
  template: Page,
  number: number,
  posts: readonly unknown[],
  size: number,
): Hash {
  const pages = Math.ceil(posts.length / size)
  const previous = number === 1 ? undefined : number - 1
  const next = number >= pages ? undefined : number + 1
  return new Map<unknown, unknown>([
    ['page', number],
    ['per_page', size],
    ['posts', posts.slice((number - 1) * size, number * size)],
    ['total_posts', posts.length],
    ['total_pages', pages],
    ['previous_page', previous],
    ['previous_page_path', pathOf(model, template, previous)],
    ['next_page', next],
    ['next_page_path', pathOf(model, template, next)],
  ])
}

function generate(model: SiteModel): readonly Page[] {
  const said = model.settings.get('paginate')
  const size = Math.trunc(Number(toText(said)))
  const template = isNil(said) || !(size > 0) ? undefined : templateOf(model)
  if (template === undefined) return []
  const posts = model
    .documentsOf('posts')
    .toReversed()
    .filter((post) => !isTrue(post.data.get('hidden')))
  const drops = posts.map(({ drop }) => drop)
  template.paginator = drops.length === 0 ? undefined : paginatorOf(model, template, 1, drops, size)
  const count = Math.ceil(drops.length / size)
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => {
    const number = index + 2
    const path = `${(pathOf(model, template, number) ?? '').replace(/^\/|\/$/g, '')}/index.html`
    const page = new Page(model, path, {
      data: template.data,
      body: template.body,
      url: `/${path.replace(/index\.html$/, '')}`,
    })
    page.paginator = paginatorOf(model, template, number, drops, size)
    return page
  })
}

/** jekyll-paginate: the list of posts in pages. */
export const paginatePlugin: Plugin = { name: 'jekyll-paginate', generate }
