import { Drop, type Hash, toText } from '../liquid/values.ts'
import type { Document } from './collection-item.ts'
import type { SiteModel } from './model.ts'

const ownKeys = [
  'html_pages',
  'pages',
  'time',
  'documents',
  'config',
  'related_posts',
  'data',
  'static_files',
  'categories',
  'collections',
  'posts',
  'tags',
]

/** `site`. */
export class SiteDrop extends Drop {
  readonly #model: SiteModel
  /** The page that is rendered, for `site.related_posts`. */
  readonly #current: Document | undefined

  constructor(model: SiteModel, current: Document | undefined) {
    super()
    this.#model = model
    this.#current = current
  }

  override get(key: string): unknown {
    if (key !== 'posts' && this.#model.labels.includes(key)) return drops(this.#model.documentsOf(key))
    const own = Object.hasOwn(getters, key) ? getters[key] : undefined
    return own === undefined ? this.#model.settings.get(key) : own(this.#model, this.#current)
  }

  override has(key: string): boolean {
    return Object.hasOwn(getters, key) || this.#model.settings.has(key) || this.#model.labels.includes(key)
  }

  override keys(): readonly string[] {
    return [...new Set([...ownKeys, ...[...this.#model.settings.keys()].map(toText)])]
  }

  override toString(): string {
    return 'Jekyll::Drops::SiteDrop'
  }
}

const drops = (documents: readonly Document[]): unknown[] => documents.map(({ drop }) => drop)

type Getter = (model: SiteModel, current: Document | undefined) => unknown

const getters: Readonly<Record<string, Getter>> = {
  time: (model) => model.now,
  posts: (model) => drops(model.documentsOf('posts').toReversed()),
  pages: (model) => model.pages.map((page) => page.toLiquid()),
  html_pages: (model) =>
    model.pages.filter((page) => page.isHtml || page.url.endsWith('/')).map((page) => page.toLiquid()),
  static_files: (model) => [...model.staticFiles],
  documents: (model) =>
    model.labels.flatMap((label) => [...drops(model.documentsOf(label)), ...model.filesOf(label)]),
  collections: (model) => model.labels.toSorted().map((label) => new CollectionDrop(model, label)),
  tags: (model) => grouped(model, 'tags'),
  categories: (model) => grouped(model, 'categories'),
  data: (model) => model.data,
  related_posts: (model, current) => relatedPosts(model, current),
  config: () => undefined,
}

/** The ten newest posts but for the page itself. */
function relatedPosts(model: SiteModel, current: Document | undefined): unknown {
  if (current === undefined) return undefined
  const posts = model.documentsOf('posts')
  if (posts.length < 2) return []
  const newest = posts.slice(-11).reverse()
  return drops(newest.filter((post) => post !== current).slice(0, 10))
}

/** Posts by tag or category, the newest first. */
function grouped(model: SiteModel, key: string): Hash {
  const groups = new Map<unknown, unknown[]>()
  for (const post of model.documentsOf('posts')) {
    const names = post.data.get(key)
    for (const name of Array.isArray(names) ? (names as unknown[]) : [])
      groups.set(name, [post.drop, ...(groups.get(name) ?? [])])
  }
  return groups
}

const collectionKeys = ['output', 'label', 'docs', 'files', 'directory', 'relative_directory']

class CollectionDrop extends Drop {
  readonly #model: SiteModel
  readonly #label: string

  constructor(model: SiteModel, label: string) {
    super()
    this.#model = model
    this.#label = label
  }

  override get(key: string): unknown {
    const settings = this.#model.collectionSettings(this.#label)
    if (key === 'label') return this.#label
    if (key === 'docs') return drops(this.#model.documentsOf(this.#label))
    if (key === 'files') return [...this.#model.filesOf(this.#label)]
    if (key === 'relative_directory') return `_${this.#label}`
    if (key === 'directory')
      return `/${[this.#model.config.collectionsDir, `_${this.#label}`].filter(Boolean).join('/')}`
    if (key === 'output')
      return settings.has('output') && settings.get('output') !== false && settings.get('output') !== null
    return settings.get(key)
  }

  override has(key: string): boolean {
    return collectionKeys.includes(key) || this.#model.collectionSettings(this.#label).has(key)
  }

  override keys(): readonly string[] {
    return [
      ...new Set([...collectionKeys, ...[...this.#model.collectionSettings(this.#label).keys()].map(toText)]),
    ]
  }

  override toString(): string {
    return ''
  }
}

/** `jekyll`. */
export class JekyllDrop extends Drop {
  readonly #environment: string
  constructor(environment: string) {
    super()
    this.#environment = environment
  }

  override get(key: string): unknown {
    if (key === 'version') return '4.3.1'
    return key === 'environment' ? this.#environment : undefined
  }

  override keys(): readonly string[] {
    return ['version', 'environment']
  }

  override toString(): string {
    return 'Jekyll::Drops::JekyllDrop'
  }
}
