import type { Repository } from '../git/repository.ts'
import { decodeText } from '../jekyll/index.ts'
import { isSame, type Recovery, type Rival, type Work } from '../recovery/index.ts'
import type { Together } from './merge/keep-both.ts'
import { bytesOf, hiddenBy, rivalsOf, type Works } from './works.ts'

/** A text in which somebody types, and the file of the blog that it comes from. */
interface Ground {
  readonly text: string
  readonly base: Work['base']
}

interface Hearer {
  /** These paths have another content than before, be it that another tab wrote it. */
  changed(paths: readonly string[]): Promise<void>
  /** This tab wrote works to the device. */
  wrote(): void
  /** Two texts of one file, both typed on this device where `before` stood, become one that has all of both. */
  together(path: string, before: string, mine: string, theirs: string): Promise<Together>
}

/** The author's works on a blog: on this device first, then here. */
export class Unpublished {
  readonly #blog: string
  readonly #repository: Repository
  readonly #recovery: Recovery
  readonly #hears: Hearer
  all = $state.raw<Works>(new Map())
  /** The file of the blog that a work was held against, and its blob. */
  #read: { readonly oid: string; readonly text: string | undefined } | undefined

  constructor(blog: string, repository: Repository, recovery: Recovery, hears: Hearer) {
    this.#blog = blog
    this.#repository = repository
    this.#recovery = recovery
    this.#hears = hears
  }

  async load(): Promise<void> {
    const works = await this.#recovery.works(this.#blog)
    this.all = new Map(works.map((work) => [work.path, work]))
  }

  /** Takes in what another tab wrote; works that are the same stay the same objects. */
  async catchUp(): Promise<void> {
    const before = this.all
    const stored = await this.#recovery.works(this.#blog)
    if (this.all !== before) return this.catchUp() // something was written here meanwhile: what was read is old
    const works = new Map(
      stored.map((work) => {
        const known = before.get(work.path)
        return [work.path, known && isSame(known, work) ? known : work]
      }),
    )
    const paths = [...new Set([...before.keys(), ...works.keys()])]
    const changed = paths.filter((path) => before.get(path) !== works.get(path))
    if (changed.length === 0) return
    this.all = works
    const both = changed.flatMap((path) => [before.get(path) ?? [], works.get(path) ?? []].flat())
    await this.#hears.changed([...new Set([...changed, ...both.flatMap(pathsOf)])])
  }

  get(path: string): Work | undefined {
    return this.all.get(path)
  }

  /** Writes a work to this device; where it says no more than the blog already does, it is dropped instead. */
  async save(work: Work, dropped: readonly string[] = []): Promise<void> {
    const idle = work.base?.path === work.path && (await this.#isPublished(work))
    await (idle ? this.write([], [work.path, ...dropped]) : this.write([work], dropped))
  }

  /** The blog is read for it once: what is typed is held against that with every save. */
  async #isPublished({ path, content, base, unproven, rivals }: Work): Promise<boolean> {
    if (typeof content !== 'string' || unproven !== undefined || rivals) return false
    if (base && this.#read?.oid === base.oid && this.#read.text !== content) return false
    const oid = await this.#repository.oid(path)
    const bytes = await this.#repository.read(path)
    const text = bytes && decodeText(bytes)
    this.#read = oid === undefined ? undefined : { oid, text }
    return text !== undefined && text === content
  }

  /** Saves and drops in one step. What another tab wrote meanwhile is put together with what is saved, and not dropped. */
  async write(saved: readonly Work[], dropped: readonly string[]): Promise<void> {
    const paths = new Set(saved.map(({ path }) => path))
    const gone = dropped.filter((path) => !paths.has(path))
    const before = this.all
    const news = await this.#recovery.update(this.#blog, saved, gone, before)
    if (news.length > 0) return this.#writeOver(news, before, saved, gone)
    const works = new Map(this.all)
    const returning = gone.flatMap((path) => works.get(path)?.base?.path ?? [])
    gone.forEach((path) => works.delete(path))
    saved.forEach((work) => works.set(work.path, work))
    this.all = works
    this.#hears.wrote()
    await this.#hears.changed([...new Set([...gone, ...returning, ...saved.flatMap(pathsOf)])])
  }

  async #writeOver(
    news: readonly string[],
    before: Works,
    saved: readonly Work[],
    gone: readonly string[],
  ): Promise<void> {
    await this.catchUp()
    const { putTogether } = await import('./own-texts.ts')
    const works = saved.map(async (work) => {
      if (!news.includes(work.path)) return work
      return putTogether(work, before.get(work.path), this.all.get(work.path), this.#repository, this.#hears)
    })
    await this.write(
      await Promise.all(works),
      gone.filter((path) => !news.includes(path)),
    )
  }

  /**
   * Writes what was typed at a path on this ground; what another tab wrote there meanwhile stays in it. Answers
   * what stands there now.
   */
  async keep(path: string, from: Ground, typed: string, unproven?: unknown): Promise<string> {
    const { text: before } = from
    const known = this.all.get(path)
    const theirs = known?.content ?? known?.replaced?.content
    const isOld = typeof theirs === 'string' && theirs !== before && theirs !== typed
    const { text, rivals } = isOld
      ? await this.#hears.together(path, before, typed, theirs)
      : { text: typed, rivals: [] }
    await this.save({
      path,
      content: text,
      ...(known ? startOf(known) : await this.#startFrom(path, from)),
      changedAt: Date.now(),
      ...(unproven !== undefined && { unproven }),
      ...rivalsOf(known, rivals),
    })
    const now = this.all.get(path)?.content
    return typeof now === 'string' ? now : text
  }

  /** What a new work starts from: its ground may be what another tab has published, which may not be known here yet. */
  async #startFrom(path: string, { text, base }: Ground): Promise<Pick<Work, 'base' | 'sent'>> {
    const oid = await this.#repository.oidOf(bytesOf(text))
    if ((await this.#repository.oid(path)) === oid) return { base: { path, oid } }
    return oid === base?.oid ? { base } : { base, sent: [oid] }
  }

  /** A detail that was set in two windows is decided. */
  async decide(path: string, rival: Rival): Promise<void> {
    const work = this.all.get(path)
    if (!work?.rivals) return
    const { rivals, ...rest } = work
    const left = rivals.filter((other) => other !== rival)
    await this.save(left.length === 0 ? rest : { ...rest, rivals: left })
  }

  /** Notes of these works, on the device, that their texts are on their way to the blog. */
  async send(works: readonly Work[]): Promise<void> {
    const { noteSent } = await import('./own-texts.ts')
    const texts = works.filter(({ content }) => typeof content === 'string')
    const noted = await Promise.all(texts.map(async (work) => noteSent(work, work, this.#repository)))
    const fresh = noted.filter((work, at) => work !== texts[at])
    if (fresh.length > 0) await this.write(fresh, [])
  }

  /**
   * Finds the author's own texts on the blog, which may have come there without an answer: works that say no more are
   * done, the others go on from there. Answers the paths of both.
   */
  async recognize(): Promise<readonly string[]> {
    const changed = await this.conflicts()
    if (changed.size === 0) return []
    const { findOwn } = await import('./own-texts.ts')
    const { done, rebased } = await findOwn(
      [...changed].flatMap((path) => this.all.get(path) ?? []),
      this.#repository,
    )
    const found = [...done, ...rebased.map(({ path }) => path)]
    const old = found.flatMap((path) => this.all.get(path)?.base?.path ?? [])
    if (found.length > 0) await this.write(rebased, done)
    return [...new Set([...found, ...old])]
  }

  /** Removes all of them, from this device too. */
  async forget(): Promise<void> {
    await this.#recovery.update(this.#blog, [], [...this.all.keys()])
    this.all = new Map()
  }

  /** The file of the blog that a work at this path starts from; null where there is none. */
  async baseOf(path: string): Promise<Work['base']> {
    const known = this.all.get(path)
    if (known) return known.base
    const oid = await this.#repository.oid(path)
    return oid === undefined ? null : { path, oid }
  }

  /** The work as a change to what the blog holds now. */
  async rebase(work: Work): Promise<Work> {
    const path = work.base?.path ?? work.path
    const oid = await this.#repository.oid(path)
    return { ...work, base: oid === undefined ? null : { path, oid } }
  }

  /** How much of the device's room they take, in bytes. */
  get size(): number {
    return [...this.all.values()].reduce((sum, { content }) => sum + (content?.length ?? 0), 0)
  }

  /** The blobs that works started from. */
  get bases(): string[] {
    return [...this.all.values()].flatMap(({ base }) => base?.oid ?? [])
  }

  /** The paths of works whose file the blog holds in another state than they started from. */
  async conflicts(): Promise<ReadonlySet<string>> {
    this.#read = undefined // the blog may have another one by now
    const conflicts = new Set<string>()
    for (const { path, base } of this.all.values()) {
      if ((await this.#repository.oid(base?.path ?? path)) !== base?.oid) conflicts.add(path)
    }
    return conflicts
  }
}

/** Every path at which a work shows or hides something. */
const pathsOf = (work: Work): string[] => [work.path, ...hiddenBy(work)]

const startOf = ({ base, sent, was }: Work): Pick<Work, 'base' | 'sent' | 'was'> => ({
  base,
  ...(sent && { sent }),
  ...(was !== undefined && { was }),
})
