import { toText } from '../liquid/values.ts'
import type { SiteModel } from '../site/model.ts'
import type { Warning } from '../warnings.ts'
import type { Plugin } from './plugin.ts'

/** The plugins that are known, in the order in which they work. A site's maintainer adds one here. */
const known: readonly Plugin[] = []

/** Gems that change nothing that a page shows. */
const silent = new Set([
  'jekyll-sass-converter',
  'jekyll-coffeescript',
  'jekyll-watch',
  'jekyll-admin',
  'webrick',
  'jekyll',
])

/** The plugins of a site, and a warning for each that is not known. */
export function pluginsOf(model: SiteModel): { plugins: readonly Plugin[]; warnings: readonly Warning[] } {
  const names = namesOf(model)
  model.plugins = new Set(names)
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
  return [...new Set(listed)]
}

function ownCode(model: SiteModel): Warning[] {
  const folder = toText(model.settings.get('plugins_dir')).replace(/\/$/, '')
  const own = [...model.paths].some((path) => path.startsWith(`${folder}/`) && path.endsWith('.rb'))
  return own ? [{ code: 'own-code', what: folder }] : []
}
