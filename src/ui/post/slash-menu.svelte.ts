import type { Slash } from '../../editor/index.ts'
import { insertsFor, type Insert } from './inserts.ts'
import type { Writing } from './writing.svelte.ts'

/** The menu behind a `/`: what it offers for what was typed, and which line is chosen. The focus stays in the text. */
export class SlashMenu {
  readonly #writing: Writing
  readonly slash: Slash
  readonly offered: readonly Insert[]
  chosen = $state(0)

  constructor(writing: Writing, slash: Slash) {
    this.#writing = writing
    this.slash = slash
    const block = writing.editor?.view.state.selection.$from.parent
    this.offered = insertsFor(slash.query, (block?.content.size ?? 0) > slash.query.length + 1)
  }

  /** True where the key was for the menu. */
  pressed({ key }: KeyboardEvent): boolean {
    const count = this.offered.length
    if (count === 0) return false
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[key]
    if (step !== undefined) this.chosen = (this.chosen + step + count) % count
    else if (key === 'Enter' || key === 'Tab') this.take(this.chosen)
    else return false
    return true
  }

  take(index: number): void {
    const insert = this.offered[index]
    const commands = this.#writing.editor?.commands
    if (!insert || !commands) return
    this.slash.take()
    insert.run(commands, this.#writing)
  }
}
