import { expandAddress, findFile } from './addresses.ts'
import type { PictureUse } from './pictures.ts'
import type { Entry } from './post.ts'
import type { Site } from './site.ts'
import { mostCommon } from './tally.ts'

/** How pictures are written in posts. */
export interface PictureHabit {
  /** The folder, relative to the repository, where most lie: `assets/images/blog`. */
  readonly folder: string
  /** What stands before the file's name in a post: `{{site.baseurl}}/assets/images/blog/`. */
  readonly prefix: string
  /** What stands behind the file's name: `" | relative_url }}`, mostly nothing. */
  readonly suffix: string
  /** The attribute list that most have, with braces: `{:class="img-fluid"}`; empty where most have none. */
  readonly attributes: string
  /** The alternative text, where most pictures have the same; else empty. */
  readonly alt: string
}

const isPicture = (path: string): boolean => /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(path)

/** Learns from the pictures in a site's newest posts; without any, from where pictures lie. */
export function learnPictures(site: Site): PictureHabit {
  const own = site.pictures.filter(({ address }) => !/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(address))
  const prefix = sharedPrefix(own.map(({ address }) => address))
  if (prefix === '') return { ...habitWithout(site), ...sharedLook(own) }
  const uses = own.filter(({ address }) => address.startsWith(prefix))
  const suffix = mostCommon(uses.map(({ address }) => suffixOf(address))) ?? ''
  return { prefix, suffix, folder: folderFor(prefix, uses, site), ...sharedLook(own) }
}

const suffixOf = (address: string): string =>
  address.slice(address.lastIndexOf('/') + 1).replace(/^[^"'|{}\s]*/, '')

/** The longest start, up to a slash, that most addresses have: folders of single posts or years do not count. */
function sharedPrefix(addresses: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const address of addresses)
    for (let end = address.indexOf('/'); end !== -1; end = address.indexOf('/', end + 1)) {
      const start = address.slice(0, end + 1)
      counts.set(start, (counts.get(start) ?? 0) + 1)
    }
  const shared = [...counts].filter(([start, count]) => count * 2 > addresses.length && /[^/]\/$/.test(start))
  return shared.reduce((longest, [start]) => (start.length > longest.length ? start : longest), '')
}

/** Where the files lie whose addresses start like this: a file's path ends as its address does. */
function folderFor(prefix: string, uses: readonly PictureUse[], site: Site): string {
  const posts = new Map<string, Entry>(site.posts.map((post) => [post.path, post]))
  const folders = uses.flatMap(({ path, address }) => {
    const post = posts.get(path)
    const file = post && findFile(address, post, site)
    const depth = address.slice(prefix.length).split('/').length
    return file === undefined ? [] : [file.split('/').slice(0, -depth).join('/')]
  })
  return mostCommon(folders) ?? folderOfPrefix(prefix, site)
}

/** Where the files of an address that starts like this must lie, though none of them is there. */
function folderOfPrefix(prefix: string, site: Site): string {
  const plain = expandAddress(prefix, site)
  const { baseurl } = site.config
  const local = baseurl !== '' && plain.startsWith(`${baseurl}/`) ? plain.slice(baseurl.length) : plain
  return local
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
}

function habitWithout(site: Site): Pick<PictureHabit, 'folder' | 'prefix' | 'suffix'> {
  const folders = site.paths
    .filter(isPicture)
    .map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  const folder = mostCommon(folders.filter((path) => path !== '' && !path.startsWith('_'))) ?? 'assets/images'
  return {
    folder,
    suffix: '',
    prefix: `${site.config.baseurl === '' ? '' : '{{ site.baseurl }}'}/${folder}/`,
  }
}

function sharedLook(uses: readonly PictureUse[]): Pick<PictureHabit, 'attributes' | 'alt'> {
  const alt = mostCommon(uses.map((use) => use.alt)) ?? ''
  const sameAlt = uses.length > 1 && uses.filter((use) => use.alt === alt).length > uses.length / 2
  return { attributes: sharedAttributes(uses), alt: sameAlt ? alt : '' }
}

/** The attributes that most pictures have, each with its most common value. */
function sharedAttributes(uses: readonly PictureUse[]): string {
  const lists = uses.map((use) => attributesIn(use.attributes))
  const names = new Set(lists.flatMap((list) => [...list.keys()]))
  const shared = [...names].flatMap((name) => {
    const values = lists.map((list) => list.get(name)).filter((value) => value !== undefined)
    return values.length * 2 > uses.length ? [mostCommon(values) ?? ''] : []
  })
  if (shared.length === 0) return ''
  const opener = mostCommon(uses.flatMap((use) => /^\{:\s*/.exec(use.attributes)?.[0] ?? []))
  return `${opener ?? '{:'}${shared.join(' ')}}`
}

/** Each attribute of a list by its name, as it is written. */
function attributesIn(list: string): Map<string, string> {
  const inner = list.replace(/^\{:/, '').replace(/\}$/, '')
  const parts = inner.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []
  return new Map(parts.map((part) => [part.replace(/=.*$/s, ''), part]))
}
