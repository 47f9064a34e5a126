/** How much one client may ask for. */
export interface Pace {
  /** Requests at once after a pause. */
  readonly burst: number
  /** How many are added to that in a second. */
  readonly perSecond: number
  /** Requests that are under way at the same time. */
  readonly atOnce: number
  /** Of all clients together. */
  readonly atOnceInAll: number
  /** Clients that are remembered; of more, those that came longest ago are forgotten. */
  readonly clients: number
}

interface Bucket {
  left: number
  at: number
}

/** Whose turn it is: a bucket of tokens for each client, and the requests that are under way. Its memory is bounded. */
export class Turns {
  readonly #pace: Pace
  readonly #buckets = new Map<string, Bucket>()
  readonly #open = new Map<string, number>()
  #openInAll = 0

  constructor(pace: Pace) {
    this.#pace = pace
  }

  /** How many clients are remembered. */
  get size(): number {
    return this.#buckets.size
  }

  /** Lets a request in, and gives what is to be called once when it has ended; or says for how many seconds to wait. */
  enter(client: string, now = Date.now()): (() => void) | number {
    const wait = this.#take(client, now)
    if (wait > 0) return wait
    const open = this.#open.get(client) ?? 0
    if (open >= this.#pace.atOnce || this.#openInAll >= this.#pace.atOnceInAll) return 1
    this.#open.set(client, open + 1)
    this.#openInAll++
    return this.#leaving(client)
  }

  #leaving(client: string): () => void {
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      this.#openInAll--
      const open = (this.#open.get(client) ?? 1) - 1
      if (open === 0) this.#open.delete(client)
      else this.#open.set(client, open)
    }
  }

  #take(client: string, now: number): number {
    const { burst, perSecond } = this.#pace
    const known = this.#buckets.get(client) ?? { left: burst, at: now }
    const left = Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond)
    this.#remember(client, { left: left < 1 ? left : left - 1, at: now })
    return left < 1 ? Math.ceil((1 - left) / perSecond) : 0
  }

  #remember(client: string, bucket: Bucket): void {
    this.#buckets.delete(client)
    this.#buckets.set(client, bucket)
    const [oldest] = this.#buckets.keys()
    if (this.#buckets.size > this.#pace.clients && oldest !== undefined) this.#buckets.delete(oldest)
  }
}

/** Who asks, as far as turns go: an address, or of the newer ones the network, of which one person has all. */
export function clientOf(address = ''): string {
  const name = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (!name.includes(':')) return name
  const [head = '', tail = ''] = name.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = name.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail.split(':')]
    .slice(0, 4)
    .join(':')
}

/** The client that the nearest proxy names; to be asked only where there is one, for anybody can send the header. */
export function forwardedClient(headers: Headers): string | undefined {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
}
