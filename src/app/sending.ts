import type { Author, Change, Oid, Place, Publish, Repository } from '../git/repository.ts'
import type { Entry } from '../jekyll/index.ts'
import type { Work } from '../recovery/index.ts'
import { problemFrom } from './answers.ts'
import type { Conflicts, Merged } from './conflicts.svelte.ts'
import type { Blog as WatchedBlog } from './live/watch.ts'
import { isPointer } from './pointer.ts'
import { problemOf, type Problem } from './problem.ts'
import type { Session } from './session.svelte.ts'
import type { Unpublished } from './unpublished.svelte.ts'
import { changesOf } from './works.ts'

export type PublishOutcome =
  { readonly kind: 'published' } | { readonly kind: 'problem'; readonly problem: Problem }

export type SubmitOutcome =
  | { readonly kind: 'submitted'; readonly head: Oid; readonly onto: Oid | null }
  /** Somebody else has put something there. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** What publishing needs of the open blog. */
export interface Blog extends WatchedBlog {
  readonly repository: Repository
  readonly works: Unpublished
  readonly conflicts: Conflicts
  readonly session: Session | undefined
  readonly entries: ReadonlyMap<string, Entry>
  readText(path: string): Promise<string | undefined>
  /** Asks the host for news. */
  sync(): Promise<Problem | undefined>
  /** The blog holds these files in another state now. */
  takeNews(paths: readonly string[], by: 'own' | undefined): Promise<void>
  /** The same where nobody waits for it: the texts of others come over the network. */
  takeNewsBehind(paths: readonly string[]): void
  trouble: Problem | undefined
  /** The open post stands in the works with another text than in its session. */
  followWork(path: string): Promise<void>
  tellPublished(): void
}

/** What was published last, as it can be taken back: the works as they were, and what each path held before. */
export interface Latest {
  /** The commit that holds it, and its branch. */
  readonly head: Oid
  readonly branch: string
  readonly works: readonly Work[]
  readonly message: string
  readonly before: readonly {
    readonly path: string
    readonly bytes: Uint8Array | null
    readonly now: string | null
  }[]
}

/** Files of which one side is a picture and the other only says where one is kept: neither is the other's next edition. */
function swapped(
  changes: readonly Change[],
  before: readonly { readonly bytes: Uint8Array | null }[],
): string[] {
  return changes.flatMap(({ path, bytes }, i) => {
    const old = before[i]?.bytes
    return bytes && old && isPointer(bytes) !== isPointer(old) ? [path] : []
  })
}

/** One way to the blog and back, loaded when somebody goes it. */
export class Sending {
  readonly #blog: Blog
  readonly #settleConflicts: () => Promise<void>
  readonly #took: (latest: Latest | undefined) => void

  /** `took`: what can be taken back now. */
  constructor(blog: Blog, settleConflicts: () => Promise<void>, took: (latest: Latest | undefined) => void) {
    this.#blog = blog
    this.#settleConflicts = settleConflicts
    this.#took = took
  }

  /** See `Publication.publish`. */
  async publish(message: string, author: Author, seen?: Merged): Promise<PublishOutcome> {
    try {
      const outgoing = await this.#outgoing(seen)
      if ('code' in outgoing) return { kind: 'problem', problem: outgoing }
      const { works, changes } = outgoing
      const before = await this.#before(changes)
      const kept = swapped(changes, before)
      if (kept.length > 0) return { kind: 'problem', problem: { code: 'kept-elsewhere', paths: kept } }
      const answer = await this.#blog.repository.publish(changes, message, author)
      if (answer.kind !== 'published') {
        const problem = await this.#notPublished(answer)
        if (problem) return { kind: 'problem', problem }
        return this.#blog.works.all.size > 0
          ? await this.publish(message, author, seen)
          : { kind: 'published' }
      }
      const { head, branch } = answer
      const latest = { works, message, head, branch, before: await this.#after(before) }
      this.#took(latest)
      this.#watch(latest).catch(() => undefined)
      // the blog holds it, whatever becomes of what is done here behind that
      await this.#settle(works, answer.changed).catch(this.#tell)
      return { kind: 'published' }
    } catch (error) {
      return { kind: 'problem', problem: problemOf(error) }
    }
  }

  /**
   * Puts all works where somebody looks them over before the blog takes them in; they stay works until then. See
   * `Repository.propose`.
   */
  async submit(message: string, author: Author, place: Place, seen?: Merged): Promise<SubmitOutcome> {
    try {
      const outgoing = await this.#outgoing(seen)
      if ('code' in outgoing) return { kind: 'problem', problem: outgoing }
      const { changes } = outgoing
      const kept = swapped(changes, await this.#before(changes))
      if (kept.length > 0) return { kind: 'problem', problem: { code: 'kept-elsewhere', paths: kept } }
      const answer = await this.#blog.repository.propose(changes, message, author, place)
      if (answer.kind === 'proposed') return { kind: 'submitted', head: answer.head, onto: answer.onto }
      if (answer.kind === 'changed') return { kind: 'taken' }
      const problem = await this.#notPublished(answer)
      return { kind: 'problem', problem: problem ?? { code: 'nothing-to-publish' } }
    } catch (error) {
      return { kind: 'problem', problem: problemOf(error) }
    }
  }

  /** What goes out, or why nothing does. The device knows that it does, should the answer never come. */
  async #outgoing(
    seen: Merged | undefined,
  ): Promise<Problem | { readonly works: readonly Work[]; readonly changes: readonly Change[] }> {
    const { session, works: kept } = this.#blog
    await session?.flush()
    const problem = this.#hindrance([...kept.all.values()])
    if (problem) return problem
    await kept.send([...kept.all.values()])
    const unseen = seen ? this.#unseen(seen) : []
    if (unseen.length > 0) return { code: 'merged', paths: unseen }
    const works = [...kept.all.values()]
    return { works, changes: works.flatMap(changesOf) }
  }

  /** Nothing hangs on it: what cannot be followed is published all the same. */
  async #watch(latest: Latest): Promise<void> {
    this.#blog.live = undefined
    const { watch } = await import('./live/watch.ts')
    await watch(this.#blog, latest)
  }

  #unseen(seen: Merged): string[] {
    const { merged } = this.#blog.conflicts
    return [...merged].flatMap(([path, by]) => (seen.has(path) && seen.get(path) === by ? [] : [path]))
  }

  #hindrance(works: readonly Work[]): Problem | undefined {
    if (works.flatMap(changesOf).length === 0) return { code: 'nothing-to-publish' }
    const unproven = works.filter((work) => work.unproven !== undefined).map(({ path }) => path)
    if (unproven.length > 0) return { code: 'unproven', paths: unproven }
    const twofold = works.filter(({ rivals }) => rivals).map(({ path }) => path)
    if (twofold.length > 0) return { code: 'undecided', paths: twofold }
    return this.#blog.session?.problem
  }

  /**
   * What others changed elsewhere in the same posts is put together, to be looked over; what is left is for the author.
   * Undefined: it was the author's own text that stood there.
   */
  async #notPublished(answer: Exclude<Publish, { kind: 'published' }>): Promise<Problem | undefined> {
    if (answer.kind !== 'conflict') return problemFrom(answer)
    const { conflicts } = this.#blog
    const trouble = await this.#blog.sync()
    await conflicts.find(answer.paths)
    await this.#settleConflicts()
    const [paths, merged] = [[...conflicts.paths], [...conflicts.merged.keys()]]
    if (paths.length > 0) return { code: 'conflict', paths }
    return merged.length > 0 ? { code: 'merged', paths: merged } : trouble
  }

  /** The blog now holds these works: what was not edited meanwhile is done, the rest goes on from there. */
  async #settle(published: readonly Work[], changed: readonly string[]): Promise<void> {
    const { works, session } = this.#blog
    await this.#finish(published)
    const ours = published.some(({ path }) => path === session?.path && !works.get(path))
    if (session && ours && !changed.includes(session.path)) session.base = await works.baseOf(session.path)
    this.#blog.conflicts.clear()
    this.#blog.tellPublished()
    const own = published.flatMap(changesOf).map(({ path }) => path)
    this.#blog.takeNewsBehind(changed)
    await this.#blog.takeNews(own, 'own')
  }

  readonly #tell = (error: unknown): void => {
    this.#blog.trouble = problemOf(error)
  }

  async #finish(published: readonly Work[]): Promise<void> {
    const { works } = this.#blog
    const current = published.flatMap((work) => works.get(work.path) ?? [])
    const done = current.filter((work) => published.includes(work)).map(({ path }) => path)
    const edited = current.filter((work) => !published.includes(work))
    const rebased = await Promise.all(
      edited.map((work) => works.rebase({ ...work, base: { path: work.path, oid: '' } })),
    )
    await works.write(rebased, done)
    const left = done.filter((path) => works.get(path)) // another tab was just writing there
    if (left.length > 0) await this.#finish(published.filter(({ path }) => left.includes(path)))
  }

  // — taking it back

  async #before(changes: readonly Change[]): Promise<{ path: string; bytes: Uint8Array | null }[]> {
    const texts = await this.#blog.repository.readAll(changes.map(({ path }) => path))
    return changes.map(({ path }) => ({ path, bytes: texts.get(path) ?? null }))
  }

  async #after(before: readonly { path: string; bytes: Uint8Array | null }[]): Promise<Latest['before']> {
    const { repository } = this.#blog
    return Promise.all(
      before.map(async (file) => ({ ...file, now: (await repository.oid(file.path)) ?? null })),
    )
  }

  /** See `Publication.undo`. */
  async undo(latest: Latest, author: Author): Promise<PublishOutcome> {
    const changes = latest.before.map(({ path, bytes, now }) => ({ path, bytes, base: now }))
    try {
      const answer = await this.#blog.repository.publish(changes, `Undo “${latest.message}”`, author)
      if (answer.kind === 'conflict') {
        await this.#blog.sync()
        return { kind: 'problem', problem: { code: 'changed-since', paths: answer.paths } }
      }
      if (answer.kind !== 'published') return { kind: 'problem', problem: problemFrom(answer) }
      this.#took(undefined)
      this.#blog.live = undefined
      await this.#putBack(latest, answer.changed).catch(this.#tell)
      return { kind: 'published' }
    } catch (error) {
      return { kind: 'problem', problem: problemOf(error) }
    }
  }

  async #putBack({ works, before }: Latest, changed: readonly string[]): Promise<void> {
    await this.#restore(works)
    this.#blog.takeNewsBehind(changed)
    const own = before.map(({ path }) => path)
    await this.#blog.takeNews(own, 'own')
  }

  /** The works as they were, on what the blog holds now; where the author has begun something new meanwhile, that stays. */
  async #restore(published: readonly Work[]): Promise<void> {
    const { works } = this.#blog
    const free = published.filter(({ path }) => !works.get(path))
    const rebased = await Promise.all(
      free.map(async (work) => (work.base === null ? work : works.rebase(work))),
    )
    await works.write(rebased, [])
    const begun = published.flatMap(({ path }) => works.get(path) ?? [])
    const others = begun.filter((work) => !rebased.includes(work))
    await works.write(await Promise.all(others.map((work) => works.rebase(work))), [])
    this.#blog.tellPublished()
  }
}
