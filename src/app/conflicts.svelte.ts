import type { CommitInfo, Repository } from '../git/repository.ts'
import { decodeText, draftPath, parsePost, type Site } from '../jekyll/index.ts'
import type { Work } from '../recovery/index.ts'
import type { Choice, PostMerge } from './merge/merge-post.ts'
import type { Unpublished } from './unpublished.svelte.ts'

/** What happened to a file here and on the blog since both were the same, and the two of which that is true. */
export type Conflict = Difference & { readonly mine: Work; readonly theirs: string | undefined }

type Difference =
  /** Both changed the post; where nothing is left to be decided, it is put together without a question. */
  | { readonly kind: 'edited'; readonly path: string; readonly before: string; readonly merge: PostMerge }
  /** Changed here; there it is gone. */
  | { readonly kind: 'deleted'; readonly path: string }
  /** Changed here; there it has another name. */
  | { readonly kind: 'renamed'; readonly path: string; readonly to: string }
  /** Deleted here; there it was changed. */
  | { readonly kind: 'changed'; readonly path: string }
  /** Both made a file of this name. */
  | { readonly kind: 'created'; readonly path: string }
  /** Both changed a file that cannot be put together: a picture, or a post whose earlier text is not to be had. */
  | { readonly kind: 'replaced'; readonly path: string }

/**
 * `mine` publishes what is here over what is there; `theirs` gives up what is here; `both` keeps theirs and puts mine
 * beside it as a draft; `moved` takes what was changed here to the new name; the choices are those for an edited post.
 */
export type Decision = 'mine' | 'theirs' | 'both' | 'moved' | Choices

interface Choices {
  readonly details: readonly ('mine' | 'theirs')[]
  readonly texts: readonly Choice[]
}

/** Posts that were put together without a question, and who made the latest change to the blog then. */
export type Merged = ReadonlyMap<string, CommitInfo | undefined>

/** The author's works whose files others have changed meanwhile. */
export class Conflicts {
  readonly #repository: Repository
  readonly #works: Unpublished
  readonly #freePath: (path: string) => string
  paths = $state.raw<ReadonlySet<string>>(new Set())
  merged = $state.raw<Merged>(new Map())
  /** The texts with which those began, before anything was put together. */
  readonly begun = new Map<string, string>()
  /** Goes up where what the author decided about is not so any more. */
  stale = $state(0)

  /** `freePath`: the path, with a number where it is taken. */
  constructor(repository: Repository, works: Unpublished, freePath: (path: string) => string) {
    this.#repository = repository
    this.#works = works
    this.#freePath = freePath
  }

  /** Looks for them anew; `known`: paths that the host has named. */
  async find(known: readonly string[] = []): Promise<void> {
    const named = await Promise.all(known.map(async (path) => ((await this.#isOpen(path)) ? [path] : [])))
    this.paths = new Set([...(await this.#works.conflicts()), ...named.flat()])
  }

  /** Not where the work stands on what the blog holds by now. */
  async #isOpen(path: string): Promise<boolean> {
    const work = this.#works.get(path)
    return (
      work !== undefined && (work.base?.path !== path || work.base.oid !== (await this.#repository.oid(path)))
    )
  }

  /** Forgets what was put together: it is published, or the author has looked at it. */
  clear(): void {
    this.paths = new Set()
    this.merged = new Map()
    this.begun.clear()
  }

  /** What is written in the place of a work that was given up begins with what the blog holds then, and nothing was put together in it. */
  forgetGone(): void {
    for (const path of this.begun.keys()) if (!this.#works.get(path)) this.begun.delete(path)
    const kept = [...this.merged].filter(([path]) => this.#works.get(path))
    if (kept.length < this.merged.size) this.merged = new Map(kept)
  }

  /** Puts together what leaves nothing to decide. Answers the paths whose text is another one now. */
  async settle(site: Site): Promise<string[]> {
    const settled: string[] = []
    for (const path of this.paths) {
      const conflict = await this.read(path, site)
      if (conflict && !isClean(conflict)) continue
      if (conflict) {
        // known before it is written: whoever publishes meanwhile must not send what nobody has seen
        this.merged = new Map(this.merged).set(path, await this.#repository.latest())
        if (conflict.kind === 'edited' && !this.begun.has(path)) this.begun.set(path, conflict.before)
        await this.decide(conflict, { details: [], texts: [] }, site)
        settled.push(path)
      } else this.#drop(path)
    }
    return settled
  }

  /** What there is to decide about a work; undefined where nothing is, because both say the same by now. */
  async read(path: string, site: Site): Promise<Conflict | undefined> {
    const mine = this.#works.get(path)
    if (!mine) return undefined
    const from = mine.base?.path ?? path
    const theirs = await this.#repository.oid(from)
    const bytes = await this.#repository.read(from)
    if ((await this.#repository.oid(from)) !== theirs) return this.read(path, site) // news came just then
    const difference = await this.#compare(mine, bytes, site)
    return difference && { ...difference, mine, theirs }
  }

  async #compare(work: Work, theirs: Uint8Array | undefined, site: Site): Promise<Difference | undefined> {
    const { path, base, content } = work
    if (base === null) return theirs && !same(content, theirs) ? { kind: 'created', path } : undefined
    if (!theirs) return content === null ? undefined : this.#gone(work, base)
    if (content === null) return { kind: 'changed', path }
    const [mine, there] = [content, decodeText(theirs)]
    const old = await this.#repository.blob(base.oid)
    const before = old && decodeText(old)
    if (typeof mine !== 'string' || there === undefined || before === undefined)
      return { kind: 'replaced', path }
    const { mergeFile } = await import('./merge/merge-file.ts')
    return { kind: 'edited', path, before, merge: mergeFile(path, before, mine, there, site) }
  }

  async #gone({ path }: Work, base: { path: string; oid: string }): Promise<Difference> {
    const { renamed } = await import('./whereabouts.ts')
    const to = await renamed(base, this.#repository)
    return to === undefined ? { kind: 'deleted', path } : { kind: 'renamed', path, to }
  }

  /**
   * Does what the author has decided; the work then stands on the text of the blog that the author saw. What came there
   * later is a conflict as before, and what was typed here since then stays.
   */
  async decide(conflict: Conflict, decision: Decision, site: Site): Promise<void> {
    const { path } = conflict
    const work = this.#works.get(path)
    if (!work) return
    if (typeof decision === 'object') {
      if (!(await this.#putTogether(conflict, decision, site))) return
    } else if (decision === 'mine') await this.#works.save({ ...work, base: baseOf(conflict) })
    else if (decision === 'moved' && conflict.kind === 'renamed') await this.#follow(work, conflict.to)
    else {
      if (decision === 'both') await this.#keepCopy(work, site)
      await this.#works.write([], [path])
    }
    this.#drop(path)
  }

  /** Not where both have changed since they were compared, in places that were asked about or now are: it is asked anew. */
  async #putTogether(asked: Conflict, { details, texts }: Choices, site: Site): Promise<boolean> {
    const work = this.#works.get(asked.path)
    const conflict = work === asked.mine ? asked : await this.read(asked.path, site)
    if (asked.kind !== 'edited' || conflict?.kind !== 'edited') return false
    if (asked.theirs !== conflict.theirs || !asksTheSame(asked.merge, conflict.merge)) {
      this.stale += 1
      return false
    }
    const content = conflict.merge.with(details, texts)
    await this.#works.save({ ...conflict.mine, content, base: baseOf(conflict), changedAt: Date.now() })
    return true
  }

  #drop(path: string): void {
    this.paths = new Set([...this.paths].filter((other) => other !== path))
  }

  async #follow(work: Work, to: string): Promise<void> {
    const base = work.base && { ...work.base, path: to } // the same bytes under another name
    await this.#works.save({ ...work, path: to, base }, [work.path])
  }

  async #keepCopy({ path, content }: Work, site: Site): Promise<void> {
    if (content === null) return
    const isPost = typeof content === 'string' && !path.startsWith(`${site.config.dataDir}/`)
    const copy = isPost ? draftPath(parsePost(path, content, site)) : path
    await this.#works.save({ path: this.#freePath(copy), content, base: null, changedAt: Date.now() })
  }
}

const isClean = (conflict: Conflict): boolean =>
  conflict.kind === 'edited' && conflict.merge.details.length + conflict.merge.texts.length === 0

/** The text of the blog with which a work was compared. */
const baseOf = ({ mine, theirs, path }: Conflict): Work['base'] =>
  theirs === undefined ? null : { path: mine.base?.path ?? path, oid: theirs }

const asksTheSame = (one: PostMerge, other: PostMerge): boolean =>
  JSON.stringify([one.details, one.texts]) === JSON.stringify([other.details, other.texts])

function same(content: Work['content'], bytes: Uint8Array): boolean {
  if (content === null) return false
  return typeof content === 'string'
    ? decodeText(bytes) === content
    : content.length === bytes.length && content.every((byte, at) => byte === bytes[at])
}
