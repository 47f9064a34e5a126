import { defaultsFor } from '../../jekyll/index.ts'
import { Drop, type Hash, toText } from '../liquid/values.ts'
import type { SiteModel } from './model.ts'
import { hashOf, rubyOf } from './ruby-values.ts'

const ownKeys = ['name', 'extname', 'modified_time', 'basename', 'path', 'collection']

/** A file that the site gives out as it is. */
export class StaticFile extends Drop {
  readonly path: string
  readonly #model: SiteModel
  readonly #collection: string | undefined
  #defaults: Hash | undefined

  constructor(model: SiteModel, path: string, collection?: string) {
    super()
    this.#model = model
    this.path = path
    this.#collection = collection
  }

  get relativePath(): string {
    return this.#collection === undefined ? `/${this.path}` : this.path
  }

  /** Its address; a collection's files follow the collection. */
  get url(): string {
    return this.#collection === undefined ? `/${this.path}` : `/${this.path.replace(/^_/, '')}`
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1)
  }

  override get(key: string): unknown {
    const extension = /[^/](\.[^./]*)$/.exec(this.path)?.[1] ?? ''
    if (key === 'name') return this.name
    if (key === 'extname') return extension
    if (key === 'basename') return this.name.slice(0, this.name.length - extension.length)
    // Git keeps no times: the moment of the build stands in.
    if (key === 'modified_time') return this.#model.now
    if (key === 'path') return this.relativePath
    return key === 'collection' ? this.#collection : this.#data.get(key)
  }

  override has(key: string): boolean {
    return ownKeys.includes(key) || this.#data.has(key)
  }

  override keys(): readonly string[] {
    return [...new Set([...ownKeys, ...[...this.#data.keys()].map(toText)])]
  }

  override toString(): string {
    return 'Jekyll::Drops::StaticFileDrop'
  }

  get #data(): Hash {
    this.#defaults ??= hashOf(
      rubyOf(defaultsFor(this.path, this.#collection ?? '', this.#model), this.#model.zone),
    )
    return this.#defaults
  }
}
