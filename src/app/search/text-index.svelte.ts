import { cutHead } from '../../jekyll/head.ts'
import type { Entry } from '../../jekyll/post.ts'
import { decodeText } from '../../jekyll/site-files.ts'
import type { Repository } from '../../git/repository.ts'
import { inTurns } from '../in-turns.ts'
import type { LongFiles, Works } from '../works.ts'
import { excerptOf, saidIn, type Piece, type Said } from './excerpt.ts'
import { foldText, wordsIn } from './fold.ts'

/** What is needed of the open blog. */
interface Blog {
  readonly entries: ReadonlyMap<string, Entry>
  readonly repository: Pick<Repository, 'readAll'>
  readonly works: { readonly all: Works }
  readonly files: Pick<LongFiles, 'read'>
  readonly arrived: Promise<void>
  readonly left: AbortSignal
  /** Another number than before: the file was read anew, and may say something else. */
  readonly renewals: { renewalOf(path: string): number }
}

interface Indexed extends State {
  readonly text: string
}

interface State {
  /** What was indexed: of a post whose text alone is another one, the entry stays the same. */
  readonly entry: Entry
  readonly renewal: number
}

/** So many texts are read at once. */
const batch = 200
/** So many posts whose excerpts were shown last are not read again with the next key. */
const shown = 64

/**
 * The words of all posts, searched by looking through all of them, folded. Texts lie on the device already, as objects of
 * the blog: they are read in turns with the page when somebody begins to search, and anew where a post changed.
 */
export class TextIndex {
  readonly #blog: Blog
  readonly #texts = new Map<string, Indexed>()
  readonly #said = new Map<Indexed, Said>()
  #running: Promise<void> | undefined
  /** How many texts are known; goes on with every batch. */
  version = $state(0)
  /** Whether texts are still being read. */
  reading = $state(false)

  constructor(blog: Blog) {
    this.#blog = blog
  }

  /** Whether a post's text says a word (folded), as far as is known now. A single letter says nothing: nearly all have it. */
  get says(): (path: string, word: string) => boolean {
    // asked for once, and not with each of ten thousand posts
    if (this.version === 0) return () => false
    return (path, word) => isTelling(word) && (this.#texts.get(path)?.text.includes(word) ?? false)
  }

  /** What finds where the text says one of these words, as far as is known now; it finds undefined where it does nowhere. */
  excerpt(path: string, words: readonly string[]): () => Promise<readonly Piece[] | undefined> {
    const { says } = this
    const known = this.#texts.get(path)
    const telling = words.filter((word) => says(path, word))
    return async () => {
      const said = known && telling.length > 0 ? await this.#saidIn(path, known) : undefined
      return said && excerptOf(said, telling)
    }
  }

  async #saidIn(path: string, known: Indexed): Promise<Said | undefined> {
    const kept = this.#said.get(known)
    const bytes = kept ? undefined : await this.#blog.files.read(path)
    const source = bytes && decodeText(bytes)
    const said = source === undefined ? kept : saidIn(cutHead(source).body)
    if (!said) return undefined
    this.#said.delete(known)
    this.#said.set(known, said)
    for (const oldest of this.#said.keys()) {
      if (this.#said.size <= shown) break
      this.#said.delete(oldest)
    }
    return said
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

  #news(): State[] {
    const states = [...this.#blog.entries.values()].map((entry) => this.#stateOf(entry))
    return states.filter(({ entry, renewal }) => {
      const known = this.#texts.get(entry.path)
      return known?.entry !== entry || known.renewal !== renewal
    })
  }

  #stateOf(entry: Entry): State {
    return { entry, renewal: this.#blog.renewals.renewalOf(entry.path) }
  }

  /** What is read is at least as new as its state, which was noted before. */
  async #read(states: readonly State[], pause: () => Promise<void>): Promise<void> {
    const { works, repository, files } = this.#blog
    const plain = states.map(({ entry }) => entry.path).filter((path) => !works.all.has(path))
    const texts = await repository.readAll(plain)
    for (const state of states) {
      const { path } = state.entry
      const bytes = texts.get(path) ?? (await files.read(path))
      const source = bytes && decodeText(bytes)
      const text = source === undefined ? '' : foldText(wordsIn(cutHead(source).body))
      this.#texts.set(path, { ...state, text })
      await pause()
    }
  }
}

/** Of scripts with more letters than Latin has, one may be a word. */
export const isTelling = (word: string): boolean => word.length > 1 || word > '\u2e80'
