import type { ListForm } from './front-matter.ts'

/** A value that posts hold under a key, and how many do. */
export interface Suggestion {
  readonly value: string
  readonly count: number
}

/** How posts use one key of their front matter. */
export interface KeyHabit {
  readonly key: string
  /** Of all posts looked at, how many have it. */
  readonly count: number
  /** The form that most have, where the key holds a list. */
  readonly list: ListForm | undefined
  /** The value of nearly all posts, where it is the same. */
  readonly constant: unknown
  /** Whether the key names a picture in most posts. */
  readonly picture: boolean
}

/** How pictures are written in posts. */
export interface PictureHabit {
  /** The folder, relative to the repository, where most lie: `assets/images/blog`. */
  readonly folder: string
  /** What stands before the file's name in a post: `{{site.baseurl}}/assets/images/blog/`. */
  readonly prefix: string
  /** The attribute list that most have, with braces: `{:class="img-fluid"}`; empty where most have none. */
  readonly attributes: string
}

/** What the site's posts teach about how things are done there. */
export interface Conventions {
  /** In the order in which posts have them. */
  readonly keys: readonly KeyHabit[]
  readonly picture: PictureHabit
  /** What stands before the file's name in a front-matter key that names a picture (`''`: the bare name), by key. */
  readonly pictureKeys: ReadonlyMap<string, string>
  readonly tags: readonly Suggestion[]
  readonly categories: readonly Suggestion[]
  readonly authors: readonly Suggestion[]
  readonly layouts: readonly Suggestion[]
  /** With its dot, that of most posts. */
  readonly extension: string
  /** The folder of the newest post, relative to the repository: `_posts`, `_posts/2024`. */
  readonly folder: string
  /** How most posts write their date in the front matter. */
  readonly date: DateForm
}

export type DateForm = 'none' | 'day' | 'time' | 'time with zone'
