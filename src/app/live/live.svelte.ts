import type { Build } from '../../hosts/hosting.ts'
import { shows, type Sign } from './sign.ts'

/** How far what was published is on its way to those who read it. */
export type Stage =
  /** The host builds the site; `url`: where it shows that. */
  | { readonly kind: 'building'; readonly url?: string }
  /** The site is built, or nobody tells: its page is looked at. */
  | { readonly kind: 'looking' }
  | { readonly kind: 'live' }
  /** The site is built, and its page cannot be looked at from here. */
  | { readonly kind: 'built' }
  /** `message`: why, in the host's words. The page shows what it showed before. */
  | { readonly kind: 'failed'; readonly message?: string; readonly url?: string }
  /** It takes longer than it should, or nobody tells. */
  | { readonly kind: 'unknown' }

/** What was published. */
export interface Published {
  readonly commit: string
  readonly branch: string
  /** The public page of the post, and by what its new text is told; undefined where there is none. */
  readonly page?: string
  readonly sign: Sign
  /** It was deleted: the page is not there any more. */
  readonly gone: boolean
}

/** What asking is done with. */
export interface Ways {
  /** What the host says of building the site; undefined where it cannot be asked. */
  readonly build?: (commit: string, branch: string) => Promise<Build>
  /** Gets a page as anybody would. Rejects where it cannot be had, or not from here. */
  readonly get: (address: string, signal: AbortSignal) => Promise<Response>
  /** Resolves after so many milliseconds, or rejects when the signal says so. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** Seconds between questions: soon at first, then seldom. */
const buildPauses = [3, 4, 5, 8, 10, 15, ...Array.from({ length: 40 }, () => 20)]
const pagePauses = [1, 2, 4, 8, 15, 15, 30, 30, 60, 60, 60]
/** So often in a row a host may say nothing of a build before it counts as one that builds nothing. */
const silent = 4
/** So often in a row a page may not be readable. */
const hidden = 2

/** Follows what was published until its page shows it. */
export class Live {
  readonly published: Published
  readonly #ways: Ways
  stage = $state.raw<Stage>({ kind: 'looking' })

  constructor(published: Published, ways: Ways) {
    this.published = published
    this.#ways = ways
  }

  /** Why the site still shows what it showed before. */
  get failure(): Extract<Stage, { kind: 'failed' }> | undefined {
    return this.stage.kind === 'failed' ? this.stage : undefined
  }

  /** The promise of `follow`. */
  ended: Promise<void> = Promise.resolve()

  /** Resolves when there is nothing more to be learnt, or when `signal` says so. */
  follow(signal: AbortSignal): Promise<void> {
    return (this.ended = this.#follow(signal))
  }

  async #follow(signal: AbortSignal): Promise<void> {
    try {
      const isBuilt = await this.#followBuild(signal)
      if (isBuilt !== 'failed') this.stage = await this.#followPage(isBuilt === 'done', signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  async #followBuild(signal: AbortSignal): Promise<'done' | 'failed' | 'unknown'> {
    const { build } = this.#ways
    if (!build) return 'unknown'
    let unheard = 0
    for (const seconds of buildPauses) {
      const { commit, branch } = this.published
      const { state, message, url } = await build(commit, branch).catch((): Build => ({ state: 'unknown' }))
      const link = url === undefined ? {} : { url }
      if (state === 'done') return 'done'
      if (state === 'failed') {
        this.stage = { kind: 'failed', ...link, ...(message !== undefined && { message }) }
        return 'failed'
      }
      unheard = state === 'unknown' ? unheard + 1 : 0
      if (unheard === silent) return 'unknown'
      if (state !== 'unknown') this.stage = { kind: 'building', ...link }
      await this.#ways.pause(seconds * 1000, signal)
    }
    return 'unknown'
  }

  async #followPage(isBuilt: boolean, signal: AbortSignal): Promise<Stage> {
    this.stage = { kind: 'looking' }
    const { page, gone, sign } = this.published
    // where no word of the page is another one, nothing on it tells the new from the old
    const isTold = gone || sign.present !== undefined || sign.absent !== undefined
    let unseen = 0
    for (const seconds of isTold ? pagePauses : []) {
      const seen = page === undefined ? 'hidden' : await this.#look(page, signal)
      if (seen === 'new') return { kind: 'live' }
      unseen = seen === 'hidden' ? unseen + 1 : 0
      if (page === undefined || unseen === hidden) break
      await this.#ways.pause(seconds * 1000, signal)
    }
    return { kind: isBuilt ? 'built' : 'unknown' }
  }

  /** `hidden`: there is no connection, or the site does not let pages of others read it. */
  async #look(page: string, signal: AbortSignal): Promise<'new' | 'old' | 'hidden'> {
    const { sign, gone, commit } = this.published
    const address = new URL(page)
    address.searchParams.set('v', commit.slice(0, 8)) // not what was kept somewhere on the way
    const response = await this.#ways.get(address.href, signal).catch(() => undefined)
    if (!response) return 'hidden'
    if (gone) return response.status === 404 || response.status === 410 ? 'new' : 'old'
    return response.ok && shows(await response.text(), sign) ? 'new' : 'old'
  }
}
