import { findFile } from './addresses.ts'
import type { FieldKind, FrontMatterEntry, ListForm } from './front-matter.ts'
import { itemsOf, stringForm, textOf } from './lists.ts'
import { learnLinks, type LinkHabit } from './link-habit.ts'
import { learnPictures, type PictureHabit } from './picture-habit.ts'
import { learnLook, type PictureLook } from './picture-look.ts'
import type { Entry } from './post.ts'
import type { Site } from './site.ts'
import { type DateForm, dateFormOf } from './spell-date.ts'
import { mostCommon, tally } from './tally.ts'
import { isSame } from './yaml/values.ts'

/** A value that posts hold under a key, and how many do. */
export interface Suggestion {
  readonly value: string
  readonly count: number
}

export type Quotes = 'plain' | 'single' | 'double'

/** How posts use one key of their front matter. */
export interface KeyHabit {
  readonly key: string
  /** How many of the posts looked at have it. */
  readonly count: number
  /** What most of its values are. */
  readonly kind: FieldKind
  /** Its values, most used first, where posts choose among a few; else empty. */
  readonly choices: readonly Suggestion[]
  /** How most of its texts are quoted. */
  readonly quotes: Quotes | undefined
  /** The form that most have, where the key holds a list or a text of several words for tags and categories. */
  readonly list: ListForm | undefined
  /** The value that nearly all posts have, or undefined. */
  readonly constant: unknown
}

/** What the site's posts teach about how things are done there. */
export interface Conventions {
  /** How many posts were looked at. */
  readonly posts: number
  /** In the order in which posts have them. */
  readonly keys: readonly KeyHabit[]
  readonly picture: PictureHabit
  readonly look: PictureLook
  /** How posts write links to each other. */
  readonly link: LinkHabit
  /** Keys that name a picture: its folder in the repository, and what stands before the file's name. */
  readonly pictureKeys: ReadonlyMap<string, { readonly folder: string; readonly prefix: string }>
  /** Most used first. */
  readonly tags: readonly Suggestion[]
  readonly categories: readonly Suggestion[]
  readonly authors: readonly Suggestion[]
  readonly layouts: readonly Suggestion[]
  /** With its dot, that of most posts. */
  readonly extension: string
  /** The folder of the newest post, relative to the repository: `_posts`, `_posts/2024`. */
  readonly folder: string
  /** How most posts write their date in the front matter; undefined where most have none. */
  readonly date: DateForm | undefined
  /** A date of that form as it stands in the newest post, for `spellDate`. */
  readonly dateSample: string | undefined
}

/** The posts that teach: habits change, so only the newest count. */
const newest = 200

/**
 * Learns how things are done on a site: from its newest posts, or from the documents of another collection; suggestions
 * count all of them. How pictures and links are written is the same for all.
 */
export function learnConventions(site: Site, collection = 'posts'): Conventions {
  const posts = teachersOf(site, collection)
  const teachers = posts.slice(0, newest)
  const dates = teachers.map(writtenDate).filter((text) => text !== undefined)
  const date = dates.length * 2 > teachers.length ? mostCommon(dates.map(dateFormOf)) : undefined
  let link: LinkHabit | undefined
  return {
    posts: teachers.length,
    keys: learnKeys(teachers),
    picture: learnPictures(site),
    look: learnLook(site.pictures),
    // it takes the addresses of all posts, which a list need not wait for
    get link() {
      return (link ??= learnLinks(site))
    },
    pictureKeys: learnPictureKeys(teachers, site),
    tags: suggest(posts, ['tags', 'tag']),
    categories: suggest(posts, ['categories', 'category']),
    authors: suggest(posts, ['author', 'authors'], false),
    layouts: suggest(posts, ['layout'], false),
    extension: mostCommon(teachers.map((post) => post.extension)) ?? '.md',
    folder: folderOf(teachers[0]?.path ?? '_posts/'),
    date,
    dateSample: date && dates.find((text) => dateFormOf(text) === date),
  }
}

/** Without posts, whatever there is. */
function teachersOf(site: Site, collection: string): readonly Entry[] {
  const documents = site.documents.filter((entry) => entry.collection === collection)
  if (documents.length > 0) return documents
  return site.posts.length > 0 ? site.posts : [...site.drafts, ...site.documents]
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

function writtenDate(post: Entry): string | undefined {
  const value = post.frontMatter.get('date')
  return value === undefined || value === null ? undefined : textOf(value)
}

function suggest(posts: readonly Entry[], keys: readonly string[], splits = true): Suggestion[] {
  const values = posts.flatMap(({ frontMatter }) =>
    keys.flatMap((key) => {
      const value = frontMatter.get(key)
      return splits || Array.isArray(value) ? [...new Set(itemsOf(value))] : [textOf(value)]
    }),
  )
  return tally(values.filter((value) => value !== ''))
}

function learnKeys(posts: readonly Entry[]): KeyHabit[] {
  const uses = new Map<string, { entry: FrontMatterEntry; place: number }[]>()
  for (const post of posts)
    post.frontMatter.entries.forEach((entry, index, { length }) => {
      const known = uses.get(entry.key) ?? []
      known.push({ entry, place: index / length })
      uses.set(entry.key, known)
    })
  const habits = [...uses].map(([key, all]) => ({
    habit: keyHabit(
      key,
      all.map(({ entry }) => entry),
      posts.length,
    ),
    place: all.reduce((sum, { place }) => sum + place, 0) / all.length,
  }))
  return habits.sort((one, other) => one.place - other.place).map(({ habit }) => habit)
}

function keyHabit(key: string, entries: readonly FrontMatterEntry[], posts: number): KeyHabit {
  const first = entries[0]?.value
  const same = entries.filter(({ value }) => isSame(value, first)).length
  const isConstant = posts > 1 && entries.length >= posts * 0.7 && same >= entries.length * 0.9
  return {
    key,
    count: entries.length,
    kind: mostCommon(entries.map(({ kind }) => kind).filter((kind) => kind !== 'empty')) ?? 'text',
    choices: choicesOf(entries),
    quotes: mostCommon(entries.map((entry) => quotesOf(entry)).filter((quotes) => quotes !== undefined)),
    list: listFormOf(key, entries),
    constant: isConstant ? first : undefined,
  }
}

const quoteSigns: Readonly<Record<string, Quotes>> = { "'": 'single', '"': 'double' }

/** A block scalar or an alias says nothing of how a text is quoted. */
export const quotesOf = ({ value, text }: FrontMatterEntry): Quotes | undefined =>
  typeof value !== 'string' || /^[|>*&!]/.test(text) ? undefined : (quoteSigns[text.charAt(0)] ?? 'plain')

const mostChoices = 12
const longestChoice = 40

/** A key whose few short values come again and again is one to choose from. */
function choicesOf(entries: readonly FrontMatterEntry[]): readonly Suggestion[] {
  const texts = entries.map(({ value }) => value).filter((value) => typeof value === 'string')
  const values = tally(texts)
  const few = values.length > 1 && values.length <= mostChoices && texts.length >= 3 * values.length
  const short = values.every(({ value }) => value.length <= longestChoice && /^[^\n]+$/.test(value))
  return few && short && texts.length === entries.length ? values : []
}

const listKeys = new Set(['tags', 'tag', 'categories', 'category', 'keywords'])

/**
 * The form that most lists of a key have. A text of one word is a list of one in the string form that the others have; an
 * empty list is in none.
 */
export function listFormOf(key: string, entries: readonly FrontMatterEntry[]): ListForm | undefined {
  const values = entries.filter(({ value }) => !Array.isArray(value) || value.length > 0)
  const lists = values.filter(({ value }) => Array.isArray(value))
  const texts = listKeys.has(key) ? values.map(({ value }) => value).filter(isFilledText) : []
  if (lists.length + texts.length === 0) return undefined
  if (texts.length > lists.length)
    return mostCommon(texts.map(stringForm).filter((form) => form !== undefined)) ?? 'blanks'
  return mostCommon(lists.map(({ text }) => (text.includes('[') && !text.startsWith('-') ? 'flow' : 'block')))
}

const isFilledText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

const pictureName = /^[^\n]{1,300}\.(?:png|jpe?g|gif|webp|avif|svg)$/i

function learnPictureKeys(
  posts: readonly Entry[],
  site: Site,
): Map<string, { folder: string; prefix: string }> {
  const found = new Map<string, { prefix: string; folder: string | undefined }[]>()
  for (const post of posts)
    for (const { key, value } of post.frontMatter.entries) {
      if (typeof value !== 'string' || !pictureName.test(value)) continue
      const known = found.get(key) ?? []
      known.push({
        prefix: value.slice(0, value.lastIndexOf('/') + 1),
        folder: pictureFolder(value, post, site),
      })
      found.set(key, known)
    }
  const local = [...found].map(
    ([key, uses]) => [key, uses.filter(({ prefix }) => !/^\w+:|^\/\//.test(prefix))] as const,
  )
  return new Map(
    local.flatMap(([key, uses]) => {
      const prefix = mostCommon(uses.map((use) => use.prefix))
      if (prefix === undefined) return []
      const folder = mostCommon(
        uses.filter((use) => use.prefix === prefix && use.folder !== undefined).map((use) => use.folder),
      )
      return [[key, { prefix, folder: folder ?? prefix.replaceAll(/^\/|\/$/g, '') }] as const]
    }),
  )
}

/** The folder of the picture that a key names: by its address, else by the end of its path (a layout puts the start before it). */
function pictureFolder(value: string, post: Entry, site: Site): string | undefined {
  const direct = findFile(value, post, site) ?? site.paths.find((path) => path.endsWith(`/${value}`))
  return direct === undefined ? undefined : folderOf(direct)
}
