import type { FrontMatter } from './front-matter.ts'
import type { PostDate } from './dates.ts'
import type { Problem } from './problem.ts'

export type PostKind = 'post' | 'draft' | 'document' | 'page'

/** What is known of a post without its text: enough for a list, for its address and for what the posts teach. */
export interface Entry {
  /** Relative to the repository. */
  readonly path: string
  readonly kind: PostKind
  /** `posts` for posts and drafts, null for a page. */
  readonly collection: string | null
  /** From the front matter or the file's name, by Jekyll's rule. */
  readonly slug: string
  /** With its dot: `.md`. */
  readonly extension: string
  /** Of the front matter, else of the file's name; a draft may have none. */
  readonly date: PostDate | undefined
  /** Of the front matter (or its defaults), else made from the slug as Jekyll does. */
  readonly title: string
  readonly frontMatter: FrontMatter
  readonly problems: readonly Problem[]
}

/** A post, draft, page or document of a collection with its text; `serializePost` gives the file back, byte for byte. */
export interface Post extends Entry {
  /** What follows the front matter, exactly as it stands. */
  readonly body: string
}
