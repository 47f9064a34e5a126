export type { Collection, Config, Configured, FrontMatterDefault } from './config.ts'
export type { Conventions, DateForm, KeyHabit, PictureHabit, Suggestion } from './conventions.ts'
export type { PostDate, PostDay } from './dates.ts'
export { defaultsFor } from './defaults.ts'
export { type FileName, parseFileName, postFileName } from './file-name.ts'
export type { FieldKind, FrontMatter, FrontMatterEntry, ListForm } from './front-matter.ts'
export type { PictureUse } from './pictures.ts'
export {
  type Entry,
  parsePost,
  type Post,
  type PostKind,
  serializePost,
  withBody,
  withFrontMatter,
  withPath,
} from './post.ts'
export type { Problem, SiteProblem } from './problem.ts'
export { readSite } from './read-site.ts'
export type { Site, SiteAuthor } from './site.ts'
export { decodeText, type SiteFiles } from './site-files.ts'
export { slugify, type SlugMode } from './slugify.ts'
export { Timestamp } from './timestamp.ts'

// Functions, as they land:
//   dateAt(instant: number, zone: string): PostDate
//   permalinkOf(post: Entry, site: Configured): string
//   draftPath(post: Entry, site): string · publishedPath(post: Entry, day: PostDay, site): string
//   statusOf(post: Entry, site: Configured, now: number): 'draft' | 'hidden' | 'future' | 'published'
//   expandAddress(text: string, site: Configured): string
//   findFile(address: string, post: Entry, site: Site): string | undefined
//   learnConventions(site: Site): Conventions
//   newPost(site: Site, conventions: Conventions, details: { title: string; date: PostDate; draft: boolean }): Post
