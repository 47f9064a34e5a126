import { findFile, type Conventions, type Entry, type Site } from '../jekyll/index.ts'
import { largePicture, pictureHome, Pictures } from './pictures.ts'
import type { Problem } from './problem.ts'
import type { Unpublished } from './unpublished.svelte.ts'
import type { LongFiles } from './works.ts'

/** Whether a picture of so many bytes is really to be added. */
export interface Question {
  readonly name: string
  readonly size: number
  readonly answer: (yes: boolean) => void
}

/** What pictures need of the open blog. */
interface Blog {
  readonly site: Site | undefined
  readonly conventions: Conventions | undefined
  readonly files: LongFiles
  readonly works: Unpublished
  /** What the author must answer first. */
  question: Question | undefined
}

/** The pictures of the open blog: found as a post writes them, added where its posts have theirs. */
export class BlogPictures {
  readonly #blog: Blog
  readonly #pictures: Pictures

  constructor(blog: Blog) {
    this.#blog = blog
    this.#pictures = new Pictures(blog.files)
  }

  /** Forgets one picture (its bytes changed) or all. */
  drop(path?: string): void {
    this.#pictures.drop(path)
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
    const { folder, prefix } = conventions ? pictureHome(conventions, key) : { folder: '', prefix: '/' }
    const inside = name.startsWith(prefix) ? `/${folder}/${name.slice(prefix.length)}` : name
    return (await this.find(inside, post, signal)) ?? this.find(name, post, signal)
  }

  async add(file: File, key?: string): Promise<{ src: string; ial: string } | Problem> {
    const { conventions, works, site } = this.#blog
    const { cleanName, prepareImage } = await import('../media/index.ts')
    const prepared = await prepareImage(file)
    if (!prepared || !conventions) return { code: 'not-a-picture' }
    if (!(await this.#mayAdd(file.name, prepared.bytes.length))) return { code: 'not-added' }
    const { folder, prefix, suffix, attributes } = pictureHome(conventions, key)
    const taken = new Set([...(site?.paths ?? []), ...works.all.keys()])
    const name = cleanName(file.name, prepared.type, folder, taken)
    const path = folder === '' ? name : `${folder}/${name}`
    await works.save({ path, content: prepared.bytes, base: null, changedAt: Date.now() })
    return { src: prefix + name + suffix, ial: attributes }
  }

  /** Whoever adds a large picture is asked first; without anybody to ask it is added. */
  async #mayAdd(name: string, size: number): Promise<boolean> {
    if (size < largePicture) return true
    const agreed = await new Promise<boolean>((answer) => (this.#blog.question = { name, size, answer }))
    this.#blog.question = undefined
    return agreed
  }
}
