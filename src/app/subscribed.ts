import { createSubscriber } from 'svelte/reactivity'

/**
 * A value that changes with every key. Who shows it is told, as with `$state`; where nobody does, setting it costs
 * nothing: Svelte would look through all that is shown.
 */
export class Subscribed<T> {
  #now: T
  #tell = (): void => undefined
  readonly #hear = createSubscriber((update) => {
    this.#tell = update
    return () => {
      this.#tell = () => undefined
    }
  })

  constructor(now: T) {
    this.#now = now
  }

  get now(): T {
    this.#hear()
    return this.#now
  }

  set now(value: T) {
    this.#now = value
    this.#tell()
  }
}
