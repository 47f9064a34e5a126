import { compare, type Hash, isNil, toText } from '../liquid/values.ts'
import type { Document } from './collection-item.ts'

/** Documents in the order of their collection: by `order`, by the key that `sort_by` names, else by date and path. */
export function sortDocuments(documents: readonly Document[], settings: Hash): readonly Document[] {
  const byDate = [...documents].sort((one, other) => one.compareTo(other))
  const order = settings.get('order')
  if (Array.isArray(order)) return arranged(byDate, order.map(toText))
  const key = settings.get('sort_by')
  return typeof key === 'string' ? byDate.sort((one, other) => byKey(key, one, other)) : byDate
}

/** The named ones first, in the order of the list; all others as they were. */
function arranged(documents: readonly Document[], names: readonly string[]): readonly Document[] {
  const rank = (doc: Document): number => {
    const at = names.indexOf(doc.relativePath.slice(doc.relativePath.indexOf('/') + 1))
    return at === -1 ? names.length : at
  }
  return [...documents].sort((one, other) => rank(one) - rank(other))
}

function byKey(key: string, one: Document, other: Document): number {
  const [a, b] = [one.data.get(key), other.data.get(key)]
  if (isNil(a) && !isNil(b)) return 1
  if (!isNil(a) && isNil(b)) return -1
  const order = compare(a, b) ?? 0
  return order === 0 ? one.compareTo(other) : order
}
