import { type Config, folderOf, type SiteFiles } from '../../jekyll/index.ts'
import { type SiteParts, themeFolder } from './model.ts'

/**
 * A site with its theme's files behind its own: layouts, includes, styles and assets where the site has none of that name, data and
 * settings in a folder of their own. Rejects as `theme` does.
 */
export async function withTheme(
  site: SiteParts,
  files: SiteFiles,
  theme: SiteFiles,
): Promise<{ site: SiteParts; files: SiteFiles }> {
  const own = new Set(site.paths)
  const behind = new Map<string, string>()
  for (const path of await theme.list('')) {
    const target = placeOf(path, site.config)
    if (target !== undefined && !own.has(target)) behind.set(target, path)
  }
  return {
    // what stands later wins where two layouts of other kinds have one name
    site: { ...site, paths: [...behind.keys(), ...site.paths], lent: new Set(behind.keys()) },
    files: {
      list: (folder) => files.list(folder),
      read: (path) => {
        const lent = behind.get(path)
        return lent === undefined ? files.read(path) : theme.read(lent)
      },
    },
  }
}

/** The place that a theme's file takes in the site; undefined for what a site takes nothing of. */
function placeOf(path: string, config: Config): string | undefined {
  const { sass, includes_dir: includes } = config.values
  const styles = typeof sass === 'object' && sass !== null && 'sass_dir' in sass ? sass.sass_dir : undefined
  const places: Readonly<Record<string, string>> = {
    _layouts: config.layoutsDir,
    _includes: folderOf(includes, '_includes'),
    _sass: folderOf(styles, '_sass'),
    assets: 'assets',
    _data: `${themeFolder}_data`,
  }
  if (path === '_config.yml') return `${themeFolder}_config.yml`
  const [, folder = '', rest] = /^([^/]+)\/(.+)$/.exec(path) ?? []
  return rest !== undefined && Object.hasOwn(places, folder) ? `${places[folder] ?? ''}/${rest}` : undefined
}
