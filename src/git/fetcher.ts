import { goesOn } from './ancestry.ts'
import { GitError, isDenied, isMissing, missing } from './errors.ts'
import { isSubmodule, type GitObject } from './object.ts'
import type { Objects } from './objects.ts'
import type { Brought, FetchRequest, Remote } from './remote.ts'
import type { Oid, OnProgress, Tip } from './repository.ts'
import { Singles } from './singles.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'
import type { KeptTip } from './store.ts'

interface Single {
  readonly isSmall: boolean
  readonly signal?: AbortSignal
}

/** What the host has. `rewritten`: it does not go on from what was known of it, and is not kept as the tip. */
export interface Heard {
  readonly snapshot: Snapshot
  readonly rewritten: boolean
}

type IsNew = (snapshot: Snapshot) => Promise<boolean>

/** Brings objects from the host into the store. Nothing is kept before all that belongs together has come and is verified. */
export class Fetcher {
  readonly #remote: Remote
  readonly #objects: Objects
  readonly #progress: OnProgress
  readonly #coming = new Map<Oid, Promise<void>>()
  #batch: { oids: Oid[]; done: Promise<void> } | undefined
  readonly #singles = new Singles()

  constructor(remote: Remote, objects: Objects, progress: OnProgress = () => undefined) {
    this.#remote = remote
    this.#objects = objects
    this.#progress = progress
  }

  /**
   * The files of a tip, from what is at hand (`before` above all) and what only the host has; keeps it as the tip, unless
   * it does not go on from the one before. `anew`: it need not.
   */
  async snapshot(tip: Tip, before: Snapshot | undefined, { anew = false } = {}): Promise<Heard> {
    const { head } = tip
    const isNew: IsNew = async (snapshot) =>
      !anew &&
      before !== undefined &&
      !(await goesOn(before, snapshot, this.#remote, (oid) => this.#objects.get(oid)))
    if (head === null) return this.#snapshotAtHand(tip, isNew)
    const found = this.#objects.has(head) && (await orMissing(this.#snapshotAtHand(tip, isNew)))
    if (found) return found
    const request = { wants: [head], shallow: true, withoutBlobs: await this.#remote.partial() }
    const have = before?.head
    const built = have ? await orMissing(this.#fetchSnapshot(tip, { ...request, have }, isNew)) : undefined
    return built ?? this.#fetchSnapshot(tip, request, isNew)
  }

  /** The files of a tip that was kept, or undefined where not all that belongs to it is left. */
  async stored(tip: KeptTip): Promise<Snapshot | undefined> {
    return orMissing(readSnapshot(tip, (oid) => this.#get(oid)))
  }

  /** Fetches the blobs that are not at hand; what is asked for in one go goes in one request. */
  async need(oids: readonly Oid[], tip: Snapshot): Promise<void> {
    const wanted = [...new Set(oids)].filter((oid) => !this.#objects.has(oid))
    for (const oid of wanted) if (!this.#coming.has(oid)) this.#enqueue(oid, tip)
    await Promise.all(wanted.flatMap((oid) => this.#coming.get(oid) ?? []))
  }

  /** Fetches one large blob when its turn has come; `signal` takes the wish back. */
  async needAlone(oid: Oid, tip: Snapshot, { isSmall, signal }: Single): Promise<void> {
    if (this.#objects.has(oid)) return
    await this.#singles.run(isSmall, async () => {
      await turn() // whoever gives up several at once tells so one after the other
      if (signal?.aborted === true) throw new GitError('offline', 'The request was given up')
      if (!this.#objects.has(oid)) await this.#fetchBlobs([oid], tip, signal)
    })
  }

  #enqueue(oid: Oid, tip: Snapshot): void {
    this.#batch ??= this.#newBatch(tip)
    this.#batch.oids.push(oid)
    this.#coming.set(oid, this.#batch.done)
  }

  #newBatch(tip: Snapshot): { oids: Oid[]; done: Promise<void> } {
    const oids: Oid[] = []
    const done = turn()
      .then(() => {
        this.#batch = undefined
        return this.#fetchBlobs(oids, tip)
      })
      .finally(() => oids.forEach((oid) => this.#coming.delete(oid)))
    return { oids, done }
  }

  /** A host that gives no single objects gives the whole tip. */
  async #fetchBlobs(oids: readonly Oid[], snapshot: Snapshot, signal?: AbortSignal): Promise<void> {
    const { head } = snapshot
    const { objects } = await this.#fetch({ wants: oids, snapshot }, oids, signal).catch((error: unknown) => {
      if ((isDenied(error) || isMissing(error)) && head !== null)
        return this.#fetch({ wants: [head], shallow: true }, oids, signal)
      throw error
    })
    await this.#objects.save(objects)
  }

  async #snapshotAtHand(tip: Tip, isNew: IsNew): Promise<Heard> {
    return this.#hear(tip, await readSnapshot(tip, (oid) => this.#get(oid)), [], isNew)
  }

  async #fetchSnapshot(tip: Tip, request: FetchRequest, isNew: IsNew): Promise<Heard> {
    const { objects, told } = await this.#fetch(request, request.wants)
    const fresh = new Map(objects.map((object) => [object.oid, object]))
    const kept = told === undefined ? tip : { ...tip, told }
    const snapshot = await readSnapshot(kept, async (oid) => fresh.get(oid) ?? this.#get(oid))
    if (request.withoutBlobs !== true) {
      for (const { oid, mode } of snapshot.files.values()) {
        if (!isSubmodule(mode) && !fresh.has(oid) && !this.#objects.has(oid)) throw missing(oid)
      }
    }
    return this.#hear(kept, snapshot, objects, isNew)
  }

  async #hear(tip: KeptTip, snapshot: Snapshot, objects: readonly GitObject[], isNew: IsNew): Promise<Heard> {
    const rewritten = await isNew(snapshot)
    await this.#objects.save(objects, rewritten ? {} : { tip })
    return { snapshot, rewritten }
  }

  async #fetch(request: FetchRequest, expected: readonly Oid[], signal?: AbortSignal): Promise<Brought> {
    const task = request.shallow === true ? 'files' : 'texts'
    const brought = await this.#remote.objects(
      request,
      (oid) => this.#objects.get(oid),
      (done, total) => this.#progress({ task, done, total }),
      signal,
    )
    const oids = new Set(brought.objects.map(({ oid }) => oid))
    const gone = brought.told === undefined && expected.find((oid) => !oids.has(oid))
    if (typeof gone === 'string') throw missing(gone)
    return brought
  }

  async #get(oid: Oid): Promise<GitObject> {
    const object = await this.#objects.get(oid)
    if (object === undefined) throw missing(oid)
    return object
  }
}

/**
 * The next turn of the event loop: files that the page asks for one by one reach the worker as one message each, and what
 * comes in one go is to go out as one request.
 */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** The result, or undefined where something turned out not to be at hand. */
async function orMissing<T>(result: Promise<T>): Promise<T | undefined> {
  return result.catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
}
