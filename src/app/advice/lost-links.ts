import {
  expandAddress,
  findFile,
  linkedPost,
  parsePost,
  permalinkOf,
  type Entry,
  type Post,
  type Site,
} from '../../jekyll/index.ts'
import { elementsOf, type Advice } from '../check-post.ts'

/** What is read of the blog. */
interface Blog {
  readText(path: string): Promise<string | undefined>
}

/** Links to other posts that lead nowhere: to an address like that of a post, or to a heading that the other one has not. */
export async function lostLinks(post: Post, site: Site, blog: Blog, head: number): Promise<Advice[]> {
  const links = elementsOf(post, site).flatMap((element) => {
    const target = element.type === 'a' ? element.attributes.get('href') : undefined
    return target === undefined || target.startsWith('#') ? [] : [{ target, at: element.span[0] }]
  })
  const lost = await Promise.all(links.map(({ target }) => isLost(target, post, site, blog)))
  const found = links.filter((_, at) => lost[at])
  const [first] = found
  if (!first) return []
  return [{ code: 'broken-link', about: first.target, count: found.length, place: head + first.at }]
}

async function isLost(target: string, post: Post, site: Site, blog: Blog): Promise<boolean> {
  const entry = linkedPost(target, post, site)
  if (!entry) return !target.includes('{') && isLikePost(target, post, site)
  const id = /#([^#]+)$/.exec(target)?.[1]
  return id !== undefined && !(await hasPlace(decoded(id), entry, site, blog))
}

/** An address that looks like one of a post where there is none: among the addresses of others, or with a day in it. */
function isLikePost(target: string, post: Post, site: Site): boolean {
  const path = localPath(target, site)
  if (path === undefined || findFile(target, post, site) !== undefined) return false
  const [folder, name] = cut(path)
  if (name === '' || /^(?:index|page|tags?|categor|archive|feed|rss|atom)/i.test(name)) return false
  const entries = [...site.posts, ...site.documents]
  if (entries.some(({ frontMatter }) => frontMatter.getList('redirect_from').some((old) => same(old, path))))
    return false
  if (site.paths.some((file) => same(`/${file.replace(/\.(?:md|markdown|html?)$/i, '')}`, path))) return false
  const folders = entries.map((entry) => cut(permalinkOf(entry, site))[0])
  const isDated = (each: string): boolean => /\/\d{4}\/\d\d?(?:\/\d\d?)?$/.test(each)
  return folder !== '' && (folders.includes(folder) || (isDated(folder) && folders.some(isDated)))
}

/** The path of an address of this site, from its root; undefined for another's, and for one that counts from the post. */
function localPath(target: string, site: Site): string | undefined {
  const { baseurl, url } = site.config
  const plain = expandAddress(target, site).replace(/[?#].*$/s, '')
  const local = url !== '' && plain.startsWith(`${url}/`) ? plain.slice(url.length) : plain
  if (!/^\/(?!\/)/.test(local)) return undefined
  return baseurl !== '' && local.startsWith(`${baseurl}/`) ? local.slice(baseurl.length) : local
}

const bare = (path: string): string => path.replace(/(?:\/index)?(?:\.html?)?\/?$/i, '')
const same = (one: string, other: string): boolean => bare(one) === bare(other)

/** The folder of an address, and its own part. */
function cut(path: string): readonly [string, string] {
  const plain = bare(path)
  const at = plain.lastIndexOf('/')
  return [plain.slice(0, at), plain.slice(at + 1)]
}

/** Whether the other text, or what stands around every text, has a place of this name. */
async function hasPlace(id: string, { path }: Entry, site: Site, blog: Blog): Promise<boolean> {
  const text = await blog.readText(path).catch(() => undefined)
  if (text === undefined) return true
  const elements = elementsOf(parsePost(path, text, site), site)
  if (elements.some(({ attributes }) => attributes.get('id') === id)) return true
  const written = (source = ''): boolean =>
    new RegExp(`\\b(?:id|name)=["']?${escaped(id)}["'\\s>]`).test(source)
  if (written(text) || isOfTheme(id)) return true
  const around = site.paths.filter((each) => /^_(?:layouts|includes)\//.test(each))
  const texts = await Promise.all(around.map((each) => blog.readText(each).catch(() => undefined)))
  return texts.some(written)
}

/** Themes, notes and comments bring such places along. */
const isOfTheme = (id: string): boolean =>
  /^(?:fn|comment|disqus|respond|top$|toc$|main|content|footer|header)/i.test(id)

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
