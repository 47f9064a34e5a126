import type { FilterTable } from '../liquid/filters/filter-table.ts'
import type { Hash } from '../liquid/values.ts'
import type { Tag } from '../liquid/template.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import type { Page } from '../site/page.ts'

/** A plugin of Jekyll's as far as a page shows it. */
export interface Plugin {
  /** Its gem. */
  readonly name: string
  readonly tags?: Readonly<Record<string, Tag>>
  readonly filters?: FilterTable
  /** Pages that it adds to the site; what it sets on pages that are there. May be called again and again. */
  readonly generate?: (model: SiteModel) => readonly Page[]
  /** Details that an item has where it says nothing itself. */
  readonly details?: (item: Item, model: SiteModel) => Hash | undefined
  /** Changes an item's text before anything reads it. */
  readonly source?: (body: string, item: Item, model: SiteModel) => string
  /** Whether a file without front matter is a page. */
  readonly isPage?: (path: string, model: SiteModel) => boolean
  /** Changes the whole page. */
  readonly page?: (html: string, item: Item, model: SiteModel) => string
  /** Whether it makes pages of files with this ending. */
  readonly converts?: (extension: string) => boolean
  readonly convert?: (text: string, item: Item, model: SiteModel) => string
}
