import { learnConventions, type Conventions, type Entry, type Site, type SiteFiles } from '../jekyll/index.ts'
import type { Corrected } from './corrected.ts'

/** What learning needs of the open blog. */
interface Blog {
  readonly blog: { readonly url: string }
  readonly site: Site | undefined
  readonly files: SiteFiles
}

/** What the blog's posts teach, with what the author says instead; learnt when it is asked for. */
export class Teaching {
  readonly #blog: Blog
  /** Undefined while nothing was read of it, or nothing is said. */
  corrected = $state.raw<Corrected>()
  /** The blog's pages, where somebody has read them. */
  pages = $state.raw<readonly Entry[]>([])

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** How things are done in a collection, or (null) with pages; undefined before the blog was read. */
  conventions(collection?: string | null): Conventions | undefined {
    const { site } = this.#blog
    if (!site) return undefined
    const taught = collection === null ? { ...site, posts: [], drafts: [], documents: this.pages } : site
    const learnt = learnConventions(taught, collection ?? undefined)
    return this.corrected?.conventions(learnt, collection === null ? '' : collection) ?? learnt
  }

  /** Reads anew what the author, and the blog's file, say instead. What cannot be had now is as it was. */
  async settle(): Promise<Corrected | undefined> {
    const { readCorrected } = await import('./corrected.ts')
    return (this.corrected = await readCorrected(this.#blog, this.corrected))
  }
}
