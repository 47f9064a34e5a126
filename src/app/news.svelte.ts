import type { Maker } from '../git/repository.ts'
import type { Entry } from '../jekyll/index.ts'

/** What others did to a post, as the list shows it. */
export interface Elsewhere {
  readonly kind: 'new' | 'changed'
  /** Who did it; undefined where several people may have. */
  readonly who: string | undefined
  /** Milliseconds since 1970. */
  readonly when: number | undefined
}

interface ToldPost {
  readonly path: string
  readonly title: string
  readonly kind: 'new' | 'changed' | 'deleted'
}

/** What came from the blog at once, to be said once. */
export interface Bulletin {
  readonly posts: readonly ToldPost[]
  /** Who made the latest change; undefined where that is not known. */
  readonly by: Pick<Maker, 'name' | 'date' | 'alone'> | undefined
}

type Entries = ReadonlyMap<string, Entry>

/** What others changed on the blog during this visit. */
export class News {
  /** The posts that the author has not looked at since. */
  posts = $state.raw<ReadonlyMap<string, Elsewhere>>(new Map())
  latest = $state.raw<Bulletin>()

  /** Takes in how the posts at these paths stood before and stand now. */
  tell(paths: readonly string[], before: Entries, now: Entries, by: Maker | undefined): void {
    const told = paths.flatMap((path) => toldPost(path, before.get(path), now.get(path)) ?? [])
    if (told.length === 0) return
    const posts = new Map(this.posts)
    for (const { path, kind } of told) {
      if (kind === 'deleted') posts.delete(path)
      else posts.set(path, { kind, who: by?.alone === true ? by.name : undefined, when: by?.date })
    }
    this.posts = posts
    this.latest = { posts: told, by }
  }

  /** The author has looked at this post. */
  seen(path: string): void {
    if (!this.posts.has(path)) return
    const posts = new Map(this.posts)
    posts.delete(path)
    this.posts = posts
  }
}

function toldPost(path: string, before: Entry | undefined, now: Entry | undefined): ToldPost | undefined {
  const entry = now ?? before
  if (!entry) return undefined
  const kind = !before ? 'new' : now ? 'changed' : 'deleted'
  return { path, title: entry.title, kind }
}
