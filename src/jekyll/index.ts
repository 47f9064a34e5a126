export { expandAddress, findFile, type Searchable } from './addresses.ts'
export type { CaptionForm } from './captions.ts'
export { categoriesOf } from './categories.ts'
export { type Collection, type Config, type Configured, folderOf, type FrontMatterDefault } from './config.ts'
export { type Conventions, type KeyHabit, learnConventions, type Suggestion } from './conventions.ts'
export { dateAt, type PostDate, type PostDay, readDate, readTime } from './dates.ts'
export { defaultsFor } from './defaults.ts'
export { cutHead } from './head.ts'
export { type FileName, parseFileName, postFileName } from './file-name.ts'
export type { FieldKind, FrontMatter, FrontMatterEntry, ListForm } from './front-matter.ts'
export type { IncludeHabit, ParameterHabit } from './includes.ts'
export { draftPath, publishedPath, type Status, statusOf } from './life.ts'
export { kramdownOptionsOf } from './kramdown-options.ts'
export { linkedPost, writeLink, type LinkHabit } from './link-habit.ts'
export { permalinkOf } from './permalink.ts'
export type { PictureHabit } from './picture-habit.ts'
export type { PictureLook } from './picture-look.ts'
export type { PictureUse } from './pictures.ts'
export { describe } from './describe.ts'
export {
  type Described,
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
export { listsOf, mayBeEntry, type Pause, readConfig, readSite } from './read-site.ts'
export type { Site, SiteAuthor } from './site.ts'
export type { EditorSettings, FieldSettings, FolderSettings, SettingKind } from './settings/settings.ts'
export { decodeForReading, decodeText, type SiteFiles } from './site-files.ts'
export { slugify, type SlugMode } from './slugify.ts'
export { type DateForm, spellDate } from './spell-date.ts'
export type { StyledKind, StyleHabits } from './styles.ts'
export { Timestamp } from './timestamp.ts'
export { readRubyYaml } from './yaml/ruby-values.ts'
