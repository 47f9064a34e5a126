import type { App, PostItem, Workspace } from '../../app/index.ts'
import type { Router } from '../router.svelte.ts'
import { isCondition, meets, type Condition } from './conditions.ts'
import type { Finder } from './find/finder.svelte.ts'
import { textOf, wordsOf } from './item-text.ts'

export const shelves = ['all', 'draft', 'changed', 'future'] as const satisfies readonly ('all' | Condition)[]
export type Shelf = (typeof shelves)[number]

/**
 * Which posts the list shows: what the address says, and the words that are searched for. Lives as long as the blog is
 * open, so that the way back leads to the same place.
 */
export class PostList {
  readonly #workspace: Workspace
  readonly #router: Router
  query = $state('')
  /** What the address says besides. */
  params = $state.raw(new URLSearchParams())
  /** What is not needed before the list stands, once it is loaded: more filters, order, looks. */
  finder = $state.raw<Finder>()
  parts = $state.raw<typeof import('./find/parts.ts')>()
  #alone = $state(false)
  /** How far down the list was, in pixels, and which post was opened from it. */
  scrolled = 0
  opened: string | undefined
  readonly shown: readonly PostItem[] = $derived.by(() => this.finder?.shown ?? this.#select())
  readonly counts: Readonly<Record<Shelf, number>> = $derived.by(() => this.#count())

  constructor(workspace: Workspace, router: Router) {
    this.#workspace = workspace
    this.#router = router
  }

  /** Loads what finds posts. Where that cannot be had, the list is as it was. */
  async load(app: App): Promise<void> {
    try {
      const parts = (this.parts ??= await import('./find/parts.ts'))
      this.finder ??= new parts.Finder(app, this.#workspace, this)
    } catch {
      this.#alone = true
    }
  }

  /** Whether that is needed to show the list as it was left. */
  waits({ settings }: App): boolean {
    const { look = 'list' } = settings.lists?.[this.#workspace.blog.url] ?? {}
    const asked = [...this.params.keys()].some((key) => key !== 'status')
    return !this.finder && !this.#alone && (asked || look !== 'list')
  }

  /** All of it, as it stands in the address. */
  get address(): string {
    const all = new URLSearchParams(this.params)
    if (this.query !== '') all.set('q', this.query)
    return String(all)
  }

  /** Follows the address. */
  follow(address: string): void {
    const all = new URLSearchParams(address)
    this.query = all.get('q') ?? ''
    all.delete('q')
    if (String(all) !== String(this.params)) this.params = all
  }

  /** Another filter or order: a step for the way back. */
  go(params: URLSearchParams): void {
    this.params = params
    this.#router.turn({ name: 'posts', query: this.address })
  }

  /** The address says what is shown, from now on; no step for the way back. */
  settle(): void {
    // where a link was just pressed, the address is ahead of the screen
    if (this.#router.leadsTo === 'posts') this.#router.replace({ name: 'posts', query: this.address })
  }

  /** Which shelf the list shows, filtered further or not; undefined where it is none of them. */
  get shelf(): Shelf | undefined {
    const named = String(this.params.getAll('status'))
    return shelves.find((shelf) => shelf === (named === '' ? 'all' : named))
  }

  show(shelf: Shelf): void {
    const params = new URLSearchParams(this.params)
    params.delete('status')
    if (shelf !== 'all') params.set('status', shelf)
    this.go(params)
  }

  /** Without any filter, in the same order. */
  showAll(): void {
    this.query = ''
    const sort = this.params.get('sort')
    this.go(new URLSearchParams(sort === null ? {} : { sort }))
  }

  /** Every word of the search stands somewhere in the title, the tags or the author's name. */
  #select(): readonly PostItem[] {
    const words = wordsOf(this.query)
    const conditions = this.params.getAll('status').filter(isCondition)
    const { posts } = this.#workspace
    if (words.length + conditions.length === 0) return posts
    return posts.filter(
      (item) =>
        (conditions.length === 0 || conditions.some((condition) => meets[condition](item))) &&
        words.every((word) => textOf(item).includes(word)),
    )
  }

  #count(): Record<Shelf, number> {
    const { posts } = this.#workspace
    const count = (condition: Condition): number => posts.filter(meets[condition]).length
    return { all: posts.length, draft: count('draft'), changed: count('changed'), future: count('future') }
  }
}
