import { cutHead } from '../../jekyll/head.ts'
import type { Entry } from '../../jekyll/post.ts'
import { decodeText } from '../../jekyll/site-files.ts'
import type { Repository } from '../../git/repository.ts'
import { inTurns } from '../in-turns.ts'
import type { LongFiles, Works } from '../works.ts'
import { excerptOf, type Piece } from './excerpt.ts'
import { foldText, wordsIn } from './fold.ts'

/** What is needed of the open blog. */
interface Blog {
  readonly entries: ReadonlyMap<string, Entry>
  readonly repository: Pick<Repository, 'readAll'>
  readonly works: { readonly all: Works }
  readonly files: Pick<LongFiles, 'read'>
  readonly arrived: Promise<void>
  readonly left: AbortSignal
}

interface Indexed {
  /** What was indexed: an entry that was read anew is another one. */
  readonly entry: Entry
  readonly text: string
}

/** So many texts are read at once. */
const batch = 200

/**
 * The words of all posts, searched by looking through all of them, folded. Texts lie on the device already, as objects of
 * the blog: they are read in turns with the page when somebody begins to search, and anew where a post changed.
 */
export class TextIndex {
  readonly #blog: Blog
  readonly #texts = new Map<string, Indexed>()
  #running: Promise<void> | undefined
  /** How many texts are known; goes on with every batch. */
  version = $state(0)
  /** Whether texts are still being read. */
  reading = $state(false)

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** Whether a post's text says this word (folded). A single letter says nothing: nearly all texts have it. */
  says(path: string, word: string): boolean {
    return this.version > 0 && isTelling(word) && (this.#texts.get(path)?.text.includes(word) ?? false)
  }

  /** Where the text says one of these words; undefined: nowhere. */
  async excerpt(path: string, words: readonly string[]): Promise<readonly Piece[] | undefined> {
    const telling = words.filter((word) => this.says(path, word))
    const bytes = telling.length > 0 ? await this.#blog.files.read(path) : undefined
    const source = bytes && decodeText(bytes)
    return source === undefined ? undefined : excerptOf(cutHead(source).body, telling)
  }

  /** Reads what is new. Resolves when all that can be had is known. */
  async update(): Promise<void> {
    await (this.#running ??= this.#readAll())
  }

  async #readAll(): Promise<void> {
    this.reading = true
    try {
      await this.#blog.arrived
      await this.#readNews()
    } finally {
      this.reading = false
      this.#running = undefined
    }
    for (const path of this.#texts.keys()) if (!this.#blog.entries.has(path)) this.#texts.delete(path)
  }

  async #readNews(): Promise<void> {
    const pause = inTurns()
    for (let news = this.#news(); news.length > 0 && !this.#blog.left.aborted; news = this.#news()) {
      await this.#read(news.slice(0, batch), pause)
      this.version += 1
    }
  }

  #news(): Entry[] {
    return [...this.#blog.entries.values()].filter((entry) => this.#texts.get(entry.path)?.entry !== entry)
  }

  async #read(entries: readonly Entry[], pause: () => Promise<void>): Promise<void> {
    const { works, repository, files } = this.#blog
    const plain = entries.filter(({ path }) => !works.all.has(path)).map(({ path }) => path)
    const texts = await repository.readAll(plain)
    for (const entry of entries) {
      const bytes = texts.get(entry.path) ?? (await files.read(entry.path))
      const source = bytes && decodeText(bytes)
      const text = source === undefined ? '' : foldText(wordsIn(cutHead(source).body))
      this.#texts.set(entry.path, { entry, text })
      await pause()
    }
  }
}

/** Of scripts with more letters than Latin has, one may be a word. */
export const isTelling = (word: string): boolean => word.length > 1 || word > '\u2e80'
