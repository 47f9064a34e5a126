import {
  dateAt,
  findFile,
  kramdownOptionsOf,
  linkedPost,
  permalinkOf,
  serializePost,
  statusOf,
  Timestamp,
  withBody,
  withFrontMatter,
  type Entry,
  type Post,
  type Site,
} from '../jekyll/index.ts'
import { parse, type Element } from '../kramdown/index.ts'
import { takenBy, withFreeAddress } from './life/readdress.ts'
import { nearTag } from './near-tag.ts'
import { dayText, timeText, writeDate } from './write-date.ts'

export type AdviceCode =
  | 'no-title'
  | 'future'
  | 'address-taken'
  | 'moved'
  | 'missing-picture'
  | 'heavy-picture'
  | 'no-words'
  | 'broken-link'
  | 'open-tag'
  | 'wrong-tag'
  | 'heading-jump'
  | 'similar-tag'

/** Something about a post that its author may want to mend before it goes out. */
export interface Advice {
  readonly code: AdviceCode
  /** What it is about, as the post has it: a tag, an address, the words of a heading. */
  readonly about: string
  /** How many of its kind there are. */
  readonly count: number
  /** The other one: the tag that others use, the post that has the address. */
  readonly other?: string
  /** Of a picture: what it weighs. */
  readonly bytes?: number
  /** Where it stands: an offset of the file in UTF-16 code units, or the detail that it is about. */
  readonly place?: number | string
  /** The whole file once it is mended, where that can be done without asking. */
  readonly mended?: string
  /** What that does, where it is not the same for all of the code: the author reads it on the button. */
  readonly deed?: 'name' | 'use' | 'unlink' | 'remove' | 'close' | 'show'
}

/** Looks a post through before it is published at `now`, in milliseconds; what is advised forbids nothing. */
export function checkPost(post: Post, site: Site, now: number): Advice[] {
  const elements = elementsOf(post, site)
  return [
    ...checkTitle(post, site),
    ...checkDate(post, site, now),
    ...checkAddress(post, site, now),
    ...checkTags(post, site),
    ...checkPictures(elements, post, site),
    ...checkLinks(elements, post, site),
    ...checkHeadings(elements, post),
    ...checkLiquid(post),
  ]
}

/** All elements of a post's text, in their order. */
export function elementsOf(post: Post, site: Site): readonly Element[] {
  return [...within(parse(post.body, { ...kramdownOptionsOf(site), liquid: true }))]
}

function* within(element: Element): Generator<Element> {
  yield element
  for (const child of element.children) yield* within(child)
}

/** Something found, and its offset in the body. */
interface Found {
  readonly about: string
  readonly at: number
}

/** Advice about all of some things, named after the first. */
function about(code: AdviceCode, found: readonly Found[], post: Post): Advice[] {
  const [first] = found
  if (!first) return []
  const place = headLength(post) + first.at
  return [{ code, about: first.about, count: found.length, place }]
}

/** Where the body begins in the file. */
const headLength = (post: Post): number => serializePost(post).length - post.body.length

// — the details

function checkTitle({ frontMatter, kind }: Post, site: Site): Advice[] {
  const title = frontMatter.get('title')
  const isPost = kind === 'post' || kind === 'draft'
  const missing = title === undefined || title === null || (typeof title === 'string' && title.trim() === '')
  const withTitles = site.posts.filter((entry) => entry.frontMatter.has('title')).length
  return isPost && missing && withTitles * 2 > site.posts.length
    ? [{ code: 'no-title', about: '', count: 1, place: 'title' }]
    : []
}

function checkDate(post: Post, site: Site, now: number): Advice[] {
  if (statusOf(post, site, now) !== 'future') return []
  const old = post.frontMatter.get('date')
  const isNamed = old === undefined || old === null // only the file's name has it: what the details say goes before that
  if (!isNamed && !(old instanceof Timestamp)) return [{ code: 'future', about: '', count: 1, place: 'date' }]
  const zone = site.config.timezone
  const today = dateAt(now, zone)
  const time = isNamed || old.hasTime ? timeText(today) : undefined
  const spelled = writeDate(dayText(today), time, undefined, zone)
  const frontMatter = post.frontMatter.with('date', Timestamp.parse(spelled) ?? spelled)
  return [
    {
      code: 'future',
      about: isNamed ? '' : old.text,
      count: 1,
      place: 'date',
      mended: serializePost(withFrontMatter(post, frontMatter, site)),
    },
  ]
}

function checkAddress(post: Post, site: Site, now: number): Advice[] {
  if (post.kind === 'draft' || post.kind === 'page') return []
  const own = permalinkOf(post, site, now)
  const other = takenBy(own, post.path, site, now)
  if (!other) return []
  const mended = withFreeAddress(post, site, now)
  const advice = { code: 'address-taken', about: own, count: 1, other: other.title } as const
  return [mended === undefined ? advice : { ...advice, mended }]
}

function checkTags(post: Post, site: Site): Advice[] {
  return ['tags', 'categories'].flatMap((key) => {
    const own = post.frontMatter.getList(key)
    const known = new Set(others(post, site).flatMap((entry) => entry.frontMatter.getList(key)))
    return own.flatMap((tag) => {
      const other = nearTag(tag, known)
      if (other === undefined || own.includes(other)) return []
      const items = own.map((item) => (item === tag ? other : item))
      const frontMatter = post.frontMatter.withList(key, items)
      const mended = serializePost(withFrontMatter(post, frontMatter, site))
      return [{ code: 'similar-tag' as const, about: tag, count: 1, place: key, other, mended }]
    })
  })
}

const others = (post: Post, site: Site): readonly Entry[] =>
  [...site.posts, ...site.drafts].filter(({ path }) => path !== post.path)

// — the text

const isElsewhere = (address: string): boolean => /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address.trim())

function valueIn(element: Element, name: string): string {
  return element.attributes.get(name) ?? ''
}

function checkPictures(elements: readonly Element[], post: Post, site: Site): Advice[] {
  const pictures = found(elements, 'img', 'src')
  const silent = elements.filter((element) => element.type === 'img' && valueIn(element, 'alt').trim() === '')
  const missing = pictures.filter(
    ({ about: src }) => isFileName(src) && findFile(src, post, site) === undefined,
  )
  return [...about('missing-picture', missing, post), ...about('no-words', found(silent, 'img', 'src'), post)]
}

/** What elements of a type name in an attribute, and where they stand. */
const found = (elements: readonly Element[], type: Element['type'], name: string): Found[] =>
  elements
    .filter((element) => element.type === type)
    .map((element) => ({ about: valueIn(element, name), at: element.span[0] }))

/** An address of this site that names a file, without Liquid that only the site's own build understands. */
const isFileName = (address: string): boolean =>
  !isElsewhere(address) && !/\{[{%]/.test(address) && /\.\w{2,5}(?:[?#].*)?$/.test(address)

function checkLinks(elements: readonly Element[], post: Post, site: Site): Advice[] {
  const ids = new Set(elements.map((element) => valueIn(element, 'id')))
  const broken = found(elements, 'a', 'href').filter(({ about: target }) => {
    if (target.startsWith('#')) return target.length > 1 && !ids.has(decodeId(target.slice(1)))
    if (/\{%-?\s*(?:post_url|link)\s/.test(target)) return !leadsSomewhere(target, post, site)
    return isFileName(target) && !/\.html?\b/i.test(target) && findFile(target, post, site) === undefined
  })
  return about('broken-link', broken, post)
}

function leadsSomewhere(target: string, post: Post, site: Site): boolean {
  const path = /\{%-?\s*link\s+(\S+?)\s*-?%\}/.exec(target)?.[1]?.replace(/^\//, '')
  return (path !== undefined && site.paths.includes(path)) || linkedPost(target, post, site) !== undefined
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

function checkHeadings(elements: readonly Element[], post: Post): Advice[] {
  const { body } = post
  const headings = elements.flatMap((element) => (element.type === 'header' ? [element] : []))
  const jumps = headings.flatMap((heading, index) => {
    const above = headings[index - 1]?.level ?? heading.level
    return heading.level - above > 1 ? [{ heading, above }] : []
  })
  const words = jumps.map(({ heading }) => {
    const [from, to] = heading.span
    return { about: body.slice(from, to).replaceAll(/^[#\s]+|\s*[#=-]*\s*$/g, ''), at: from }
  })
  const [first] = jumps
  const mended = first && leveled(post, first.heading.span[0], first.above + 1)
  return about('heading-jump', words, post).map((advice) =>
    mended === undefined ? advice : { ...advice, mended },
  )
}

/** The file with the heading that stands there one of another level; undefined where it is not written with signs. */
function leveled(post: Post, from: number, level: number): string | undefined {
  const [, blank = '', signs = ''] =
    /^([^\S\n]{0,3})(#{1,6})(?!#)/.exec(post.body.slice(from, from + 12)) ?? []
  if (signs === '') return undefined
  const at = from + blank.length
  const body = post.body.slice(0, at) + '#'.repeat(level) + post.body.slice(at + signs.length)
  return serializePost(withBody(post, body))
}

const tagSign = /\{%-?\s*(\w+)[^%]*?-?%\}|\{\{[^{}]*(?:\}\}|$)/g
const around = new Set('if unless case for tablerow capture raw comment highlight'.split(' '))

/** Tags that are opened and never closed stop the whole site from being built. */
function checkLiquid(post: Post): Advice[] {
  if (post.frontMatter.get('render_with_liquid') === false) return []
  const open: Found[] = []
  for (const { 1: name = '', index: at } of post.body.matchAll(tagSign)) {
    const inside = open.at(-1)?.about
    if (inside === 'raw' || inside === 'comment') {
      if (name === `end${inside}`) open.pop()
    } else if (around.has(name)) open.push({ about: name, at })
    else if (name.startsWith('end') && around.has(name.slice(3)) && inside !== name.slice(3))
      return about('open-tag', [{ about: name, at }], post)
    else if (name === `end${inside ?? ''}`) open.pop()
  }
  return about('open-tag', open, post)
}
