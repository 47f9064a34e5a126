import type { Repository, SiteFiles } from '../git/repository.ts'
import { mayBeEntry } from '../jekyll/index.ts'

/** What every post may depend on. */
export const settings = /^_config\.ya?ml$|^_data\/_?authors\b|^Gemfile$/
/** So many posts, the newest by their names, come before anything is shown; a few more come with them, not in a request of their own. */
const firstPosts = 50
const fewMore = 25
/** So many texts are asked for at once behind that. */
const batch = 1000
/** Of more posts than this, no more than the newest are shown before the texts of the others begin to come. */
const mostAtFirst = 500
/** So many of them. */
const shownFirst = 250

/** The repository's texts in the order in which they are wanted: first what the screen shows, then batch by batch the rest. */
export class Arrival {
  readonly #repository: Repository
  readonly #texts: Map<string, Uint8Array>
  readonly #waiting: Set<string>
  readonly #paths: readonly string[]
  /** The posts that are not shown at first: they are too many even to read their names in no time. */
  readonly older: ReadonlySet<string>
  readonly total: number
  /** Resolves when the texts have come before which nothing can be opened. */
  readonly newest: Promise<void>

  private constructor(repository: Repository, paths: readonly string[]) {
    const posts = newestFirst(paths.filter(mayBeEntry))
    const newest = posts.slice(0, posts.length > firstPosts + fewMore ? firstPosts : undefined)
    const first = [...paths.filter((path) => settings.test(path)), ...newest]
    this.#repository = repository
    this.#paths = paths
    this.older = new Set(posts.length > mostAtFirst ? olderThanFirst(posts) : [])
    this.#texts = new Map()
    this.#waiting = new Set([...first, ...posts.slice(newest.length)])
    this.total = this.#waiting.size
    this.newest = this.#fetch(first)
    this.newest.catch(() => undefined) // told to whoever waits for it
  }

  /** The names are known then, and the newest texts asked for. */
  static async begin(repository: Repository): Promise<Arrival> {
    return new Arrival(repository, await repository.list(''))
  }

  get isComplete(): boolean {
    return this.#waiting.size === 0
  }

  /** How many texts have come. */
  get come(): number {
    return this.#texts.size
  }

  async next(): Promise<void> {
    await this.#fetch([...this.#waiting].slice(0, batch))
  }

  async #fetch(paths: readonly string[]): Promise<void> {
    for (const [path, text] of await this.#repository.readAll(paths)) this.#texts.set(path, text)
    for (const path of paths) this.#waiting.delete(path)
  }

  /** The repository's files as far as they have come; a text that has not is empty. */
  get files(): SiteFiles {
    return this.#filesAt(this.#paths)
  }

  /** The same without those older posts. */
  get firstFiles(): SiteFiles {
    return this.#filesAt(this.#paths.filter((path) => !this.older.has(path)))
  }

  #filesAt(paths: readonly string[]): SiteFiles {
    return {
      list: async (folder) => (folder === '' ? paths : this.#repository.list(folder)),
      read: async (path) =>
        this.#waiting.has(path) ? new Uint8Array() : (this.#texts.get(path) ?? this.#repository.read(path)),
    }
  }
}

/** A collection can have many texts without a date, which come before all posts: of both, the first count. */
function olderThanFirst(posts: readonly string[]): string[] {
  const dated = posts.findIndex((path) => dayOf(path) !== '~')
  return posts.filter((_, i) => i >= shownFirst && (i < dated || i >= dated + shownFirst))
}

/** By the date that a post's name starts with; drafts, which have none, before all. */
function newestFirst(paths: readonly string[]): string[] {
  const dated = paths.map((path) => ({ path, day: dayOf(path) }))
  dated.sort((one, other) => (one.day === other.day ? 0 : one.day > other.day ? -1 : 1))
  return dated.map(({ path }) => path)
}

const dayOf = (path: string): string =>
  /^\d{4}-\d\d?-\d\d?/.exec(path.slice(path.lastIndexOf('/') + 1))?.[0] ?? '~'
