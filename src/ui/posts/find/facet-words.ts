import { isCondition, type Condition } from '../conditions.ts'
import type { Facet } from './facets.ts'

const conditionWords: Readonly<Record<Condition, string>> = {
  draft: 'Draft',
  changed: 'Changed here',
  future: 'Scheduled',
  published: 'Published',
  hidden: 'Hidden',
  new: 'New',
  elsewhere: 'Changed elsewhere',
  conflict: 'Changed elsewhere too',
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** A value of a facet as the author reads it. */
export function facetValue(facet: Facet, value: string): string {
  if (facet === 'status') return isCondition(value) ? conditionWords[value] : value
  if (facet === 'collection') return value.charAt(0).toUpperCase() + value.slice(1)
  return facet === 'lang' ? languageName(value) : value
}

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code
  } catch {
    return code // whatever stands there, it is no language
  }
}
