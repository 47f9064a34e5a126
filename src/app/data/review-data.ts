import { DataText } from '../../jekyll/data/data-text.ts'
import { isSame } from '../../jekyll/yaml/values.ts'
import type { ReviewItem } from '../review.ts'
import type { WorkKind } from '../works.ts'
import { nameOfData } from './data-files.ts'

/** A data file that publishing would change, but for its differences line by line. */
export const reviewData = (
  path: string,
  change: WorkKind,
  before: string,
  after: string,
): Omit<ReviewItem, 'diff'> => ({
  path,
  title: nameOfData(path),
  kind: 'file',
  change,
  sentences: change === 'edited' ? describeData(path, before, after) : [],
  before,
  after,
  advice: [],
})

/** What changed in a data file, as a review says it: `1 entry changed`, `email removed`; empty where only its spelling did. */
export function describeData(path: string, before: string, after: string): string[] {
  const [old, now] = [new DataText(path, before).value, new DataText(path, after).value]
  if (Array.isArray(old) && Array.isArray(now)) return listChanges(old, now)
  if (!isMap(old) || !isMap(now)) return isSame(old, now) ? [] : ['list changed']
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const changed = keys.filter((key) => !isSame(old[key], now[key]))
  if (changed.length > mostNamed) return [`${changed.length} entries changed`]
  return changed.map(
    (key) => `${key} ${!Object.hasOwn(old, key) ? 'added' : Object.hasOwn(now, key) ? 'changed' : 'removed'}`,
  )
}

const mostNamed = 5

function listChanges(old: readonly unknown[], now: readonly unknown[]): string[] {
  const left = [...old]
  const fresh = now.filter((item) => {
    const at = left.findIndex((other) => isSame(other, item))
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
  const changed = Math.min(left.length, fresh.length)
  const counts = [
    [changed, 'changed'],
    [fresh.length - changed, 'added'],
    [left.length - changed, 'removed'],
  ] as const
  const said = counts.flatMap(([count, verb]) =>
    count === 0 ? [] : [`${count} ${count === 1 ? 'entry' : 'entries'} ${verb}`],
  )
  return said.length === 0 && !isSame(old, now) ? ['order of the entries changed'] : said
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
