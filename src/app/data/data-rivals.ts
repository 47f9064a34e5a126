import type { Rival } from '../../recovery/index.ts'
import { mergeData } from '../merge/merge-data.ts'
import type { PostMerge } from '../merge/merge-post.ts'

/** A value that two windows set, and what it is in each of them. */
export interface DataRival {
  readonly rival: Rival
  readonly mine: unknown
  readonly theirs: unknown
}

function mergeOf(path: string, { source, data }: Rival): PostMerge | undefined {
  return data && mergeData(path, data.before, data.mine, source)
}

/** What is to be decided in a data file. */
export function dataRivals(path: string, rivals: readonly Rival[]): DataRival[] {
  return rivals.flatMap((rival) => {
    const found = mergeOf(path, rival)?.details.find(({ key }) => key === rival.key)
    return found ? [{ rival, mine: found.mine, theirs: found.theirs }] : []
  })
}

/** The file with each detail as one of the two has it. */
const decided = (
  merge: PostMerge,
  side: (detail: PostMerge['details'][number]) => 'mine' | 'theirs',
): string => merge.with(merge.details.map(side), [])

/**
 * The file as it is now with what the other window has of it, wherever its entries stand by now; undefined where that cannot
 * be written.
 */
export function withRival(path: string, now: string, rival: Rival): string | undefined {
  const merge = mergeOf(path, rival)
  if (!merge) return undefined
  try {
    const kept = decided(merge, () => 'mine')
    const taken = decided(merge, ({ key }) => (key === rival.key ? 'theirs' : 'mine'))
    return decided(mergeData(path, kept, now, taken), () => 'theirs')
  } catch {
    return undefined
  }
}
