import { parsePost, type Entry, type Site } from '../../jekyll/index.ts'
import type { Repository } from '../../git/repository.ts'
import type { Work } from '../../recovery/index.ts'
import type { PostFiles, Undo } from '../post-files.ts'
import type { Session } from '../session.svelte.ts'
import type { Unpublished } from '../unpublished.svelte.ts'
import { hiddenBy, kindOf, type LongFiles, type WorkKind, type Works } from '../works.ts'
import { FileNames, renamedIn } from './named-files.ts'

/** A file that posts can show or lead to. */
export interface LibraryFile {
  readonly path: string
  readonly name: string
  /** Empty: the blog's own folder. */
  readonly folder: string
  readonly isPicture: boolean
  /** What was done to it here that is not published. */
  readonly change: WorkKind | undefined
}

/** A text that names a file. */
export interface Use {
  readonly path: string
  readonly title: string
  /** Whether it can be opened as a post. */
  readonly opens: boolean
}

/** Why a file was left as it is. `unclear`: texts name it so that its name there could not follow. */
export interface Refusal {
  readonly refused: 'gone' | 'taken' | 'unclear' | 'not-a-picture' | 'picture-too-large'
  readonly paths?: readonly string[]
}

/** What was done, and the way back. */
export interface Done {
  readonly path: string
  readonly undo: Undo
}

/** What the library needs of the open blog. */
interface Blog {
  readonly site: Site | undefined
  readonly works: Unpublished
  readonly repository: Repository
  readonly files: LongFiles
  readonly postFiles: PostFiles
  readonly session: Session | undefined
  followWork(path: string): Promise<void>
  readText(path: string): Promise<string | undefined>
}

const picture = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i
const other = /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|epub|zip|mp3|m4a|ogg|wav|mp4|m4v|webm|mov|csv|ics|gpx)$/i
/** What Jekyll does not copy to the site. */
const hidden = /(?:^|\/)[._]|^(?:vendor|node_modules)\//
const text =
  /^(?!_site\/|vendor\/|node_modules\/)[^]*\.(?:md|markdown|mkdn?|mkdown|html?|ya?ml|json|csv|tsv|xml|s?css|sass|js|txt)$/i
const batch = 200

/** The pictures and other files of a blog. */
export class Library {
  readonly #blog: Blog

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** All of them, by folder and name; deleted ones too, until that is published. */
  files(): LibraryFile[] {
    const { site, works } = this.#blog
    const paths = new Set(site?.paths.filter(isShown))
    for (const { path } of works.all.values()) if (isShown(path)) paths.add(path)
    return [...paths].sort().map((path) => {
      const work = works.get(path)
      const at = path.lastIndexOf('/')
      return {
        path,
        name: path.slice(at + 1),
        folder: path.slice(0, Math.max(0, at)),
        isPicture: picture.test(path),
        change: work && kindOf(work),
      }
    })
  }

  /**
   * Which texts name each file. What could mean a file counts, so that a file without any is named nowhere. Texts that are
   * not on the device come from the host.
   */
  async uses(): Promise<ReadonlyMap<string, readonly Use[]>> {
    const names = this.#names()
    const found = new Map<string, Use[]>()
    await this.#eachText(async (path, source) => {
      const named = new Set(names.in(source).flatMap(({ paths }) => paths))
      if (named.size === 0) return
      const use = this.#useIn(path, source)
      for (const file of named) if (file !== path) found.set(file, [...(found.get(file) ?? []), use])
    })
    return found
  }

  /** Gives a file another path; the texts that name it follow, in the same step. */
  async rename(from: string, to: string): Promise<Done | Refusal> {
    const bytes = await this.#blog.files.read(from)
    if (!bytes) return { refused: 'gone' }
    return this.#put(from, to, bytes)
  }

  /** Puts another picture in a file's place; where it is of another kind, the name's ending and the texts follow. */
  async replace(path: string, file: File): Promise<Done | Refusal> {
    const { prepareImage, endingOf } = await import('../../media/index.ts')
    const prepared = await prepareImage(file, widest)
    if (typeof prepared === 'string') return { refused: prepared }
    const stem = path.replace(/\.[^./]*$/, '')
    const ending = /\.([^./]*)$/.exec(path)?.[1]?.toLowerCase()
    const made = endingOf(prepared.type) ?? ''
    const same = ending === made || (ending === 'jpeg' && made === 'jpg')
    const to = same ? path : this.#blog.postFiles.freePath(`${stem}.${made}`)
    return this.#put(path, to, prepared.bytes)
  }

  /** Deletes a file; answers the way back. */
  remove(path: string): Promise<Undo> {
    return this.#blog.postFiles.remove(path)
  }

  async #put(from: string, to: string, content: Uint8Array): Promise<Done | Refusal> {
    await this.#blog.session?.flush()
    const { works, site } = this.#blog
    // what another work takes away stands on the blog until that is published
    const isLeft = [...works.all.values()].some((work) => work.path !== from && hiddenBy(work).includes(to))
    if (to !== from && (isLeft || site?.paths.includes(to) === true || works.all.has(to)))
      return { refused: 'taken' }
    const before = works.all
    const texts = to === from ? [] : await this.#following(from, to)
    if ('refused' in texts) return texts
    const base = await works.baseOf(from)
    // something was written meanwhile: what was read is old
    if (works.all !== before) return this.#put(from, to, content)
    const moved: Work = { path: to, content, base, changedAt: Date.now() }
    await works.write([moved, ...texts], to === from ? [] : [from])
    await this.#follow()
    return { path: to, undo: () => this.#undo([moved, ...texts], before, from) }
  }

  /** What was written into a text since then stays in it, with the file's old name; what is published stays as it is. */
  async #undo(written: readonly Work[], before: Works, from: string): Promise<void> {
    await this.#blog.session?.flush()
    const { works } = this.#blog
    const to = written[0]?.path ?? from
    const names = this.#names()
    const untouched = written.filter((work) => works.get(work.path) === work)
    const back = untouched.flatMap(({ path }) => before.get(path === to ? from : path) ?? [])
    const typed = written.flatMap(({ path }): Work[] => {
      const now = works.get(path)
      if (typeof now?.content !== 'string' || untouched.some((work) => work.path === path)) return []
      return [{ ...now, content: renamedIn(now.content, to, from, names).text, changedAt: Date.now() }]
    })
    await works.write(
      [...back, ...typed],
      untouched.map(({ path }) => path),
    )
    await this.#follow()
  }

  /** The post that is open shows what its file holds now. */
  async #follow(): Promise<void> {
    const { session } = this.#blog
    if (session) await this.#blog.followWork(session.path)
  }

  async #following(from: string, to: string): Promise<Work[] | Refusal> {
    const names = this.#names()
    const changed: Work[] = []
    const stuck: string[] = []
    await this.#eachText(async (path, source) => {
      const { text: content, count, blocked } = renamedIn(source, from, to, names)
      const known = this.#blog.works.get(path)
      if (blocked > 0 || (count > 0 && known?.unproven !== undefined)) stuck.push(path)
      else if (count > 0)
        changed.push({
          ...(known ?? { path, base: await this.#blog.works.baseOf(path) }),
          content,
          changedAt: Date.now(),
        })
    })
    return stuck.length === 0 ? changed : { refused: 'unclear', paths: stuck }
  }

  #names(): FileNames {
    return new FileNames(this.files().map(({ path }) => path))
  }

  #useIn(path: string, source: string): Use {
    const { site } = this.#blog
    const entries: readonly Entry[] = site ? [...site.posts, ...site.drafts, ...site.documents] : []
    const known = entries.find((entry) => entry.path === path)
    const isPage = /\.(?:md|markdown|mkdn?|mkdown)$/i.test(path)
    const title = known?.title ?? (isPage && site ? parsePost(path, source, site).title : path)
    return { path, title, opens: known !== undefined || isPage }
  }

  async #eachText(look: (path: string, source: string) => Promise<void>): Promise<void> {
    const { site, works, repository } = this.#blog
    const own = [...works.all.values()].flatMap(({ path, content }) => (content === null ? [] : path))
    const gone = new Set(
      [...works.all.values()].flatMap(({ path, content }) => (content === null ? path : [])),
    )
    const paths = [...new Set([...(site?.paths ?? []), ...own])].filter(
      (path) => text.test(path) && !gone.has(path),
    )
    for (let from = 0; from < paths.length; from += batch) {
      const some = paths.slice(from, from + batch)
      await repository.prefetch(some)
      const sources = await Promise.all(some.map((path) => this.#blog.readText(path)))
      for (const [at, path] of some.entries()) {
        const source = sources[at]
        if (source !== undefined) await look(path, source)
      }
    }
  }
}

const isShown = (path: string): boolean => !hidden.test(path) && (picture.test(path) || other.test(path))

/** Pixels that a picture keeps which takes the place of another, whose width on the site is not known. */
const widest = 1600
