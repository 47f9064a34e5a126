import type { Problem } from './problem.ts'

/** What a field for a value looks like. `long-text` has more than one line; `date` is a `Timestamp`. */
export type FieldKind = 'empty' | 'text' | 'long-text' | 'flag' | 'number' | 'date' | 'list' | 'map'

export interface FrontMatterEntry {
  readonly key: string
  /** As `get` gives it. */
  readonly value: unknown
  readonly kind: FieldKind
  /** The line in the file (from 1) on which the key stands. */
  readonly line: number
  /** The value's own text in the file. */
  readonly text: string
}

/**
 * The details above a post's text. Immutable; every change is a splice into the text that is there.
 *
 * Values: null, boolean, number, bigint (integers that a number cannot hold), string, `Timestamp`, arrays, and objects
 * without a prototype, read as Ruby's YAML (psych) reads them; symbols are strings. A key that stands twice has the last one's value.
 */
export interface FrontMatter {
  /** All of the file before the body: byte-order mark, both delimiter lines, what lies between. Empty where there is none. */
  readonly text: string
  /** The YAML between the delimiter lines. */
  readonly source: string
  /** Every key once, in the order of the file. */
  readonly keys: readonly string[]
  /** One for each key of `keys`. */
  readonly entries: readonly FrontMatterEntry[]
  readonly problems: readonly Problem[]
  has(key: string): boolean
  /** The value, or undefined where the key is not there. */
  get(key: string): unknown
  /** A list however it is written: YAML list, comma string, or words separated by blanks; empty where there is none. */
  getList(key: string): readonly string[]
  /**
   * Sets a key, changing that key's bytes alone, in the spelling that is there. A new key goes where `order` (the keys of the
   * site's posts) has it, else to the end. Undefined removes. `get` then gives the value; where the YAML is too broken for
   * that (its root is no mapping, other keys refer to the value by an alias), the same object comes back.
   */
  with(key: string, value: unknown, order?: readonly string[]): FrontMatter
  /** Sets a list in the form that the key has (see `getList`); `form` says the form of a key that is not there yet. */
  withList(key: string, items: readonly string[], form?: ListForm, order?: readonly string[]): FrontMatter
  without(key: string): FrontMatter
  rename(key: string, to: string): FrontMatter
  /** The same delimiters around other YAML; problems are in the result's `problems`. */
  withSource(yaml: string): FrontMatter
}

/** `commas` and `blanks` are strings: `a, b` and `a b`. */
export type ListForm = 'flow' | 'block' | 'commas' | 'blanks'
