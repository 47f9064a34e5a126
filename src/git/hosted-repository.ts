import { isBinaryName, isSmallName } from './binary.ts'
import { editTree } from './edit-tree.ts'
import { broken, failureOf, GitError, isDenied, isMissing, missing } from './errors.ts'
import { rewritten } from './ancestry.ts'
import { Fetcher } from './fetcher.ts'
import { addressOf } from './host.ts'
import { Lock } from './lock.ts'
import { isSymlink, makeCommit, makeObject, readCommitInfo, type GitObject } from './object.ts'
import { Objects } from './objects.ts'
import type { Sent } from './pack.ts'
import { planFor, readWishes, type Plan, type Planned, type Wish } from './plan.ts'
import type { PushReport, Refused } from './push-report.ts'
import type { ReadyPush, Remote } from './remote.ts'
import type {
  Author,
  Change,
  CommitInfo,
  Credentials,
  Failure,
  Maker,
  Oid,
  OnProgress,
  Place,
  Proposed,
  Publish,
  Repository,
  RepositorySettings,
  Sync,
  Tip,
} from './repository.ts'
import { changedPaths, follow, liveIn, pathsBelow, toldCommit, withOwn, type Snapshot } from './snapshot.ts'
import { memoryStore, type Store } from './store.ts'

/** How often a publish starts anew because somebody else was faster. */
const mostAttempts = 6
/** A tip heard so many milliseconds ago is taken for the host's: where it is not, the host refuses the push. */
const recent = 120_000
/** So many bytes are not sent in vain: the host is asked before. */
const large = 100_000
const nobody: Author = { name: 'Galley', email: 'galley@localhost' }

/** A repository on its host and what is kept of it here. The constructor throws `bad-address`; see `openHosted`. */
export class HostedRepository implements Repository {
  readonly #branch: string | undefined
  readonly #workTree: boolean
  readonly #remote: Remote
  readonly #objects: Objects
  readonly #fetcher: Fetcher
  readonly #lock: Lock
  /** What list, read and oid tell of: it changes with sync and with what was published, never behind the caller's back. */
  #shown: Snapshot | undefined
  /** The last that was heard of the host. */
  #latest: Snapshot | undefined
  /** When that was. */
  #heard = -Infinity
  #loading: Promise<void> | undefined
  /** Blobs that went to the host from here, by path: found there, they are nobody else's change. */
  readonly #sent = new Map<string, Set<Oid | null>>()

  constructor(
    { url, branch, workTree = false }: RepositorySettings,
    remote: Remote,
    store: Store = memoryStore(),
    onProgress?: OnProgress,
  ) {
    this.#branch = branch
    this.#workTree = workTree
    this.#remote = remote
    this.#objects = new Objects(store)
    this.#fetcher = new Fetcher(this.#remote, this.#objects, onProgress)
    this.#lock = new Lock(`galley-git ${addressOf(url)}`)
  }

  async list(folder: string): Promise<readonly string[]> {
    return pathsBelow(await this.#served(), folder)
  }

  async read(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    if (!isBinaryName(path)) return (await this.readAll([path])).get(path)
    const snapshot = await this.#served()
    const oid = await this.#oidIn(snapshot, path)
    if (oid === undefined) return undefined
    await this.#fetcher.needAlone(oid, snapshot, { isSmall: isSmallName(path), ...(signal && { signal }) })
    return (await this.#get(oid, snapshot)).bytes.slice()
  }

  async readAll(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const snapshot = await this.#served()
    const bytes = async (oid: Oid): Promise<Uint8Array> => (await this.#get(oid, snapshot)).bytes.slice()
    const oids = [...(await this.#fetched(paths, snapshot))]
    return new Map(await Promise.all(oids.map(async ([path, oid]) => [path, await bytes(oid)] as const)))
  }

  async prefetch(paths: readonly string[]): Promise<void> {
    await this.#fetched(paths, await this.#served())
  }

  /** The blobs at those of the paths that there are, at hand now. */
  async #fetched(paths: readonly string[], snapshot: Snapshot): Promise<ReadonlyMap<string, Oid>> {
    const all = await Promise.all(
      paths.map(async (path) => [path, await this.#oidIn(snapshot, path)] as const),
    )
    const oids = new Map(all.flatMap(([path, oid]) => (oid === undefined ? [] : [[path, oid] as const])))
    await this.#fetcher.need([...oids.values()], snapshot)
    return oids
  }

  async oid(path: string): Promise<Oid | undefined> {
    return this.#oidIn(await this.#served(), path)
  }

  async pathsOf(bytes: Uint8Array): Promise<readonly string[]> {
    const { oid } = makeObject('blob', bytes)
    const { files } = await this.#served()
    return [...files].flatMap(([path, file]) => (file.oid === oid && !isSymlink(file.mode) ? [path] : []))
  }

  async stored({ asking = false } = {}): Promise<Tip | undefined> {
    if (asking) this.#remote.begin(this.#branch)
    await this.#load()
    return this.#latest && { head: this.#latest.head, branch: this.#latest.branch }
  }

  async blob(oid: Oid, { asking = true } = {}): Promise<Uint8Array | undefined> {
    const atHand = await this.#objects.get(oid)
    if (atHand || !asking) return atHand?.bytes.slice()
    const object = await this.#get(oid, await this.#served()).catch((error: unknown) => {
      if (isMissing(error) || isDenied(error)) return undefined
      throw error
    })
    return object?.bytes.slice()
  }

  async oidOf(bytes: Uint8Array): Promise<Oid> {
    return makeObject('blob', bytes).oid
  }

  async latest(): Promise<CommitInfo | undefined> {
    const commit = await this.#commitOf(await this.#served())
    return commit && readCommitInfo(commit)
  }

  async size(): Promise<number> {
    await this.#load()
    return this.#objects.size
  }

  async sync(keep: readonly Oid[] = [], { anew = false } = {}): Promise<Sync> {
    return this.#ask(async () => {
      await this.#load()
      const before = this.#shown
      const after = (this.#shown = await this.#update({ anew }))
      await this.#objects.sweep(liveIn(after, keep))
      const synced = { kind: 'synced', head: after.head, branch: after.branch } as const
      if (!before || before.head === after.head) return { ...synced, changed: [] }
      const by = await this.#makerOf(after, before)
      return { ...synced, changed: changedPaths(before, after), ...(by && { by }) }
    })
  }

  async #makerOf(after: Snapshot, before: Snapshot): Promise<Maker | undefined> {
    const { parents } = after
    const commit = await this.#commitOf(after)
    const alone = parents.length <= 1 && parents[0] === (before.head ?? undefined)
    return commit && { ...readCommitInfo(commit), alone }
  }

  async publish(changes: readonly Change[], message: string, author: Author = nobody): Promise<Publish> {
    return this.#ask(async () => {
      const seen = await this.#served()
      const wishes = await readWishes(changes, seen, (oid) => this.#get(oid, seen))
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const guess = attempt === 0 ? this.#guess(wishes) : undefined
        const { tip, plan } = guess ?? (await this.#plan(wishes))
        if (plan.conflicts.length > 0) return { kind: 'conflict', paths: plan.conflicts }
        const { head } = plan.edits.size > 0 ? { head: undefined } : tip
        if (head) return this.#published(head, tip, wishes)
        const result = await this.#attempt(tip, plan, wishes, { message, author })
        if (result) return result
      }
      throw broken('The branch moves faster than it can be followed')
    })
  }

  async propose(
    changes: readonly Change[],
    message: string,
    author: Author,
    place: Place,
  ): Promise<Proposed> {
    return this.#ask(async () => {
      const seen = await this.#served()
      const get = (oid: Oid): Promise<GitObject> => this.#get(oid, seen)
      const wishes = await readWishes(changes, seen, get)
      const { propose } = await import('./propose.ts')
      const remote = place.url === undefined ? this.#remote : this.#remote.beside(place.url)
      const atHand = (oid: Oid) => this.#objects.get(oid)
      return propose({ wishes, tip: await this.#update(), place, remote, message, author, get, atHand })
    })
  }

  async preparePublish(): Promise<void> {
    await Promise.all([this.#remote.rehearsePush(), this.#readTrees()]).catch(() => undefined) // then publishing says why not
  }

  async signIn(credentials: Credentials | null): Promise<void> {
    this.#remote.signIn(credentials)
  }

  async forget(): Promise<void> {
    await this.#objects.forget()
    this.#shown = this.#latest = undefined
  }

  async end(): Promise<void> {
    // in the thread that asks there is nothing to end
  }

  async #ask<T>(task: () => Promise<T>): Promise<T | Failure> {
    try {
      return await this.#lock.run(task)
    } catch (error) {
      return failureOf(error)
    }
  }

  /** They are at hand then. */
  async #readTrees(): Promise<void> {
    const { trees } = await this.#served()
    await Promise.all([...trees].map((oid) => this.#objects.get(oid)))
  }

  async #load(): Promise<void> {
    this.#loading ??= this.#loadStored()
    return this.#loading.catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
  }

  async #loadStored(): Promise<void> {
    const tip = await this.#objects.load()
    this.#latest = this.#shown = tip && (await this.#fetcher.stored(tip))
  }

  async #served(): Promise<Snapshot> {
    await this.#load()
    if (this.#shown) return this.#shown
    throw new GitError('unsynced', 'Nothing is known of this repository yet')
  }

  async #oidIn(snapshot: Snapshot, path: string): Promise<Oid | undefined> {
    const target = await follow(path, snapshot, (oid) => this.#get(oid, snapshot))
    return target === undefined ? undefined : snapshot.files.get(target)?.oid
  }

  async #commitOf(tip: Snapshot): Promise<GitObject | undefined> {
    return toldCommit(tip) ?? (tip.head === null ? undefined : this.#objects.get(tip.head))
  }

  /** An object of a snapshot, if need be from the host. */
  async #get(oid: Oid, tip: Snapshot): Promise<GitObject> {
    const atHand = await this.#objects.get(oid)
    if (atHand) return atHand
    await this.#fetcher.need([oid], tip)
    const fetched = await this.#objects.get(oid)
    if (fetched === undefined) throw missing(oid)
    return fetched
  }

  async #plan(wishes: readonly Wish[]): Promise<Planned> {
    const tip = await this.#update()
    return { tip, plan: planFor(wishes, tip, this.#sent) }
  }

  /** The same on what was heard of the host just now, as long as that leaves something to be done and nothing to be asked. */
  #guess(wishes: readonly Wish[]): Planned | undefined {
    const tip = this.#latest
    const size = wishes.reduce((sum, { blob }) => sum + (blob?.bytes.length ?? 0), 0)
    if (!tip || this.#workTree || performance.now() - this.#heard > recent || size > large) return undefined
    const plan = planFor(wishes, tip, this.#sent)
    return plan.conflicts.length === 0 && plan.edits.size > 0 ? { tip, plan } : undefined
  }

  /** Learns what the host has now, and what other tabs have fetched. */
  async #update({ anew = false } = {}): Promise<Snapshot> {
    const kept = await this.#objects.load()
    // a branch that was not born yet may be born under another name
    const born = this.#latest?.head ? this.#latest.branch : undefined
    const tip = await this.#remote.tip(this.#branch ?? born)
    const { head, branch } = this.#latest ?? {}
    if (this.#latest && head === tip.head && branch === tip.branch) return this.#hear(this.#latest)
    return this.#take(tip, this.#latest, anew || kept?.head === tip.head)
  }

  #hear(tip: Snapshot): Snapshot {
    this.#heard = performance.now()
    return (this.#latest = tip)
  }

  /** Takes in another tip, unless somebody put it in the place of the one before. */
  async #take(tip: Tip, before: Snapshot | undefined, anew: boolean): Promise<Snapshot> {
    const { snapshot, rewritten: isOther } = await this.#fetcher.snapshot(tip, before, { anew })
    if (isOther && before) throw rewritten(before, snapshot, await this.#commitOf(snapshot))
    return this.#hear(snapshot)
  }

  /** Commits and pushes once. Undefined: the branch has moved meanwhile. */
  async #attempt(
    tip: Snapshot,
    plan: Plan,
    wishes: readonly Wish[],
    { message, author }: { message: string; author: Author },
  ): Promise<Publish | undefined> {
    const { root, trees } = await editTree(tip.tree, plan.edits, (oid) => this.#get(oid, tip))
    const parents = tip.head === null ? [] : [tip.head]
    const commit = makeCommit({ tree: root, parents }, author, message, new Date())
    const blobs = await Promise.all(
      wishes.flatMap(({ path, blob }) =>
        blob && plan.edits.has(path) ? [this.#withBase(blob, tip.files.get(path)?.oid)] : [],
      ),
    )
    const sent = [{ object: commit }, ...trees, ...blobs]
    const made = sent.map(({ object }) => object)
    const push = { branch: tip.branch, old: tip.head, new: commit.oid, objects: sent }
    const [ready] = await Promise.all([
      this.#remote.prepare(push),
      this.#objects.save(made, { strict: true }),
    ])
    if (ready.objects.length > 0) await this.#objects.save(ready.objects, { strict: true })
    for (const wish of wishes) this.#remember(wish)
    const report = await this.#push(ready)
    if (report instanceof GitError || report.kind === 'refused')
      return this.#settle(report, tip, ready.head, wishes)
    return this.#keepOwn(withOwn(tip, { ...ready, tree: root, edits: plan.edits, trees }), wishes)
  }

  /** With what the host has at its place, where that is at hand. */
  async #withBase(object: GitObject, oid: Oid | undefined): Promise<Sent> {
    return { object, base: oid === undefined ? undefined : await this.#objects.get(oid) }
  }

  /**
   * The host holds it, and nothing is waited for but the device's note of that: one without room for it must not make it
   * look otherwise.
   */
  async #keepOwn(own: Snapshot & { readonly head: Oid }, wishes: readonly Wish[]): Promise<Publish> {
    const { head, branch, told } = own
    const tip = { head, branch, ...(told !== undefined && { told }) }
    await this.#objects.save([], { tip, strict: true }).catch(() => undefined)
    return this.#published(head, this.#hear(own), wishes)
  }

  /** The host did not say that its branch is at the commit: what it holds now decides. */
  async #settle(
    report: GitError | Refused,
    before: Snapshot,
    commit: Oid,
    wishes: readonly Wish[],
  ): Promise<Publish | undefined> {
    const now = await this.#lookAgain(report, before)
    if (now.head !== null && now.head !== before.head) {
      const tip = await this.#take(now, before, false)
      const isIn = now.head === commit || tip.parents.includes(commit)
      return isIn ? this.#published(now.head, tip, wishes) : undefined
    }
    if (report instanceof GitError) throw report
    return report
  }

  async #lookAgain(report: GitError | Refused, { branch }: Tip): Promise<Tip> {
    this.#heard = -Infinity
    return this.#remote.tip(branch).catch((error: unknown) => {
      throw report instanceof GitError ? report : error
    })
  }

  async #push(ready: ReadyPush): Promise<PushReport | GitError> {
    try {
      return await ready.send()
    } catch (error) {
      if (error instanceof GitError && error.code !== 'unauthorized') return error
      throw error
    }
  }

  #remember({ path, blob }: Wish): void {
    const sent = this.#sent.get(path) ?? new Set()
    this.#sent.set(path, sent.add(blob?.oid ?? null))
  }

  #published(head: Oid, tip: Snapshot, wishes: readonly Wish[]): Publish {
    const own = new Map(wishes.map(({ path, blob }) => [path, blob?.oid]))
    const isOwn = (path: string): boolean => own.has(path) && own.get(path) === tip.files.get(path)?.oid
    const changed = this.#shown ? changedPaths(this.#shown, tip).filter((path) => !isOwn(path)) : []
    this.#shown = tip
    this.#sent.clear()
    return { kind: 'published', head, branch: tip.branch, changed }
  }
}
