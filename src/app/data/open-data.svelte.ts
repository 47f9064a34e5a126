import { DataText } from '../../jekyll/data/data-text.ts'
import { type Steps, valueAt } from '../../jekyll/data/steps.ts'
import { Timestamp } from '../../jekyll/timestamp.ts'
import { isSame } from '../../jekyll/yaml/values.ts'
import type { Rival, Work } from '../../recovery/index.ts'
import { Pause } from '../pause.ts'
import { problemOf, type Problem } from '../problem.ts'
import type { Workspace } from '../workspace.svelte.ts'

/** A file of the blog's data on the screen; what is changed in it is saved like a post. */
export class OpenData {
  readonly path: string
  readonly #workspace: Workspace
  data: DataText
  saving = $state<'saved' | 'saving' | 'failed'>('saved')
  problem = $state.raw<Problem>()
  /** What stood here before each change, and what was taken back; changes of one name in a row are one. */
  #before: readonly DataText[] = $state.raw([])
  #after: readonly DataText[] = $state.raw([])
  #last = ''
  #base: Work['base']
  /** The file as it last stood both here and on the device. */
  #agreed: string
  #unsaved = false
  readonly #pause = new Pause(() => void this.flush())
  #saves: Promise<void> = Promise.resolve()

  private constructor(workspace: Workspace, path: string, text: string, base: Work['base']) {
    this.#workspace = workspace
    this.path = path
    this.#base = base
    this.#agreed = text
    this.data = $state.raw(new DataText(path, text))
  }

  /** Opens a file, or says why not: `no-such-post`, `not-text`. */
  static async open(workspace: Workspace, path: string): Promise<OpenData | Problem> {
    const base = await workspace.works.baseOf(path) // before the text: never newer than it
    const bytes = await workspace.files.read(path)
    if (!bytes) return { code: 'no-such-post' }
    const text = await workspace.readText(path)
    return text === undefined ? { code: 'not-text' } : new OpenData(workspace, path, text, base)
  }

  /** Sets a value; answers whether it stands there now: not where others are the same value by a name. */
  set(at: Steps, value: unknown): boolean {
    const retyped = asBefore(this.valueAt(at), value)
    return (
      this.#change(this.data.set(at, retyped), `set ${JSON.stringify(at)}`) ||
      isSame(this.valueAt(at), retyped)
    )
  }

  insert(list: Steps, index: number, value: unknown): boolean {
    return this.#change(this.data.insert(list, index, value))
  }

  remove(list: Steps, index: number): boolean {
    return this.#change(this.data.remove(list, index))
  }

  move(list: Steps, from: number, to: number): boolean {
    return this.#change(this.data.move(list, from, to))
  }

  /** The whole file, broken or not. */
  set source(text: string) {
    this.#change(this.data.withText(text), 'source')
  }

  get source(): string {
    return this.data.text
  }

  /** Values that were set in another window, too, in another way; not decided yet. */
  get rivals(): readonly Rival[] {
    return this.#workspace.works.get(this.path)?.rivals ?? []
  }

  /** Decides one: `taken` is the file with what the other window has; without it, it stays as it is here. */
  async decide(rival: Rival, taken?: string): Promise<void> {
    if (taken !== undefined) this.source = taken
    await this.flush()
    await this.#workspace.works.decide(this.path, rival)
  }

  get canUndo(): boolean {
    return this.#before.length > 0
  }

  get canRedo(): boolean {
    return this.#after.length > 0
  }

  undo(): void {
    const back = this.#before.at(-1)
    if (!back) return
    this.#before = this.#before.slice(0, -1)
    this.#after = [...this.#after, this.data]
    this.#show(back)
  }

  redo(): void {
    const next = this.#after.at(-1)
    if (!next) return
    this.#after = this.#after.slice(0, -1)
    this.#before = [...this.#before, this.data]
    this.#show(next)
  }

  /** A change that is over: the next one is a step of its own. */
  settle(): void {
    this.#last = ''
  }

  valueAt(at: Steps): unknown {
    return valueAt(this.data.value, at)
  }

  #change(next: DataText, name = ''): boolean {
    if (next === this.data) return false
    if (name === '' || name !== this.#last) this.#before = [...this.#before, this.data]
    this.#after = []
    this.#show(next)
    this.#last = name
    return true
  }

  #show(data: DataText): void {
    this.data = data
    this.#last = ''
    this.saving = 'saving'
    this.#pause.start(!this.#unsaved)
    this.#unsaved = true
  }

  /** Writes what is not on the device yet; resolves when it is, or when `problem` says why not. */
  flush(): Promise<void> {
    this.#pause.end()
    if (!this.#unsaved) return this.#saves
    this.#unsaved = false
    this.#saves = this.#saves.then(() => this.#save())
    return this.#saves
  }

  async #save(): Promise<void> {
    const { works } = this.#workspace
    const { text } = this.data
    try {
      const kept = await works.keep(this.path, { text: this.#agreed, base: this.#base }, text)
      this.#agreed = text
      this.#base = await works.baseOf(this.path)
      this.problem = undefined
      this.saving = this.#unsaved ? 'saving' : 'saved'
      this.#follow(kept, this.#base)
    } catch (error) {
      this.problem = problemOf(error)
      this.saving = 'failed'
      this.#unsaved = true
    }
  }

  /** Another tab, or somebody on the blog, changed the file: it stands so here too, unless something was just typed. */
  async catchUp(): Promise<void> {
    await this.#saves
    if (this.saving !== 'saved') return
    const base = await this.#workspace.works.baseOf(this.path)
    const text = await this.#workspace.readText(this.path)
    if (text !== undefined) this.#follow(text, base)
  }

  #follow(text: string, base: Work['base']): void {
    if (this.saving !== 'saved') return
    this.#base = base
    this.#agreed = text
    if (text === this.data.text) return
    this.data = this.data.withText(text)
    this.#before = []
    this.#after = []
  }
}

/** Text for what was a date is a date, where it can be one. */
function asBefore(old: unknown, value: unknown): unknown {
  if (old instanceof Timestamp && typeof value === 'string') return Timestamp.parse(value) ?? value
  if (Array.isArray(old) && Array.isArray(value))
    return value.map((item: unknown, index) => asBefore(old[index], item))
  if (!isPlain(old) || !isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asBefore(old[key], inner)]))
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Timestamp)
