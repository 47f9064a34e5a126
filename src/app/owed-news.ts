import type { Maker } from '../git/repository.ts'

interface News {
  readonly paths: readonly string[]
  /** Who made it, where that is known; the author's own is not told. */
  readonly by: Maker | 'own' | undefined
}

/** News that are still to be taken in: the tip has moved, so that no later sync names their files again. */
export class OwedNews {
  #owed: readonly News[] = []

  owe(paths: readonly string[], by: News['by']): void {
    if (paths.length > 0) this.#owed = [...this.#owed, { paths, by }]
  }

  /** Takes all of them in, whatever becomes of the others; rejects where one of them did. `take` owes again what failed. */
  async settle(take: (paths: readonly string[], by: News['by']) => Promise<void>): Promise<void> {
    const owed = this.#owed
    this.#owed = []
    const taken = await Promise.allSettled(owed.map(({ paths, by }) => take(paths, by)))
    for (const news of taken) if (news.status === 'rejected') throw news.reason
  }
}
