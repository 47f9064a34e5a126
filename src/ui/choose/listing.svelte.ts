import type { Problem } from '../../app/index.ts'
import type { BlogPage, ListedBlog } from '../../hosts/hosting.ts'

/** Asks a host for a page (the first is 1) of the repositories whose names hold these words. */
type Ask = (origin: string, page: number, words: string) => Promise<BlogPage | Problem>

/** Somebody's repositories, page by page, as they search. What was asked last is what stands. */
export class Listing {
  readonly #ask: Ask
  #origin = ''
  #page = 0
  #asked = 0
  words = $state('')
  blogs = $state.raw<readonly ListedBlog[]>([])
  more = $state(false)
  busy = $state(false)
  problem = $state.raw<Problem>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  clear(): void {
    this.#asked += 1
    this.words = ''
    this.blogs = []
    this.more = this.busy = false
    this.problem = undefined
  }

  async begin(origin: string): Promise<void> {
    this.#origin = origin
    await this.search('')
  }

  async search(words: string): Promise<void> {
    this.words = words
    this.#page = 0
    await this.next()
  }

  async next(): Promise<void> {
    const asked = (this.#asked += 1)
    this.busy = true
    const answer = await this.#ask(this.#origin, this.#page + 1, this.words.trim())
    if (asked !== this.#asked) return
    this.busy = false
    this.problem = 'code' in answer ? answer : undefined
    if ('code' in answer) return
    const all = this.#page === 0 ? answer.blogs : [...this.blogs, ...answer.blogs]
    // one that changed meanwhile stands on two pages, and what a host says need not be an address
    const openable = all.filter(({ url }) => url !== '')
    this.blogs = [...new Map(openable.map((blog) => [blog.url, blog])).values()]
    this.#page += 1
    this.more = answer.more
  }
}
