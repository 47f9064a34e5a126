import type { KeyTable } from './key-table.ts'

/** One value that was used before, and how often. */
export interface Suggestion {
  readonly value: string
  readonly count: number
  /** What a person reads, where the value is a key. */
  readonly name?: string | undefined
}

const shown = 8

/** The list under a field: what fits the typed words, and which line the arrow keys stand on. */
export class Suggestions {
  query = $state('')
  open = $state(false)
  active = $state(-1)
  readonly matches: readonly Suggestion[]
  readonly current: Suggestion | undefined

  /** `all` in the order of preference; `taken` are left out. Both are read anew whenever they change. */
  constructor(all: () => readonly Suggestion[], taken: () => readonly string[]) {
    this.matches = $derived(fitting(all(), taken(), this.query))
    this.current = $derived(this.open ? this.matches[this.active] : undefined)
  }

  type(query: string): void {
    this.query = query
    this.open = true
    this.active = -1
  }

  /** One line down (1) or up (-1), around the ends. */
  move(step: 1 | -1): void {
    this.open = true
    const count = this.matches.length
    if (count === 0) return
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count
  }

  /** What the keys do in a field under which these stand; each says whether the key was meant for them. */
  keys(choose: (value: string) => void): KeyTable {
    return {
      ArrowDown: () => (this.move(1), true),
      ArrowUp: () => (this.move(-1), true),
      Enter: () => this.current !== undefined && (choose(this.current.value), true),
      Escape: () => this.open && this.matches.length > 0 && (this.close(), true),
    }
  }

  close(): void {
    this.open = false
    this.active = -1
  }

  clear(): void {
    this.query = ''
    this.close()
  }
}

/** What begins with the query stands before what merely contains it. */
function fitting(all: readonly Suggestion[], taken: readonly string[], query: string): Suggestion[] {
  const words = fold(query.trim())
  const free = all.filter(({ value }) => !taken.includes(value))
  const at = (suggestion: Suggestion): number => fold(suggestion.name ?? suggestion.value).indexOf(words)
  const begins = free.filter((suggestion) => at(suggestion) === 0)
  const contains = free.filter((suggestion) => at(suggestion) > 0)
  return [...begins, ...contains].slice(0, shown)
}

/** Without case and accents, so that “cafe” finds “Café”. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
