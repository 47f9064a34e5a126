import { learnNames, namedIn, type PictureNames, type ShownPicture } from './picture-forms.ts'
import type { PostText } from './picture-lessons.ts'
import { mostCommon } from './tally.ts'
import { emptyMap, isMap } from './yaml/values.ts'

/** What a key of a picture's entry holds. */
interface Held {
  readonly key: string
  readonly holds: 'address' | 'alt'
}

/** A gallery whose pictures a key of the details lists, and a tag in the text that shows them. */
export interface GalleryDetails {
  /** The tag as posts have it, without what it says of one gallery: `{% include gallery %}`. */
  readonly include: string
  /** The key that it shows unless it is told another. */
  readonly key: string
  /** Whether it can be told another. */
  readonly named: boolean
  /** What each picture's entry holds; undefined: its name alone. */
  readonly item: readonly Held[] | undefined
  readonly names: PictureNames
}

const tag =
  /\{%-?\s*include(?:_cached)?\s+([\w./-]*(?:gallery|slideshow|carousel|slider|photos)[\w./-]*)([^%]*)%\}/gi
const isFile = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i

/** Learns from posts that show galleries of their details. */
export function learnGalleryDetails(
  posts: readonly PostText[],
  paths: readonly string[],
): GalleryDetails | undefined {
  const uses = posts.flatMap(({ entry, text }) =>
    [...text.matchAll(tag)].flatMap(([, file = '', rest = '']) => {
      const id = /\s(?:id|name|gallery)\s*=\s*["']?([\w-]+)/.exec(rest)?.[1]
      const list = entry.frontMatter.get(id ?? 'gallery')
      return Array.isArray(list) && list.length > 0 ? [{ file, id, list: list as readonly unknown[] }] : []
    }),
  )
  const file = mostCommon(uses.map((use) => use.file))
  const same = uses.filter((use) => use.file === file)
  const names = learnNames(
    same.flatMap(({ list }) => list.flatMap(filesIn)),
    paths,
  )
  const first = same[0]
  if (file === undefined || !first || !names) return undefined
  return {
    include: `{% include ${file} %}`,
    key: same.every(({ id }) => id !== undefined) ? (first.id ?? 'gallery') : 'gallery',
    named: same.some(({ id }) => id !== undefined) || file === 'gallery',
    item: itemOf(first.list[0]),
    names,
  }
}

const isName = (value: unknown): value is string => typeof value === 'string' && isFile.test(value)
const filesIn = (item: unknown): string[] => (isMap(item) ? Object.values(item) : [item]).filter(isName)

function itemOf(item: unknown): GalleryDetails['item'] {
  if (!isMap(item)) return undefined
  const held = Object.entries(item).flatMap(([key, value]) => heldBy(key, value) ?? [])
  return held.some(({ holds }) => holds === 'alt') ? held : [...held, { key: 'alt', holds: 'alt' }]
}

function heldBy(key: string, value: unknown): Held | undefined {
  if (isName(value)) return { key, holds: 'address' }
  return key.startsWith('alt') ? { key, holds: 'alt' } : undefined
}

/** A gallery as a post gets it: what a key of its details is to hold, and the tag for its text. */
export interface WrittenGallery {
  readonly source: string
  readonly key: string
  readonly value: readonly unknown[]
}

/** `has`: whether the post's details hold a key already. Undefined: it can have no other gallery, or not with these pictures. */
export function writeGallery(
  { include, key, named, item, names }: GalleryDetails,
  pictures: readonly ShownPicture[],
  has: (key: string) => boolean,
): WrittenGallery | undefined {
  let own = key
  for (let number = 2; has(own); number += 1) own = `${key}${number}`
  const files = pictures.map(({ path }) => namedIn(names, path))
  if (files.includes(undefined) || (own !== 'gallery' && !named)) return undefined
  const value = pictures.map(({ alt }, at) => {
    if (!item) return files[at]
    const map = emptyMap()
    for (const { key: name, holds } of item) map[name] = holds === 'alt' ? alt : files[at]
    return map
  })
  return { source: own === 'gallery' ? include : include.replace(' %}', ` id="${own}" %}`), key: own, value }
}
