const BACKTICK = 96

/** The runs of backticks in a range of a text, so that looking for one of a length costs nothing where there is none. */
export class Backticks {
  readonly #starts: number[] = []
  readonly #lengths: number[] = []
  /** The longest run from each one on. */
  readonly #longest: number[] = []
  #cursor = 0

  /** Looks from an offset to the end of the text. */
  constructor(text: string, from: number) {
    for (let at = text.indexOf('`', from); at >= 0;) {
      let stop = at + 1
      while (text.charCodeAt(stop) === BACKTICK) stop += 1
      this.#starts.push(at)
      this.#lengths.push(stop - at)
      at = text.indexOf('`', stop)
    }
    let longest = 0
    for (let index = this.#lengths.length - 1; index >= 0; index -= 1) {
      longest = Math.max(longest, this.#lengths[index] ?? 0)
      this.#longest[index] = longest
    }
  }

  /** Where the first run (or rest of one) at or behind an offset begins that is as long as `width` or longer; -1 if there is none. */
  find(width: number, from: number): number {
    while (this.#cursor > 0 && (this.#starts[this.#cursor - 1] ?? 0) >= from) this.#cursor -= 1
    while ((this.#starts[this.#cursor] ?? Infinity) < from) this.#cursor += 1
    const inside = (this.#starts[this.#cursor - 1] ?? 0) + (this.#lengths[this.#cursor - 1] ?? 0) - from
    if (inside >= width) return from
    if ((this.#longest[this.#cursor] ?? 0) < width) return -1
    let index = this.#cursor
    while ((this.#lengths[index] ?? width) < width) index += 1
    return this.#starts[index] ?? -1
  }
}
