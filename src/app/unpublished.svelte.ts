import type { Repository } from '../git/repository.ts'
import { decodeText } from '../jekyll/index.ts'
import type { Recovery, Work } from '../recovery/index.ts'
import { hiddenBy, type Works } from './works.ts'

/** The author's works on a blog: on this device first, then here. */
export class Unpublished {
  readonly #blog: string
  readonly #repository: Repository
  readonly #recovery: Recovery
  readonly #changed: (paths: readonly string[]) => Promise<void>
  all = $state.raw<Works>(new Map())

  /** `changed` hears of every path whose content is another one than before. */
  constructor(
    blog: string,
    repository: Repository,
    recovery: Recovery,
    changed: (paths: readonly string[]) => Promise<void>,
  ) {
    this.#blog = blog
    this.#repository = repository
    this.#recovery = recovery
    this.#changed = changed
  }

  async load(): Promise<void> {
    const works = await this.#recovery.works(this.#blog)
    this.all = new Map(works.map((work) => [work.path, work]))
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
    await this.#changed([
      ...new Set([...gone, ...returning, ...saved.flatMap((work) => [work.path, ...hiddenBy(work)])]),
    ])
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

  /** The paths of works whose file the blog holds in another state than they started from. */
  async conflicts(): Promise<ReadonlySet<string>> {
    const conflicts = new Set<string>()
    for (const { path, base } of this.all.values()) {
      if (base && (await this.#repository.oid(base.path)) !== base.oid) conflicts.add(path)
    }
    return conflicts
  }
}
