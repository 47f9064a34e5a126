/** One thing just done, and the way back from it. */
export interface Toast {
  readonly id: number
  readonly words: string
  readonly undo?: () => void
  /** What the button says that runs `undo`; left out: Undo. */
  readonly action?: string
}

const lifetime = 8000

/** What is said at the foot of the screen. A message with a way back stays while the pointer or the focus is on it. */
export class Toasts {
  shown = $state.raw<readonly Toast[]>([])
  readonly #timers: Record<number, ReturnType<typeof setTimeout>> = {}
  #last = 0

  say(words: string, undo?: () => void, action = 'Undo'): void {
    const id = ++this.#last
    this.shown = [...this.shown.slice(-2), undo ? { id, words, undo, action } : { id, words }]
    this.release(id)
  }

  hold(id: number): void {
    clearTimeout(this.#timers[id])
  }

  release(id: number): void {
    this.hold(id)
    this.#timers[id] = setTimeout(() => this.dismiss(id), lifetime)
  }

  dismiss(id: number): void {
    this.hold(id)
    this.shown = this.shown.filter((toast) => toast.id !== id)
  }

  /** What was said concerns nobody any more. */
  clear(): void {
    for (const { id } of this.shown) this.dismiss(id)
  }
}
