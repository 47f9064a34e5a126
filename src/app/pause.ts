import { whenIdle } from './when-idle.ts'

/** Milliseconds from the last keystroke to the device; with the time to write, what was typed is safe within a second. */
const pause = 300
/** Milliseconds after which even somebody who never pauses is saved; the rest of the second is for the two that follow. */
const longest = 750
/** Milliseconds for which saving then still waits for a moment in which the browser has nothing to do. */
const patience = 150

/** Waits for the pause in which what somebody types is saved. */
export class Pause {
  readonly #save: () => void
  #waitingSince = 0
  #changedAt = 0
  /** A save is due, at the end of a timer or when the browser is idle. */
  #waiting = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #callOff = (): void => undefined

  /** `save` is called once for each time that `start` was. */
  constructor(save: () => void) {
    this.#save = save
  }

  /** Something was typed; `first`: all before it is on the device. */
  start(first: boolean): void {
    this.#changedAt = Date.now()
    if (first) this.#waitingSince = this.#changedAt
    if (!this.#waiting) this.#wait(pause)
  }

  /** Nothing is to be waited for: it is saved now. */
  end(): void {
    this.#waiting = false
    clearTimeout(this.#timer)
    this.#callOff()
  }

  /** A timer goes on while one types: not every key makes one. */
  #wait(milliseconds: number): void {
    this.#waiting = true
    this.#timer = setTimeout(() => this.#look(), milliseconds)
  }

  #look(): void {
    const due = Math.min(this.#changedAt + pause, this.#waitingSince + longest)
    const left = due - Date.now()
    // a clock that was set back must not keep anything from the device
    if (left > 0 && left <= pause) this.#wait(left)
    else this.#callOff = whenIdle(this.#save, patience)
  }
}
