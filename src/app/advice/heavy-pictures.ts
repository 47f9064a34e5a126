import type { Repository } from '../../git/repository.ts'
import { findFile, type Post, type Site } from '../../jekyll/index.ts'
import { elementsOf, type Advice } from '../check-post.ts'
import type { Unpublished } from '../unpublished.svelte.ts'

/** What is needed of the open blog. */
interface Blog {
  readonly works: Pick<Unpublished, 'get'>
  readonly repository: Pick<Repository, 'oid' | 'blob'>
}

/** Bytes from which on a picture makes readers wait: what is added here weighs less than half of it. */
const heavy = 1_000_000
/** So many are named. */
const mostNamed = 3
/** What can be written anew; what moves, or is drawn with lines, would not be the same. */
const drawable = /\.(?:png|jpe?g|webp)$/i

/** Advice about the pictures in a post's text that weigh a lot, as far as this device has them: nothing is fetched for it. */
export async function heavyPictures(post: Post, site: Site, blog: Blog, head: number): Promise<Advice[]> {
  const shown = new Map<string, number>()
  for (const { type, attributes, span } of elementsOf(post, site)) {
    const path = type === 'img' ? findFile(attributes.get('src') ?? '', post, site) : undefined
    if (path !== undefined && drawable.test(path) && !shown.has(path)) shown.set(path, span[0])
  }
  const sizes = await Promise.all([...shown].map(([path]) => sizeOf(path, blog)))
  const found = [...shown].flatMap(([path, at], index): Advice[] => {
    const bytes = sizes[index] ?? 0
    return bytes < heavy ? [] : [{ code: 'heavy-picture', about: path, count: 1, bytes, place: head + at }]
  })
  return found.slice(0, mostNamed)
}

async function sizeOf(path: string, { works, repository }: Blog): Promise<number | undefined> {
  const work = works.get(path)
  if (work) return work.content?.length
  const oid = await repository.oid(path)
  return oid === undefined
    ? undefined
    : (await repository.blob(oid, { asking: false }).catch(() => undefined))?.length
}
