import type { Repository } from '../git/repository.ts'
import { decodeText } from '../jekyll/index.ts'
import type { Work } from '../recovery/index.ts'
import type { Together } from './merge/keep-both.ts'
import { bytesOf, rivalsOf } from './works.ts'

/** Of so many texts, the last, it is remembered that they were sent. */
const mostSent = 8

interface Joiner {
  together(path: string, before: string, mine: string, theirs: string): Promise<Together>
}

/** A work with what another tab made of it since `before`: where that dropped it, it may have published it. */
export async function putTogether(
  work: Work,
  before: Work | undefined,
  now: Work | undefined,
  repository: Repository,
  joiner: Joiner,
): Promise<Work> {
  if (!now) return before ? noteSent(work, before, repository) : work
  if (work.content === null) return now
  if (typeof work.content !== 'string' || typeof now.content !== 'string') return work
  const old = typeof before?.content === 'string' ? before.content : await published(work, repository)
  const { text, rivals } = await joiner.together(work.path, old, work.content, now.content)
  const base = work.base?.oid === before?.base?.oid ? now.base : work.base
  return { ...work, base, content: text, ...(now.sent && { sent: now.sent }), ...rivalsOf(now, rivals) }
}

async function published({ path, base }: Work, repository: Repository): Promise<string> {
  const bytes = base ? await repository.blob(base.oid) : await repository.read(path)
  return (bytes && decodeText(bytes)) ?? ''
}

/** The work with a note that this content of it was sent. */
export async function noteSent(work: Work, { content }: Work, repository: Repository): Promise<Work> {
  if (content === null) return work
  const oid = await repository.oidOf(bytesOf(content))
  const { sent = [] } = work
  return sent.includes(oid) ? work : { ...work, sent: [...sent, oid].slice(-mostSent) }
}

/** Of works whose files changed on the blog: those that say no more than it does, and those that go on from what they sent. */
export async function findOwn(
  works: readonly Work[],
  repository: Repository,
): Promise<{ done: string[]; rebased: Work[] }> {
  const done: string[] = []
  const rebased: Work[] = []
  for (const work of works) {
    const { path, content, sent } = work
    if (!(await isMoved(work, repository))) continue
    const oid = await repository.oid(path)
    const own = content === null ? undefined : await repository.oidOf(bytesOf(content))
    if (own === oid) done.push(path)
    else if (oid !== undefined && sent?.includes(oid)) rebased.push({ ...work, base: { path, oid } })
  }
  return { done, rebased }
}

/** Whether the file that a work takes away from its old place is gone from there. */
async function isMoved({ path, base }: Work, repository: Repository): Promise<boolean> {
  return base === null || base.path === path || (await repository.oid(base.path)) === undefined
}
