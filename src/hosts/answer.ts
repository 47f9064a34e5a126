/** A host's JSON, read without trusting it: what is not there, or is something else, is undefined or empty. */
export class Answer {
  readonly #value: unknown

  constructor(value: unknown) {
    this.#value = value
  }

  /** What stands under these keys, one within the other. */
  at(...keys: readonly string[]): Answer {
    let value = this.#value
    for (const key of keys) {
      const isRecord = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      value = isRecord ? (value as Record<string, unknown>)[key] : undefined
    }
    return new Answer(value)
  }

  /** A text or a number as text; empty for anything else. */
  get text(): string {
    return typeof this.#value === 'number' || typeof this.#value === 'string' ? String(this.#value) : ''
  }

  /** What a table has for this text; a name that every object knows is none of its own. */
  among<Value>(table: Readonly<Record<string, Value>>): Value | undefined {
    return Object.hasOwn(table, this.text) ? table[this.text] : undefined
  }

  get number(): number | undefined {
    return typeof this.#value === 'number' ? this.#value : undefined
  }

  get isTrue(): boolean {
    return this.#value === true
  }

  get isThere(): boolean {
    return this.#value !== undefined && this.#value !== null
  }

  get list(): readonly Answer[] {
    return Array.isArray(this.#value) ? this.#value.map((one) => new Answer(one)) : []
  }

  get keys(): readonly string[] {
    return typeof this.#value === 'object' && this.#value !== null ? Object.keys(this.#value) : []
  }

  /** An address of http or https; nothing else may become a link. */
  get url(): string | undefined {
    const url = URL.canParse(this.text) ? new URL(this.text) : undefined
    return url && /^https?:$/.test(url.protocol) ? url.href : undefined
  }

  /** A time in milliseconds since 1970. */
  get date(): number | undefined {
    const date = Date.parse(this.text)
    return Number.isNaN(date) ? undefined : date
  }
}

/** The entries that have a value: for what may be left out of an object, but not be undefined in it. */
export function given<T extends Record<string, unknown>>(
  entries: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there = Object.entries(entries).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
