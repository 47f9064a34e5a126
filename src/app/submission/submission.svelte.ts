import type { Author, Place } from '../../git/repository.ts'
import { keepSubmitted, readSubmitted, type Submitted } from '../../recovery/submissions.ts'
import type { Merged } from '../conflicts.svelte.ts'
import { problemOf, type Problem } from '../problem.ts'
import type { SubmitOutcome } from '../sending.ts'
import { branchNames } from './branch-names.ts'

/** The host's side of it: what is asked of the people who look after the blog. */
export interface Reviewers {
  /** The blog's repository, as its host calls it: `owner/blog`. */
  readonly path: string
  /** Whether this author may put a branch into the blog's own repository; else it goes into a copy in their name. */
  readonly canPush: boolean
  /** Whether they may also put something on the blog's branch at once. */
  readonly mayPublish: boolean
  propose(request: ProposalRequest): Promise<Proposal>
  proposal(path: string, id: string): Promise<Proposal>
  fork(path: string): Promise<Copy>
}

interface ProposalRequest {
  readonly path: string
  readonly from: string
  readonly into: string
  readonly title: string
  readonly text: string
  /** The repository that has `from`, where that is a copy. */
  readonly fork?: string
}

interface Proposal {
  readonly id: string
  readonly url: string
  readonly state: Submitted['state']
  readonly comments: number
}

interface Copy {
  readonly url: string
  readonly path: string
}

/** What is needed of the open blog. */
interface Blog {
  readonly blog: { readonly url: string }
  readonly publication: {
    submit(message: string, author: Author, place: Place, seen?: Merged): Promise<SubmitOutcome>
  }
  readonly repository: { stored(): Promise<{ readonly branch: string } | undefined> }
  sync(): Promise<Problem | undefined>
}

export type Submitting =
  | { readonly kind: 'submitted' }
  /** Somebody else went on with what was handed in: it is not written over. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** What is handed in, instead of published: its way to those who look it over, and what became of it. */
export class Submission {
  readonly #blog: Blog
  readonly #reviewers: Reviewers
  /** What was handed in last; undefined where nothing is, or what was is done with. */
  latest = $state.raw<Submitted>()

  constructor(blog: Blog, reviewers: Reviewers) {
    this.#blog = blog
    this.#reviewers = reviewers
  }

  get mayPublish(): boolean {
    return this.#reviewers.mayPublish
  }

  get canPush(): boolean {
    return this.#reviewers.canPush
  }

  /** What this device knows, and then what the host says; where it does not answer, what is known stays. */
  async open(): Promise<void> {
    this.latest = await readSubmitted(this.#blog.blog.url)
    await this.look()
  }

  /**
   * Hands in all works, or hands in anew what was handed in before. They stay works until the blog has them. `anew`: it is
   * another request, whatever was handed in before.
   */
  async submit(
    message: string,
    text: string,
    author: Author,
    { seen, anew = false }: { seen?: Merged; anew?: boolean } = {},
  ): Promise<Submitting> {
    try {
      if (!anew) await this.look()
      const before = anew || this.latest?.state !== 'open' ? undefined : this.latest
      const put = before
        ? await this.#goOn(before, message, author, seen)
        : await this.#begin(message, author, seen)
      if (!('branch' in put)) return put
      await this.#keep(put)
      await this.#ask(put, text)
      return { kind: 'submitted' }
    } catch (error) {
      return { kind: 'problem', problem: problemOf(error) }
    }
  }

  /** Asks the host what became of it. What was taken in comes with the news. */
  async look(): Promise<void> {
    const { latest } = this
    if (!latest?.request) return
    const told = await this.#reviewers
      .proposal(this.#reviewers.path, latest.request.id)
      .catch(() => undefined)
    if (!told || this.latest !== latest) return
    const { state, comments } = told
    if (state === latest.state && comments === latest.comments) return
    await this.#keep({ ...latest, state, comments })
    if (state === 'merged') await this.#blog.sync()
  }

  /** Whoever has read what became of it is done with it. */
  async dismiss(): Promise<void> {
    this.latest = undefined
    await keepSubmitted(this.#blog.blog.url, undefined)
  }

  async #keep(submitted: Submitted): Promise<void> {
    this.latest = submitted
    await keepSubmitted(this.#blog.blog.url, submitted)
  }

  async #goOn(
    before: Submitted,
    message: string,
    author: Author,
    seen?: Merged,
  ): Promise<Submitted | Submitting> {
    const { branch, copy, head, onto } = before
    const place = { branch, last: { head, onto }, ...(copy && { url: copy.url }) }
    const outcome = await this.#blog.publication.submit(message, author, place, seen)
    if (outcome.kind === 'taken') return { kind: 'changed' }
    if (outcome.kind === 'problem') return outcome
    return { ...before, head: outcome.head, onto: outcome.onto, at: Date.now() }
  }

  async #begin(message: string, author: Author, seen?: Merged): Promise<Submitted | Submitting> {
    const { canPush, path } = this.#reviewers
    const copy = canPush ? undefined : await this.#reviewers.fork(path)
    for (const branch of branchNames(message)) {
      const place = { branch, ...(copy && { url: copy.url }) }
      const outcome = await this.#blog.publication.submit(message, author, place, seen)
      if (outcome.kind === 'problem') return outcome
      if (outcome.kind === 'taken') continue
      const { head, onto } = outcome
      const put = { branch, head, onto, title: message, at: Date.now(), state: 'open', comments: 0 } as const
      return { ...put, ...(copy && { copy: { url: copy.url, path: copy.path } }) }
    }
    return { kind: 'changed' }
  }

  /** Opens the request, unless it is open; what was put there before shows in it by itself. */
  async #ask(put: Submitted, text: string): Promise<void> {
    if (put.request) return
    const { branch: into = '' } = (await this.#blog.repository.stored()) ?? {}
    const { path } = this.#reviewers
    const fork = put.copy?.path
    const asked = {
      path,
      from: put.branch,
      into,
      title: put.title,
      text,
      ...(fork !== undefined && { fork }),
    }
    const { id, url } = await this.#reviewers.propose(asked)
    await this.#keep({ ...put, request: { id, url } })
  }
}
