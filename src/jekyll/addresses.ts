import type { Configured } from './config.ts'
import { textOf } from './lists.ts'
import { permalinkOf } from './permalink.ts'
import type { Entry } from './post.ts'
import type { Site } from './site.ts'

/** Some of a site: what is not given is not looked into. */
type Known = Configured & Partial<Pick<Site, 'posts' | 'drafts' | 'documents'>>

const output = /\{\{-?([^{}]{0,200}?)-?\}\}/g
const linkTag = /\{%-?\s{0,9}(link|post_url)\s{1,9}([^%{}]{1,200}?)\s{0,9}-?%\}/g

/**
 * An address without its Liquid: `{{ site.baseurl }}`, `{{ site.url }}` and other settings, texts in quotes, the filters
 * `relative_url`, `absolute_url`, `prepend` and `append`, the tags `link` and `post_url`. Anything else stays as it is.
 */
export function expandAddress(text: string, site: Known): string {
  if (!text.includes('{')) return text
  return text
    .replaceAll(output, (all, inner: string) => evaluate(inner, site) ?? all)
    .replaceAll(linkTag, (all, tag: string, name: string) => linkTo(tag, name, site) ?? all)
}

function evaluate(expression: string, site: Configured): string | undefined {
  const [first = '', ...filters] = expression.match(/(?:"[^"]*"|'[^']*'|[^|"'])+/g) ?? []
  return filters.reduce<string | undefined>(
    (value, filter) => (value === undefined ? undefined : applyFilter(value, filter, site)),
    valueOf(first, site),
  )
}

function valueOf(text: string, site: Configured): string | undefined {
  const bare = text.trim()
  const quoted = /^(["'])(.*)\1$/s.exec(bare)
  if (quoted) return quoted[2]
  const key = /^site\.([\w-]+)$/.exec(bare)?.[1]
  if (key === undefined) return undefined
  if (key === 'baseurl') return textOf(site.config.values.baseurl)
  if (key === 'url') return textOf(site.config.values.url)
  const value = Object.hasOwn(site.config.values, key) ? site.config.values[key] : undefined
  return typeof value === 'string' ? value : undefined
}

function applyFilter(value: string, filter: string, site: Configured): string | undefined {
  const [, name, argument = ''] = /^\s*(\w+)\s*(?::(.*))?$/s.exec(filter) ?? []
  if (name === 'relative_url') return relative(value, site)
  if (name === 'absolute_url') return hasScheme(value) ? value : site.config.url + relative(value, site)
  if (name !== 'prepend' && name !== 'append') return undefined
  const other = valueOf(argument, site)
  if (other === undefined) return undefined
  return name === 'prepend' ? other + value : value + other
}

const hasScheme = (address: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(address)

function relative(path: string, { config }: Configured): string {
  if (hasScheme(path)) return path
  return config.baseurl + (path.startsWith('/') || path === '' ? path : `/${path}`)
}

/** What `{% post_url %}` calls a post. */
export const postName = (path: string): string =>
  path.replace(/\.[^./]+$/, '').replace(/(?:^|.*\/)_posts\//, '')

function linkTo(tag: string, name: string, site: Known): string | undefined {
  const entries = [...(site.posts ?? []), ...(site.drafts ?? []), ...(site.documents ?? [])]
  const wanted = name.replace(/^\//, '')
  const isMeant = (path: string): boolean => (tag === 'link' ? path : postName(path)) === wanted
  const entry = entries.find(({ path }) => isMeant(path))
  return entry && site.config.baseurl + permalinkOf(entry, site)
}

/** The parts of a site in which an address can be looked up. */
export type Searchable = Configured &
  Pick<Site, 'paths'> &
  Partial<Pick<Site, 'posts' | 'drafts' | 'documents'>>

/**
 * The file of the repository that an address in a post means, or undefined where it means none: another site's address, a
 * missing file, Liquid that is not understood. A relative address counts from the post's address, then from its own folder,
 * then from the root.
 */
export function findFile(address: string, post: Entry, site: Searchable): string | undefined {
  const plain = expandAddress(address.trim(), site)
  if (/\{[{%]/.test(plain)) return undefined
  const local = withoutHost(plain, site)?.replace(/[?#].*$/s, '')
  if (local === undefined || local === '') return undefined
  const paths = pathSet(site.paths)
  return candidates(local, post, site).find((path) => paths.has(path))
}

/** The address without the site's own host; undefined for another's. */
function withoutHost(address: string, { config }: Configured): string | undefined {
  const bare = config.url.replace(/^https?:/i, '')
  const rest = address.replace(/^https?:(?=\/\/)/i, '')
  if (rest.startsWith('//'))
    return bare.startsWith('//') && (rest === bare || rest.startsWith(`${bare}/`))
      ? rest.slice(bare.length)
      : undefined
  return hasScheme(address) ? undefined : address
}

function candidates(address: string, post: Entry, site: Configured): string[] {
  const { baseurl } = site.config
  const spellings = [...new Set([address, decoded(address)])]
  if (address.startsWith('/')) {
    const own = baseurl === '' ? [] : spellings.filter((path) => path.startsWith(`${baseurl}/`))
    return [...own.map((path) => path.slice(baseurl.length)), ...spellings].map((path) => resolved('', path))
  }
  const url = permalinkOf(post, site)
  const folders = [
    url.slice(1, url.lastIndexOf('/') + 1),
    post.path.slice(0, post.path.lastIndexOf('/') + 1),
    '',
  ]
  return folders.flatMap((folder) => spellings.map((path) => resolved(folder, path)))
}

/** Percent signs and what they stand for; those that stand for nothing stay. */
function decoded(address: string): string {
  return address.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}

/** A path from a folder, without dots. */
export function resolved(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

function pathSet(paths: readonly string[]): ReadonlySet<string> {
  const known = sets.get(paths) ?? new Set(paths)
  sets.set(paths, known)
  return known
}
