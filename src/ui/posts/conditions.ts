import type { PostItem } from '../../app/index.ts'

/** What a post can be, on the blog and on this device; several may hold. */
export type Condition =
  'draft' | 'changed' | 'future' | 'published' | 'hidden' | 'new' | 'elsewhere' | 'conflict'

export const meets: Readonly<Record<Condition, (item: PostItem) => boolean>> = {
  draft: ({ status }) => status === 'draft',
  changed: ({ change }) => change !== undefined,
  future: ({ status }) => status === 'future',
  published: ({ status }) => status === 'published',
  hidden: ({ status }) => status === 'hidden',
  new: ({ change }) => change === 'new',
  elsewhere: ({ elsewhere }) => elsewhere !== undefined,
  conflict: ({ change }) => change === 'conflict',
}

export const isCondition = (name: string): name is Condition => Object.hasOwn(meets, name)
