import { categoriesOf, cutHead, defaultsFor, type Described, permalinkOf } from '../../jekyll/index.ts'
import { type Hash, isHash, isNil, isTrue, toText } from '../liquid/values.ts'
import { type RubyTime, timeIn } from '../liquid/time.ts'
import { DocumentDrop } from './document-drop.ts'
import { folderOf, Item } from './item.ts'
import type { SiteModel } from './model.ts'
import { hashOf, merged, readYaml, rubyOf } from './ruby-values.ts'

/** A post, draft or document of a collection. */
export class Document extends Item {
  readonly entry: Described
  readonly drop: DocumentDrop
  #data: Hash | undefined
  #url: string | undefined

  constructor(model: SiteModel, entry: Described) {
    super(model, entry.path)
    this.entry = entry
    this.drop = new DocumentDrop(this)
  }

  override readonly isDocument = true

  get collection(): string {
    return this.entry.collection ?? 'posts'
  }

  override get type(): string {
    return this.collection
  }

  override get relativePath(): string {
    const { collectionsDir } = this.model.config
    return collectionsDir !== '' && this.path.startsWith(`${collectionsDir}/`)
      ? this.path.slice(collectionsDir.length + 1)
      : this.path
  }

  override get extension(): string {
    return /[^/](\.[^./]*)$/.exec(this.path)?.[1] ?? ''
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1)
  }

  override get body(): string {
    const text = this.model.texts.text(this.path)
    return text === undefined ? '' : cutHead(text).body
  }

  get date(): RubyTime {
    return this.data.get('date') as RubyTime
  }

  override get url(): string {
    this.#url ??= permalinkOf(this.entry, this.model, this.model.now.instant)
    return this.#url
  }

  get id(): string {
    const slug = toText(this.data.get('slug')) || this.name.slice(0, this.name.length - this.extension.length)
    return `${folderOf(this.url)}/${slug}`.replace(/^\/+/, '/')
  }

  override get data(): Hash {
    this.#data ??= this.#read()
    return this.#data
  }

  override value(key: string): unknown {
    return this.data.get(key) ?? this.model.hooks.details(this)?.get(key)
  }

  override toLiquid(): unknown {
    return this.drop
  }

  get isPublished(): boolean {
    return this.model.config.unpublished || this.data.get('published') !== false
  }

  get isInFuture(): boolean {
    return (
      !this.model.config.future &&
      Math.floor(this.date.instant / 1000) > Math.floor(this.model.now.instant / 1000)
    )
  }

  /** Earlier or later in its collection, where it has a place there. */
  neighbor(step: 1 | -1): Document | undefined {
    const at = this.model.positionOf(this)
    return at === undefined ? undefined : this.model.documentsOf(this.collection)[at + step]
  }

  /** By date, then by path. */
  compareTo(other: Document): number {
    return (
      this.date.instant - other.date.instant || (this.path < other.path ? -1 : this.path > other.path ? 1 : 0)
    )
  }

  #read(): Hash {
    const { zone } = this.model
    const defaults = hashOf(rubyOf(defaultsFor(this.path, this.type, this.model), zone))
    const data = merged(
      merged(new Map<unknown, unknown>([['draft', this.entry.kind === 'draft']]), defaults),
      this.#own(zone),
    )
    const { date } = this.entry
    data.set('date', timeIn(zone, date?.instant ?? this.model.now.instant))
    for (const [key, value] of [
      ['title', this.entry.title],
      ['slug', this.entry.slug],
      ['ext', this.extension],
    ])
      if (!isTrue(data.get(key))) data.set(key, value)
    data.set('categories', [...categoriesOf(this.entry, this.model)])
    data.set('tags', pluralized(data, 'tag', 'tags'))
    return data
  }

  #own(zone: string): Hash {
    try {
      const own = readYaml(this.entry.frontMatter.source, zone)
      return isHash(own) ? own : new Map()
    } catch {
      return new Map()
    }
  }
}

/** `tag: x` before `tags: a b`. */
function pluralized(data: Hash, singular: string, plural: string): unknown[] {
  const one = data.get(singular)
  if (isTrue(one)) return [one].flat(20).filter((each) => !isNil(each))
  const many = data.get(plural)
  if (typeof many === 'string') return many.split(/\s+/).filter((word) => word !== '')
  return Array.isArray(many) ? (many.flat(20) as unknown[]).filter((each) => !isNil(each)) : []
}
