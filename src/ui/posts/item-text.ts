import type { PostItem } from '../../app/index.ts'
import { foldText } from '../../app/search/fold.ts'

/** What is searched for, each word by itself. */
export const wordsOf = (query: string): string[] => foldText(query).split(/\s+/).filter(Boolean)

const texts = new WeakMap<PostItem, string>()

/** What a search looks through before the posts' texts are known. */
export function textOf(item: PostItem): string {
  const known = texts.get(item) ?? foldText([item.title, ...item.tags, item.author ?? ''].join(' '))
  texts.set(item, known)
  return known
}
