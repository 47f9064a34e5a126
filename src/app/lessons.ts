import { learnIncludes, parametersOfInclude } from '../jekyll/includes.ts'
import {
  decodeText,
  type IncludeHabit,
  type Site,
  type SiteFiles,
  type StyleHabits,
} from '../jekyll/index.ts'
import { learnPictureForms, type PictureForms } from '../jekyll/picture-lessons.ts'
import { learnStyles } from '../jekyll/styles.ts'
import { learnVideos, videoSource, type VideoHabits } from '../jekyll/videos.ts'
import type { Workspace } from './workspace.svelte.ts'

/** What the texts of the blog's posts teach; read when it is asked for, not to open the blog. */
export interface Lessons {
  readonly styles: StyleHabits
  readonly includes: readonly IncludeHabit[]
  readonly videos: VideoHabits
  readonly pictures: PictureForms
}

type Blog = Pick<Workspace, 'site' | 'files'>

const learnt = new WeakMap<Site, Promise<Lessons>>()

/** Learnt once for a state of the blog, which must be open. */
export async function lessonsOf({ site, files }: Blog): Promise<Lessons> {
  if (!site) throw new Error('The blog is not open.')
  const lessons = learnt.get(site) ?? learnLessons(site, files)
  learnt.set(site, lessons)
  return lessons
}

/** The posts that teach: habits change, so only the newest count. */
const newest = 200

async function learnLessons(site: Site, files: SiteFiles): Promise<Lessons> {
  const posts = [...site.posts, ...site.drafts, ...site.documents].slice(0, newest)
  const texts = await Promise.all(posts.map(({ path }) => textAt(path, files)))
  const known = texts.filter((text) => text !== undefined)
  const read = posts.flatMap((entry, at) => {
    const text = texts[at]
    return text === undefined ? [] : [{ entry, text }]
  })
  return {
    styles: learnStyles(known),
    includes: learnIncludes(known),
    videos: learnVideos(known),
    pictures: learnPictureForms(read, site.paths),
  }
}

/** The parameters of an include: those that posts give it, then those that its own text asks for besides. */
export async function parametersOf(file: string, blog: Blog): Promise<IncludeHabit['parameters']> {
  const lessons = await lessonsOf(blog)
  const used = lessons.includes.find((habit) => habit.file === file)?.parameters ?? []
  const asked = parametersOfInclude((await textAt(`_includes/${file}`, blog.files)) ?? '')
  const others = asked.filter((name) => !used.some((habit) => habit.name === name))
  return [...used, ...others.map((name) => ({ name, count: 0, values: [] }))]
}

/** The includes that posts may use: those that they do, most used first, then the others that the blog has. */
export async function includesOf(
  blog: Blog,
): Promise<readonly { readonly file: string; readonly count: number }[]> {
  const { includes } = await lessonsOf(blog)
  const used = includes.map(({ file, count }) => ({ file, count }))
  const own = (blog.site?.paths ?? []).flatMap((path) => /^_includes\/(.+)$/.exec(path)?.[1] ?? [])
  const others = own.filter((file) => !used.some((habit) => habit.file === file))
  return [...used, ...others.sort().map((file) => ({ file, count: 0 }))]
}

/** What a post is given for the video at an address, as the blog writes videos; undefined: it is no address. */
export async function videoFor(address: string, blog: Blog): Promise<string | undefined> {
  return videoSource(address, (await lessonsOf(blog)).videos)
}

async function textAt(path: string, files: SiteFiles): Promise<string | undefined> {
  const bytes = await files.read(path)
  return bytes && decodeText(bytes)
}
