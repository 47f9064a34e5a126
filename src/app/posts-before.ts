import type { Repository, Rewritten } from '../git/repository.ts'
import { decodeText } from '../jekyll/index.ts'
import type { Work } from '../recovery/index.ts'
import type { Problem } from './problem.ts'
import type { Workspace } from './workspace.svelte.ts'

type IsPost = (path: string) => boolean

/** Takes in another history; with `isPost`, what was different before stands here as changes that are not published. */
export async function takeAnew(
  blog: Workspace,
  rewritten: Rewritten,
  isPost: IsPost | undefined,
): Promise<Problem | undefined> {
  const { works } = blog
  const before = isPost ? await postsBefore(rewritten, isPost, blog.repository) : []
  const trouble = await blog.sync({ anew: true })
  if (trouble) return trouble
  const free = before.filter(({ path }) => !works.get(path))
  await works.write(await Promise.all(free.map((work) => works.rebase(work))), [])
  if (blog.session) await blog.followWork(blog.session.path)
  return undefined
}

/**
 * The posts that are different in a history that was put in the place of the blog's, as this device has them, and the
 * pictures that are not there any more: each a work. What is not to be had any more is left out.
 */
async function postsBefore(
  { lost, changed }: Rewritten,
  isPost: IsPost,
  repository: Repository,
): Promise<Work[]> {
  const posts = [...lost, ...changed].filter(isPost)
  const pictures = lost.filter((path) => isPicture.test(path))
  const works = await Promise.all([...posts, ...pictures].map((path) => workAt(path, repository)))
  return works.flatMap((work) => work ?? [])
}

async function workAt(path: string, repository: Repository): Promise<Work | undefined> {
  const bytes = await repository.read(path).catch(() => undefined)
  if (!bytes) return undefined
  const content = isPicture.test(path) ? bytes : decodeText(bytes)
  return content === undefined ? undefined : { path, content, base: { path, oid: '' }, changedAt: Date.now() }
}

const isPicture = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i
