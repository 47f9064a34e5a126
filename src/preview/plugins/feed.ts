import { escapeXml } from '../filters/text.ts'
import { absoluteUrl } from '../filters/urls.ts'
import type { Tag } from '../liquid/template.ts'
import { isHash, isTrue, toText } from '../liquid/values.ts'
import { renderingOf } from '../render/rendering.ts'
import type { Plugin } from './plugin.ts'

const feedMeta: Tag = () => ({
  blank: false,
  source: '{% feed_meta %}',
  render: (context, write) => {
    const { settings } = renderingOf(context).model
    const feed = settings.get('feed')
    const path = isHash(feed) && isTrue(feed.get('path')) ? toText(feed.get('path')) : 'feed.xml'
    const title = [settings.get('title'), settings.get('name')].find(isTrue)
    const named = title === undefined ? '' : ` title="${escapeXml(toText(title))}"`
    const url = absoluteUrl(path, renderingOf(context).model)
    write(`<link type="application/atom+xml" rel="alternate" href="${url}"${named} />`)
  },
})

/** jekyll-feed: the page's word that there is a feed. */
export const feedPlugin: Plugin = { name: 'jekyll-feed', tags: { feed_meta: feedMeta } }
