import { parsePost, type Site } from '../../jekyll/index.ts'
import type { Rival } from '../../recovery/index.ts'
import type { DetailConflict } from './merge-details.ts'
import { mergeData } from './merge-data.ts'
import { isDataFile } from './merge-file.ts'
import { mergePost } from './merge-post.ts'

/** Two texts of one file in one. */
export interface Together {
  readonly text: string
  /** Details of which only one value can stand there; what the other one said. */
  readonly rivals: readonly Rival[]
}

/**
 * Puts together what the same author typed in two windows, both from `before`: a paragraph that both changed stands
 * there twice, a list has what either has. Of any other detail that both set, mine stands there and theirs is a rival.
 */
export function keepBoth(path: string, before: string, mine: string, theirs: string, site: Site): Together {
  if (before === theirs || mine === theirs) return { text: mine, rivals: [] }
  if (isDataFile(path, site)) return keepBothData(path, before, mine, theirs)
  const merge = mergePost(path, before, mine, theirs, site)
  const text = merge.with(
    merge.details.map(() => 'mine'),
    merge.texts.map(({ mine, theirs }) => (mine.includes(theirs) ? 'mine' : 'both')),
  )
  const rivals = merge.details.filter((detail) => !isList(detail)).map(({ key }) => ({ key, source: theirs }))
  return { text: withLists(path, text, merge.details.filter(isList), site), rivals }
}

function keepBothData(path: string, before: string, mine: string, theirs: string): Together {
  const merge = mergeData(path, before, mine, theirs)
  const text = merge.with([], [])
  return { text, rivals: merge.details.map(({ key }) => ({ key, source: theirs, data: { before, mine } })) }
}

const isList = ({ mine, theirs }: DetailConflict): boolean => Array.isArray(mine) && Array.isArray(theirs)

function withLists(path: string, text: string, details: readonly DetailConflict[], site: Site): string {
  const { frontMatter, body } = parsePost(path, text, site)
  const all = ({ mine, theirs }: DetailConflict): unknown[] => [...new Set([mine, theirs].flat())]
  return details.reduce((head, detail) => head.with(detail.key, all(detail)), frontMatter).text + body
}
