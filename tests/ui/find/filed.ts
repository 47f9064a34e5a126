import type { PostItem } from '../../../src/app/index.ts'
import { factsOf } from '../../../src/app/facts.ts'
import { parsePost, readSite, statusOf } from '../../../src/jekyll/index.ts'
import type { Filed } from '../../../src/ui/posts/find/filed.ts'

/** Posts of a blog made of these files, filed as the list does it. */
export async function filed(files: Readonly<Record<string, string>>): Promise<Filed[]> {
  const paths = Object.keys(files)
  const site = await readSite({
    list: async () => paths,
    read: async (path) => new TextEncoder().encode(files[path] ?? ''),
  })
  const now = Date.UTC(2026, 10, 23)
  return paths
    .filter((path) => path.endsWith('.md'))
    .map((path) => {
      const entry = parsePost(path, files[path] ?? '', site)
      const author = entry.frontMatter.get('author')
      const item: PostItem = {
        path,
        title: entry.title,
        date: entry.date,
        status: statusOf(entry, site, now),
        change: undefined,
        elsewhere: undefined,
        tags: entry.frontMatter.getList('tags'),
        author: typeof author === 'string' ? author : undefined,
        image: undefined,
      }
      return { item, entry, facts: factsOf(entry, site) }
    })
}
