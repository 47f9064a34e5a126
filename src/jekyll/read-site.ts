import { type Config, configOf, parseConfig } from './config.ts'
import { cutHead } from './head.ts'
import { linksIn, type LinkUse } from './links.ts'
import { textOf } from './lists.ts'
import { ParsedFrontMatter } from './parsed-front-matter.ts'
import { codeLanguagesIn, rankLanguages } from './code-uses.ts'
import { picturesIn, type PictureUse } from './pictures.ts'
import { type Entry, entryOf } from './post.ts'
import type { SiteProblem } from './problem.ts'
import type { Site, SiteAuthor } from './site.ts'
import { decodeForReading, type SiteFiles } from './site-files.ts'
import { composeDocument } from './yaml/composer.ts'
import { emptyMap, isMap, valueOf } from './yaml/values.ts'
import { parseFileName } from './file-name.ts'

/** How many posts, the newest by their names, are looked into for pictures, links and code. */
const sampledPosts = 150
/** How many files are read at once. */
const atOnce = 32

/** Called between pieces of long work: who must not be kept waiting has its turn before it resolves. */
export type Pause = () => Promise<void>

/**
 * Reads what a site is made of: its configuration and the details of every post, draft and document, not their texts. A broken
 * `_config.yml` or front matter is a problem in the result, never an error; only `files` itself may reject.
 */
export async function readSite(files: SiteFiles, pause: Pause = async () => undefined): Promise<Site> {
  const paths = await files.list('')
  const { config, problems, path: configPath } = await readConfig(files, paths)
  await pause()
  const chosen = choosePaths(paths, config)
  const sampled = new Set([...chosen.posts].sort(byName).slice(0, sampledPosts))
  const read = await inBatches(
    [...chosen.posts, ...chosen.drafts, ...chosen.documents],
    (path) => readEntry(files, path, config, sampled.has(path)),
    pause,
  )
  const entries = read.filter((each) => each !== undefined)
  return {
    config,
    isJekyll: configPath !== undefined || chosen.posts.length > 0 || (await namesJekyll(files, paths)),
    ...listsOf(entries.map(({ entry }) => entry)),
    layouts: layoutsOf(paths, config),
    authors: await readAuthors(files, paths, config),
    paths,
    pictures: entries.flatMap(({ pictures }) => pictures),
    links: entries.flatMap(({ links }) => links),
    codeLanguages: rankLanguages(entries.flatMap(({ codeLanguages }) => codeLanguages)),
    problems: [...problems, ...entries.flatMap(({ entry }) => problemsOf(entry))],
  }
}

interface ReadConfig {
  config: Config
  problems: readonly SiteProblem[]
  path: string | undefined
}

/** Reads what a site says of itself; a broken `_config.yml` is an empty one with a problem. */
export async function readConfig(files: SiteFiles, paths: readonly string[]): Promise<ReadConfig> {
  const path = ['_config.yml', '_config.yaml'].find((name) => paths.includes(name))
  const bytes = path === undefined ? undefined : await files.read(path)
  if (path !== undefined && bytes !== undefined)
    return { ...parseConfig(path, decodeForReading(bytes)), path }
  const toml = paths.includes('_config.toml')
  const message = 'Settings in TOML are not read: Galley works with _config.yml.'
  const problems = toml ? [{ path: '_config.toml', message, line: 1, column: 1 }] : []
  return { config: configOf(emptyMap()), problems, path: toml ? '_config.toml' : undefined }
}

interface Chosen {
  posts: string[]
  drafts: string[]
  documents: string[]
}

/** Which files are posts, drafts and documents, by the rules of Jekyll's readers. */
function choosePaths(paths: readonly string[], config: Config): Chosen {
  const chosen: Chosen = { posts: [], drafts: [], documents: [] }
  const { collectionsDir, collections } = config
  for (const path of paths) {
    const kind = publishableKind(path, collectionsDir)
    if (kind === 'posts' && parseFileName(path).day !== undefined) chosen.posts.push(path)
    else if (kind === 'drafts' && path.includes('.')) chosen.drafts.push(path)
    else if (kind === undefined && collections.some(({ folder }) => path.startsWith(`${folder}/`)))
      chosen.documents.push(path)
  }
  return { ...chosen, documents: chosen.documents.filter(isText) }
}

/** Whether a path lies in a `_posts` or `_drafts` folder that Jekyll looks into: not below another hidden one. */
function publishableKind(path: string, collectionsDir: string): 'posts' | 'drafts' | undefined {
  const match = /^((?:[^_.#~/][^/]*\/)*)_(posts|drafts)\/(.+)$/.exec(path)
  if (match === null) return undefined
  const [, folder = '', kind, rest = ''] = match
  if (collectionsDir !== '' && !folder.startsWith(collectionsDir)) return undefined
  if (rest.split('/').some((part) => /^[._#~]|~$/.test(part))) return undefined
  return kind === 'posts' ? 'posts' : 'drafts'
}

/** A collection's folder may hold pictures and data too; only texts can have front matter that is worth a look. */
const isText = (path: string): boolean =>
  /\.(?:md|markdown|mkd|mkdn|mkdown|html?|textile|adoc|asciidoc|org|txt|xml|text)$/i.test(path)

/**
 * Whether a file may be a post, a draft or a document, as far as its path tells without the configuration: a text below a
 * folder that can be a collection's.
 */
export const mayBeEntry = (path: string): boolean =>
  /(?:^|\/)_(?!(?:layouts|includes|sass|plugins|site|data)\/)[^/]+\//.test(path) && isText(path)

/** Newest first, by the date that a post's name starts with. */
function byName(one: string, other: string): number {
  const [a, b] = [one, other].map((path) => path.slice(path.lastIndexOf('/') + 1))
  return (b ?? '') < (a ?? '') ? -1 : 1
}

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  pause?: Pause,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += atOnce) {
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))))
    await pause?.()
  }
  return results
}

async function readEntry(
  files: SiteFiles,
  path: string,
  config: Config,
  sample: boolean,
): Promise<{ entry: Entry; pictures: PictureUse[]; links: LinkUse[]; codeLanguages: string[] } | undefined> {
  const bytes = await files.read(path)
  if (bytes === undefined) return undefined
  const head = cutHead(headText(bytes))
  const isPublishable = /(?:^|\/)_(?:posts|drafts)\//.test(path)
  if (!isPublishable && head.after === '') return undefined
  const entry = entryOf(path, new ParsedFrontMatter(head), { config })
  const text = sample ? decodeForReading(bytes) : ''
  return {
    entry,
    pictures: picturesIn(path, text),
    links: linksIn(path, text, config.url),
    codeLanguages: codeLanguagesIn(text),
  }
}

const [dash, dot, newline] = [0x2d, 0x2e, 0x0a]

/**
 * The start of a file that holds all of its front matter and no more than a few characters of its text: a list of posts must
 * not keep their texts in memory, as parts of a longer string do.
 */
function headText(bytes: Uint8Array): string {
  const start = bytes[0] === 0xef ? 3 : 0
  if (bytes[start] !== dash) return ''
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) {
    const mark = bytes[at + 1]
    if ((mark !== dash && mark !== dot) || bytes[at + 2] !== mark || bytes[at + 3] !== mark) continue
    const text = decodeForReading(bytes.slice(0, endOfBlanks(bytes, at + 4) + 1))
    if (cutHead(text).after !== '') return text
  }
  return ''
}

function endOfBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while (isBlankByte(bytes[at])) at += 1
  return at
}

const isBlankByte = (byte = 0): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)

/** Posts and drafts, newest first, and documents. */
export function listsOf(entries: readonly Entry[]): Pick<Site, 'posts' | 'drafts' | 'documents'> {
  const newest = (one: Entry, other: Entry): number =>
    (other.date?.instant ?? Infinity) - (one.date?.instant ?? Infinity) || (one.path < other.path ? 1 : -1)
  const of = (kind: Entry['kind']): Entry[] => entries.filter((entry) => entry.kind === kind)
  return { posts: of('post').sort(newest), drafts: of('draft').sort(newest), documents: of('document') }
}

const problemsOf = (entry: Entry): SiteProblem[] =>
  entry.problems.map((problem) => ({ ...problem, path: entry.path }))

function layoutsOf(paths: readonly string[], config: Config): string[] {
  const start = `${config.layoutsDir}/`
  const names = paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length))
  return [...new Set(names.map((name) => name.replace(/\.[^./]+$/, '')))].sort()
}

async function namesJekyll(files: SiteFiles, paths: readonly string[]): Promise<boolean> {
  const bytes = paths.includes('Gemfile') ? await files.read('Gemfile') : undefined
  return bytes !== undefined && /["'](?:jekyll|github-pages)["']/.test(decodeForReading(bytes))
}

/** The authors that `_data/authors.yml` maps or lists, or that the files of `_data/authors` and `_authors` stand for. */
async function readAuthors(
  files: SiteFiles,
  paths: readonly string[],
  config: Config,
): Promise<SiteAuthor[]> {
  const data = [`${config.dataDir}/authors.yml`, `${config.dataDir}/authors.yaml`].find((path) =>
    paths.includes(path),
  )
  if (data !== undefined) return authorsOf(readYaml(await files.read(data)))
  const folder = `${config.dataDir}/authors/`
  const own = paths.filter((path) => path.startsWith(folder) && /\.ya?ml$/.test(path))
  return inBatches(own, async (path) => {
    const key = parseFileName(path).slug
    return { key, name: nameOf(readYaml(await files.read(path))) ?? key }
  })
}

function readYaml(bytes: Uint8Array | undefined): unknown {
  try {
    const root = composeDocument(decodeForReading(bytes ?? new Uint8Array()).replace(/^\ufeff/, ''))
    return root && valueOf(root)
  } catch {
    return undefined
  }
}

function authorsOf(value: unknown): SiteAuthor[] {
  if (isMap(value)) return Object.keys(value).map((key) => ({ key, name: nameOf(value[key]) ?? key }))
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    const name = nameOf(item)
    const key = isMap(item)
      ? textOf(item.username ?? item.key ?? item.id ?? item.slug ?? item.short_name)
      : ''
    return name === undefined ? [] : [{ key: key || name, name }]
  })
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  const name = isMap(value) ? (value.name ?? value.display_name ?? value.title) : undefined
  return typeof name === 'string' ? name : undefined
}
