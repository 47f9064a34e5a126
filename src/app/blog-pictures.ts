import { contentWidth } from '../jekyll/content-width.ts'
import { decodeText, findFile, type Conventions, type Entry, type Site } from '../jekyll/index.ts'
import {
  addressIn,
  largePicture,
  pictureHome,
  Pictures,
  type PictureHome,
  type SaidMedia,
} from './pictures.ts'
import type { Problem } from './problem.ts'
import type { Session } from './session.svelte.ts'
import type { Teaching } from './teaching.svelte.ts'
import type { Thumbnails } from './library/thumbnails.ts'
import type { Unpublished } from './unpublished.svelte.ts'
import { addressOf, readPicture } from './whole-picture.ts'
import type { LongFiles } from './works.ts'

/** Whether a picture of so many bytes is really to be added. */
export interface Question {
  readonly name: string
  readonly size: number
  readonly answer: (yes: boolean) => void
}

/** A picture that the blog has now, and how a post writes it. */
export interface AddedPicture {
  readonly src: string
  readonly ial: string
  readonly path: string
}

/** What pictures need of the open blog. */
interface Blog {
  readonly blog: { readonly url: string }
  readonly site: Site | undefined
  readonly conventions: Conventions | undefined
  readonly files: LongFiles
  readonly repository: {
    readAll(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
    pathsOf(bytes: Uint8Array): Promise<readonly string[]>
    oid(path: string): Promise<string | undefined>
  }
  readonly works: Unpublished
  readonly teaching: Teaching
  readonly session: Pick<Session, 'settings'> | undefined
  /** What the author must answer first. */
  question: Question | undefined
}

/** The pictures of the open blog: found as a post writes them, added where its posts have theirs. */
export class BlogPictures {
  readonly #blog: Blog
  readonly #pictures: Pictures
  readonly #small: Pictures
  #width: Promise<number> | undefined

  constructor(blog: Blog) {
    this.#blog = blog
    this.#pictures = new Pictures(async (path, signal) => {
      const picture = await readPicture(blog.files, path, signal)
      return picture && addressOf(picture)
    })
    let thumbnails: Promise<Thumbnails> | undefined
    this.#small = new Pictures(async (path, signal) => {
      thumbnails ??= import('./library/thumbnails.ts').then((library) => new library.Thumbnails(blog))
      return (await thumbnails).addressOf(path, signal)
    })
  }

  /** Forgets one picture (its bytes changed) or all. */
  drop(path?: string): void {
    this.#pictures.drop(path)
    this.#small.drop(path)
  }

  /** The object address of the picture at a path; `small`: as it is shown among many, where that can be made. */
  at(path: string, signal?: AbortSignal, { small = false } = {}): Promise<string | undefined> {
    return (small ? this.#small : this.#pictures).find(path, signal)
  }

  async find(address: string, post: Entry, signal?: AbortSignal): Promise<string | undefined> {
    const { site } = this.#blog
    const path = site && findFile(address, post, site)
    return path === undefined ? undefined : this.#pictures.find(path, signal)
  }

  async findOfDetail(
    key: string,
    name: string,
    post: Entry,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const { conventions } = this.#blog
    const { folder, prefix } = conventions
      ? pictureHome(conventions, key, this.#saidOfPost())
      : { folder: '', prefix: '/' }
    const inside = name.startsWith(prefix) ? `/${folder}/${name.slice(prefix.length)}` : name
    return (await this.find(inside, post, signal)) ?? this.find(name, post, signal)
  }

  /** Makes a file ready and lays it where the site's pictures lie. A picture that is there already is not added again. */
  async add(file: File, key?: string): Promise<AddedPicture | Problem> {
    await this.#blog.teaching.settle()
    const { conventions, works, site } = this.#blog
    const { cleanName, prepareImage } = await import('../media/index.ts')
    const prepared = await prepareImage(file, 2 * (await this.#shownWidth()))
    if (typeof prepared === 'string') return { code: prepared }
    if (!conventions) return { code: 'not-a-picture' }
    const home = await this.#home(conventions, key)
    const known = await this.#known(prepared.bytes, (path) => addressIn(home, path) !== undefined)
    if (known !== undefined) return { src: addressIn(home, known) ?? '', ial: home.attributes, path: known }
    if (!(await this.#mayAdd(file.name, prepared.bytes.length))) return { code: 'not-added' }
    const taken = new Set([...(site?.paths ?? []), ...works.all.keys()])
    const name = cleanName(file.name, prepared.type, home.folder, taken)
    const path = home.folder === '' ? name : `${home.folder}/${name}`
    await works.save({ path, content: prepared.bytes, base: null, changedAt: Date.now() })
    return { src: home.prefix + name + home.suffix, ial: home.attributes, path }
  }

  /** Where a new picture goes. What is said in a file of the blog may lead out of it: then it goes where the posts have theirs. */
  async #home(conventions: Conventions, key: string | undefined): Promise<PictureHome> {
    const { isPlainPath } = await import('../git/path.ts')
    const said = pictureHome(conventions, key, await this.#said())
    return said.folder === '' || isPlainPath(said.folder) ? said : pictureHome(conventions, key)
  }

  /** What is said of where pictures go; of all of them only where the posts have too few to show it, and nobody corrected it. */
  async #said(): Promise<SaidMedia> {
    const { site, files, teaching } = this.#blog
    const own = this.#saidOfPost()
    if (own.media || !site || showsFolder(site) || teaching.corrected?.said.pictures) return own
    const { readEditorSettings } = await import('../jekyll/settings/read-settings.ts')
    const all = await readEditorSettings(files, site.paths).catch(() => [])
    return { ...own, media: all.find(({ media }) => media)?.media }
  }

  #saidOfPost(): SaidMedia {
    const { site, session, teaching } = this.#blog
    const { media, fields = [] } = session?.settings ?? {}
    const isKnown = !site || showsFolder(site) || teaching.corrected?.said.pictures !== undefined
    return isKnown ? { fields } : { fields, media }
  }

  /** The path of a file with these bytes, published or not, that a post can name. */
  async #known(bytes: Uint8Array, canBeNamed: (path: string) => boolean): Promise<string | undefined> {
    const { works, repository } = this.#blog
    const waiting = [...works.all.values()].filter(
      ({ content }) => content instanceof Uint8Array && sameBytes(content, bytes),
    )
    const published = await repository.pathsOf(bytes).catch(() => [])
    const kept = published.filter((path) => !works.all.has(path))
    return [...waiting.map(({ path }) => path), ...kept].find(canBeNamed)
  }

  /** How wide the site shows a picture, in CSS pixels. */
  #shownWidth(): Promise<number> {
    return (this.#width ??= this.#readWidth())
  }

  async #readWidth(): Promise<number> {
    const { site, repository } = this.#blog
    const styles = (site?.paths ?? []).filter((path) => /\.(?:css|scss|sass)$/i.test(path))
    const texts = await repository
      .readAll(styles.slice(0, mostStyles))
      .catch(() => new Map<string, Uint8Array>())
    return contentWidth([...texts.values()].map((bytes) => decodeText(bytes.subarray(0, longestStyle)) ?? ''))
  }

  /** Whoever adds a large picture is asked first; without anybody to ask it is added. */
  async #mayAdd(name: string, size: number): Promise<boolean> {
    if (size < largePicture) return true
    const agreed = await new Promise<boolean>((answer) => (this.#blog.question = { name, size, answer }))
    this.#blog.question = undefined
    return agreed
  }
}

/** A picture or two may lie anywhere. */
const fewPictures = 3
const showsFolder = ({ pictures }: Site): boolean =>
  pictures.filter(({ address }) => !/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(address)).length >= fewPictures

/** Stylesheets that are looked into, and bytes of each. */
const [mostStyles, longestStyle] = [60, 200_000]

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])
