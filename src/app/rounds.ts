/** How often the blog's host is asked for news while the author looks, in milliseconds. */
const usual = 60_000
/** Where it does not answer, or refuses to, it is asked half as often each time, but at least so often. */
const longest = 15 * 60_000
/** Whoever looks again so soon sees what was just heard. */
const soon = 15_000

/** Asks the blog's host for news by itself: when the author comes back to the page, and in rounds while they look at it. */
export class Rounds {
  readonly #ask: () => Promise<boolean>
  #pause = usual
  #last = Date.now()
  #timer: ReturnType<typeof setTimeout> | undefined
  #awake = false
  #asking = false

  /** `ask` answers whether the host answered; it was asked just now. */
  constructor(ask: () => Promise<boolean>) {
    this.#ask = ask
  }

  /** The author looks at the page. */
  wake(): void {
    this.#awake = true
    const least = this.#pause > usual ? this.#pause : soon
    if (Date.now() - this.#last >= least) void this.ask()
    else this.#plan()
  }

  /** The author looks elsewhere: nobody is asked. */
  rest(): void {
    this.#awake = false
    clearTimeout(this.#timer)
  }

  /** Asks at once: the connection may be there again. */
  async ask(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    const answered = await this.#ask().catch(() => false)
    this.#asking = false
    this.#pause = answered ? usual : Math.min(2 * this.#pause, longest)
    this.#last = Date.now()
    this.#plan()
  }

  #plan(): void {
    clearTimeout(this.#timer)
    if (!this.#awake || this.#asking) return
    const left = Math.max(0, this.#last + this.#pause - Date.now())
    this.#timer = setTimeout(() => void this.ask(), left)
  }
}

/** What is asked in rounds of an open blog: what is new, and what became of what was handed in. */
export function roundsOf(blog: {
  readonly submission: { look(): Promise<void> } | undefined
  sync(how: { readonly quietly: true }): Promise<unknown>
}): Rounds {
  return new Rounds(async () => {
    void blog.submission?.look()
    return (await blog.sync({ quietly: true })) === undefined
  })
}
