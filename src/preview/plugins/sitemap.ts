import { absoluteUrl } from '../filters/urls.ts'
import { escapeXml } from '../filters/text.ts'
import { RubyTime } from '../liquid/time.ts'
import type { Hash } from '../liquid/values.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import { Page } from '../site/page.ts'
import type { Plugin } from './plugin.ts'

const noLayout = (): Hash => new Map<unknown, unknown>([['layout', undefined]])

function entry(url: string, date: unknown, model: SiteModel): string {
  const address = escapeXml(absoluteUrl(url.replaceAll('/index.html', '/'), model))
  const changed = date instanceof RubyTime ? `<lastmod>${date.strftime('%FT%T%:z')}</lastmod>\n` : ''
  return `<url>\n<loc>${address}</loc>\n${changed}</url>\n`
}

function sitemap(model: SiteModel): string {
  const written = model.labels.filter((label) => model.collectionSettings(label).get('output') === true)
  const isListed = (item: Item): boolean => item.value('sitemap') !== false
  const documents = written.flatMap((label) => model.documentsOf(label)).filter(isListed)
  const pages = model.pages.filter(
    (page) => (page.isHtml || page.url.endsWith('/')) && isListed(page) && page.url !== '/404.html',
  )
  const files = model.staticFiles.filter(
    (file) =>
      /\.(?:html?|xhtml|pdf)$/.test(file.name) && file.get('sitemap') !== false && file.name !== '404.html',
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<urlset xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.sitemaps.org/schemas/sitemap/0.9 http://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n',
    ...documents.map((each) => entry(each.url, each.data.get('last_modified_at') ?? each.date, model)),
    ...pages.map((page) => entry(page.url, page.value('last_modified_at'), model)),
    ...files.map((file) => entry(file.relativePath, model.now, model)),
    '</urlset>\n',
  ].join('')
}

/** The text is made when the page is asked for: by then all other pages are there. */
class Sitemap extends Page {
  override get body(): string {
    return sitemap(this.model)
  }
}

function generate(model: SiteModel): readonly Page[] {
  const missing = ['sitemap.xml', 'robots.txt'].filter((name) => !model.paths.has(name))
  return missing.map((name) => {
    const made = { data: noLayout(), body: 'Sitemap: {{ "sitemap.xml" | absolute_url }}\n', url: `/${name}` }
    return name === 'sitemap.xml' ? new Sitemap(model, name, made) : new Page(model, name, made)
  })
}

/** jekyll-sitemap: the addresses of all pages. */
export const sitemapPlugin: Plugin = { name: 'jekyll-sitemap', generate }
