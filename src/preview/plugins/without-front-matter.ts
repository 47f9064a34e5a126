import { type Hash, isHash, isTrue } from '../liquid/values.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import type { Plugin } from './plugin.ts'

const excluded =
  /^(?:readme|license|licence|copying|code_of_conduct|contributing|issue_template|pull_request_template)\.[^.]+$/i

/** What `_config.yml` says of a plugin. */
export function optionOf(model: SiteModel, plugin: string, key: string): unknown {
  const options = model.settings.get(plugin)
  return isHash(options) ? options.get(key) : undefined
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const extensionOf = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? ''

/** jekyll-optional-front-matter: Markdown without front matter is a page too. */
export const optionalFrontMatterPlugin: Plugin = {
  name: 'jekyll-optional-front-matter',
  isPage: (path, model) =>
    optionOf(model, 'optional_front_matter', 'enabled') !== false &&
    model.isMarkdown(extensionOf(path)) &&
    (!excluded.test(nameOf(path)) || isIncluded(path, model)),
}

function isIncluded(path: string, model: SiteModel): boolean {
  const list = model.settings.get('include')
  return Array.isArray(list) && (list.includes(path) || list.includes(nameOf(path)))
}

function isIndex(path: string, model: SiteModel): boolean {
  if (!/^readme\.[^.]+$/i.test(nameOf(path)) || !model.isMarkdown(extensionOf(path))) return false
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const own = ['.html', ...model.config.markdownExtensions.map((ending) => `.${ending}`)]
  return (
    optionOf(model, 'readme_index', 'enabled') !== false &&
    !own.some((ending) => model.paths.has(`${folder}index${ending}`))
  )
}

/** jekyll-readme-index: the README of a folder without an index is its index. */
export const readmeIndexPlugin: Plugin = {
  name: 'jekyll-readme-index',
  isPage: isIndex,
  details: (item, model) => {
    if (item.isDocument || !isIndex(item.path, model)) return undefined
    return new Map<unknown, unknown>([
      ['permalink', `/${item.path.slice(0, item.path.lastIndexOf('/') + 1)}`],
    ])
  },
}

const layoutNames = (item: Item): string[] => {
  if (item.isDocument) return item.type === 'posts' ? ['post', 'default'] : ['default']
  return /^(?:index|readme)\.[^.]+$/i.test(item.path) ? ['home', 'page', 'default'] : ['page', 'default']
}

/** jekyll-default-layout: a Markdown file that names no layout has the one that fits. */
export const defaultLayoutPlugin: Plugin = {
  name: 'jekyll-default-layout',
  details: (item, model): Hash | undefined => {
    if (!model.isMarkdown(item.extension) || item.data.has('layout')) return undefined
    const folder = model.config.layoutsDir
    const layout = layoutNames(item).find((name) => model.paths.has(`${folder}/${name}.html`))
    return layout === undefined ? undefined : new Map<unknown, unknown>([['layout', layout]])
  },
}

export const isOn = (model: SiteModel, plugin: string, key: string): boolean =>
  isTrue(optionOf(model, plugin, key))
