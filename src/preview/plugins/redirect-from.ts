import { absoluteUrl } from '../filters/urls.ts'
import { propertyOf } from '../liquid/expression.ts'
import { escapeHtml } from '../liquid/filters/text.ts'
import { type Hash, isNil, toText } from '../liquid/values.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import { Page } from '../site/page.ts'
import type { Plugin } from './plugin.ts'

const listed = (value: unknown): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter((each) => !isNil(each)).map(toText)

const targetOf = (to: string, model: SiteModel): string =>
  /^https?:\/\//.test(to) ? to : absoluteUrl(to, model)

const rooted = (from: string): string => `/${from}`.replace(/\/+/g, '/')

/** The page that sends its readers on. */
function redirectPage(to: string): string {
  const url = escapeHtml(to)
  return `<!DOCTYPE html>
<html lang="en-US">
  <meta charset="utf-8">
  <title>Redirecting&hellip;</title>
  <link rel="canonical" href="${url}">
  <script>location="${url}"</script>
  <meta http-equiv="refresh" content="0; url=${url}">
  <meta name="robots" content="noindex">
  <h1>Redirecting&hellip;</h1>
  <a href="${url}">Click here if you are not redirected.</a>
</html>
`
}

function pageFrom(from: string, item: Item, model: SiteModel): Page {
  const url = rooted(from)
  const data: Hash = new Map<unknown, unknown>([
    ['sitemap', false],
    ['layout', 'none'],
    ['permalink', url],
  ])
  return new Page(model, 'redirect.html', { data, body: redirectPage(targetOf(item.url, model)), url })
}

/** Where every address leads that leads elsewhere, for programs. */
function listOf(items: readonly Item[], model: SiteModel): Page {
  const leads = items.flatMap((item) => {
    const to = listed(item.data.get('redirect_to'))[0]
    const from = listed(item.value('redirect_from')).map((each) => [rooted(each), targetOf(item.url, model)])
    return to === undefined ? from : [...from, [item.url, targetOf(to, model)]]
  })
  const data: Hash = new Map<unknown, unknown>([
    ['sitemap', false],
    ['layout', undefined],
  ])
  const body = JSON.stringify(Object.fromEntries(leads))
  return new Page(model, 'redirects.json', { data, body, url: '/redirects.json' })
}

const generate = (model: SiteModel): readonly Page[] => {
  const items: Item[] = [...model.labels.flatMap((label) => model.documentsOf(label)), ...model.pages]
  const pages = items.flatMap((item) =>
    listed(item.value('redirect_from')).map((from) => pageFrom(from, item, model)),
  )
  const isWanted = propertyOf(model.settings.get('redirect_from'), 'json') !== false
  return isWanted && !model.paths.has('redirects.json') ? [...pages, listOf(items, model)] : pages
}

function page(html: string, item: Item, model: SiteModel): string {
  const to = listed(item.data.get('redirect_to'))[0]
  return to === undefined ? html : redirectPage(targetOf(to, model))
}

/** jekyll-redirect-from: old addresses that lead to new ones. */
export const redirectFromPlugin: Plugin = {
  name: 'jekyll-redirect-from',
  generate,
  page,
  details: (item) =>
    item.data.has('redirect_to') ? new Map<unknown, unknown>([['sitemap', false]]) : undefined,
}
