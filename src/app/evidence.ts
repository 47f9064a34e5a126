import { listFormOf, quotesOf } from '../jekyll/conventions.ts'
import type { Conventions, Entry, Site } from '../jekyll/index.ts'
import { textOf } from '../jekyll/lists.ts'
import { dateFormOf } from '../jekyll/spell-date.ts'

/** So many of so many posts do it. */
export interface Evidence {
  readonly count: number
  readonly of: number
}

/** How many posts, of those that the conventions were learnt from, show each of them. */
export function evidenceFor(site: Site, learnt: Conventions) {
  const posts = site.posts.slice(0, learnt.posts)
  const entries = (key: string) =>
    posts.flatMap(({ frontMatter }) => frontMatter.entries.find((entry) => entry.key === key) ?? [])
  const among = <Each>(all: readonly Each[], does: (each: Each) => boolean): Evidence => ({
    count: all.filter(does).length,
    of: all.length,
  })
  return {
    pictures: picturesLike(site, learnt),
    dates: among(entries('date'), ({ value }) => dateFormOf(textOf(value)) === learnt.date),
    titles: among(entries('title'), (entry) => quotesOf(entry) === quotesIn(learnt)),
    names: among(posts, ({ extension }) => extension === learnt.extension),
    list: (key: string): Evidence =>
      among(entries(key), (entry) => listFormOf(key, [entry]) === formIn(learnt, key)),
    key: (key: string): Evidence => among(posts, has(key)),
  }
}

const has =
  (key: string) =>
  ({ frontMatter }: Entry): boolean =>
    frontMatter.has(key)

const quotesIn = ({ keys }: Conventions) => keys.find(({ key }) => key === 'title')?.quotes
const formIn = ({ keys }: Conventions, name: string) => keys.find(({ key }) => key === name)?.list

/** Posts whose pictures are written so, of those that have any. */
function picturesLike({ pictures }: Site, { picture }: Conventions): Evidence {
  const like = pictures.filter(({ address }) => address.startsWith(picture.prefix))
  const postsWith = (uses: typeof pictures): number => new Set(uses.map(({ path }) => path)).size
  return { count: postsWith(like), of: postsWith(pictures) }
}
