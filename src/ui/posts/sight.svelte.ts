import { whenIdle } from '../../app/when-idle.ts'
import { pathAt } from './focus-row.ts'
import { Slots } from './slots.ts'

/** Lines drawn above and below what is seen, so that the keyboard always finds the next one. */
const most = 4

interface Lines<Item> {
  readonly items: () => readonly Item[]
  readonly path: (item: Item) => string
  /** How tall a line is, in rem. */
  readonly height: () => number
  /** How many items stand beside each other in one. */
  readonly perLine?: () => number
}

/**
 * Which lines of a long list are drawn: those near the window, where the page itself scrolls. To be made while a component
 * is; `scrolled` and `seen` are bound to the window, `list` to the element.
 */
export class Sight<Item> {
  readonly #lines: Lines<Item>
  scrolled = $state(0)
  seen = $state(innerHeight)
  list = $state<HTMLElement>()
  #spare = $state(0)
  readonly #rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  readonly #perLine = $derived.by(() => this.#lines.perLine?.() ?? 1)
  readonly #all = $derived.by(() => Math.ceil(this.#lines.items().length / this.#perLine))
  readonly #first = $derived.by(() => Math.floor(this.#above / this.#pixels) - this.#spare)
  readonly #drawn = $derived.by(() => Math.ceil(this.seen / this.#pixels) + 2 * this.#spare)
  readonly #from = $derived.by(() => Math.max(0, Math.min(this.#all - this.#drawn, this.#first)))

  readonly #slots = new Slots()
  /** What is drawn, and the row that each has. */
  readonly drawn: readonly Item[] = $derived.by(() => this.#lines.items().slice(this.from, this.to))
  readonly rows: readonly number[] = $derived.by(() =>
    this.#slots.assign(this.drawn.map(this.#lines.path), pathAt(document.activeElement)),
  )

  constructor(lines: Lines<Item>) {
    this.#lines = lines
    // those in sight are drawn first
    $effect.pre(() => whenIdle(() => (this.#spare = most), 1000))
  }

  get #pixels(): number {
    return this.#lines.height() * this.#rem
  }

  // where a list stands is not asked before that matters: the answer costs a layout of its own
  get #above(): number {
    return this.scrolled === 0 ? 0 : this.scrolled - (this.list?.offsetTop ?? 0)
  }

  /** The first item that is drawn, and the one behind the last. */
  get from(): number {
    return this.#from * this.#perLine
  }

  get to(): number {
    return (this.#from + this.#drawn) * this.#perLine
  }

  /** What stands for the lines that are not drawn. */
  get before(): string {
    return `${this.#from * this.#lines.height()}rem`
  }

  get after(): string {
    return `${Math.max(0, this.#all - this.#from - this.#drawn) * this.#lines.height()}rem`
  }
}
