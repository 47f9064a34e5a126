import type { Config } from '../../jekyll/index.ts'

/** Where a theme's files are to be had. */
export interface ThemeAddress {
  /** As the site names it. */
  readonly name: string
  /** `owner/name` on the host of themes, or a whole address. Undefined where nobody but the machine that builds the site knows. */
  readonly repository: string | undefined
  /** A branch, a tag or a commit; the repository's own branch where it is not given. */
  readonly ref: string | undefined
}

/** The gems that GitHub Pages has, and where they are made. */
const gems: readonly (readonly [name: RegExp, repository: string, ref: string])[] = [
  [/^minima$/, 'jekyll/minima', 'v2.5.1'],
  [/^jekyll-theme-primer$/, 'pages-themes/primer', 'v0.6.0'],
  [
    /^jekyll-theme-(architect|cayman|dinky|hacker|leap-day|merlot|midnight|minimal|modernist|slate|tactile|time-machine)$/,
    'pages-themes/$1',
    'v0.2.0',
  ],
]

/** The theme that a site's settings name; what is remote comes first, as on the site. */
export function themeOf({ values }: Config): ThemeAddress | undefined {
  const { remote_theme: remote, theme } = values
  if (typeof remote === 'string' && remote !== '') return remoteTheme(remote)
  if (typeof theme !== 'string' || theme === '') return undefined
  const [name, repository, ref] = gems.find(([pattern]) => pattern.test(theme)) ?? []
  return { name: theme, repository: name && theme.replace(name, repository ?? ''), ref }
}

/** `owner/name`, `owner/name@ref` or a whole address with or without a ref. */
function remoteTheme(name: string): ThemeAddress {
  const [, repository, ref] = /^((?:https?:\/\/[^/]+\/)?[\w.-]+\/[\w.-]+)(?:@([\w./-]+))?$/.exec(name) ?? []
  return { name, repository, ref }
}
