import type { ListedBlog } from './hosting.ts'

/** Those that can be written to first; the order is the host's otherwise. */
export const writableFirst = (blogs: readonly ListedBlog[]): readonly ListedBlog[] =>
  blogs.filter(({ url }) => url !== '').toSorted((a, b) => Number(b.canPush) - Number(a.canPush))

/** Those whose path has all the words, where a host cannot be asked for them. */
export function matching(blogs: readonly ListedBlog[], search: string): readonly ListedBlog[] {
  const words = search.toLowerCase().split(/\s+/)
  return writableFirst(blogs.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word))))
}

/** `owner/blog` as part of an address. */
export const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
