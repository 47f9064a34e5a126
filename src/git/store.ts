import type { Tip } from './repository.ts'

/** A tip as it is kept. */
export interface KeptTip extends Tip {
  /** What the host tells of its commit, in a commit's words, where it does not give it byte for byte: it is no object then. */
  readonly told?: string
}

/** Objects as they are kept: their bytes one after another, and where each lies. */
export interface Segment {
  readonly bytes: Uint8Array
  readonly index: SegmentIndex
}

/** Three numbers for each object (its kind, where it starts, where it ends), and twenty bytes of its oid. */
export interface SegmentIndex {
  readonly oids: Uint8Array
  readonly places: Uint32Array
}

export interface Kept {
  readonly tip: KeptTip | undefined
  /** Another branch of the repository is kept here too, with the same objects. */
  readonly isShared: boolean
  /** The indexes of all segments numbered above what was asked for, ascending. */
  readonly indexes: readonly (readonly [number, SegmentIndex])[]
}

/** What belongs to the same step as the segments. */
export interface Step {
  readonly tip?: KeptTip | undefined
  readonly removed?: readonly number[]
  readonly strict?: boolean
}

/** The device's memory of one repository and of one of its branches. */
export interface Store {
  /** What another tab or an earlier visit left. */
  load(after: number): Promise<Kept>
  /** A segment's bytes, or undefined where another tab removed it. */
  bytes(segment: number): Promise<Uint8Array | undefined>
  /**
   * Keeps segments and the tip that needs them, and removes others: all or nothing. `strict`: it is on the disk when the
   * promise resolves; what the host has can be fetched again. Returns the numbers given to the segments, ascending.
   * Throws `full` where the device has no room.
   */
  save(segments: readonly Segment[], step?: Step): Promise<readonly number[]>
  /** Removes all that is kept of the repository, whatever the branch. */
  forget(): Promise<void>
}

/** A store that lasts as long as the page: for tests, and for browsers that keep nothing. */
export function memoryStore(): Store {
  const segments = new Map<number, Segment>()
  let tip: KeptTip | undefined
  let last = 0
  return {
    load: async (after) => ({
      tip,
      isShared: false,
      indexes: [...segments].flatMap(([number, { index }]) =>
        number > after ? [[number, index] as const] : [],
      ),
    }),
    bytes: async (segment) => segments.get(segment)?.bytes,
    save: async (added, { tip: newTip, removed = [] } = {}) => {
      tip = newTip ?? tip
      for (const number of removed) segments.delete(number)
      return added.map((segment) => {
        segments.set(++last, segment)
        return last
      })
    },
    forget: async () => {
      segments.clear()
      tip = undefined
    },
  }
}
