import { expandAddress } from './addresses.ts'
import { textOf } from './lists.ts'
import { permalinkOf } from './permalink.ts'
import type { Entry } from './post.ts'
import type { Site } from './site.ts'

const shape = /^\{\{-?\s*(?:(site|page)\.([\w-]+)\s*)?([^{}]*?)-?\}\}$/
/** They change how a value is written, not what is read. */
const silent = /^\s*\|\s*(?:escape|xml_escape|strip|escape_once)\s*/

/**
 * What `{{ … }}` gives in a post, as far as settings and details say it: texts, numbers and dates of `site` and `page`,
 * the post's title and address. Undefined for everything that the site must be built for.
 */
export function outputOf(source: string, post: Entry, site: Site): string | undefined {
  const [, owner, key, filters = ''] = shape.exec(source) ?? []
  if (owner === 'page' && key !== undefined) {
    return filters.replace(silent, '').trim() === '' ? detailOf(key, post, site) : undefined
  }
  const plain = filters.replace(silent, '')
  const known = key === undefined ? source : `{{ site.${key} ${plain}}}`
  const expanded = expandAddress(known, site)
  if (expanded !== known) return expanded
  const { values } = site.config
  const isKey = key !== undefined && plain.trim() === '' && Object.hasOwn(values, key)
  const value = isKey ? values[key] : undefined
  return isSaid(value) ? textOf(value) : undefined
}

function detailOf(key: string, post: Entry, site: Site): string | undefined {
  if (key === 'title') return post.title
  if (key === 'url') return permalinkOf(post, site)
  if (key === 'slug') return post.slug
  const value = post.frontMatter.get(key)
  return isSaid(value) ? textOf(value) : undefined
}

const isSaid = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
