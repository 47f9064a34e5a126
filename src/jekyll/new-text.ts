import type { Collection } from './config.ts'
import type { Conventions } from './conventions.ts'
import { defaultsFor } from './defaults.ts'
import { dayText, parseFileName, slugOfTitle } from './file-name.ts'
import type { FrontMatter } from './front-matter.ts'
import { detailsLike, type NewPost } from './new-post.ts'
import { type Entry, parsePost, type Post } from './post.ts'
import type { Site } from './site.ts'
import { mostCommon } from './tally.ts'

/** What a page or a document begins with. */
export type NewText = Pick<NewPost, 'title' | 'date'>

/**
 * A document of a collection that is not there yet, named and described like its siblings: in their folder, with their kind
 * of name (a date, a number or a folder of its own), their details of constant value, and a place behind them where they are
 * numbered. `conventions`: what the collection's documents teach.
 */
export function newDocument(
  site: Site,
  { label, folder }: Collection,
  conventions: Conventions,
  text: NewText,
): Post {
  const siblings = site.documents.filter(({ collection }) => collection === label)
  const learnt = siblings.length > 0 ? conventions : { ...conventions, ...nothing }
  return like(siblings, { folder, layout: undefined }, site, learnt, text)
}

/** A page that is not there yet, like the other `pages` in front matter, place and kind of name. */
export function newPage(site: Site, pages: readonly Entry[], conventions: Conventions, text: NewText): Post {
  const siblings = pages.filter((page) => isOrdinary(page, site))
  const layout = mostCommon(siblings.map(({ frontMatter }) => frontMatter.get('layout')))
  const others = ['page', 'default'].find((name) => site.layouts.includes(name))
  const learnt = siblings.length > 0 ? conventions : { ...conventions, ...nothing }
  return like(siblings, { folder: '', layout: layout ?? others }, site, learnt, text)
}

/** Where no sibling teaches anything, the posts' details are none of a page's. */
const nothing = { keys: [], date: undefined, dateSample: undefined } satisfies Partial<Conventions>

/** Pages that somebody wrote to be read, as a rule: texts with a title, not the site's start or its error page. */
function isOrdinary({ path, frontMatter, extension }: Entry, { config }: Site): boolean {
  const isText = config.markdownExtensions.includes(extension.slice(1).toLowerCase())
  return isText && frontMatter.has('title') && !/^(?:index|404)\.|(?:^|\/)README\./i.test(path)
}

interface Place {
  /** Where nothing else is known. */
  readonly folder: string
  readonly layout: unknown
}

function like(
  siblings: readonly Entry[],
  place: Place,
  site: Site,
  conventions: Conventions,
  text: NewText,
): Post {
  const path = freePath(pathLike(siblings, place, conventions, text), site)
  const details = { ...text, draft: false }
  const written = detailsLike(siblings, path, site, conventions, details)
  const named = titled(written, siblings, text.title)
  const numbered = withNumber(withPermalink(named, siblings, path), siblings)
  const { collection } = parsePost(path, '', site)
  const isLaidOut = numbered.has('layout') || 'layout' in defaultsFor(path, collection ?? 'pages', site)
  const order = ['layout', 'title', ...conventions.keys.map(({ key }) => key)]
  const full = isLaidOut ? numbered : numbered.with('layout', place.layout, order)
  return parsePost(path, full.text, site)
}

function freePath(paths: (number: number) => string, site: Site): string {
  const taken = new Set(site.paths)
  let number = 1
  while (taken.has(paths(number))) number += 1
  return paths(number)
}

const isMost = (count: number, all: readonly unknown[]): boolean => count * 2 > all.length

/** The path under its n-th name. */
function pathLike(
  siblings: readonly Entry[],
  { folder }: Place,
  { extension }: Conventions,
  { title, date }: NewText,
): (number: number) => string {
  const names = siblings.map(({ path }) => nameOf(path))
  const inFolders = isMost(names.filter(({ own }) => own !== undefined).length, names)
  const own = names.filter(({ own }) => (own !== undefined) === inFolders)
  const where = mostCommon(own.map((name) => name.folder)) ?? folder
  const ending = mostCommon(own.map((name) => name.extension)) ?? extension
  const words = own.map(({ words }) => words)
  const slug = spelledLike(words, slugOfTitle(title))
  const start = isMost(own.filter(({ day }) => day).length, own) ? `${dayText(date)}-` : nextNumber(words)
  const stem = (where === '' ? '' : `${where}/`) + start + slug
  return (number) => `${stem}${number === 1 ? '' : `-${number}`}${inFolders ? '/index' : ''}${ending}`
}

interface Name {
  readonly folder: string
  /** The folder that is the text's own: of `about/index.md`. */
  readonly own: string | undefined
  readonly words: string
  readonly day: boolean
  readonly extension: string
}

function nameOf(path: string): Name {
  const { slug, day, extension } = parseFileName(path)
  const parts = path.split('/').slice(0, -1)
  const own = slug === 'index' ? parts.pop() : undefined
  return { folder: parts.join('/'), own, words: own ?? slug, day: day !== undefined, extension }
}

/** With underlines between the words where the others have those. */
function spelledLike(words: readonly string[], slug: string): string {
  const lined = words.filter((word) => word.includes('_') && !word.includes('-')).length
  const dashed = words.filter((word) => word.includes('-')).length
  return lined > dashed ? slug.replaceAll('-', '_') : slug
}

const numbered = /^(\d{1,4})([-_.])(?=\D)/

/** `07-` where the others' names are numbered and the last of them is the sixth. */
function nextNumber(words: readonly string[]): string {
  const found = words.flatMap((word) => numbered.exec(word) ?? [])
  const numbers = words.flatMap((word) => numbered.exec(word)?.[1] ?? [])
  if (!isMost(numbers.length, words)) return ''
  const width = Math.min(...numbers.map((text) => text.length))
  const next = String(Math.max(...numbers.map(Number)) + 1).padStart(width, '0')
  return next + (found[2] ?? '-')
}

/** Where the others are called by another detail than their title, this one is, too. */
function titled(details: FrontMatter, siblings: readonly Entry[], title: string): FrontMatter {
  const has = (key: string): number => siblings.filter(({ frontMatter }) => frontMatter.has(key)).length
  if (has('title') > 0 || !isMost(has('name'), siblings)) return details
  return details.without('title').with('name', title)
}

/** Where the others’ details give them addresses made of their names, this one gets one of the same form. */
function withPermalink(details: FrontMatter, siblings: readonly Entry[], path: string): FrontMatter {
  const forms = siblings.flatMap(({ frontMatter, path: own }) => {
    const given = frontMatter.get('permalink')
    const { words } = nameOf(own)
    const at = typeof given === 'string' ? given.lastIndexOf(words) : -1
    if (typeof given !== 'string' || at === -1) return []
    const [before, after] = [given.slice(0, at), given.slice(at + words.length)]
    return /[\w:]$/.test(before) || !/^(?:\/|\.html?)?$/.test(after) ? [] : `${before}\n${after}`
  })
  const form = mostCommon(forms)
  if (form === undefined || !isMost(forms.length, siblings)) return details
  const order = siblings.find(({ frontMatter }) => frontMatter.has('permalink'))?.frontMatter.keys ?? []
  return details.with(
    'permalink',
    form.replace('\n', () => nameOf(path).words),
    order,
  )
}

/** Details by which texts are put in order. */
const places = ['order', 'nav_order', 'weight', 'position', 'sort_order']

/** Where the others are numbered, this one comes behind them. */
function withNumber(details: FrontMatter, siblings: readonly Entry[]): FrontMatter {
  const key = places.find((name) => isMost(numbersOf(name, siblings).length, siblings))
  if (key === undefined || details.has(key)) return details
  const numbers = numbersOf(key, siblings)
  if (new Set(numbers).size < numbers.length) return details
  const order = siblings.find(({ frontMatter }) => frontMatter.has(key))?.frontMatter.keys ?? []
  return details.with(key, Math.max(...numbers) + stepOf(numbers), order)
}

const numbersOf = (key: string, siblings: readonly Entry[]): number[] =>
  siblings
    .map(({ frontMatter }) => frontMatter.get(key))
    .filter((value): value is number => typeof value === 'number' && Number.isInteger(value))

/** Ten where they are counted in tens. */
const stepOf = (numbers: readonly number[]): number => (numbers.every((each) => each % 10 === 0) ? 10 : 1)
