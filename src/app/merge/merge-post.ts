import { parsePost, type Site } from '../../jekyll/index.ts'
import { mergeDetails, type DetailConflict } from './merge-details.ts'
import { mergeText, type TextConflict } from './merge-text.ts'

/** What the author decides about one conflict; for a text also what it shall be instead. */
export type Choice = 'mine' | 'theirs' | 'both' | { readonly text: string }

/** A post that was changed here and on the blog, put together as far as nobody has to decide. */
export interface PostMerge {
  readonly details: readonly DetailConflict[]
  readonly texts: readonly TextConflict[]
  /** The file, once decided: first what was chosen for the details, then for the texts, each in their order. */
  with(details: readonly ('mine' | 'theirs')[], texts: readonly Choice[]): string
}

/** Merges two versions of a file that come from the same one. */
export function mergePost(path: string, base: string, mine: string, theirs: string, site: Site): PostMerge {
  const read = (source: string) => parsePost(path, source, site)
  const [old, here, there] = [read(base), read(mine), read(theirs)] as const
  const details = mergeDetails(old.frontMatter, here.frontMatter, there.frontMatter)
  const text = mergeText(old.body, here.body, there.body)
  return {
    details: details.conflicts,
    texts: text.conflicts,
    with: (keys, choices) =>
      details.with(keys).text +
      text.with(text.conflicts.map((conflict, at) => chosen(conflict, choices[at]))),
  }
}

function chosen({ mine, theirs }: TextConflict, choice: Choice = 'mine'): string {
  if (typeof choice === 'object') return choice.text
  if (choice === 'both') return [theirs, mine].filter((text) => text.trim() !== '').join('\n\n')
  return choice === 'mine' ? mine : theirs
}
