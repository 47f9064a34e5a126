import type { Author, Place } from '../git/repository.ts'
import type { Conflict, Decision, Merged } from './conflicts.svelte.ts'
import { problemOf } from './problem.ts'
import type { ReviewItem } from './review.ts'
import type { Blog, Latest, Sending, SubmitOutcome, PublishOutcome } from './sending.ts'

/** What is needed for it could not be loaded. */
const unloaded = (error: unknown) => ({ kind: 'problem', problem: problemOf(error) }) as const

/** The way of the author's works to the blog, and back. */
export class Publication {
  readonly #blog: Blog
  #latest = $state.raw<Latest>()
  #underWay: Promise<unknown> = Promise.resolve()

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** What publishing would change, file by file, in words and in lines; what others changed too is put together first. */
  async review(): Promise<ReviewItem[]> {
    const { works } = this.#blog
    void this.#blog.repository.preparePublish()
    void this.#sending().catch(() => undefined) // publishing says so, if it cannot be loaded then either
    await this.#blog.session?.flush()
    await this.#settleConflicts()
    await works.send([...works.all.values()]).catch(() => undefined) // publishing, which need not wait then, says why not
    const { reviewWorks } = await import('./review.ts')
    const { site, conflicts } = this.#blog
    return site ? reviewWorks([...works.all.values()], site, this.#blog, conflicts) : []
  }

  /** Takes a mended text of a post for the one that was reviewed. */
  async mend({ path, after }: ReviewItem, mended: string): Promise<void> {
    const { works } = this.#blog
    await works.keep(path, { text: after, base: await works.baseOf(path) }, mended)
    await this.#blog.followWork(path)
  }

  async #settleConflicts(): Promise<void> {
    const { conflicts, site } = this.#blog
    if (!site || conflicts.paths.size === 0) return
    for (const path of await conflicts.settle(site)) await this.#blog.followWork(path)
  }

  /** Resolves when nothing is on its way to the blog. */
  get idle(): Promise<unknown> {
    return this.#underWay
  }

  /**
   * One commit with all works, pushed. Whatever comes back, no work is lost. `seen`: what was put together, and with whose
   * change, as the author was told; with anything else it does not go out.
   */
  async publish(message: string, author: Author, seen?: Merged): Promise<PublishOutcome> {
    const outcome = this.#sending().then((sending) => sending.publish(message, author, seen), unloaded)
    this.#underWay = outcome
    return outcome
  }

  /** The same, to be looked over by somebody before the blog takes it in. The works stay until then. */
  async submit(message: string, author: Author, place: Place, seen?: Merged): Promise<SubmitOutcome> {
    const outcome = this.#sending().then((sending) => sending.submit(message, author, place, seen), unloaded)
    this.#underWay = outcome
    return outcome
  }

  // — taking it back

  async #sending(): Promise<Sending> {
    const { Sending } = await import('./sending.ts')
    const settleConflicts = (): Promise<void> => this.#settleConflicts()
    return new Sending(this.#blog, settleConflicts, (latest) => (this.#latest = latest))
  }

  /** Whether the last publish of this visit can be taken back. */
  get canUndo(): boolean {
    return this.#latest !== undefined
  }

  /**
   * One commit that puts back what the last publish changed. The works stand on this device again. What somebody changed
   * since then is not touched: the answer is a conflict.
   */
  async undo(author: Author): Promise<PublishOutcome> {
    const latest = this.#latest
    if (!latest) return { kind: 'problem', problem: { code: 'nothing-to-publish' } }
    return this.#sending().then((sending) => sending.undo(latest, author), unloaded)
  }

  // — conflicts

  /** What there is to decide about a post that others changed too; undefined where nothing is any more. */
  async conflict(path: string): Promise<Conflict | undefined> {
    await this.#blog.session?.flush()
    return this.#blog.site && this.#blog.conflicts.read(path, this.#blog.site)
  }

  /** Does what the author has decided; the open post shows it. */
  async decide(conflict: Conflict, decision: Decision): Promise<void> {
    const { site, conflicts } = this.#blog
    if (!site) return
    await conflicts.decide(conflict, decision, site)
    await this.#blog.followWork(conflict.path)
  }
}
