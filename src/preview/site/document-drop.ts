import { Drop, type Hash, isNil, isTrue, outputText, toText } from '../liquid/values.ts'
import { toJson } from '../liquid/json.ts'
import type { Document } from './collection-item.ts'

const ownKeys = [
  'relative_path',
  'path',
  'id',
  'output',
  'content',
  'url',
  'date',
  'title',
  'categories',
  'tags',
  'collection',
  'excerpt',
  'name',
  'previous',
  'next',
]
const nested = new Set(['content', 'output', 'excerpt', 'next', 'previous'])

/** A post or document as templates see it. */
export class DocumentDrop extends Drop {
  readonly doc: Document

  constructor(doc: Document) {
    super()
    this.doc = doc
  }

  override get(key: string): unknown {
    const own = Object.hasOwn(getters, key) ? getters[key] : undefined
    return own === undefined ? this.doc.data.get(key) : own(this.doc)
  }

  override has(key: string): boolean {
    return Object.hasOwn(getters, key) || this.doc.data.has(key)
  }

  override keys(): readonly string[] {
    return [...new Set([...ownKeys, ...[...this.doc.data.keys()].map(toText)])]
  }

  /** In JSON within JSON, neighbors lose what would never end. */
  override toHash(depth = 0): Hash {
    const all = super.toHash(depth)
    if (depth < 2) return all
    for (const key of ['previous', 'next']) {
      const other = all.get(key)
      if (other instanceof DocumentDrop) all.set(key, other.#collapsed())
    }
    return all
  }

  #collapsed(): Hash {
    return new Map(this.keys().flatMap((key) => (nested.has(key) ? [] : [[key, this.get(key)] as const])))
  }

  compareTo(other: unknown): number | undefined {
    return other instanceof DocumentDrop ? this.doc.compareTo(other.doc) : undefined
  }

  override toString(): string {
    return outputText(this.get('output')) || outputText(this.get('content'))
  }

  inspect(): string {
    return toJson(this)
  }
}

const getters: Readonly<Record<string, (doc: Document) => unknown>> = {
  relative_path: (doc) => doc.relativePath,
  path: (doc) => doc.relativePath,
  id: (doc) => doc.id,
  output: (doc) => doc.model.seen.output(doc),
  content: (doc) => doc.model.seen.content(doc),
  url: (doc) => doc.url,
  date: (doc) => doc.date,
  title: (doc) => doc.data.get('title'),
  categories: (doc) => doc.data.get('categories'),
  tags: (doc) => doc.data.get('tags'),
  collection: (doc) => doc.collection,
  excerpt: (doc) => excerptOf(doc),
  name: (doc) => doc.data.get('name') ?? doc.name,
  previous: (doc) => doc.neighbor(-1)?.drop,
  next: (doc) => doc.neighbor(1)?.drop,
}

function excerptOf(doc: Document): unknown {
  const own = doc.data.get('excerpt')
  if (!isNil(own) && isTrue(own)) return toText(own)
  return doc.separator === '' ? '' : doc.model.seen.excerpt(doc)
}

/** What `page` is while an excerpt is rendered. */
export class ExcerptDrop extends Drop {
  readonly #doc: Document
  readonly #content: string

  constructor(doc: Document, content: string) {
    super()
    this.#doc = doc
    this.#content = content
  }

  override get(key: string): unknown {
    if (key === 'excerpt') return undefined
    if (key === 'content') return this.#content
    if (key === 'id') return `${this.#doc.id}#excerpt`
    if (key === 'path' || key === 'relative_path') return `${this.#doc.relativePath}/#excerpt`
    return this.#doc.drop.get(key)
  }

  override has(key: string): boolean {
    return this.#doc.drop.has(key)
  }

  override keys(): readonly string[] {
    return this.#doc.drop.keys()
  }
}
