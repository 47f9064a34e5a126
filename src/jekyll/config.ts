import { isZone } from './dates.ts'
import { textOf } from './lists.ts'
import { placeOf, type SiteProblem } from './problem.ts'
import { composeDocument } from './yaml/composer.ts'
import { YamlError } from './yaml/nodes.ts'
import { emptyMap, isMap, valueOf, type YamlMap } from './yaml/values.ts'

export interface Collection {
  readonly label: string
  /** Relative to the repository, without a slash at the end: `_recipes`, `all/_recipes`. */
  readonly folder: string
  readonly output: boolean
  /** The template, where `_config.yml` gives one. */
  readonly permalink: string | undefined
}

/** One item of `defaults:`. */
export interface FrontMatterDefault {
  readonly path: string
  readonly type: string | undefined
  readonly values: Readonly<Record<string, unknown>>
}

/** `_config.yml`, with Jekyll's defaults for what it does not say or says in a way that cannot be meant. */
export interface Config {
  readonly title: string
  /** Without a slash at the end; empty where unknown. */
  readonly url: string
  /** Empty, or with a slash at the start and none at the end. */
  readonly baseurl: string
  /** An IANA name; `UTC` where none is given (as GitHub Pages builds). */
  readonly timezone: string
  /** A style's name or a template. */
  readonly permalink: string
  /** Empty, or without slashes around it. */
  readonly collectionsDir: string
  readonly layoutsDir: string
  readonly dataDir: string
  /** Whether posts with a date in the future are shown. */
  readonly future: boolean
  /** Whether posts with `published: false` are shown. */
  readonly unpublished: boolean
  /** Without dots, lower case. */
  readonly markdownExtensions: readonly string[]
  /** Without `posts`. */
  readonly collections: readonly Collection[]
  /** The template that `collections: posts:` gives to posts. */
  readonly postsPermalink: string | undefined
  readonly defaults: readonly FrontMatterDefault[]
  /** All that the file says. */
  readonly values: Readonly<Record<string, unknown>>
}

/** What functions need that ask nothing of a site but its configuration. */
export interface Configured {
  readonly config: Config
}

/** Reads a `_config.yml`. A broken one is an empty one with a problem. */
export function parseConfig(
  path: string,
  source: string,
): { config: Config; problems: readonly SiteProblem[] } {
  try {
    const root = composeDocument(source.replace(/^\ufeff/, ''))
    const values = root === undefined ? undefined : valueOf(root)
    return { config: configOf(isMap(values) ? values : emptyMap()), problems: zoneProblems(path, values) }
  } catch (error) {
    const message = error instanceof YamlError ? error.message : 'This cannot be read.'
    const offset = error instanceof YamlError ? error.offset : 0
    return { config: configOf(emptyMap()), problems: [{ path, message, ...placeOf(source, offset) }] }
  }
}

function zoneProblems(path: string, values: unknown): SiteProblem[] {
  const zone = isMap(values) ? values.timezone : undefined
  if (zone === undefined || zone === null || isZone(textOf(zone))) return []
  return [{ path, line: 1, column: 1, message: `The time zone ${textOf(zone)} is not known; UTC is used.` }]
}

/** The configuration that a `_config.yml` of these values means. */
export function configOf(values: YamlMap): Config {
  const collectionsDir = folderOf(values.collections_dir, '')
  const zone = textOf(values.timezone)
  return {
    title: textOf(values.title ?? values.name),
    url: textOf(values.url).replace(/\/$/, ''),
    baseurl: slashed(textOf(values.baseurl)),
    timezone: isZone(zone) ? zone : 'UTC',
    permalink: textOf(values.permalink) || 'date',
    collectionsDir,
    layoutsDir: folderOf(values.layouts_dir, '_layouts'),
    dataDir: folderOf(values.data_dir, '_data'),
    future: values.future === true,
    unpublished: values.unpublished === true,
    markdownExtensions: (textOf(values.markdown_ext) || 'markdown,mkdown,mkdn,mkd,md')
      .toLowerCase()
      .split(/\s*,\s*/),
    collections: collectionsOf(values.collections, collectionsDir),
    postsPermalink: postsPermalink(values.collections),
    defaults: Array.isArray(values.defaults) ? values.defaults.flatMap(defaultOf) : [],
    values,
  }
}

/** A folder as a setting names it: without dots and slashes around it. */
export const folderOf = (value: unknown, otherwise: string): string =>
  textOf(value).replaceAll(/^[./]+|\/+$/g, '') || otherwise

function slashed(baseurl: string): string {
  const bare = baseurl.replaceAll(/^\/|\/$/g, '')
  return bare === '' ? '' : `/${bare}`
}

function collectionsOf(value: unknown, dir: string): Collection[] {
  const named = Array.isArray(value) ? value.map((label) => [textOf(label), emptyMap()] as const) : []
  const entries = isMap(value) ? Object.entries(value) : named
  return entries.flatMap(([label, settings]) => collectionOf(label, settings, dir))
}

function collectionOf(name: string, settings: unknown, dir: string): Collection[] {
  const label = name.replaceAll(/[^a-z0-9_\-.]/gi, '')
  if (label === '' || label === 'posts' || label === 'drafts' || label === 'data') return []
  const own = isMap(settings) ? settings : emptyMap()
  const permalink = typeof own.permalink === 'string' ? own.permalink : undefined
  return [
    { label, folder: `${dir === '' ? '' : `${dir}/`}_${label}`, output: own.output === true, permalink },
  ]
}

function postsPermalink(collections: unknown): string | undefined {
  const posts = isMap(collections) ? collections.posts : undefined
  return isMap(posts) && typeof posts.permalink === 'string' ? posts.permalink : undefined
}

function defaultOf(item: unknown): FrontMatterDefault[] {
  if (!isMap(item) || !isMap(item.values)) return []
  const scope = isMap(item.scope) ? item.scope : emptyMap()
  // the names that they once had
  const type = typeof scope.type === 'string' ? scope.type.replace(/^(?:page|post|draft)$/, '$&s') : undefined
  return [{ path: typeof scope.path === 'string' ? scope.path : '', type, values: item.values }]
}
