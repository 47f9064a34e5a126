export type { Collection, Config, FrontMatterDefault } from './config.ts'
export type { Conventions, DateForm, KeyHabit, PictureHabit, Suggestion } from './conventions.ts'
export type { PostDate } from './dates.ts'
export type { FieldKind, FrontMatter, FrontMatterEntry, ListForm } from './front-matter.ts'
export type { Entry, Post, PostKind } from './post.ts'
export type { Problem, SiteProblem } from './problem.ts'
export type { PictureUse, Site, SiteAuthor } from './site.ts'
export { decodeText, type SiteFiles } from './site-files.ts'

// Functions, as they land:
//   readSite(files: SiteFiles): Promise<Site>
//   parsePost(path: string, source: string, site?: { config: Config }): Post
//   serializePost(post: Post): string
//   withBody(post: Post, body: string): Post
//   withFrontMatter(post: Post, frontMatter: FrontMatter): Post
//   class Timestamp { text; toString() }: a YAML date or time with its spelling
//   slugify(text: string, mode?: SlugMode): string
//   postFileName(title: string, date: PostDay, extension: string): string
//   parseFileName(path: string): { day: PostDay | undefined; slug: string; extension: string }
//   permalinkOf(post: Entry, site: { config: Config }): string
//   defaultsFor(path: string, type: string, site: { config: Config }): Record<string, unknown>
//   draftPath(post: Entry, site): string · publishedPath(post: Entry, day: PostDay, site): string
//   statusOf(post: Entry, site: { config: Config }, now: number): 'draft' | 'hidden' | 'future' | 'published'
//   expandAddress(text: string, site: { config: Config }): string
//   findFile(address: string, post: Entry, site: Site): string | undefined
//   learnConventions(site: Site): Conventions
//   newPost(site: Site, conventions: Conventions, details: { title: string; date: PostDate; draft: boolean }): Post
