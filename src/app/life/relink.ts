import { cutHead, linkedPost, writeLink, type Entry, type Site } from '../../jekyll/index.ts'
import { postName } from '../../jekyll/addresses.ts'
import { parse, type Element } from '../../kramdown/index.ts'

/** Where a text of the site lies, and where it stands on it, from its root. */
export interface Place {
  readonly path: string
  readonly address: string
}

/** A text in which links lead somewhere else than before, and how many do. */
export interface Relinked {
  readonly text: string
  readonly count: number
}

interface Change {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * A file's text with its links to one place leading to another: the tags `post_url` and `link`, and addresses from the
 * root, with the site's host or `baseurl` before them or without. Code stays as it is; so does everything else, byte for
 * byte. `isText`: the file is Markdown.
 */
export function relink(text: string, was: Place, now: Place, site: Site, isText: boolean): Relinked {
  const found = [...tags(text, was, now), ...addresses(text, was, now, site)]
  if (found.length === 0) return { text, count: 0 }
  const code = isText ? codeIn(text) : []
  return changed(
    text,
    found.filter(({ from }) => !code.some(([start, end]) => from >= start && from < end)),
  )
}

/** The same for relative addresses, which count from the post `from` in which they stand. */
export function relinkRelative(text: string, from: Entry, was: Entry, now: Entry, site: Site): Relinked {
  if (from.path === was.path) return { text, count: 0 }
  const found = [...text.matchAll(relative)].flatMap((match): Change[] => {
    const [all, before = '', address = '', behind = ''] = match
    if (linkedPost(address, from, site)?.path !== was.path) return []
    const spelled = writeLink({ names: 'relative', before: '', after: '' }, now, from, site)
    return [{ from: match.index, to: match.index + all.length, text: before + spelled + behind }]
  })
  return changed(text, found)
}

const relative =
  /(\]\(|href=["'])(\.{0,2}[^\s/{:#?()"'<>.][^\s{:#?()"'<>]*|\.{1,2}\/[^\s{:#?()"'<>]*)([#?][^\s()"'<>]*)?(?=[\s)"'])/g

function changed(text: string, changes: readonly Change[]): Relinked {
  let at = 0
  let out = ''
  for (const { from, to, text: put } of [...changes].sort((one, other) => one.from - other.from)) {
    out += text.slice(at, from) + put
    at = to
  }
  return { text: out + text.slice(at), count: changes.length }
}

const tag = /(\{%-?\s{0,9}(post_url|link)\s{1,9})(\/?)([^\s%{}]{1,300})/g

function tags(text: string, was: Place, now: Place): Change[] {
  if (was.path === now.path || !text.includes('{%')) return []
  const [name, next] = [postName(was.path), postName(now.path)]
  const bare = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
  return [...text.matchAll(tag)].flatMap((match) => {
    const [all, before = '', kind, slash = '', target = ''] = match
    const spelled =
      kind === 'link'
        ? target === was.path && now.path
        : (target === name && next) || (target === bare(name) && bare(next))
    if (!spelled) return []
    return [{ from: match.index, to: match.index + all.length, text: before + slash + spelled }]
  })
}

const ending = /(?:\/index)?\.html?$|(?<=.)\/$/
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

function addresses(text: string, was: Place, now: Place, { config }: Site): Change[] {
  const stem = was.address.replace(ending, '')
  if (was.address === now.address || stem.length < 2) return []
  const spellings = [...new Set([stem, decoded(stem)])].filter((spelling) => text.includes(spelling))
  if (spellings.length === 0) return []
  const host = config.url.replace(/^https?:/i, '')
  const hosts = host === '' ? '' : `(?:https?:)?${escaped(host)}`
  const before = [hosts + escaped(config.baseurl), hosts, escaped(config.baseurl)].filter(
    (each) => each !== '',
  )
  const pattern = new RegExp(
    `(?<![^\\s("'<=}>])(${before.map((each) => `${each}|`).join('')})` +
      `(?:${spellings.map(escaped).join('|')})((?:/index)?\\.html?|/index|/)?(?=[\\s)"'<>#?\\]|]|$)`,
    'g',
  )
  const own = ending.exec(was.address)?.[0] ?? ''
  return [...text.matchAll(pattern)].map((match) => {
    const [all, prefix = '', end = ''] = match
    const spelled = end === own ? now.address : now.address.replace(ending, '') + end
    return { from: match.index, to: match.index + all.length, text: prefix + spelled }
  })
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

const codes = new Set(['codeblock', 'codespan'])

/** From where to where a file's text is code. */
export function codeIn(text: string): (readonly [number, number])[] {
  const head = text.length - cutHead(text).body.length
  const found: (readonly [number, number])[] = []
  const look = (element: Element): void => {
    const [from, to] = element.span
    if (codes.has(element.type)) found.push([from + head, to + head])
    else element.children.forEach(look)
  }
  look(parse(text.slice(head), { liquid: true }))
  return found
}
