import { categoriesOf } from './categories.ts'
import type { Config, Configured } from './config.ts'
import { dateAt, type PostDate } from './dates.ts'
import { defaultsFor } from './defaults.ts'
import { textOf } from './lists.ts'
import type { Described } from './post.ts'
import { slugify } from './slugify.ts'

const styles: ReadonlyMap<string, string> = new Map([
  ['none', '/:categories/:title:output_ext'],
  ['date', '/:categories/:year/:month/:day/:title:output_ext'],
  ['ordinal', '/:categories/:year/:y_day/:title:output_ext'],
  ['pretty', '/:categories/:year/:month/:day/:title/'],
  ['weekdate', '/:categories/:year/W:week/:short_day/:title:output_ext'],
])

/**
 * A file's address on the site, without `baseurl`: `/2020/05/22/title.html`. `now` (milliseconds) stands in for the date of a
 * file that has none, as the time of the build does for Jekyll. Placeholders that Jekyll does not know stay as they are.
 */
export function permalinkOf(post: Described, site: Configured, now = 0): string {
  const own = textOf(
    post.frontMatter.get('permalink') ?? defaultsFor(post.path, post.collection ?? 'pages', site).permalink,
  )
  const template = own === '' ? templateOf(post, site.config) : own
  const date = post.date ?? dateAt(now, site.config.timezone)
  const url = template.replaceAll(/:([a-z_]+)/g, (all, name: string) => fill(all, name, post, site, date))
  return sanitized(url)
}

function templateOf(post: Described, config: Config): string {
  if (post.collection === 'posts')
    return config.postsPermalink ?? styles.get(config.permalink) ?? config.permalink
  if (post.collection === null) return pageTemplate(post, config)
  const own = config.collections.find(({ label }) => label === post.collection)?.permalink
  return own ?? `/:collection/:path${suffixOf(config.permalink)}`
}

function pageTemplate(post: Described, config: Config): string {
  if (!/^\.(?:html?|xhtml)$/.test(outputExtension(post, config))) return '/:path/:basename:output_ext'
  return baseOf(post.path) === 'index' ? '/:path/' : `/:path/:basename${suffixOf(config.permalink)}`
}

function suffixOf(style: string): string {
  if (style === 'pretty' || style.endsWith('/')) return '/'
  return ['date', 'ordinal', 'none'].includes(style) || style.endsWith(':output_ext') ? ':output_ext' : ''
}

const twoDigits = (part: number): string => String(part).padStart(2, '0')

type Part = (post: Described, site: Configured, date: PostDate) => string

const monthNames =
  'January February March April May June July August September October November December'.split(' ')
const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

const parts: Readonly<Record<string, Part>> = {
  collection: (post) => post.collection ?? '',
  path: (post, site) =>
    post.collection === null ? folderOf(post.path) : pathInCollection(post, site.config),
  basename: (post) => baseOf(post.path),
  output_ext: (post, site) => outputExtension(post, site.config),
  name: (post) => slugify(baseOf(post.path)),
  title: (post) => slugify(post.slug, 'pretty', true),
  slug: (post) => slugify(post.slug),
  categories: (post, site) => joined(categoriesOf(post, site).map((category) => category.toLowerCase())),
  slugified_categories: (post, site) => joined(categoriesOf(post, site).map((category) => slugify(category))),
  year: (_, __, { year }) => String(year).padStart(4, '0'),
  month: (_, __, { month }) => twoDigits(month),
  day: (_, __, { day }) => twoDigits(day),
  hour: (_, __, { hour }) => twoDigits(hour),
  minute: (_, __, { minute }) => twoDigits(minute),
  second: (_, __, { second }) => twoDigits(second),
  i_day: (_, __, { day }) => String(day),
  i_month: (_, __, { month }) => String(month),
  short_month: (_, __, { month }) => (monthNames[month - 1] ?? '').slice(0, 3),
  long_month: (_, __, { month }) => monthNames[month - 1] ?? '',
  short_year: (_, __, { year }) => twoDigits(year % 100),
  w_year: (_, __, date) => String(isoWeek(date).year),
  week: (_, __, date) => twoDigits(isoWeek(date).week),
  w_day: (_, __, date) => String(weekday(date) || 7),
  short_day: (_, __, date) => (dayNames[weekday(date)] ?? '').slice(0, 3),
  long_day: (_, __, date) => dayNames[weekday(date)] ?? '',
  y_day: (_, __, date) => String(dayOfYear(date)).padStart(3, '0'),
}

/** `:year_` is `:year` before an underscore, where no placeholder has that name. */
function fill(all: string, name: string, post: Described, site: Configured, date: PostDate): string {
  const known = [name, name.replace(/_$/, '')].find((key) => Object.hasOwn(parts, key))
  if (known === undefined) return all
  return escaped(parts[known]?.(post, site, date) ?? '') + name.slice(known.length)
}

const joined = (categories: readonly string[]): string => [...new Set(categories)].join('/')

function sanitized(url: string): string {
  return `/${url}`.replaceAll('..', '/').replaceAll('./', '').replaceAll(/\/+/g, '/')
}

/** What an address may not hold, in percent signs. */
function escaped(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?#]/gu, percent).replace('#', '%23')
}

function percent(character: string): string {
  try {
    return encodeURIComponent(character)
  } catch {
    return '%EF%BF%BD'
  }
}

const folderOf = (path: string): string => `/${path.slice(0, path.lastIndexOf('/') + 1)}`

function baseOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.replace(/(?<=.)\.[^.]*$/, '').replace(/(?<!\.)\.+$/, '')
}

/** The path below the collection's folder, without extension: `/guides/start`. */
function pathInCollection(post: Described, config: Config): string {
  const { collectionsDir } = config
  const inDir = collectionsDir !== '' && post.path.startsWith(`${collectionsDir}/`)
  const path = inDir ? post.path.slice(collectionsDir.length + 1) : post.path
  const bare = path.slice(0, path.length - post.extension.length).replace(/(?<!\.)\.+$/, '')
  return bare.replace(`_${post.collection ?? ''}`, '')
}

function outputExtension(post: Described, config: Config): string {
  if (config.markdownExtensions.includes(post.extension.slice(1).toLowerCase())) return '.html'
  return /^\.s[ac]ss$/.test(post.extension) ? '.css' : post.extension
}

const utcDay = ({ year, month, day }: PostDate): Date => new Date(Date.UTC(year, month - 1, day))
const weekday = (date: PostDate): number => utcDay(date).getUTCDay()
const dayOfYear = (date: PostDate): number =>
  Math.round((utcDay(date).getTime() - Date.UTC(date.year, 0, 1)) / 86_400_000) + 1

/** The week to which its Thursday belongs. */
function isoWeek(date: PostDate): { year: number; week: number } {
  const thursday = utcDay(date)
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7))
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1 }
}
