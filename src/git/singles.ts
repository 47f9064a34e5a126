/** Runs one task after the other: the small ones first, and else in the order in which they came. */
export class Singles {
  readonly #waiting: { readonly isSmall: boolean; readonly start: () => void }[] = []
  #isBusy = false

  async run(isSmall: boolean, task: () => Promise<void>): Promise<void> {
    if (this.#isBusy) await new Promise<void>((start) => this.#waiting.push({ isSmall, start }))
    this.#isBusy = true
    try {
      await task()
    } finally {
      this.#next()
    }
  }

  /** Whoever is next keeps it busy. */
  #next(): void {
    const first = Math.max(
      0,
      this.#waiting.findIndex(({ isSmall }) => isSmall),
    )
    const [next] = this.#waiting.splice(first, 1)
    if (next) next.start()
    else this.#isBusy = false
  }
}
