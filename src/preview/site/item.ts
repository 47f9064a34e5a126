import type { Hash } from '../liquid/values.ts'
import { isNil, toText } from '../liquid/values.ts'
import type { SiteModel } from './model.ts'

/** A file of the site that is rendered: a post, a document of a collection, a page. */
export abstract class Item {
  readonly model: SiteModel
  /** In the repository. */
  readonly path: string

  constructor(model: SiteModel, path: string) {
    this.model = model
    this.path = path
  }

  /** As templates know it: without the folder of collections. */
  abstract readonly relativePath: string
  /** With its dot. */
  abstract readonly extension: string
  /** What the front matter says, for a document with the defaults. */
  abstract readonly data: Hash
  /** What follows the front matter. */
  abstract readonly body: string
  abstract readonly url: string

  /** The text as plugins leave it. */
  get source(): string {
    return this.model.hooks.source(this.body, this)
  }
  /** The value of `type` in front matter defaults. */
  abstract readonly type: string
  /** What `page` is. */
  abstract toLiquid(): unknown
  /** Of the front matter, else of the defaults. */
  abstract value(key: string): unknown

  /** The ending of the page that is written: `.html`. */
  get outputExtension(): string {
    const permalink = toText(this.value('permalink'))
    const own = permalink.endsWith('/') ? undefined : /[^/](\.[^./]+)$/.exec(permalink)?.[1]
    return own ?? this.model.convertedExtension(this.extension)
  }

  /** Where the page is written, relative to the site's folder. */
  get destination(): string {
    const path = decoded(this.url).replace(/^\/+/, '')
    if (path === '' || path.endsWith('/'))
      return `${path}index${this.isDocument ? '.html' : this.outputExtension}`
    return path.endsWith(this.outputExtension) ? path : path + this.outputExtension
  }

  /** Whether it is one of a collection, posts included. */
  abstract readonly isDocument: boolean

  get separator(): string {
    const own = this.value('excerpt_separator')
    return toText(isNil(own) || own === false ? this.model.settings.get('excerpt_separator') : own)
  }
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

/** Ruby's `File.dirname`. */
export function folderOf(path: string): string {
  const bare = path.replace(/\/+$/, '')
  const cut = bare.lastIndexOf('/')
  if (cut === -1) return path.startsWith('/') ? '/' : '.'
  return bare.slice(0, cut) || '/'
}
