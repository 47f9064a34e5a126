import type { PostItem, Workspace } from '../../app/index.ts'
import { fold } from '../controls/suggestions.svelte.ts'

export type Shelf = 'all' | 'drafts' | 'changed' | 'scheduled'

const onShelf: Readonly<Record<Shelf, (item: PostItem) => boolean>> = {
  all: () => true,
  drafts: ({ status }) => status === 'draft',
  changed: ({ change }) => change !== undefined,
  scheduled: ({ status }) => status === 'future',
}

/** Which posts the list shows. Lives as long as the blog is open, so that the way back leads to the same place. */
export class PostList {
  readonly #workspace: Workspace
  query = $state('')
  shelf = $state<Shelf>('all')
  /** How far down the list was, in pixels, and which post was opened from it. */
  scrolled = 0
  opened: string | undefined
  readonly #texts: readonly string[] = $derived.by(() => this.#workspace.posts.map(textOf))
  readonly shown: readonly PostItem[] = $derived.by(() => this.#select())
  readonly counts: Readonly<Record<Shelf, number>> = $derived.by(() => this.#count())

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** Every word of the search stands somewhere in the title, the tags or the author's name. */
  #select(): PostItem[] {
    const words = fold(this.query).split(/\s+/).filter(Boolean)
    const fits = (item: PostItem, index: number): boolean =>
      onShelf[this.shelf](item) && words.every((word) => this.#texts[index]?.includes(word))
    return this.#workspace.posts.filter(fits)
  }

  #count(): Record<Shelf, number> {
    const count = (shelf: Shelf): number => this.#workspace.posts.filter(onShelf[shelf]).length
    return {
      all: count('all'),
      drafts: count('drafts'),
      changed: count('changed'),
      scheduled: count('scheduled'),
    }
  }
}

/** What a search looks through. */
const textOf = (item: PostItem): string => fold([item.title, ...item.tags, item.author ?? ''].join(' '))
