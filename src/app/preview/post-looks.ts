import type { Node } from '../../editor/document.ts'
import type { Piece } from '../../preview/index.ts'
import type { Session } from '../session.svelte.ts'
import { whenIdle } from '../when-idle.ts'

type Show = (html: string | undefined) => void

interface Look {
  readonly piece: Piece
  /** Of those who show it. */
  readonly shows: Set<Show>
  html: string | undefined
  asked: boolean
}

/** Milliseconds without a change after which the site is asked. */
const pause = 500

/** What the site makes of pieces of a post, asked for together when nothing else is to be done. */
export class PostLooks {
  readonly #session: Session
  readonly #looks = new Map<string, Look>()
  /** Those who wait for the next answer. */
  #waiting: (() => void)[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #callOff = (): void => undefined
  #busy = false
  #wanted = false
  #head: string | undefined
  #doc: Node | undefined

  constructor(session: Session) {
    this.#session = session
  }

  /** See `LookOptions` of the editor. */
  watch(piece: Piece, show: Show): () => void {
    const look = this.#lookOf(piece)
    look.shows.add(show)
    if (look.html !== undefined) show(look.html)
    if (!look.asked) this.#askSoon()
    return () => look.shows.delete(show)
  }

  /** The post's details or its text are these now. */
  follow(head: string, doc: Node): void {
    const isOther = head !== this.#head || (doc !== this.#doc && this.#hasContents)
    const isFirst = this.#head === undefined
    this.#head = head
    this.#doc = doc
    if (isOther && !isFirst) this.#askSoon()
  }

  /** A picture as the post names it; what the site must work out of its address is asked of it. */
  async findPicture(src: string, signal?: AbortSignal): Promise<string | undefined> {
    const { workspace, post } = this.#session
    const found = await workspace.findPicture(src, post, signal)
    const address = found === undefined && /\{[{%]/.test(src) ? await this.#addressOf(src) : undefined
    return address === undefined ? found : workspace.findPicture(address, post, signal)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#callOff()
    for (const look of this.#looks.values()) look.asked = true
    this.#looks.clear()
    this.#answer()
  }

  /** A table of contents changes with the text. */
  get #hasContents(): boolean {
    return [...this.#looks.values()].some(
      ({ piece, shows }) => shows.size > 0 && piece.as === 'block' && !/\{[{%]/.test(piece.source),
    )
  }

  #lookOf(piece: Piece): Look {
    const key = `${piece.as} ${piece.source}`
    const look = this.#looks.get(key) ?? { piece, shows: new Set(), html: undefined, asked: false }
    this.#looks.set(key, look)
    return look
  }

  async #addressOf(source: string): Promise<string | undefined> {
    const look = this.#lookOf({ source, as: 'address' })
    const leave = this.watch(look.piece, () => undefined)
    while (!look.asked) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    leave()
    return look.html
  }

  #askSoon(): void {
    clearTimeout(this.#timer)
    this.#callOff()
    this.#timer = setTimeout(() => (this.#callOff = whenIdle(() => void this.#ask(), 2000)), pause)
  }

  /** One question at a time; what changed meanwhile is asked after it. */
  async #ask(): Promise<void> {
    this.#wanted = true
    if (this.#busy) return
    this.#busy = true
    while (this.#wanted) {
      this.#wanted = false
      await this.#askOnce()
    }
    this.#busy = false
  }

  async #askOnce(): Promise<void> {
    const asked = [...this.#looks.values()].filter(({ shows }) => shows.size > 0)
    const pieces = asked.map(({ piece }) => piece)
    const found = pieces.length === 0 ? [] : await this.#piecesOf(pieces).catch(() => [])
    asked.forEach((look, index) => tell(look, found[index]))
    this.#answer()
  }

  async #piecesOf(pieces: readonly Piece[]): Promise<readonly (string | undefined)[]> {
    const { previewOf } = await import('./site-preview.ts')
    const { workspace, path, typed } = this.#session
    return previewOf(workspace).pieces(path, typed, pieces)
  }

  #answer(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const go of waiting) go()
  }
}

/** What did not change is not drawn anew. */
function tell(look: Look, html: string | undefined): void {
  look.asked = true
  if (look.html === html) return
  look.html = html
  for (const show of look.shows) show(html)
}
