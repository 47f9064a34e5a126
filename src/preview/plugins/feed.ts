import { escapeXml } from '../filters/text.ts'
import { absoluteUrl } from '../filters/urls.ts'
import type { Tag } from '../liquid/template.ts'
import { type Hash, isHash, isTrue, toText } from '../liquid/values.ts'
import { renderingOf } from '../render/rendering.ts'
import type { SiteModel } from '../site/model.ts'
import { Page } from '../site/page.ts'
import { feedText } from './feed-text.ts'
import type { Plugin } from './plugin.ts'

const feedMeta: Tag = () => ({
  blank: false,
  source: '{% feed_meta %}',
  render: (context, write) => {
    const { model } = renderingOf(context)
    const { settings } = model
    const said = hashIn(settings, 'feed').get('path')
    const path = isTrue(said) ? toText(said) : 'feed.xml'
    const title = [settings.get('title'), settings.get('name')].find(isTrue)
    const named = title === undefined ? '' : ` title="${escapeXml(toText(title))}"`
    write(`<link type="application/atom+xml" rel="alternate" href="${absoluteUrl(path, model)}"${named} />`)
  },
})

function hashIn(hash: Hash, key: string): Hash {
  const value = hash.get(key)
  return isHash(value) ? value : new Map<unknown, unknown>()
}

const listIn = (hash: Hash, key: string): string[] => {
  const value = hash.get(key)
  return Array.isArray(value) ? value.map(toText) : []
}

interface Feed {
  readonly path: string
  readonly details: Readonly<Record<string, string>>
}

/** A feed for each category that the settings name, and one for all of a collection. */
function feedsOf(collection: string, said: Hash): Feed[] {
  const start = collection === 'posts' ? '/feed' : `/feed/${collection}`
  const own = said.get('path')
  const categories = [...new Set(listIn(said, 'categories'))].map((category) => ({
    path: `${start}/${category}.xml`,
    details: { collection, category },
  }))
  return [...categories, { path: isTrue(own) ? toText(own) : `${start}.xml`, details: { collection } }]
}

/** What the settings say of each collection with a feed; that of the posts may be said without one. */
function collectionsOf(feed: Hash): ReadonlyMap<string, Hash> {
  const said = feed.get('collections')
  const named = Array.isArray(said)
    ? listIn(feed, 'collections')
    : [...hashIn(feed, 'collections').keys()].map(toText)
  const given = named.map((name): [string, Hash] => [name, isHash(said) ? hashIn(said, name) : new Map()])
  const collections = new Map(given)
  const posts = collections.get('posts') ?? new Map<unknown, unknown>()
  const of = (key: string): unknown => (isTrue(posts.get(key)) ? posts.get(key) : feed.get(key))
  return collections.set('posts', new Map(['path', 'categories'].map((key) => [key, of(key)])))
}

/** Only of tags that are a word for every machine. */
function tagFeeds(model: SiteModel, said: unknown): Feed[] {
  if (!isTrue(said)) return []
  const settings = isHash(said) ? said : new Map<unknown, unknown>()
  const all = model.documentsOf('posts').flatMap((post) => listIn(post.data, 'tags'))
  const [only, except] = [listIn(settings, 'only'), listIn(settings, 'except')]
  const named = isTrue(settings.get('only')) ? all.filter((tag) => only.includes(tag)) : all
  const tags = [...new Set(named)].filter((tag) => !except.includes(tag) && /^[a-z0-9_]+$/i.test(tag))
  const folder = isTrue(settings.get('path')) ? toText(settings.get('path')) : '/feed/by_tag/'
  return tags.map((tag) => ({ path: `${folder}${tag}.xml`, details: { collection: 'posts', tags: tag } }))
}

function generate(model: SiteModel): readonly Page[] {
  const feed = hashIn(model.settings, 'feed')
  const collections = [...collectionsOf(feed)].flatMap(([name, said]) => feedsOf(name, said))
  const feeds = [...collections, ...tagFeeds(model, feed.get('tags'))]
  const missing = feeds.filter(({ path }) => !model.paths.has(path.replace(/^\/+/, '')))
  return missing.map(({ path, details }) => {
    const url = encodeURI(path.replace(/^(?!\/)/, '/'))
    const data = new Map<unknown, unknown>([
      ['layout', undefined],
      ['sitemap', false],
      ['xsl', model.paths.has('feed.xslt.xml')],
      ...Object.entries(details),
    ])
    return new Page(model, path.replace(/^\/+/, ''), { data, body: feedText, url })
  })
}

/** jekyll-feed: what programs read to know of new posts, and the page's word that it is there. */
export const feedPlugin: Plugin = { name: 'jekyll-feed', tags: { feed_meta: feedMeta }, generate }
