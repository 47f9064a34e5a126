import { diffLines } from 'diff/lib/diff/line.js'
import { describeChanges } from '../editor/changes.ts'
import type { Repository } from '../git/repository.ts'
import { decodeText, parsePost, type Post, type Site } from '../jekyll/index.ts'
import { correctionsFile } from '../jekyll/write-corrections.ts'
import type { Work } from '../recovery/index.ts'
import { withFurtherAdvice } from './advice/further-advice.ts'
import { checkPost, type Advice } from './check-post.ts'
import type { Blog } from './life/renaming.ts'
import { largePicture } from './pictures.ts'
import { kindOf, type WorkKind } from './works.ts'

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** One file that publishing would change. */
export interface ReviewItem {
  readonly path: string
  readonly title: string
  readonly kind: 'post' | 'picture' | 'file'
  readonly change: WorkKind
  /** Of a picture that is new here and large, in bytes. */
  readonly large?: number
  /** What changed, in the author's words, without a period: `1 paragraph changed`, `tags changed`. */
  readonly sentences: readonly string[]
  /** The file's text before and after; empty for pictures and where there is none. */
  readonly before: string
  readonly after: string
  readonly diff: readonly DiffLine[]
  /** What the author may want to mend first. */
  readonly advice: readonly Advice[]
  /** What others did to the same post, which is put together with the author's changes now. */
  readonly others?: Pick<ReviewItem, 'sentences' | 'diff'>
}

/** What is compared with what, where others changed the same posts. */
export interface Meanwhile {
  /** Posts about which there is something to decide: what the author did stands against what it began with. */
  readonly paths: ReadonlySet<string>
  /** The texts that posts began with that are put together by now. */
  readonly begun: ReadonlyMap<string, string>
}

export async function reviewWorks(
  works: readonly Work[],
  site: Site,
  blog: Blog,
  meanwhile: Meanwhile,
): Promise<ReviewItem[]> {
  const paths = [
    ...new Set([...site.paths, ...works.flatMap(({ path, content }) => (content === null ? [] : path))]),
  ]
  const review = (work: Work) => reviewWork(work, { ...site, paths }, blog.repository, meanwhile)
  const items = await Promise.all(works.map(review))
  const advised = await Promise.all(items.map((item) => withFurtherAdvice(item, blog)))
  const rank = { post: 0, file: 1, picture: 2 }
  return advised.sort(
    (one, other) => rank[one.kind] - rank[other.kind] || one.title.localeCompare(other.title),
  )
}

async function reviewWork(
  work: Work,
  site: Site,
  repository: Repository,
  { paths, begun }: Meanwhile,
): Promise<ReviewItem> {
  const change = kindOf(work)
  const name = work.path.split('/').at(-1) ?? work.path
  if (isPicture(work)) {
    const size = work.content?.length ?? 0
    return {
      path: work.path,
      title: name,
      kind: 'picture',
      change,
      ...(size >= largePicture && { large: size }),
      sentences: [],
      before: '',
      after: '',
      diff: [],
      advice: [],
    }
  }
  const known = work.base && paths.has(work.path) ? await repository.blob(work.base.oid) : undefined
  const bytes = known ?? (work.base && (await repository.read(work.base.path)))
  const before = (bytes && decodeText(bytes)) ?? ''
  const after = typeof work.content === 'string' ? work.content : ''
  if (work.path === correctionsFile)
    return {
      path: work.path,
      title: 'How this blog is written',
      kind: 'file',
      change,
      sentences: [],
      before,
      after,
      diff: diffOf(before, after),
      advice: [],
    }
  if (work.path.startsWith(`${site.config.dataDir}/`)) {
    const { reviewData } = await import('./data/review-data.ts')
    return { ...reviewData(work.path, change, before, after), diff: diffOf(before, after) }
  }
  const old = parsePost(work.base?.path ?? work.path, before, site)
  const post = work.content === null ? old : parsePost(work.path, after, site)
  const sentences = change === 'new' || change === 'deleted' ? [] : sentencesOf(old, post)
  const first = begun.get(work.path)
  return {
    path: work.path,
    title: post.title,
    kind: 'post',
    change,
    sentences,
    before,
    after,
    diff: diffOf(before, after),
    advice: change === 'deleted' ? [] : checkPost(post, site, Date.now()),
    ...(first !== undefined && { others: changesFrom(parsePost(old.path, first, site), old, first, before) }),
  }
}

const changesFrom = (old: Post, now: Post, before: string, after: string) => ({
  sentences: sentencesOf(old, now),
  diff: diffOf(before, after),
})

const isPicture = (work: Work): boolean =>
  work.content instanceof Uint8Array || /\.(png|jpe?g|gif|webp|avif|svg)$/i.test(work.path)

function sentencesOf(before: Post, after: Post): string[] {
  const text = before.body === after.body ? [] : describeChanges(before.body, after.body)
  return [...text, ...detailsOf(before, after), ...placeOf(before, after)]
}

function detailsOf(before: Post, after: Post): string[] {
  const keys = new Set([...before.frontMatter.keys, ...after.frontMatter.keys])
  const said = [...keys].flatMap((key) => {
    const [old, now] = [before.frontMatter.get(key), after.frontMatter.get(key)]
    if (JSON.stringify(old) === JSON.stringify(now)) return []
    return [`${key} ${old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'}`]
  })
  const silent = said.length === 0 && before.frontMatter.text !== after.frontMatter.text
  return silent ? ['details changed'] : said
}

function placeOf(before: Post, after: Post): string[] {
  if (before.kind === after.kind) return before.path === after.path ? [] : ['address changed']
  return [after.kind === 'draft' ? 'made a draft' : 'made a post']
}

function diffOf(before: string, after: string): DiffLine[] {
  return diffLines(before, after).flatMap(({ added, removed, value }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same'
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ kind, text }) as const)
  })
}

/** A message for the blog's history: short, and in the words of the author's work. */
export function proposeMessage(items: readonly ReviewItem[]): string {
  const posts = items.filter(({ kind }) => kind !== 'picture')
  const [only] = posts
  if (!only) return items.length === 1 ? 'Change a picture' : 'Change pictures'
  if (posts.length > 1) return `Update ${posts.length} posts`
  const verbs = { new: 'Add', edited: 'Update', moved: 'Update', deleted: 'Delete' }
  return `${verbs[only.change]} “${only.title}”`
}
