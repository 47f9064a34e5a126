import type { Context } from '../liquid/context.ts'
import type { FilterTable } from '../liquid/filters/filter-table.ts'
import { isNil, toText } from '../liquid/values.ts'
import { DocumentDrop } from '../site/document-drop.ts'
import { renderingOf } from '../render/rendering.ts'
import type { SiteModel } from '../site/model.ts'
import { isAbsolute, normalizeUrl } from './uri.ts'

const slashed = (text: string): string => (text === '' || text.startsWith('/') ? text : `/${text}`)

/** The address below `baseurl`. */
export function relativeUrl(url: string, model: SiteModel): string {
  if (isAbsolute(url)) return url
  const base = toText(model.settings.get('baseurl')).replace(/\/$/, '')
  return normalizeUrl(slashed(base) + slashed(url))
}

/** The address with the site's own. */
export function absoluteUrl(url: string, model: SiteModel): string {
  if (isAbsolute(url)) return url
  const site = toText(model.settings.get('url'))
  const relative = relativeUrl(url, model)
  return site === '' ? relative : normalizeUrl(site + relative)
}

function addressed(
  input: unknown,
  context: Context,
  make: (url: string, model: SiteModel) => string,
): string | undefined {
  if (isNil(input)) return undefined
  const url = input instanceof DocumentDrop ? input.get('url') : input
  return make(toText(url), renderingOf(context).model)
}

function stripIndex(input: unknown): unknown {
  const text = toText(input)
  return text === '' ? undefined : text.replace(/\/index\.html?$/m, '/')
}

export const urlFilters: FilterTable = {
  relative_url: [0, 0, (context, input) => addressed(input, context, relativeUrl)],
  absolute_url: [0, 0, (context, input) => addressed(input, context, absoluteUrl)],
  strip_index: [0, 0, (_, input) => stripIndex(input)],
}
