import {
  findFile,
  linkedPost,
  permalinkOf,
  serializePost,
  withBody,
  withFrontMatter,
  type Post,
  type Site,
} from '../../jekyll/index.ts'
import type { Image, Link, Span } from '../../kramdown/tree.ts'
import { elementsOf, type Advice } from '../check-post.ts'
import { nearTag } from '../near-tag.ts'

/** The advice with what a click would make of the file, where that can be written without asking. */
export function withMends(advice: readonly Advice[], post: Post, site: Site, head: number): Advice[] {
  return advice.map((each) => {
    if (each.mended !== undefined) return each
    const at = typeof each.place === 'number' ? each.place - head : 0
    return { ...each, ...mends[each.code]?.(post, at, site) }
  })
}

export type Mended = Pick<Advice, 'mended' | 'other' | 'deed'>
type Mending = (post: Post, at: number, site: Site) => Mended | undefined

const mends: Readonly<Partial<Record<Advice['code'], Mending>>> = {
  'no-title': named,
  'missing-picture': (post, at, site) =>
    repointed(post, at, site, pictureNames(site)) ?? withoutPicture(post, at, site),
  'broken-link': (post, at, site) =>
    repointed(post, at, site, addresses(post, site)) ?? withoutLink(post, at, site),
}

/** The file with something else in a span of its text. */
export const replaced = (post: Post, [from, to]: Span, by: string): string =>
  serializePost(withBody(post, post.body.slice(0, from) + by + post.body.slice(to)))

/** After its first heading, else after its file. */
function named(post: Post, _at: number, site: Site): Mended | undefined {
  const heading = elementsOf(post, site).find((element) => element.type === 'header')
  const words = heading?.type === 'header' ? heading.rawText.replaceAll(/[*_`[\]]|\{[^}]*\}/g, '').trim() : ''
  const spoken = post.slug.replaceAll(/[-_]+/g, ' ').trim()
  const other = words === '' ? spoken.charAt(0).toUpperCase() + spoken.slice(1) : words
  if (other === '') return undefined
  const mended = serializePost(
    withFrontMatter(post, post.frontMatter.with('title', other, ['title', ...post.frontMatter.keys]), site),
  )
  return { other, mended, deed: 'name' }
}

// — what leads nowhere

/** The link or picture that stands there. */
function leadingAt(post: Post, at: number, site: Site): Link | Image | undefined {
  return elementsOf(post, site).find(
    (element): element is Link | Image =>
      (element.type === 'a' || element.type === 'img') && element.span[0] === at,
  )
}

const lastPart = (address: string): string => /[^/#]*\/?$/.exec(address)?.[0] ?? ''

/** Leading to what is called so but for a letter (or an ending), where that is somewhere. */
function repointed(post: Post, at: number, site: Site, known: readonly string[]): Mended | undefined {
  const found = leadingAt(post, at, site)
  if (!found?.destination) return undefined
  const written = post.body.slice(...found.destination)
  const [, before = '', name = '', behind = ''] = /^(.*?)([^/#\s]+)(\/?(?:\s*-?%\}.*)?)$/s.exec(written) ?? []
  const leads = (address: string): boolean =>
    found.type === 'img'
      ? findFile(address, post, site) !== undefined
      : address.startsWith('#') || linkedPost(address, post, site) !== undefined
  const other = known.find((each) => isNear(name, each) && leads(before + each + behind))
  if (name === '' || other === undefined) return undefined
  return { other, mended: replaced(post, found.destination, before + other + behind), deed: 'use' }
}

const isNear = (name: string, other: string): boolean =>
  nearTag(name, [other]) !== undefined || (name !== other && stem(name) === stem(other))
const stem = (name: string): string => name.replace(/\.\w+$/, '')

/** Names of the blog's pictures; of headings, posts and their addresses. */
const pictureNames = (site: Site): string[] =>
  site.paths.filter((path) => /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(path)).map((path) => lastPart(path))

function addresses(post: Post, site: Site): string[] {
  const ids = elementsOf(post, site).flatMap(({ attributes }) => attributes.get('id') ?? [])
  const entries = [...site.posts, ...site.documents]
  return [
    ...ids,
    ...entries.map((entry) => lastPart(permalinkOf(entry, site)).replace(/\/$/, '')),
    ...entries.map(({ path }) => lastPart(path).replace(/\.\w+$/, '')),
  ]
}

/** The words of a link without the link. */
function withoutLink(post: Post, at: number, site: Site): Mended | undefined {
  const link = leadingAt(post, at, site)
  const inner = link?.children.filter(({ type }) => type !== 'markup') ?? []
  const [first, last] = [inner[0], inner.at(-1)]
  if (!link || !first || !last) return undefined
  const words = post.body.slice(first.span[0], last.span[1])
  return { mended: replaced(post, wholeOf(link), words), deed: 'unlink' }
}

/** The text without a picture, and without its line where nothing else stands in it. */
function withoutPicture(post: Post, at: number, site: Site): Mended | undefined {
  const picture = leadingAt(post, at, site)
  if (picture?.type !== 'img') return undefined
  const [from, to] = wholeOf(picture)
  const before = post.body.slice(0, from)
  const behind = post.body.slice(to)
  const alone =
    /(?:^|\n)$/.test(before) && /^(?:\{:[^}\n]*\})?[ \t]*(?:\n\{:[^}\n]*\}[ \t]*)?(?:\n|$)/.exec(behind)?.[0]
  if (typeof alone !== 'string') return { mended: replaced(post, [from, to], ''), deed: 'remove' }
  const rest = behind.slice(alone.length)
  // one empty line is enough between its neighbors
  const blank = /(?:^|\n\n)$/.test(before) && rest.startsWith('\n') ? 1 : 0
  return { mended: replaced(post, [from, to + alone.length + blank], ''), deed: 'remove' }
}

/** With the attributes that are attached to it. */
const wholeOf = ({ span, ial }: Link | Image): Span => [span[0], Math.max(span[1], ial?.span[1] ?? 0)]
