import type { Site } from '../../jekyll/index.ts'
import { mergePost } from './merge-post.ts'

/**
 * Puts together what the same author typed in two windows, both from `before`: a paragraph that both changed stands
 * there twice, a detail as it was set last. Nobody is asked.
 */
export function keepBoth(path: string, before: string, mine: string, theirs: string, site: Site): string {
  if (before === theirs || mine === theirs) return mine
  const merge = mergePost(path, before, mine, theirs, site)
  return merge.with(
    merge.details.map(() => 'mine'),
    merge.texts.map(({ mine, theirs }) => (mine.includes(theirs) ? 'mine' : 'both')),
  )
}
