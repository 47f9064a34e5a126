import { normalized } from '../normalized.ts'
import { placeOf, type Problem } from '../problem.ts'
import { YamlError } from '../yaml/nodes.ts'
import { isMap, isSame } from '../yaml/values.ts'
import type { Form } from './form.ts'
import { readJson } from './json-form.ts'
import { changedAt, insertedAt, movedAt, removedAt, sameOrder, type Steps, valueAt } from './steps.ts'
import { cellText, readTable } from './table-form.ts'
import { readYaml } from './yaml-form.ts'

const readers: Readonly<Record<string, (text: string) => Form>> = {
  yml: readYaml,
  yaml: readYaml,
  json: readJson,
  csv: (text) => readTable(text, ','),
  tsv: (text) => readTable(text, '\t'),
}

/** Whether a file of this name is data that can be read. */
export const isDataName = (path: string): boolean => /\.(?:ya?ml|json|[ct]sv)$/i.test(path)

/**
 * The text of a data file (YAML, JSON, CSV, TSV) and what it means. Immutable; every change is a splice into the text that is
 * there and is proved by reading it. Where a change cannot be written so, the same object comes back.
 */
export class DataText {
  readonly #path: string
  readonly text: string
  /** What the file held before any change: what is set back comes back as it was. */
  readonly #origin: DataText
  readonly #form: Form | undefined
  /** What keeps it from being read. */
  readonly problem: Problem | undefined

  constructor(path: string, text: string, origin?: DataText) {
    this.#path = path
    this.text = text
    this.#origin = origin ?? this
    const read = readers[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? readYaml
    try {
      this.#form = read(text.slice(this.#mark.length))
    } catch (error) {
      this.problem = problemIn(text, this.#mark.length, error)
    }
  }

  /** Lists, maps without a prototype, and what a front matter holds; all cells of a table are texts. */
  get value(): unknown {
    return this.#form?.value
  }

  /** Whether it is rows below a line of names. */
  get isTable(): boolean {
    return /\.[ct]sv$/i.test(this.#path)
  }

  /** Sets the value to which steps lead; a key that a map has not yet comes to its end. */
  set(at: Steps, value: unknown): DataText {
    const wanted = this.#holdable(value)
    if (isSame(valueAt(this.value, at), wanted)) return this
    const expected = changedAt(this.value, at, () => wanted)
    const earlier = isSame(valueAt(this.#origin.value, at), wanted)
      ? this.#origin.#form?.sourceAt(at)
      : undefined
    const before = earlier === undefined ? [] : (this.#form?.withSource(at, earlier) ?? [])
    return this.#proved(expected, before) ?? this.#proved(expected, this.#form?.set(at, wanted)) ?? this
  }

  insert(list: Steps, index: number, value: unknown): DataText {
    const wanted = this.#holdable(value)
    const expected = insertedAt(this.value, list, index, wanted)
    return this.#proved(expected, this.#form?.insert(list, index, wanted)) ?? this
  }

  remove(list: Steps, index: number): DataText {
    const expected = removedAt(this.value, list, index)
    return this.#proved(expected, this.#form?.remove(list, index)) ?? this
  }

  move(list: Steps, from: number, to: number): DataText {
    const expected = movedAt(this.value, list, from, to)
    const next = this.#proved(expected, this.#form?.move(list, from, to))
    return next && sameOrder(next.value, expected) ? next : this
  }

  /** The same file with another text, whatever it says. */
  withText(text: string): DataText {
    return text === this.text ? this : new DataText(this.#path, text, this.#origin)
  }

  /** The value as the format can hold it. */
  #holdable(value: unknown): unknown {
    const data = normalized(value) ?? null
    if (!this.isTable) return data
    if (!isMap(data)) return cellText(data)
    for (const key of Object.keys(data)) data[key] = cellText(data[key])
    return data
  }

  get #mark(): string {
    return this.text.startsWith('\ufeff') ? '\ufeff' : ''
  }

  /** Whether it says what the file said before any change, in the same order. */
  #isOrigin(): boolean {
    const { value, problem } = this.#origin
    return !problem && isSame(this.value, value) && sameOrder(this.value, value)
  }

  #proved(expected: unknown, texts: Iterable<string> = []): DataText | undefined {
    for (const text of texts) {
      const next = new DataText(this.#path, this.#mark + text, this.#origin)
      if (next.problem || !isSame(next.value, expected)) continue
      return next.#isOrigin() ? this.#origin : next
    }
    return undefined
  }
}

function problemIn(text: string, mark: number, error: unknown): Problem {
  if (error instanceof YamlError) return { message: error.message, ...placeOf(text, error.offset + mark) }
  return { message: 'This cannot be read.', line: 1, column: 1 }
}
