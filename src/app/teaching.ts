import type { ParameterHabit, Site, SiteFiles } from '../jekyll/index.ts'
import type { Lessons } from './lessons.ts'

/** What learning needs of the open blog. */
interface Blog {
  readonly site: Site | undefined
  readonly files: SiteFiles
}

/** What the texts of the blog's posts teach; learnt when it is asked for. */
export class Teaching {
  readonly #blog: Blog
  #learnt: { readonly site: Site; readonly lessons: Promise<Lessons> } | undefined

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** Learnt once for a state of the blog, which must be open. */
  async lessons(): Promise<Lessons> {
    const { site, files } = this.#blog
    if (!site) throw new Error('The blog is not open.')
    const { learnLessons } = await import('./lessons.ts')
    if (this.#learnt?.site !== site) this.#learnt = { site, lessons: learnLessons(site, files) }
    return this.#learnt.lessons
  }

  /** The blog's includes, those that posts use first, with how often they do. */
  async includes(): Promise<readonly { file: string; count: number }[]> {
    const [lessons, { includesOf }] = await Promise.all([this.lessons(), import('./lessons.ts')])
    return this.#blog.site ? includesOf(this.#blog.site, lessons) : []
  }

  /** What an include can be given, with what posts give it. */
  async parametersOf(file: string): Promise<readonly ParameterHabit[]> {
    const { learnInclude } = await import('./lessons.ts')
    return learnInclude(file, await this.lessons(), this.#blog.files)
  }

  /** What a post is given for the video at an address; undefined: it is no address. */
  async videoSource(address: string): Promise<string | undefined> {
    const { videoFor } = await import('./lessons.ts')
    return videoFor(address, await this.lessons())
  }
}
