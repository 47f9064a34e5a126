import type { Config } from './config.ts'
import type { LinkUse } from './links.ts'
import type { Entry } from './post.ts'
import type { SiteProblem } from './problem.ts'
import type { PictureUse } from './pictures.ts'

/** Somebody whom `_data/authors` (or the collection `authors`) names. */
export interface SiteAuthor {
  /** What a post's `author` key holds. */
  readonly key: string
  /** What a person reads. */
  readonly name: string
}

export interface Site {
  readonly config: Config
  /** False where nothing speaks for Jekyll: no `_config.yml`, no `_posts`, no Gemfile with jekyll. */
  readonly isJekyll: boolean
  /** All below `_posts` folders whose names carry a date, newest first. */
  readonly posts: readonly Entry[]
  /** All below `_drafts` folders, newest first; those without a date come first. */
  readonly drafts: readonly Entry[]
  /** Documents with front matter of the other collections that `_config.yml` names, in the order of their paths. */
  readonly documents: readonly Entry[]
  /** Names as a post's `layout` key holds them. */
  readonly layouts: readonly string[]
  readonly authors: readonly SiteAuthor[]
  /** Every file of the repository. */
  readonly paths: readonly string[]
  /** How this site's authors write pictures, newest posts first: what `learnConventions` learns from. */
  readonly pictures: readonly PictureUse[]
  /** Links of the newest posts to what may be on the site. */
  readonly links: readonly LinkUse[]
  /** The languages of the code in the newest posts as they write them, the most common first. */
  readonly codeLanguages: readonly string[]
  readonly problems: readonly SiteProblem[]
}
