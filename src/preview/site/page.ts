import { cutHead, defaultsFor, describe, permalinkOf } from '../../jekyll/index.ts'
import { type Hash, isHash, isTrue, toText } from '../liquid/values.ts'
import { folderOf, Item } from './item.ts'
import type { SiteModel } from './model.ts'
import { hashOf, merged, readYaml, rubyOf } from './ruby-values.ts'

/** What a plugin makes up: a page without a file. */
export interface Made {
  readonly data: Hash
  readonly body: string
  /** Overrides the address that the path gives. */
  readonly url?: string
}

/** A file with front matter that belongs to no collection. */
export class Page extends Item {
  readonly #made: Made | undefined
  #text: string | undefined
  #data: Hash | undefined
  #url: string | undefined
  #body = ''
  /** What a plugin sets. */
  paginator: Hash | undefined

  constructor(model: SiteModel, path: string, made?: Made) {
    super(model, path)
    this.#made = made
  }

  override readonly type = 'pages'
  override readonly isDocument = false

  override get relativePath(): string {
    return this.path
  }

  override get extension(): string {
    return /[^/](\.[^./]*)$/.exec(this.path)?.[1] ?? ''
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1)
  }

  override get data(): Hash {
    this.#refresh()
    return this.#data ?? new Map<unknown, unknown>()
  }

  override get body(): string {
    this.#refresh()
    return this.#body
  }

  override get url(): string {
    this.#refresh()
    if (this.#made?.url !== undefined) return this.#made.url
    if (this.#url === undefined) {
      const entry = describe(this.path, this.#text ?? '', this.model)
      const added = this.model.hooks.details(this)?.get('permalink')
      this.#url = typeof added === 'string' ? added : permalinkOf(entry, this.model, this.model.now.instant)
    }
    return this.#url
  }

  get dir(): string {
    if (this.url.endsWith('/')) return this.url
    const folder = folderOf(this.url)
    return folder.endsWith('/') ? folder : `${folder}/`
  }

  get isHtml(): boolean {
    return ['.html', '.xhtml', '.htm'].includes(this.outputExtension)
  }

  get isPublished(): boolean {
    return this.model.config.unpublished || this.data.get('published') !== false
  }

  override value(key: string): unknown {
    const { data } = this
    if (data.has(key)) return data.get(key)
    const added = this.model.hooks.details(this)?.get(key)
    return added ?? rubyOf(defaultsFor(this.path, 'pages', this.model)[key], this.model.zone)
  }

  override toLiquid(): Hash {
    const defaults = hashOf(rubyOf(defaultsFor(this.path, 'pages', this.model), this.model.zone))
    const path = this.data.has('path') ? this.data.get('path') : this.relativePath
    const excerpt = this.data.get('excerpt')
    const own: [string, unknown][] = [
      ['content', this.model.seen.content(this)],
      ['dir', this.dir],
      ['excerpt', isTrue(excerpt) ? toText(excerpt) : undefined],
      ['name', this.name],
      ['path', path],
      ['url', this.url],
    ]
    const added = this.model.hooks.details(this) ?? new Map<unknown, unknown>()
    return merged(merged(added, defaults), merged(this.data, new Map<unknown, unknown>(own)))
  }

  /** Reads the file anew where its text is another. */
  #refresh(): void {
    const text = this.#made === undefined ? this.model.texts.text(this.path) : ''
    if (this.#data !== undefined && text === this.#text) return
    this.#text = text
    this.#url = undefined
    const head = cutHead(text ?? '')
    this.#data = this.#made?.data ?? readData(head.yaml, this.model.zone)
    this.#body = this.#made?.body ?? head.body
  }
}

function readData(yaml: string, zone: string): Hash {
  try {
    const data = readYaml(yaml, zone)
    return isHash(data) ? data : new Map()
  } catch {
    return new Map()
  }
}
