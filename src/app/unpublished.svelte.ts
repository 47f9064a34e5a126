import type { Repository } from '../git/repository.ts'
import { decodeText } from '../jekyll/index.ts'
import type { Recovery, Work } from '../recovery/index.ts'
import { hiddenBy, type Works } from './works.ts'

interface Hearer {
  /** These paths have another content than before, be it that another tab wrote it. */
  changed(paths: readonly string[]): Promise<void>
  /** This tab wrote works to the device. */
  wrote(): void
}

/** The author's works on a blog: on this device first, then here. */
export class Unpublished {
  readonly #blog: string
  readonly #repository: Repository
  readonly #recovery: Recovery
  readonly #hears: Hearer
  all = $state.raw<Works>(new Map())

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
        return [work.path, known?.changedAt === work.changedAt ? known : work]
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

  async #isPublished(work: Work): Promise<boolean> {
    if (typeof work.content !== 'string' || work.unproven !== undefined) return false
    const bytes = await this.#repository.read(work.path)
    return bytes !== undefined && decodeText(bytes) === work.content
  }

  /** Saves and drops in one step. */
  async write(saved: readonly Work[], dropped: readonly string[]): Promise<void> {
    const paths = new Set(saved.map(({ path }) => path))
    const gone = dropped.filter((path) => !paths.has(path))
    await this.#recovery.update(this.#blog, saved, gone)
    const works = new Map(this.all)
    const returning = gone.flatMap((path) => works.get(path)?.base?.path ?? [])
    gone.forEach((path) => works.delete(path))
    saved.forEach((work) => works.set(work.path, work))
    this.all = works
    this.#hears.wrote()
    await this.#hears.changed([...new Set([...gone, ...returning, ...saved.flatMap(pathsOf)])])
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

  /** The blobs that works started from. */
  get bases(): string[] {
    return [...this.all.values()].flatMap(({ base }) => base?.oid ?? [])
  }

  /** The paths of works whose file the blog holds in another state than they started from. */
  async conflicts(): Promise<ReadonlySet<string>> {
    const conflicts = new Set<string>()
    for (const { path, base } of this.all.values()) {
      if ((await this.#repository.oid(base?.path ?? path)) !== base?.oid) conflicts.add(path)
    }
    return conflicts
  }
}

/** Every path at which a work shows or hides something. */
const pathsOf = (work: Work): string[] => [work.path, ...hiddenBy(work)]
