import type { Steps } from './steps.ts'

/**
 * How a text of one format is read and changed. Each change gives texts, the one that changes least first; each of them has to
 * be proved by reading it.
 */
export interface Form {
  readonly value: unknown
  /** The value's own text; undefined where it has none. */
  sourceAt(at: Steps): string | undefined
  /** With another text in the place of that. */
  withSource(at: Steps, source: string): Iterable<string>
  set(at: Steps, value: unknown): Iterable<string>
  insert(list: Steps, index: number, value: unknown): Iterable<string>
  /** Of a list or, by the order of its keys, of a map; also when one is moved. */
  remove(list: Steps, index: number): Iterable<string>
  move(list: Steps, from: number, to: number): Iterable<string>
}
