import type { Conventions } from '../../../jekyll/index.ts'
import { labelOf } from '../../details/key-words.ts'
import { valueInWords } from '../../value-words.ts'
import { dayInWords, statusWords, trueStatus } from '../../words.ts'
import type { Filed } from './filed.ts'

/** A column of the table. */
export interface Column {
  /** As the address and the device know it: a name of ours, or `key:` and a key of the blog's posts. */
  readonly id: string
  readonly name: string
  /** As `grid-template-columns` has it. */
  readonly width: string
  /** What a cell shows as text. */
  readonly words: (filed: Filed) => string
  /** What the column is sorted by; undefined stands behind all. */
  readonly rank: (filed: Filed) => string | number | undefined
  /** Sorted downwards at first: the newest, the most. */
  readonly down?: boolean
}

type Own = Omit<Column, 'rank'> & Partial<Pick<Column, 'rank'>>

/** Sorted by its words where it says nothing else; a post's are made once. */
function ranked(column: Own): Column {
  const ranks = new WeakMap<Filed, string | undefined>()
  const rank = (filed: Filed): string | undefined => {
    if (!ranks.has(filed)) ranks.set(filed, textRank(column.words(filed)))
    return ranks.get(filed)
  }
  return { rank, ...column }
}

/** Without case; the order of letters, not of codes, for all of Latin. */
function textRank(text: string): string | undefined {
  const letters = /[^ -~]/.test(text) ? text.normalize('NFD').replace(/\p{M}/gu, '') : text
  return letters.toLowerCase().trim() || undefined
}

const own: readonly Column[] = (
  [
    { id: 'title', name: 'Title', width: 'minmax(0, 5fr)', words: ({ item }) => item.title },
    { id: 'status', name: 'Status', width: 'minmax(0, 2.2fr)', words: statusOf },
    {
      id: 'date',
      name: 'Date',
      width: '7rem',
      words: ({ item }) => (item.date ? dayInWords(item.date) : ''),
      rank: ({ item }) => item.date?.instant,
      down: true,
    },
    { id: 'tags', name: 'Tags', width: 'minmax(0, 2.5fr)', words: ({ item }) => item.tags.join(', ') },
    {
      id: 'categories',
      name: 'Categories',
      width: 'minmax(0, 1.8fr)',
      words: ({ facts }) => facts.categories.join(', '),
    },
    { id: 'author', name: 'Author', width: 'minmax(0, 1.8fr)', words: ({ item }) => item.author ?? '' },
    {
      id: 'collection',
      name: 'Collection',
      width: 'minmax(0, 1.4fr)',
      words: ({ facts }) => facts.collection,
    },
    { id: 'folder', name: 'Folder', width: 'minmax(0, 1.4fr)', words: ({ facts }) => facts.folder ?? '' },
    { id: 'lang', name: 'Language', width: 'minmax(0, 1fr)', words: ({ facts }) => facts.language ?? '' },
  ] satisfies readonly Own[]
).map(ranked)

function statusOf({ item }: Filed): string {
  const status = trueStatus(item)
  return status ? statusWords[status] : ''
}

/** Keys that the columns above stand for. */
const taken = new Set(
  'title date tags tag categories category author authors published lang language'.split(' '),
)

/** Every column that this blog can have: ours, then the other keys of its posts in their order. */
export function columnsOf(conventions: Conventions): readonly Column[] {
  const keys = conventions.keys.filter(({ key, kind }) => !taken.has(key) && kind !== 'map')
  return [...own, ...keys.map(({ key, kind }) => keyColumn(key, kind === 'number'))]
}

function keyColumn(key: string, isNumber: boolean): Column {
  const words = ({ entry }: Filed): string => {
    const value = entry.frontMatter.get(key)
    return value === undefined || value === null ? '' : valueInWords(value)
  }
  const number = (filed: Filed): number | undefined => {
    const value = Number(entryValue(filed, key))
    return Number.isFinite(value) ? value : undefined
  }
  const column = { id: `key:${key}`, name: labelOf(key), width: 'minmax(0, 1.5fr)', words }
  return isNumber ? { ...column, rank: number, down: true } : ranked(column)
}

const entryValue = ({ entry }: Filed, key: string): unknown => entry.frontMatter.get(key) ?? NaN

/** What is shown before the author chooses: what tells the posts of this blog apart, and no more than fits. */
export function firstColumns(conventions: Conventions, collections: number): readonly string[] {
  return [
    'title',
    'status',
    'date',
    ...(conventions.tags.length > 0 ? ['tags'] : []),
    ...(conventions.categories.length > 1 ? ['categories'] : []),
    ...(conventions.authors.length > 1 ? ['author'] : []),
    ...(collections > 1 ? ['collection'] : []),
  ].slice(0, 6)
}

/** Sorts by a column; what has nothing in it stands last either way. */
export function sortBy(column: Column, down: boolean, all: readonly Filed[]): readonly Filed[] {
  const rows = all.map((filed) => ({ filed, rank: column.rank(filed) }))
  const [known, none] = [
    rows.filter(({ rank }) => rank !== undefined),
    rows.filter(({ rank }) => rank === undefined),
  ]
  const way = down ? -1 : 1
  known.sort((one, other) => way * compare(one.rank, other.rank))
  return [...known, ...none].map(({ filed }) => filed)
}

type Rank = string | number | undefined

const compare = (one: Rank, other: Rank): number =>
  one === other ? 0 : one !== undefined && other !== undefined && one < other ? -1 : 1
