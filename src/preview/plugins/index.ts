import { toText } from '../liquid/values.ts'
import type { SiteModel } from '../site/model.ts'
import type { Warning } from '../warnings.ts'
import type { Plugin } from './plugin.ts'

/** The plugins that are known, in the order in which they work, each loaded for the sites that name it. A site's maintainer adds one here. */
const known: ReadonlyMap<string, () => Promise<Plugin>> = new Map<string, () => Promise<Plugin>>([
  ['jekyll-seo-tag', async () => (await import('./seo-tag.ts')).seoTagPlugin],
  ['jekyll-feed', async () => (await import('./feed.ts')).feedPlugin],
  ['jekyll-include-cache', async () => (await import('./include-cache.ts')).includeCachePlugin],
  [
    'jekyll-optional-front-matter',
    async () => (await import('./without-front-matter.ts')).optionalFrontMatterPlugin,
  ],
  ['jekyll-readme-index', async () => (await import('./without-front-matter.ts')).readmeIndexPlugin],
  ['jekyll-default-layout', async () => (await import('./without-front-matter.ts')).defaultLayoutPlugin],
  [
    'jekyll-titles-from-headings',
    async () => (await import('./titles-from-headings.ts')).titlesFromHeadingsPlugin,
  ],
  ['jekyll-relative-links', async () => (await import('./relative-links.ts')).relativeLinksPlugin],
  ['jekyll-paginate', async () => (await import('./paginate.ts')).paginatePlugin],
  ['jekyll-redirect-from', async () => (await import('./redirect-from.ts')).redirectFromPlugin],
  ['jekyll-sitemap', async () => (await import('./sitemap.ts')).sitemapPlugin],
  ['jekyll-mentions', async () => (await import('./mentions.ts')).mentionsPlugin],
  ['jemoji', async () => (await import('./jemoji.ts')).jemojiPlugin],
  ['jekyll-avatar', async () => (await import('./avatar.ts')).avatarPlugin],
  ['jekyll-gist', async () => (await import('./gist.ts')).gistPlugin],
  ['jekyll-github-metadata', async () => (await import('./github-metadata.ts')).githubMetadataPlugin],
])

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

/** Which plugins a site has, and a warning for each that is not known. */
export function pluginsOf(model: SiteModel): { names: readonly string[]; warnings: readonly Warning[] } {
  const names = namesOf(model)
  const unknown = names.filter((name) => !silent.has(name) && !known.has(name))
  return {
    names,
    warnings: [...unknown.map((what): Warning => ({ code: 'plugin', what })), ...ownCode(model)],
  }
}

/** The plugins of these names that are known. */
export function loadPlugins(names: readonly string[]): Promise<readonly Plugin[]> {
  const wanted = [...known].filter(([name]) => names.includes(name))
  return Promise.all(wanted.map(([, load]) => load()))
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
