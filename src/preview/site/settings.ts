import type { Config } from '../../jekyll/index.ts'
import { type Hash, isHash, isNil, toText } from '../liquid/values.ts'
import { alwaysExcluded } from './entry-filter.ts'
import { merged, readYaml, rubyOf } from './ruby-values.ts'

const defaults = (): [string, unknown][] => [
  ['collections_dir', ''],
  ['cache_dir', '.jekyll-cache'],
  ['plugins_dir', '_plugins'],
  ['layouts_dir', '_layouts'],
  ['data_dir', '_data'],
  ['includes_dir', '_includes'],
  ['collections', new Map()],
  ['safe', false],
  ['include', ['.htaccess']],
  ['exclude', []],
  ['keep_files', ['.git', '.svn']],
  ['encoding', 'utf-8'],
  ['markdown_ext', 'markdown,mkdown,mkdn,mkd,md'],
  ['strict_front_matter', false],
  ['show_drafts', undefined],
  ['limit_posts', 0],
  ['future', false],
  ['unpublished', false],
  ['whitelist', []],
  ['plugins', []],
  ['markdown', 'kramdown'],
  ['highlighter', 'rouge'],
  ['lsi', false],
  ['excerpt_separator', '\n\n'],
  ['incremental', false],
  ['detach', false],
  ['port', '4000'],
  ['host', '127.0.0.1'],
  ['baseurl', undefined],
  ['show_dir_listing', false],
  ['permalink', 'date'],
  ['paginate_path', '/page:num'],
  ['timezone', undefined],
  ['quiet', false],
  ['verbose', false],
  ['defaults', []],
  [
    'liquid',
    new Map<unknown, unknown>([
      ['error_mode', 'warn'],
      ['strict_filters', false],
      ['strict_variables', false],
    ]),
  ],
  [
    'kramdown',
    new Map<unknown, unknown>([
      ['auto_ids', true],
      ['toc_levels', [1, 2, 3, 4, 5, 6]],
      ['entity_output', 'as_char'],
      ['smart_quotes', 'lsquo,rsquo,ldquo,rdquo'],
      ['input', 'GFM'],
      ['hard_wrap', false],
      ['guess_lang', true],
      ['footnote_nr', 1],
      ['show_warnings', false],
    ]),
  ],
]

const styles: Readonly<Record<string, string>> = {
  none: '/:categories/:title:output_ext',
  date: '/:categories/:year/:month/:day/:title:output_ext',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
}

/**
 * What `site` says of the configuration: `_config.yml` over Jekyll's defaults, and what a theme adds to both. `source` and `theme` are
 * the files' texts, where there are such.
 */
export function settingsOf(config: Config, source: string | undefined, theme?: string): Hash {
  const own = readOwn(config, source)
  const all = merged(new Map<unknown, unknown>(defaults()), merged(lentBy(theme, own, config), own))
  all.set('collections', collectionsOf(all))
  const excluded = Array.isArray(all.get('exclude')) ? (all.get('exclude') as unknown[]) : []
  all.set('exclude', [...new Set([...alwaysExcluded, ...excluded])])
  return all
}

/** A theme's settings, but for those that are Jekyll's. */
function lentBy(theme: string | undefined, own: Hash, config: Config): Hash {
  const lent = theme === undefined ? undefined : read(theme, config.timezone)
  if (!isHash(lent) || own.get('ignore_theme_config') === true) return new Map()
  const jekylls = new Set(defaults().map(([name]) => name))
  return new Map([...lent].filter(([name]) => !jekylls.has(toText(name))))
}

function readOwn(config: Config, source: string | undefined): Hash {
  const values = source === undefined ? undefined : read(source, config.timezone)
  const own = isHash(values) ? values : rubyOf(config.values, config.timezone)
  return isHash(own) ? own : new Map()
}

function read(source: string, zone: string): unknown {
  try {
    return readYaml(source, zone)
  } catch {
    return undefined
  }
}

/** Posts are a collection too, the first one. */
function collectionsOf(settings: Hash): Hash {
  const said = settings.get('collections')
  const listed = Array.isArray(said) ? new Map(said.map((label) => [toText(label), new Map()])) : said
  const all: Hash = new Map<unknown, unknown>([['posts', new Map()]])
  if (isHash(listed)) for (const [label, own] of listed) all.set(toText(label), isHash(own) ? own : new Map())
  const posts = new Map(isHash(all.get('posts')) ? (all.get('posts') as Hash) : [])
  posts.set('output', true)
  const style = toText(settings.get('permalink'))
  if (isNil(posts.get('permalink')))
    posts.set('permalink', Object.hasOwn(styles, style) ? styles[style] : style)
  all.set('posts', posts)
  return all
}
