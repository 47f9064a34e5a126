/** Runs one task at a time of all that share a name: in all tabs where the browser has locks, else through this object. */
export class Lock {
  readonly #name: string
  #queue: Promise<unknown> = Promise.resolve()

  constructor(name: string) {
    this.#name = name
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => held(this.#name, task))
    this.#queue = turn.catch(() => undefined)
    return turn
  }
}

/** Browsers have no locks on plain http, Node 20 has none at all. */
async function held<T>(name: string, task: () => Promise<T>): Promise<T> {
  const here: { navigator?: { locks?: LockManager } } = globalThis
  return here.navigator?.locks ? here.navigator.locks.request(name, task) : task()
}
