/** The posts that are chosen, to do something with all of them. */
export class Selection {
  paths = $state.raw<ReadonlySet<string>>(new Set())
  #anchor: string | undefined

  has(path: string): boolean {
    return this.paths.has(path)
  }

  /** Chooses one, or takes it away; the next `reach` goes from there. */
  toggle(path: string): void {
    const paths = new Set(this.paths)
    if (!paths.delete(path)) paths.add(path)
    this.paths = paths
    this.#anchor = path
  }

  /** Chooses all from the one that was chosen last up to this one, in the order in which they are shown. */
  reach(path: string, shown: readonly string[], from = path): void {
    this.#anchor ??= from
    const [one, other] = [shown.indexOf(this.#anchor), shown.indexOf(path)].sort((a, b) => a - b)
    if (one === undefined || other === undefined || one < 0) this.toggle(path)
    else this.paths = new Set([...this.paths, ...shown.slice(one, other + 1)])
  }

  all(shown: readonly string[]): void {
    this.paths = new Set(shown)
  }

  clear(): void {
    this.paths = new Set()
    this.#anchor = undefined
  }
}
