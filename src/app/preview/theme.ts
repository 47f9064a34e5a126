import type { Repository } from '../../git/index.ts'
import type { Blog } from '../../hosts/index.ts'
import type { Config } from '../../jekyll/index.ts'
import { type ThemeAddress, themeOf } from '../../preview/site/theme-address.ts'

/** The files of the theme that a blog borrows. */
export interface Theme {
  readonly paths: readonly string[]
  readonly repository: Repository
}

/** A blog that may borrow its design. */
interface Borrower {
  readonly site: { readonly config: Config } | undefined
  readonly blog: Blog
  readonly openOther: OpenRepository | undefined
}

export type OpenRepository = (blog: Blog) => Repository

/**
 * The theme that a blog's settings name, as a repository of the blog's own host or of the address that they give; what the device has
 * of it is not asked for again. Undefined where none is named, or where it is not to be had.
 */
export async function fetchTheme(
  config: Config,
  blog: Blog,
  open: OpenRepository,
): Promise<Theme | undefined> {
  for (const named of repositoriesOf(config, blog)) {
    const repository = open(named)
    const paths = await pathsOf(repository).catch(() => undefined)
    if (paths !== undefined && paths.length > 0) return { repository, paths }
    await repository.end()
  }
  return undefined
}

/** Removes what the device has of the theme that a blog names; another blog that borrows it too fetches it again. */
export async function forgetTheme({ site, blog, openOther }: Borrower): Promise<void> {
  const [named] = site && openOther ? repositoriesOf(site.config, blog) : []
  const repository = named && openOther?.(named)
  await repository?.forget()
  await repository?.end()
}

/** Where the theme may be, the likeliest first. */
function repositoriesOf(config: Config, blog: Blog): readonly Blog[] {
  const address = themeOf(config)
  const url = address && urlOf(address, blog)
  if (address === undefined || url === undefined) return []
  return refsOf(address).map((branch) => ({
    name: address.name,
    url,
    ...(branch === undefined ? {} : { branch }),
  }))
}

/** A name is a tag's or a branch's. */
const refsOf = ({ ref }: ThemeAddress): readonly (string | undefined)[] =>
  ref === undefined ? [undefined] : [`refs/tags/${ref}`, ref]

async function pathsOf(repository: Repository): Promise<readonly string[] | undefined> {
  const isHere = (await repository.stored()) !== undefined || (await repository.sync()).kind === 'synced'
  return isHere ? repository.list('') : undefined
}

/** `owner/name` is one on the blog's own host. */
function urlOf({ repository }: ThemeAddress, blog: Blog): string | undefined {
  if (repository === undefined || !URL.canParse(repository, blog.url)) return undefined
  const url = new URL(repository.replace(/^(?!https?:)/, '/'), blog.url)
  return url.protocol === 'https:' || url.hostname === new URL(blog.url).hostname ? url.href : undefined
}
