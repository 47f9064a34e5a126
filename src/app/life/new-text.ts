import {
  dateAt,
  permalinkOf,
  serializePost,
  type Collection,
  type Conventions,
  type Post,
  type Site,
} from '../../jekyll/index.ts'
import { newPost } from '../../jekyll/new-post.ts'
import { newDocument, newPage } from '../../jekyll/new-text.ts'
import type { Teaching } from '../teaching.svelte.ts'
import type { Unpublished } from '../unpublished.svelte.ts'

/** What a new text can be: `_` and a collection's name for a document of it. */
export type TextKind = 'post' | 'draft' | 'page' | `_${string}`

export interface Wanted {
  readonly title: string
  readonly kind: TextKind
}

/** A collection as the author reads it. */
export interface NamedCollection {
  readonly kind: TextKind
  readonly name: string
  readonly count: number
  /** Whether its documents have pages of their own. */
  readonly output: boolean
}

interface Blog {
  readonly site: Site | undefined
  readonly conventions: Conventions | undefined
  readonly teaching: Teaching
  readonly works: Unpublished
}

/** The blog's collections beside the posts, those with the most in them first. */
export function collectionsOf({ config, documents }: Site): readonly NamedCollection[] {
  const named = config.collections.map((each) => ({
    kind: `_${each.label}` as const,
    name: nameOf(each, config.values.collections),
    count: documents.filter(({ collection }) => collection === each.label).length,
    output: each.output,
  }))
  return named.sort((one, other) => other.count - one.count)
}

/** As `_config.yml` calls it, else its own name as words. */
function nameOf({ label }: Collection, said: unknown): string {
  const own: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, label) : undefined
  const title: unknown = typeof own === 'object' && own !== null ? Reflect.get(own, 'title') : undefined
  if (typeof title === 'string' && title !== '') return title
  const words = label.replaceAll(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Makes a text like its siblings, as a work; answers its path. `free`: the path, with a number where it is taken. */
export async function makeText(blog: Blog, wanted: Wanted, free: (path: string) => string): Promise<string> {
  const corrected = await blog.teaching.settle()
  const text = planText(blog, wanted)
  if (!text) throw new Error('The blog is not open yet.')
  const path = free(text.path)
  const isPost = text.collection === 'posts'
  const content = (isPost ? corrected?.arrange(text) : undefined) ?? serializePost(text)
  await blog.works.save({ path, content, base: null, changedAt: Date.now() })
  return path
}

/** Where a new text would stand on the site, from its root; undefined where it has no page of its own. */
export function addressFor(blog: Blog, wanted: Wanted): string | undefined {
  const { site } = blog
  const text = planText(blog, wanted)
  const own = site?.config.collections.find(({ label }) => label === text?.collection)
  return site && text && own?.output !== false ? permalinkOf(text, site, Date.now()) : undefined
}

function planText({ site, conventions, teaching }: Blog, { title, kind }: Wanted): Post | undefined {
  if (!site || !conventions) return undefined
  const date = dateAt(Date.now(), site.config.timezone)
  if (kind === 'page')
    return newPage(site, teaching.pages, teaching.conventions(null) ?? conventions, { title, date })
  const collection = site.config.collections.find(({ label }) => `_${label}` === kind)
  if (!collection) return newPost(site, conventions, { title, date, draft: kind === 'draft' })
  const learnt = teaching.conventions(collection.label) ?? conventions
  return newDocument(site, collection, learnt, { title, date })
}
