import { MediaQuery } from 'svelte/reactivity'
import { factsOf } from '../../../app/facts.ts'
import type { App, PostItem, Workspace } from '../../../app/index.ts'
import type { Piece } from '../../../app/search/excerpt.ts'
import { isTelling, TextIndex } from '../../../app/search/text-index.svelte.ts'
import type { Entry } from '../../../jekyll/index.ts'
import type { ListSettings, View } from '../../../recovery/index.ts'
import { textOf, wordsOf } from '../item-text.ts'
import type { PostList } from '../post-list.svelte.ts'
import { columnsOf, firstColumns, sortBy, type Column } from './columns.ts'
import { countsOf, facets, fits, readFilter, type Count, type Facet, type Filter } from './facets.ts'
import type { Filed } from './filed.ts'
import { Selection } from './selection.svelte.ts'

export type Look = NonNullable<ListSettings['look']>

/** What finds posts: filters by all that posts are filed under, order, looks, views; loaded once the list stands. */
export class Finder {
  readonly #app: App
  readonly #workspace: Workspace
  readonly #list: PostList
  readonly #filed = new WeakMap<PostItem, Filed>()

  readonly #settings: ListSettings = $derived.by(
    () => this.#app.settings.lists?.[this.#workspace.blog.url] ?? {},
  )
  readonly look: Look = $derived.by(() => this.#settings.look ?? 'list')
  readonly #phone = new MediaQuery('max-width: 44rem')
  /** The look as it is here: on a phone there is no room for a table. */
  readonly here: Look = $derived.by(() => (this.#phone.current && this.look === 'table' ? 'list' : this.look))
  readonly views: readonly View[] = $derived.by(() => this.#settings.views ?? [])

  readonly allColumns: readonly Column[] = $derived.by(() =>
    this.#workspace.conventions ? columnsOf(this.#workspace.conventions) : [],
  )
  readonly #firstColumns: readonly string[] = $derived.by(() => {
    const { conventions, site } = this.#workspace
    const collections = new Set(site?.documents.map(({ collection }) => collection)).size + 1
    return conventions ? firstColumns(conventions, collections) : []
  })
  readonly #chosen: readonly string[] = $derived.by(() => this.#settings.columns ?? this.#firstColumns)
  /** The title always stands first. */
  readonly columns: readonly Column[] = $derived.by(() =>
    this.allColumns.filter(({ id }) => id === 'title' || this.#chosen.includes(id)),
  )

  readonly texts: TextIndex
  readonly selection = new Selection()
  /** What is searched for, folded. */
  readonly #words: readonly string[] = $derived.by(() => wordsOf(this.#list.query))
  /** Whether the texts are searched. */
  readonly seeks: boolean = $derived.by(() => this.#words.some(isTelling))
  /** Whether there is room for what they say: a moment later, so that what is typed is seen first. */
  excerpts = $state(false)

  readonly filter: Filter = $derived.by(() => readFilter(this.#list.params))
  readonly all: readonly Filed[] = $derived.by(() => this.#workspace.posts.map((item) => this.#file(item)))
  readonly #sort: string = $derived.by(() => this.#list.params.get('sort') ?? '')
  readonly #ordered: readonly Filed[] = $derived.by(() => this.#order())
  readonly rows: readonly Filed[] = $derived.by(() => this.#find())
  readonly shown: readonly PostItem[] = $derived.by(() => this.rows.map(({ item }) => item))
  readonly paths: readonly string[] = $derived.by(() => this.shown.map(({ path }) => path))

  constructor(app: App, workspace: Workspace, list: PostList) {
    this.#app = app
    this.#workspace = workspace
    this.#list = list
    this.texts = new TextIndex(workspace)
  }

  #file(item: PostItem): Filed {
    const known = this.#filed.get(item)
    const entry = this.#workspace.entries.get(item.path)
    const { site } = this.#workspace
    if (known && (!entry || known.entry === entry)) return known
    if (!entry || !site) throw new Error('A row of the list has no post.')
    const filed = lazilyFiled(item, entry, () => factsOf(entry, site))
    this.#filed.set(item, filed)
    return filed
  }

  // — order

  /** The column by which the list is sorted, and which way; undefined where it stands as it does: the newest first. */
  get sorted(): { readonly id: string; readonly down: boolean } | undefined {
    if (this.#sort === '') return undefined
    const down = this.#sort.startsWith('-')
    return { id: down ? this.#sort.slice(1) : this.#sort, down }
  }

  #order(): readonly Filed[] {
    const { sorted } = this
    const column = this.allColumns.find(({ id }) => id === sorted?.id)
    return column && sorted ? sortBy(column, sorted.down, this.all) : this.all
  }

  /** Sorts by this column; a second time the other way. */
  sort({ id, down = false }: Column): void {
    const { sorted } = this
    const next = sorted?.id === id ? !sorted.down : down
    this.sortAs(next ? `-${id}` : id)
  }

  sortAs(sort: string): void {
    const params = new URLSearchParams(this.#list.params)
    if (sort === '') params.delete('sort')
    else params.set('sort', sort)
    this.#list.go(params)
  }

  // — what is found

  #find(): readonly Filed[] {
    const { filter } = this
    const wanted = filter.size === 0 ? this.#ordered : this.#ordered.filter((filed) => fits(filed, filter))
    return this.#words.length === 0 ? wanted : this.#search(wanted)
  }

  /** In the order that is asked for; where none is, what says it in its title, tags or author comes first. */
  #search(wanted: readonly Filed[]): readonly Filed[] {
    const words = this.#words
    const named = wanted.filter(({ item }) => words.every((word) => textOf(item).includes(word)))
    const isNamed = new Set(named)
    const { says: saysText } = this.texts
    const says = ({ item }: Filed, word: string): boolean =>
      textOf(item).includes(word) || saysText(item.path, word)
    const found = wanted.filter((filed) => isNamed.has(filed) || words.every((word) => says(filed, word)))
    return this.#sort === '' ? [...named, ...found.filter((filed) => !isNamed.has(filed))] : found
  }

  /** What finds where a post's text says what is searched for. */
  excerpt({ path }: PostItem): () => Promise<readonly Piece[] | undefined> {
    return this.texts.excerpt(path, this.#words)
  }

  /** The values of each facet that tells the posts apart. */
  get counts(): readonly { readonly facet: Facet; readonly values: readonly Count[] }[] {
    return facets.map((facet) => ({ facet, values: this.countsOf(facet) }))
  }

  countsOf(facet: Facet): readonly Count[] {
    return countsOf(facet, this.all, this.filter)
  }

  // — what the device remembers

  get hasRoom(): boolean {
    return !this.#phone.current
  }

  choose(look: Look): void {
    this.#remember({ look })
  }

  showColumn(id: string, wanted: boolean): void {
    const others = this.columns.map((column) => column.id).filter((other) => other !== id)
    this.#remember({ columns: wanted ? [...others, id] : others })
  }

  /** Keeps what is shown now, and how, under a name; another view of that name is gone. */
  keepView(name: string): void {
    const view = { name, query: this.#list.address, look: this.look, columns: this.#chosen }
    this.#remember({ views: [...this.views.filter((other) => other.name !== name), view] })
  }

  dropView(name: string): void {
    this.#remember({ views: this.views.filter((view) => view.name !== name) })
  }

  /** Whether the list shows just what this view does. */
  isShown({ query }: View): boolean {
    return query === this.#list.address
  }

  openView({ query, look, columns }: View): void {
    this.#remember({ look, columns })
    this.#list.follow(query)
    this.#list.go(this.#list.params)
  }

  #remember(some: ListSettings): void {
    const lists = this.#app.settings.lists ?? {}
    const { url } = this.#workspace.blog
    // what the device refuses to keep holds for this visit
    void this.#app.remember({ lists: { ...lists, [url]: { ...lists[url], ...some } } }).catch(() => undefined)
  }
}

/** Most posts are never asked what they are filed under. */
function lazilyFiled(item: PostItem, entry: Entry, facts: () => Filed['facts']): Filed {
  let known: Filed['facts'] | undefined
  return {
    item,
    entry,
    get facts() {
      return (known ??= facts())
    },
  }
}
