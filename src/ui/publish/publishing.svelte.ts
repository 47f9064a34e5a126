import type { App, Conflict, Decision, Merged, Problem, ReviewItem } from '../../app/index.ts'
import type { Live } from '../../app/live/live.svelte.ts'
import type { Submission } from '../../app/submission/submission.svelte.ts'
import type { Author } from '../../git/index.ts'
import type { Desk } from '../desk.svelte.ts'
import { withPictureWords } from '../../app/advice/picture-words.ts'
import { proposeMessage } from '../../app/review.ts'
import { summarize } from './summary.ts'

/** The way of the author's work to the blog, from the proof to the answer. */
export class Publishing {
  readonly #app: App
  readonly #desk: Desk
  /** Undefined until it was read through. */
  items = $state.raw<readonly ReviewItem[]>()
  message = $state('')
  name = $state('')
  email = $state('')
  /** Whether the author's name is asked for. */
  asking = $state(false)
  step = $state<'proof' | 'sending' | 'published' | 'undoing' | 'undone' | 'submitted'>('proof')
  /** What somebody shall look over is handed in, and not published. */
  readonly handsIn: boolean = $derived.by(() => {
    const { submission } = this
    if (!submission) return false
    const isUsual = this.asksReview || submission.latest?.state === 'open'
    return !submission.mayPublish || (this.#way ?? (isUsual ? 'review' : 'publish')) === 'review'
  })
  #way = $state<'publish' | 'review'>()
  /** For whoever looks it over. */
  letter = $state('')
  /** Somebody went on with what was handed in before. */
  changed = $state(false)
  problem = $state.raw<Problem>()
  readonly summary: string = $derived(summarize(this.items ?? []))

  constructor(app: App, desk: Desk) {
    this.#app = app
    this.#desk = desk
    const author = app.settings.author ?? desk.workspace.account?.person
    this.name = author?.name ?? ''
    this.email = author?.email ?? ''
    this.asking = !author?.email
  }

  /** The way to those who look over what comes in; undefined where nobody does. */
  get submission(): Submission | undefined {
    return this.#desk.workspace.submission
  }

  /** The blog itself says that somebody looks over what is written. */
  get asksReview(): boolean {
    return this.#desk.workspace.teaching.corrected?.asksReview === true
  }

  /** How far what was published is on its way to its readers. */
  get live(): Live | undefined {
    return this.#desk.workspace.live
  }

  chooseWay(way: 'publish' | 'review'): void {
    this.#way = way
  }

  /** What was put together, as far as the author was told. */
  #seen: Merged = new Map()

  /** Reads what changed. A message that the author wrote stays. */
  async read(): Promise<void> {
    const proposed = this.items && proposeMessage(this.items)
    this.items = await this.#desk.workspace.publication.review()
    if (this.message === '' || this.message === proposed) this.message = proposeMessage(this.items)
  }

  /** Reads what changed, and again where others turn out to have changed the same. */
  async begin(): Promise<void> {
    const { teaching } = this.#desk.workspace
    await Promise.all([this.read(), teaching.settle().catch(() => undefined)])
    this.#warn()
    void this.#hear()
  }

  /** What stood in the way is settled: what there is to publish now may be something else. */
  async goOn(): Promise<void> {
    this.problem = undefined
    await this.begin()
  }

  /** Asks the host for news before anything goes out; nobody waits for that. */
  async #hear(): Promise<void> {
    const { workspace } = this.#desk
    const failed = await workspace.sync({ quietly: true })
    if (failed || workspace.conflicts.paths.size === 0 || this.step !== 'proof') return
    await this.read()
    this.#warn()
  }

  /** What was put together, and what is to be decided, is said before it goes out. */
  #warn(): void {
    const { paths, merged } = this.#desk.workspace.conflicts
    if (this.problem || this.step !== 'proof') return
    if (paths.size > 0) this.problem = { code: 'conflict', paths: [...paths] }
    else if (merged.size > 0) this.problem = { code: 'merged', paths: [...merged.keys()] }
    this.#seen = merged
  }

  /** Sends everything, once: what is on its way is not sent again. */
  async publish(): Promise<void> {
    if (this.#desk.sending) return
    this.#desk.sending = this
    await this.#send().finally(() => (this.#desk.sending = undefined))
  }

  async #send(): Promise<void> {
    this.step = 'sending'
    this.problem = undefined
    const author = { name: this.name.trim(), email: this.email.trim() }
    if (this.asking) await this.#app.remember({ author })
    this.asking = false
    const message = this.message.trim() || 'Update the blog'
    if (this.handsIn && this.submission) await this.#handIn(this.submission, message, author)
    else await this.#publish(message, author)
  }

  /** `changed`, and once more: as another request. */
  async #handIn(submission: Submission, message: string, author: Author): Promise<void> {
    const anew = this.changed
    const outcome = await submission.submit(message, this.letter.trim(), author, { seen: this.#seen, anew })
    this.#seen = this.#desk.workspace.conflicts.merged
    this.changed = outcome.kind === 'changed'
    this.step = outcome.kind === 'submitted' ? 'submitted' : 'proof'
    this.problem = outcome.kind === 'problem' ? outcome.problem : undefined
    if (this.problem?.code === 'merged' || this.problem?.code === 'conflict') await this.read()
  }

  async #publish(message: string, author: Author): Promise<void> {
    const outcome = await this.#desk.workspace.publication.publish(message, author, this.#seen)
    this.#seen = this.#desk.workspace.conflicts.merged
    this.step = outcome.kind === 'published' ? 'published' : 'proof'
    this.problem = outcome.kind === 'published' ? undefined : outcome.problem
    if (this.problem?.code === 'merged' || this.problem?.code === 'conflict') await this.read()
  }

  /** Mends what was advised; what there is to publish is read through again. */
  async mend(item: ReviewItem, mended: string): Promise<void> {
    await this.#desk.workspace.publication.mend(item, mended)
    await this.read()
  }

  /** Lets a picture say what it shows; false where that can only be said in the text. */
  async describe(item: ReviewItem, at: number, words: string): Promise<boolean> {
    const { site } = this.#desk.workspace
    const mended = site && withPictureWords(item.path, item.after, at, words, site)
    if (mended !== undefined) await this.mend(item, mended)
    return mended !== undefined
  }

  /** The author's decision about a post that somebody else changed too. */
  async decide(conflict: Conflict, decision: Decision): Promise<void> {
    await this.#desk.decide(conflict, decision)
    const { paths } = this.#desk.workspace.conflicts
    const left = (this.problem?.paths ?? []).filter((other) => other !== conflict.path || paths.has(other))
    this.problem = left.length === 0 ? undefined : { code: 'conflict', paths: left }
    await this.read()
  }

  /** Takes back what was just published. */
  async undo(): Promise<void> {
    this.step = 'undoing'
    const author = this.#app.settings.author ?? { name: this.name.trim(), email: this.email.trim() }
    const outcome = await this.#desk.workspace.publication.undo(author)
    this.problem = outcome.kind === 'published' ? undefined : outcome.problem
    this.step = outcome.kind === 'published' ? 'undone' : 'published'
  }
}
