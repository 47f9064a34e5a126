import { isHash, toText } from '../liquid/values.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import { changeText } from './page-text.ts'
import type { Plugin } from './plugin.ts'

const mention = /(^|[^a-zA-Z0-9_`])@([a-zA-Z0-9_][\w-]*)(?=\.+[ \t\W]|\.+$|[^\w/.]|$)/g

function page(html: string, item: Item, model: SiteModel): string {
  if (!html.includes('@') || item.outputExtension !== '.html' || item.value('jekyll-mentions') === false)
    return html
  const said = item.value('jekyll-mentions') ?? model.settings.get('jekyll-mentions')
  const base = isHash(said) ? toText(said.get('base_url')) : toText(said)
  const host = (base === '' || base === 'true' ? 'https://github.com' : base).replace(/\/$/, '')
  return changeText(html, (text) =>
    text.replaceAll(
      mention,
      (_, before: string, name: string) =>
        `${before}<a href="${host}/${name}" class="user-mention">@${name}</a>`,
    ),
  )
}

/** jekyll-mentions: `@name` leads to that name's page. */
export const mentionsPlugin: Plugin = { name: 'jekyll-mentions', page }
