import { toText } from '../liquid/values.ts'
import type { SiteModel } from '../site/model.ts'
import type { Warning } from '../warnings.ts'
import { avatarPlugin } from './avatar.ts'
import { feedPlugin } from './feed.ts'
import { gistPlugin } from './gist.ts'
import { githubMetadataPlugin } from './github-metadata.ts'
import { includeCachePlugin } from './include-cache.ts'
import { mentionsPlugin } from './mentions.ts'
import { paginatePlugin } from './paginate.ts'
import type { Plugin } from './plugin.ts'
import { redirectFromPlugin } from './redirect-from.ts'
import { relativeLinksPlugin } from './relative-links.ts'
import { seoTagPlugin } from './seo-tag.ts'
import { sitemapPlugin } from './sitemap.ts'
import { titlesFromHeadingsPlugin } from './titles-from-headings.ts'
import { defaultLayoutPlugin, optionalFrontMatterPlugin, readmeIndexPlugin } from './without-front-matter.ts'

/** The plugins that are known, in the order in which they work. A site's maintainer adds one here. */
const known: readonly Plugin[] = [
  seoTagPlugin,
  feedPlugin,
  includeCachePlugin,
  optionalFrontMatterPlugin,
  readmeIndexPlugin,
  defaultLayoutPlugin,
  titlesFromHeadingsPlugin,
  relativeLinksPlugin,
  paginatePlugin,
  redirectFromPlugin,
  sitemapPlugin,
  mentionsPlugin,
  avatarPlugin,
  gistPlugin,
  githubMetadataPlugin,
]

/** What GitHub builds every site with that names its gem. */
const githubPages = [
  'jekyll-gist',
  'jekyll-github-metadata',
  'jekyll-paginate',
  'jekyll-relative-links',
  'jekyll-optional-front-matter',
  'jekyll-readme-index',
  'jekyll-default-layout',
  'jekyll-titles-from-headings',
]

/** Gems that change nothing that a page shows. */
const silent = new Set([
  'jekyll-sass-converter',
  'jekyll-coffeescript',
  'jekyll-watch',
  'jekyll-admin',
  'jekyll',
  'jekyll-commonmark-ghpages',
])

/** The plugins of a site, and a warning for each that is not known. */
export function pluginsOf(model: SiteModel): { plugins: readonly Plugin[]; warnings: readonly Warning[] } {
  const names = namesOf(model)
  const unknown = names.filter((name) => !silent.has(name) && !known.some((plugin) => plugin.name === name))
  return {
    plugins: known.filter(({ name }) => names.includes(name)),
    warnings: [...unknown.map((what): Warning => ({ code: 'plugin', what })), ...ownCode(model)],
  }
}

function namesOf(model: SiteModel): string[] {
  const listed = ['plugins', 'gems', 'whitelist'].flatMap((key) => {
    const value = model.settings.get(key)
    return Array.isArray(value) ? value.map(toText) : []
  })
  return [...new Set([...listed, ...gemsOf(model)])]
}

/** The gems that a `Gemfile` names for Jekyll. */
function gemsOf(model: SiteModel): string[] {
  const text = model.paths.has('Gemfile') ? (model.texts.text('Gemfile') ?? '') : ''
  const group = /^\s*group\s+:jekyll_plugins\s+do\b([^]*?)^\s*end\b/m.exec(text)?.[1] ?? ''
  const gems = [...group.matchAll(/^\s*gem\s+["']([\w.-]+)["']/gm)].map(([, name = '']) => name)
  const usesGithub = /^\s*gem\s+["']github-pages["']/m.test(text)
  return [...gems.filter((name) => name !== 'github-pages'), ...(usesGithub ? githubPages : [])]
}

function ownCode(model: SiteModel): Warning[] {
  const folder = toText(model.settings.get('plugins_dir')).replace(/\/$/, '')
  const own = [...model.paths].some((path) => path.startsWith(`${folder}/`) && path.endsWith('.rb'))
  return own ? [{ code: 'own-code', what: folder }] : []
}
