import { applySplices, type Splice } from '../yaml/splice.ts'
import { isMap, type YamlMap, emptyMap } from '../yaml/values.ts'
import { textOf } from '../lists.ts'
import type { Form } from './form.ts'
import { moved, type Steps } from './steps.ts'
import { type Cell, parseRows, type Row } from './table-rows.ts'

/** Reads a CSV or TSV file, whose first row names the columns, as a list of maps. Throws YamlError. */
export function readTable(text: string, separator: ',' | '\t'): Form {
  return new TableForm(text, separator)
}

class TableForm implements Form {
  readonly #text: string
  readonly #separator: string
  readonly #rows: readonly Row[]
  readonly #head: Row | undefined
  readonly #names: readonly string[]
  readonly value: readonly YamlMap[]

  constructor(text: string, separator: string) {
    this.#text = text
    this.#separator = separator
    const [head, ...rows] = parseRows(text, separator)
    this.#head = head
    this.#rows = rows
    this.#names = namesOf(head)
    this.value = rows.map((row) => this.#map(row))
  }

  #map({ cells }: Row): YamlMap {
    const map = emptyMap()
    this.#names.forEach((name, index) => (map[name] = cells[index]?.value ?? ''))
    return map
  }

  sourceAt(at: Steps): string | undefined {
    const cell = this.#cell(at)
    return cell && this.#text.slice(cell.from, cell.to)
  }

  *withSource(at: Steps, source: string): Iterable<string> {
    const cell = this.#cell(at)
    if (cell) yield applySplices(this.#text, [{ from: cell.from, to: cell.to, text: source }])
  }

  *set(at: Steps, value: unknown): Iterable<string> {
    const [index, name] = at
    const row = typeof index === 'number' ? this.#rows[index] : undefined
    if (!row) return
    const old = this.#map(row)
    const wanted = name === undefined ? value : { ...old, [name]: value }
    if (!isMap(wanted) || at.length > 2) return
    const columns = this.#names.flatMap((key, column) =>
      cellText(wanted[key]) === old[key] ? [] : [{ column, text: cellText(wanted[key]) }],
    )
    yield applySplices(this.#text, this.#setCells(row, columns))
  }

  #setCells(row: Row, columns: readonly { column: number; text: string }[]): Splice[] {
    let { length } = row.cells
    return columns.map(({ column, text }) => {
      const cell = row.cells[column]
      if (cell) return { from: cell.from, to: cell.to, text: this.#print(text, cell) }
      const missing = column + 1 - length
      length = column + 1
      return { from: row.to, to: row.to, text: this.#separator.repeat(missing) + this.#print(text) }
    })
  }

  *insert(_list: Steps, index: number, value: unknown): Iterable<string> {
    const before = index === 0 ? this.#head : this.#rows[index - 1]
    if (!before || !isMap(value)) return
    const cells = this.#names.map((name) => this.#print(cellText(value[name])))
    const line = cells.length === 1 && cells[0] === '' ? '""' : cells.join(this.#separator)
    const at = before.to
    yield applySplices(this.#text, [{ from: at, to: at, text: this.#eol + line }])
  }

  *remove(_list: Steps, index: number): Iterable<string> {
    const row = this.#rows[index]
    const before = index === 0 ? this.#head : this.#rows[index - 1]
    if (row && before) yield applySplices(this.#text, [{ from: before.to, to: row.to, text: '' }])
  }

  *move(_list: Steps, from: number, to: number): Iterable<string> {
    const lines = moved(
      this.#rows.map((row) => this.#text.slice(row.from, row.to)),
      from,
      to,
    )
    const splices = this.#rows.map((row, index) => ({ from: row.from, to: row.to, text: lines[index] ?? '' }))
    yield applySplices(this.#text, splices)
  }

  /** As the cell is that stood there; in quotes where it must be. */
  #print(text: string, old?: Cell): string {
    const must = text.includes(this.#separator) || /["\r\n]|^\s|\s$/.test(text)
    return must || old?.quoted === true ? `"${text.replaceAll('"', '""')}"` : text
  }

  get #eol(): string {
    return /\r\n|\n|\r/.exec(this.#text)?.[0] ?? '\n'
  }

  #cell([index, name, ...rest]: Steps): Cell | undefined {
    if (typeof index !== 'number' || typeof name !== 'string' || rest.length > 0) return undefined
    return this.#rows[index]?.cells[this.#names.indexOf(name)]
  }
}

/** A value as the text of a cell. */
export const cellText = (value: unknown): string => (value === null ? '' : textOf(value))

/** Each column under a name of its own. */
function namesOf(head: Row | undefined): string[] {
  const names: string[] = []
  for (const [index, { value }] of (head?.cells ?? []).entries()) {
    const name = value === '' ? `Column ${index + 1}` : value
    let own = name
    for (let number = 2; names.includes(own); number += 1) own = `${name} ${number}`
    names.push(own)
  }
  return names
}
