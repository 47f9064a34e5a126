/**
 * Which row of the screen shows which item. What comes into sight takes over the row of what has left it: that costs a
 * fraction of a new one.
 */
export class Slots {
  #taken: ReadonlyMap<string, number> = new Map()
  #made = 0

  /**
   * A row's number for each of these keys, the one it had where it had one. The row of `held`, which has the focus, is
   * given to nobody else.
   */
  assign(keys: readonly string[], held?: string): readonly number[] {
    const wanted = new Set(keys).add(held ?? '')
    const free = [...this.#taken].filter(([key]) => !wanted.has(key)).values()
    const taken = new Map<string, number>()
    for (const key of keys) taken.set(key, this.#taken.get(key) ?? free.next().value?.[1] ?? this.#made++)
    this.#taken = taken
    return [...taken.values()]
  }
}
