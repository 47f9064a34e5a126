import type { Context } from '../liquid/context.ts'
import type { Body } from '../liquid/template.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'

/** What tags and filters know of the page that is being rendered. */
export interface Rendering {
  readonly model: SiteModel
  readonly item: Item
  /** Liquid of a text as a template; a broken one throws LiquidSyntaxError. */
  readonly template: (source: string) => Body
  /** HTML of Markdown, as the site's converter gives it. */
  readonly markdown: (text: string) => string
  /** Shows that something is missing; gives what stands in its place. */
  readonly placeholder: (what: string) => string
  /** What plugins keep while one page is rendered. */
  readonly kept: Map<string, unknown>
}

/** The page that a template belongs to. */
export const renderingOf = (context: Context): Rendering => context.surroundings.site as Rendering
