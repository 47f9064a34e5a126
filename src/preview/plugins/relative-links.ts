import { relativeUrl } from '../filters/urls.ts'
import { isAbsolute } from '../filters/uri.ts'
import { folderOf, type Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import type { Plugin } from './plugin.ts'
import { isOn, optionOf } from './without-front-matter.ts'

const title = `(\\s+"(?:\\\\"|[^"])*"|\\s+'(?:\\\\'|[^'])*')?`
const inline = new RegExp(`\\[([^\\]\\n]*)\\]\\(([^)#\\s]+)(#[^)\\s]*)?${title}\\)`, 'g')
const reference = new RegExp(`^([ \\t]*)\\[([^\\]\\n]+)\\]: ([^#\\s]+)(#\\S*)?${title}[ \\t]*$`, 'gm')

/** The address of the file that a relative path means. */
function urlOf(path: string, item: Item, model: SiteModel): string | undefined {
  if (isAbsolute(path) || path.startsWith('//')) return undefined
  const base = path.startsWith('/') ? '' : folderOf(`/${item.relativePath}`)
  const target = resolved(`${base}/${decoded(path)}`)
  const url = model.documentAt(target)?.url ?? model.pageAt(target)?.url
  if (url !== undefined) return relativeUrl(url, model)
  return model.isPagePath(target) ? relativeUrl(`/${target}`, model) : undefined
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function resolved(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function source(body: string, item: Item, model: SiteModel): string {
  const collections = isOn(model, 'relative_links', 'collections')
  if (optionOf(model, 'relative_links', 'enabled') === false || (item.isDocument && !collections)) return body
  if (!model.isMarkdown(item.extension)) return body
  return body
    .replaceAll(inline, (all, text: string, path: string, fragment = '', name = '') => {
      const url = urlOf(path, item, model)
      return url === undefined ? all : `[${text}](${url}${String(fragment)}${String(name)})`
    })
    .replaceAll(reference, (all, blanks: string, text: string, path: string, fragment = '', name = '') => {
      const url = urlOf(path, item, model)
      return url === undefined ? all : `${blanks}[${text}]: ${url}${String(fragment)}${String(name)}`
    })
}

/** jekyll-relative-links: links to files become links to their pages. */
export const relativeLinksPlugin: Plugin = { name: 'jekyll-relative-links', source }
