import { isTrue } from '../liquid/values.ts'
import { toHtml } from '../../kramdown/index.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import type { Plugin } from './plugin.ts'
import { isOn, optionOf } from './without-front-matter.ts'

const heading = /^\s*(?:#{1,3}[ \t]+(.*?)(?:[ \t]+#{1,3})?|(.*)\r?\n[-=]+[ \t]*)$/m

function applies(item: Item, model: SiteModel): boolean {
  if (optionOf(model, 'titles_from_headings', 'enabled') === false || !model.isMarkdown(item.extension))
    return false
  return !item.isDocument && !isTrue(item.data.get('title'))
}

/** The heading that a text starts with. */
function match(body: string): RegExpExecArray | undefined {
  const found = heading.exec(body.slice(0, 2000))
  return found?.index === 0 ? found : undefined
}

function titleOf(body: string): string | undefined {
  const found = match(body)
  const text = found?.[1] ?? found?.[2]
  if (text === undefined) return undefined
  const plain = toHtml(text)
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.replaceAll(/\[\^[^\]]*\]/g, '')
}

/** jekyll-titles-from-headings: a page without a title is called what its first heading says. */
export const titlesFromHeadingsPlugin: Plugin = {
  name: 'jekyll-titles-from-headings',
  details: (item, model) => {
    const title = applies(item, model) ? titleOf(item.body) : undefined
    return title === undefined ? undefined : new Map<unknown, unknown>([['title', title]])
  },
  source: (body, item, model) => {
    const own = item.data.get('strip_title')
    const strips = own === undefined ? isOn(model, 'titles_from_headings', 'strip_title') : own === true
    const found = strips && applies(item, model) ? match(body) : undefined
    return found === undefined ? body : body.slice(found[0].length).trim()
  },
}
