import type { Handed, ToPage } from './frame-messages.ts'
import type { PageWords } from './page-words.ts'

/**
 * Shows a page with its scripts in a frame of its own, opaque origin: `sandbox="allow-scripts"`, never with `allow-same-origin`. The
 * page comes as one text and has a port, nothing else: what comes through the port is checked, and is never more than a wish.
 */
export interface ScriptsOptions {
  /** The empty page that takes a page and writes it. */
  readonly address: string
  readonly onLink: (address: string) => void
  readonly onPlace: (words: PageWords, top: number) => void
  /** A script led the frame to another page, or does not end. */
  readonly onTrouble: () => void
  /** Scripts asked for more than the page was handed, and got nothing. */
  readonly onRefused: () => void
  /** Something that the page takes from this host could not be fetched. */
  readonly onUnfetched: (host: string) => void
}

/** Milliseconds for which a page that is coming may say nothing: then a script in it does not end. */
const patience = 2000
/** Characters of what a page says that are heard. */
const longest = 100_000
const longestHost = 100

interface Shown {
  readonly frame: HTMLIFrameElement
  readonly port: MessagePort
}

/** Each page is a frame of its own, which takes the place of the one before when it has settled, so that nothing flickers. */
export class ScriptsFrame {
  readonly #still: HTMLIFrameElement
  readonly #options: ScriptsOptions
  readonly #frames = new Set<HTMLIFrameElement>()
  #shown: Shown | undefined
  #top = 0

  /** The frames stand behind this one, and have its title. */
  constructor(still: HTMLIFrameElement, options: ScriptsOptions) {
    this.#still = still
    this.#options = options
  }

  /** Resolves when the page stands in sight, or never will. */
  async show(html: string): Promise<void> {
    const frame = this.#still.ownerDocument.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.title = this.#still.title
    frame.className = 'coming'
    frame.src = this.#options.address
    this.#frames.add(frame)
    const empty = loaded(frame)
    this.#still.parentElement?.append(frame)
    await empty
    const port = await this.#hand(frame, html)
    if (!this.#frames.has(frame)) return
    if (!port) {
      this.#options.onTrouble()
      return
    }
    frame.className = 'running'
    this.#forget(this.#shown?.frame)
    this.#shown = { frame, port }
  }

  bring(words?: PageWords, top = 0): void {
    this.#shown?.port.postMessage({ ...(words && { words }), top } satisfies ToPage)
  }

  remove(): void {
    this.#frames.forEach((frame) => this.#forget(frame))
    this.#shown = undefined
  }

  #forget(frame: HTMLIFrameElement | undefined): void {
    if (!frame) return
    this.#frames.delete(frame)
    frame.remove()
  }

  /** Undefined where the page never says that it stands. */
  #hand(frame: HTMLIFrameElement, html: string): Promise<MessagePort | undefined> {
    const { port1, port2 } = new MessageChannel()
    const settled = new Promise<MessagePort | undefined>((resolve) => {
      const heard = untilSilent(frame, () => resolve(undefined))
      port1.onmessage = ({ data }: MessageEvent<unknown>) => {
        heard()
        this.#hear(data, frame, () => resolve(port1))
      }
    })
    // The second page that loads is the one that was handed in: any further one is where a script led.
    void loaded(frame).then(() => frame.addEventListener('load', () => this.#left(frame)))
    // An opaque origin has no name; whoever is in the frame by now is what was loaded into it.
    frame.contentWindow?.postMessage({ html, top: this.#top } satisfies Handed, '*', [port2])
    return settled
  }

  #left(frame: HTMLIFrameElement): void {
    if (this.#frames.has(frame)) this.#options.onTrouble()
  }

  #hear(data: unknown, frame: HTMLIFrameElement, settle: () => void): void {
    if (typeof data !== 'object' || data === null || !this.#frames.has(frame)) return
    if ('settled' in data) settle()
    if ('refused' in data) this.#options.onRefused()
    if ('unfetched' in data && typeof data.unfetched === 'string')
      this.#options.onUnfetched(data.unfetched.slice(0, longestHost))
    if ('top' in data && typeof data.top === 'number' && frame === this.#shown?.frame) this.#top = data.top
    if (!hasFocus(frame)) return
    if ('link' in data && typeof data.link === 'string') this.#options.onLink(data.link.slice(0, 2000))
    if ('words' in data && 'clicked' in data && typeof data.clicked === 'number' && areWords(data.words))
      this.#options.onPlace(data.words, data.clicked)
  }
}

/** Calls back once nothing was heard for too long, unless nobody looks: then browsers let pages sleep. */
function untilSilent({ ownerDocument }: HTMLIFrameElement, silent: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => (ownerDocument.hidden ? heard() : silent()), patience)
  }
  heard()
  return heard
}

/** A click of the author has given it the focus: a script that says so by itself must not move a cursor elsewhere. */
const hasFocus = (frame: HTMLIFrameElement): boolean => frame.ownerDocument.activeElement === frame

function areWords(words: unknown): words is PageWords {
  if (typeof words !== 'object' || words === null) return false
  const { letters, nth, before, picture } = words as Partial<Record<keyof PageWords, unknown>>
  const isText = (text: unknown): boolean => typeof text === 'string' && text.length < longest
  return (
    isText(letters) && [nth, before].every(Number.isSafeInteger) && (picture === undefined || isText(picture))
  )
}

const loaded = (frame: HTMLIFrameElement): Promise<void> =>
  new Promise((resolve) => frame.addEventListener('load', () => resolve(), { once: true }))
