import { type Conventions, type KeyHabit, quotesOf } from './conventions.ts'
import type { PostDate } from './dates.ts'
import { dayText, slugOfTitle } from './file-name.ts'
import type { FrontMatter } from './front-matter.ts'
import { type Entry, parsePost, type Post } from './post.ts'
import type { Site } from './site.ts'
import { spellDate } from './spell-date.ts'
import { isSame } from './yaml/values.ts'

export interface NewPost {
  readonly title: string
  readonly date: PostDate
  readonly draft: boolean
}

/**
 * A post that is not there yet, like its siblings: in their folder, with a free name by Jekyll's rule, their keys of constant
 * value, title and date in their spelling, an empty body.
 */
export function newPost(site: Site, conventions: Conventions, details: NewPost): Post {
  const path = freePath(site, details, conventions)
  const frontMatter = detailsLike(site.posts, path, site, conventions, details)
  const needsLayout = site.posts.length === 0 && !conventions.keys.some(isSet)
  const laidOut = needsLayout ? frontMatter.with('layout', layoutFor(site), ['layout', 'title']) : frontMatter
  return parsePost(path, laidOut.text, site)
}

/** The details of a text that is not there yet: those of its siblings that are the same for all, its title and its date. */
export function detailsLike(
  siblings: readonly Entry[],
  path: string,
  site: Site,
  conventions: Conventions,
  details: NewPost,
): FrontMatter {
  const sibling = siblingOf(siblings, conventions)
  const empty = parsePost(path, '---\n---\n\n', site).frontMatter
  const start = sibling === undefined ? empty : bare(sibling.frontMatter, path, site, conventions)
  return filled(start, site, conventions, details)
}

/** The newest post that shows how things are done: one whose title is quoted as most are, where there is one. */
function siblingOf(posts: readonly Entry[], { keys }: Conventions): Entry | undefined {
  const sound = posts.filter(
    ({ frontMatter }) => frontMatter.keys.length > 0 && frontMatter.problems.length === 0,
  )
  const quotes = keys.find(({ key }) => key === 'title')?.quotes
  const usual = sound.slice(0, newest).find(({ frontMatter }) => {
    const title = frontMatter.entries.find(({ key }) => key === 'title')
    return title !== undefined && quotesOf(title) === quotes
  })
  return usual ?? sound[0]
}

/** Among how many posts a sibling is looked for. */
const newest = 20

function freePath(site: Site, { title, date, draft }: NewPost, conventions: Conventions): string {
  const folder = draft
    ? conventions.folder.replace(/(^|\/)_posts(?:\/.*)?$/, '$1_drafts')
    : folderFor(conventions.folder, date)
  const name = `${draft ? '' : `${dayText(date)}-`}${slugOfTitle(title)}`
  const taken = new Set(site.paths)
  const paths = (number: number): string =>
    `${folder}/${name}${number === 1 ? '' : `-${number}`}${conventions.extension}`
  let number = 1
  while (taken.has(paths(number))) number += 1
  return paths(number)
}

/** The newest post's folder; one that is named after a year is that of the new post's year. */
const folderFor = (folder: string, date: PostDate): string => folder.replace(/\/\d{4}$/, `/${date.year}`)

/** A sibling's front matter without comments and anything that is that post's own, but for its title and date. */
function bare(frontMatter: FrontMatter, path: string, site: Site, { keys }: Conventions): FrontMatter {
  const shared = new Map(keys.map(({ key, constant }) => [key, constant]))
  const own = frontMatter.entries.filter(
    ({ key, value }) =>
      key !== 'title' && key !== 'date' && !(shared.get(key) !== undefined && isSame(shared.get(key), value)),
  )
  const kept = own.reduce((rest, { key }) => rest.without(key), frontMatter)
  const eol = kept.text.includes('\r\n') ? '\r\n' : '\n'
  const lines = kept.source.split(/\r?\n/).filter((line) => !/^\s*(?:#.*)?$/.test(line))
  const yaml = lines.map((line) => line + eol).join('')
  return parsePost(path, `---${eol}${yaml}---${eol}${eol}`, site).frontMatter
}

function filled(start: FrontMatter, site: Site, conventions: Conventions, details: NewPost): FrontMatter {
  const order = conventions.keys.map(({ key }) => key)
  const hasDate = conventions.date !== undefined && !details.draft
  const date = hasDate ? spellDate(details.date, site.config.timezone, conventions.dateSample) : undefined
  const titled = start.with('title', details.title, order).with('date', date, order)
  return conventions.keys
    .filter(isSet)
    .reduce((rest, { key, constant }) => rest.with(key, constant, order), titled)
}

/** Whether a new text begins with this detail. */
const isSet = ({ key, constant }: KeyHabit): boolean =>
  constant !== undefined && constant !== null && key !== 'title' && key !== 'date'

/** A site without posts, but with a layout for them. */
const layoutFor = (site: Site): string | undefined => (site.layouts.includes('post') ? 'post' : undefined)
