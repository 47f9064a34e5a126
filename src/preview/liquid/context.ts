import { LimitError } from './errors.ts'
import { Quality } from './quality.ts'
import type { Drop, Hash } from './values.ts'

/** Applies a filter. `context` gives registers and the scopes that `where_exp` and its like evaluate in. */
export type Filter = (context: Context, input: unknown, ...args: readonly unknown[]) => unknown

/** Milliseconds that are not held against what was only estimated. */
const grace = 500

/** What must not be exceeded while a page is rendered; shared by all its templates. */
export class Limits {
  readonly #deadline: number
  readonly #clock: () => number
  readonly #mostCharacters: number
  #steps = 0
  #characters = 0

  constructor(milliseconds: number, mostCharacters: number, clock: () => number = () => Date.now()) {
    this.#clock = clock
    this.#deadline = clock() + milliseconds
    this.#mostCharacters = mostCharacters
  }

  /** Counts `steps` of work; throws LimitError when the time is over. */
  work(steps = 1): void {
    this.#steps += steps
    if (this.#steps < 256) return
    this.#steps = 0
    if (this.#clock() > this.#deadline) throw new LimitError('time')
  }

  /** Throws LimitError where something that cannot be ended would take longer than is left, by what `timeFor` says on this clock. */
  ahead(timeFor: (clock: () => number) => number): void {
    const time = timeFor(this.#clock)
    if (time > 0 && this.#clock() + time > this.#deadline + grace) throw new LimitError('time')
  }

  /** Counts characters that were written, captured or assigned. */
  write(characters: number): void {
    this.#characters += characters
    if (this.#characters > this.#mostCharacters) throw new LimitError('size')
  }
}

/** What a template's surroundings do for it. */
export interface Surroundings {
  readonly limits: Limits
  readonly filters: ReadonlyMap<string, Filter>
  /** A filter that there is not; what it gives. */
  readonly unknownFilter: (name: string, input: unknown) => unknown
  /** What is written where something failed. Throws, if nothing may go on. */
  readonly failed: (error: unknown, what: string) => string
  /** Told what each node of the page's own text wrote. */
  readonly watch?: (source: string, text: string) => void
  /** What the tags and filters of a site ask for; Liquid's own ask for nothing. */
  readonly site: unknown
}

/** Deepest nesting of scopes, as in Liquid. */
const deepest = 100

/** The names that a template sees, innermost first, and what stops it. */
export class Context {
  readonly surroundings: Surroundings
  /** State of tags that outlives a tag: the positions of `cycle`, `for … offset:continue`, `increment`. */
  readonly state = new Map<string, Map<unknown, number>>()
  /** Loops around the place, outermost first. */
  readonly loops: Drop[] = []
  /** How deep in included files the place is. */
  includes = 0
  /** Each `break` and `continue` that no loop has taken yet. */
  readonly interrupts: ('break' | 'continue')[] = []
  /** What the last `ifchanged` wrote. */
  changed: string | undefined
  readonly #globals: Hash
  #scopes: Hash[] = [new Map()]

  constructor(globals: Hash, surroundings: Surroundings) {
    this.#globals = globals
    this.surroundings = surroundings
  }

  find(name: unknown): unknown {
    const value = this.#lookUp(name)
    // A name for `empty` or `blank` is an empty text.
    return value instanceof Quality ? '' : value
  }

  #lookUp(name: unknown): unknown {
    for (const scope of this.#scopes) if (scope.has(name)) return scope.get(name)
    return this.#globals.get(name) ?? this.count('increment').get(name)
  }

  /** Sets a name in the innermost scope. */
  set(name: string, value: unknown): void {
    this.#scopes[0]?.set(name, value)
  }

  /** Sets a name for the rest of the template, as `assign` does. */
  assign(name: string, value: unknown): void {
    this.#scopes.at(-1)?.set(name, value)
  }

  /** Runs `work` with a scope of its own. */
  inScope<Result>(work: () => Result): Result {
    if (this.#scopes.length > deepest) throw new LimitError('depth')
    this.#scopes.unshift(new Map())
    try {
      return work()
    } finally {
      this.#scopes.shift()
    }
  }

  /** Runs `work` as if nothing were assigned yet, as `render` does. */
  isolated<Result>(work: () => Result): Result {
    const outer = this.#scopes
    if (outer.length > deepest) throw new LimitError('depth')
    this.#scopes = Array.from({ length: outer.length + 1 }, () => new Map<unknown, unknown>())
    try {
      return work()
    } finally {
      this.#scopes = outer
    }
  }

  /** The numbers that a kind of tag keeps. */
  count(kind: string): Map<unknown, number> {
    const found = this.state.get(kind) ?? new Map<unknown, number>()
    this.state.set(kind, found)
    return found
  }
}
