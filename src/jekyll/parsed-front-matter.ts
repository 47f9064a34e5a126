import type { Field } from './fields.ts'
import type { FieldKind, FrontMatter, FrontMatterEntry, ListForm } from './front-matter.ts'
import { cutHead } from './head.ts'
import { itemsOf, listValue, stringForm, textOf } from './lists.ts'
import { normalized } from './normalized.ts'
import { type Problem, placeOf } from './problem.ts'
import { type Head, markLength, readHead } from './read-head.ts'
import { changedTexts, insertedTexts, removedText, renamedText, slotText, type Source } from './splicing.ts'
import { Timestamp } from './timestamp.ts'
import { isMap, isSame } from './yaml/values.ts'

/** Front matter out of a file that was cut. */
export class ParsedFrontMatter implements FrontMatter {
  private readonly head: Head
  /** What the file held before any change: what is set back comes back as it was. */
  private readonly origin: ParsedFrontMatter
  private readonly list: 'block' | undefined
  // Weak, because a list of thousands of posts must not hold the syntax tree of each.
  private parsedSource: WeakRef<Source> | undefined
  private values: ReadonlyMap<string, unknown> | undefined

  constructor(head: Head, origin?: ParsedFrontMatter, list?: 'block') {
    this.head = { before: head.before, yaml: head.yaml, after: head.after }
    this.origin = origin ?? this
    this.list = list
  }

  get text(): string {
    return this.head.before + this.head.yaml + this.head.after
  }

  get source(): string {
    return this.head.yaml
  }

  get keys(): readonly string[] {
    return [...this.known.keys()]
  }

  get entries(): readonly FrontMatterEntry[] {
    return lastOfEach(this.fields).map((field) => this.entryOf(field))
  }

  get problems(): readonly Problem[] {
    const { problem } = this.parsed.reading
    const file = this.text
    if (!isWhole(this.head))
      return [{ message: 'A line of three hyphens ends the details too early.', line: 1, column: 1 }]
    return problem === undefined
      ? []
      : [{ message: problem.message, ...placeOf(file, problem.offset + markLength(this.head)) }]
  }

  has(key: string): boolean {
    return this.known.has(key)
  }

  get(key: string): unknown {
    return this.known.get(key)
  }

  getList(key: string): readonly string[] {
    return itemsOf(this.get(key))
  }

  with(key: string, value: unknown, order?: readonly string[]): FrontMatter {
    const wanted = normalized(value)
    if (wanted === undefined) return this.without(key)
    const field = this.field(key)
    if (field !== undefined && isSame(field.value, wanted)) return this
    const base = this.opened()
    for (const text of base.textsWith(field, key, wanted, order)) {
      const next = base.rebuilt(text)
      if (next.proves(base, key, wanted)) return next.orOrigin()
    }
    return this
  }

  withList(key: string, items: readonly string[], form?: ListForm, order?: readonly string[]): FrontMatter {
    const value = this.get(key)
    const isText = value !== null && value !== undefined && !Array.isArray(value) && !isMap(value)
    const text = isText ? textOf(value) : ''
    const own = Array.isArray(value)
      ? 'flow'
      : isText
        ? (stringForm(text) ?? form ?? 'blanks')
        : (form ?? 'flow')
    const styled = own === 'block' ? new ParsedFrontMatter(this.head, this.origin, 'block') : this
    const next = styled.with(key, listValue(items, own, text), order)
    return next === styled ? this : next
  }

  without(key: string): FrontMatter {
    const gone = this.fields.filter((field) => field.key === key)
    if (gone.length === 0) return this
    const next = this.rebuilt(removedText(this.parsed, gone))
    return next.proves(this, key, undefined) ? next.orOrigin() : this
  }

  rename(key: string, to: string): FrontMatter {
    const field = this.field(key)
    if (field === undefined || this.has(to)) return this
    const next = this.rebuilt(renamedText(this.parsed, field, to))
    const expected = this.fields.map((each) => (each === field ? to : each.key))
    const same = isSame(next.fields.map(keyOf), expected) && isSame(next.get(to), field.value)
    return same ? next.orOrigin() : this
  }

  withSource(yaml: string): FrontMatter {
    const base = this.opened()
    const { eol } = base.parsed.style
    const whole = yaml === '' || yaml.endsWith('\n') ? yaml : yaml + eol
    return new ParsedFrontMatter({ ...base.head, yaml: whole })
  }

  private get parsed(): Source {
    const known = this.parsedSource?.deref()
    if (known !== undefined) return known
    const source = readHead(this.head)
    const styled =
      this.list === undefined ? source : { ...source, style: { ...source.style, list: this.list } }
    this.parsedSource = new WeakRef(styled)
    return styled
  }

  private get known(): ReadonlyMap<string, unknown> {
    this.values ??= new Map(this.fields.map(({ key, value }) => [key, value]))
    return this.values
  }

  private get fields(): readonly Field[] {
    return this.parsed.reading.fields
  }

  /** Of a key that stands twice the last one counts. */
  private field(key: string): Field | undefined {
    return this.fields.findLast((field) => field.key === key)
  }

  private entryOf(field: Field): FrontMatterEntry {
    const { text } = this.parsed
    const { line } = placeOf(text, field.pair.from)
    return {
      key: field.key,
      value: field.value,
      kind: kindOf(field.value),
      line,
      text: slotText(text, field).trim(),
    }
  }

  private textsWith(
    field: Field | undefined,
    key: string,
    value: unknown,
    order?: readonly string[],
  ): Iterable<string> {
    const own = this.origin.field(key)
    if (field === undefined)
      return insertedTexts(this.parsed, key, value, order ?? this.origin.fields.map(keyOf))
    const earlier =
      own !== undefined && isSame(own.value, value) ? slotText(this.origin.parsed.text, own) : undefined
    return changedTexts(this.parsed, field, value, earlier)
  }

  /** With delimiter lines, where there are none yet. */
  private opened(): ParsedFrontMatter {
    if (this.head.after !== '') return this
    return new ParsedFrontMatter(
      { before: `${this.head.before}---\n`, yaml: '', after: '---\n' },
      this.origin,
    )
  }

  /** The same for a text that includes the `---` line. */
  private rebuilt(text: string): ParsedFrontMatter {
    const opening = this.head.before.length - markLength(this.head)
    return new ParsedFrontMatter({ ...this.head, yaml: text.slice(opening) }, this.origin)
  }

  /** Whether this is `before` with one key changed and everything else as it was. */
  private proves(before: ParsedFrontMatter, key: string, value: unknown): boolean {
    if (!isWhole(this.head) || (this.broken && !before.broken)) return false
    if (this.has(key) !== (value !== undefined) || !isSame(this.get(key), value)) return false
    const others = (fields: readonly Field[]): Field[] => withoutLast(fields, key, value === undefined)
    const mine = others(this.fields)
    const theirs = others(before.fields)
    return mine.length === theirs.length && mine.every((field, index) => isSameField(field, theirs[index]))
  }

  private get broken(): boolean {
    return this.parsed.reading.problem !== undefined
  }

  /** The very text of the file, where all changes were taken back. */
  private orOrigin(): FrontMatter {
    const { origin } = this
    const [mine, theirs] = [lastOfEach(this.fields), lastOfEach(origin.fields)]
    const same =
      mine.length === theirs.length &&
      mine.every(({ key, value }) => origin.has(key) && isSame(origin.get(key), value))
    return same && !origin.broken ? origin : this
  }
}

const keyOf = (field: Field): string => field.key

const isSameField = (one: Field, other: Field | undefined): boolean =>
  one.key === other?.key && isSame(one.value, other.value)

function withoutLast(fields: readonly Field[], key: string, all: boolean): Field[] {
  const last = fields.findLast((field) => field.key === key)
  return fields.filter((field) => (all ? field.key !== key : field !== last))
}

function lastOfEach(fields: readonly Field[]): readonly Field[] {
  const last = new Map(fields.map((field) => [field.key, field]))
  const first = new Set<string>()
  return fields.flatMap(({ key }) => {
    const field = last.get(key)
    if (field === undefined || first.has(key)) return []
    first.add(key)
    return [field]
  })
}

/** Whether Jekyll would cut the file where we do. */
function isWhole(head: Head): boolean {
  const body = head.after.endsWith('\n') ? 'x' : ''
  const cut = cutHead(head.before + head.yaml + head.after + body)
  return cut.before === head.before && cut.yaml === head.yaml
}

function kindOf(value: unknown): FieldKind {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'string')
    return value.trimEnd().includes('\n') || value.length > 200 ? 'long-text' : 'text'
  if (typeof value === 'boolean') return 'flag'
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (value instanceof Timestamp) return 'date'
  return Array.isArray(value) ? 'list' : 'map'
}
