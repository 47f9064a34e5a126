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

/** How posts use one key of their front matter. */
export interface KeyHabit {
  readonly key: string
  /** How many of the posts looked at have it. */
  readonly count: number
  /** What most of its values are. */
  readonly kind: FieldKind
  /** Its values, most used first, where posts choose among a few; else empty. */
  readonly choices: readonly Suggestion[]
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

/** Learns from a site's newest posts how things are done there; suggestions count all posts. */
export function learnConventions(site: Site): Conventions {
  const posts = site.posts.length > 0 ? site.posts : [...site.drafts, ...site.documents]
  const teachers = posts.slice(0, newest)
  const dates = teachers.map(writtenDate).filter((text) => text !== undefined)
  const date = dates.length * 2 > teachers.length ? mostCommon(dates.map(dateFormOf)) : undefined
  return {
    posts: teachers.length,
    keys: learnKeys(teachers),
    picture: learnPictures(site),
    look: learnLook(site.pictures),
    link: learnLinks(site),
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
    list: mostCommon(entries.map((entry) => listFormOf(entry)).filter((form) => form !== undefined)),
    constant: isConstant ? first : undefined,
  }
}

const mostChoices = 12
const longestChoice = 40

/** A key whose few short values come again and again is one to choose from. */
function choicesOf(entries: readonly FrontMatterEntry[]): readonly Suggestion[] {
  const texts = entries.map(({ value }) => value).filter((value) => typeof value === 'string')
  const values = tally(texts)
  const few = values.length <= mostChoices && texts.length >= 3 * values.length
  const short = values.every(({ value }) => value.length <= longestChoice && /^[^\n]+$/.test(value))
  return few && short && texts.length === entries.length ? values : []
}

const listKeys = new Set(['tags', 'tag', 'categories', 'category', 'keywords'])

function listFormOf({ key, value, text }: FrontMatterEntry): ListForm | undefined {
  if (Array.isArray(value)) return text.includes('[') && !text.startsWith('-') ? 'flow' : 'block'
  return typeof value === 'string' && listKeys.has(key) ? stringForm(value) : undefined
}

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
