/** Two lines with text and how many empty lines stand between them. */
interface Seam {
  readonly before: string
  readonly behind: string
  readonly empty: number
}

/**
 * Knows how a text may keep its blocks apart that stands between an old and a new text: where two lines meet that are
 * neighbors in neither, with one empty line, or with as many as stood beside one of them in the old text; without any
 * only if one of them had no empty line there in the new text, or both start items.
 */
export class Seams {
  readonly #known = new Set<string>()
  /** How many empty lines stood before and behind a line of the old text. */
  readonly #old = new Map<string, Set<number>>()
  /** Lines that have an empty line before or behind them in the new text. */
  readonly #apart = new Set<string>()

  constructor(old: readonly string[], now: readonly string[]) {
    for (const seam of seamsOf(old)) {
      this.#known.add(keyOf(seam))
      for (const place of placesOf(seam))
        this.#old.set(place, (this.#old.get(place) ?? new Set()).add(seam.empty))
    }
    for (const seam of seamsOf(now)) {
      this.#known.add(keyOf(seam))
      if (seam.empty > 0) placesOf(seam).forEach((place) => this.#apart.add(place))
    }
  }

  /** Whether a text keeps its blocks apart so. */
  allow(lines: readonly string[]): boolean {
    return seamsOf(lines).every((seam) => this.#known.has(keyOf(seam)) || this.#isFit(seam))
  }

  #isFit(seam: Seam): boolean {
    const places = placesOf(seam)
    if (seam.before === start) return this.#old.get(places[0])?.has(seam.empty) === true
    if (seam.behind === end) return this.#old.get(places[1])?.has(seam.empty) === true
    if (seam.empty === 1) return true
    if (seam.empty > 1) return places.some((place) => this.#old.get(place)?.has(seam.empty))
    return !places.every((place) => this.#apart.has(place)) || (isItem(seam.before) && isItem(seam.behind))
  }
}

/** What stands for a text's ends. */
const [start, end] = ['\0start', '\0end']

const isItem = (line: string): boolean => /^[ \t>]*(?:[-+*]|\d+\.)[ \t]/.test(line)

const keyOf = ({ before, behind, empty }: Seam): string => `${before}\0${empty}\0${behind}`

/** Behind the line before it and before the line behind it. */
const placesOf = ({ before, behind }: Seam): [string, string] => [`${before}\0`, `\0${behind}`]

function seamsOf(lines: readonly string[]): Seam[] {
  const seams: Seam[] = []
  let [before, empty] = [start, 0]
  for (const line of lines) {
    const behind = line.trimEnd()
    if (behind === '') empty += 1
    else {
      seams.push({ before, behind, empty })
      before = behind
      empty = 0
    }
  }
  return [...seams, { before, behind: end, empty }]
}
