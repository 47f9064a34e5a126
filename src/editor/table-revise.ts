import type { Node } from '@tiptap/pm/model'
import { headRows } from './constructs/table.ts'
import { normalForm } from './normal.ts'
import { carryOver } from './patch.ts'
import { Printer, spellings } from './printing.ts'
import type { Style } from './style.ts'
import {
  alignedWidths,
  layoutOf,
  widthOf,
  type Cell,
  type RowLine,
  type TableLayout,
} from './table-layout.ts'
import { matchTables, type TableMatch } from './table-match.ts'
import { withColumns, withAlignments } from './table-rules.ts'

/** The text of a cell's new content; `old` and `source`: what it was and how that was written, where it is an old one. */
type WriteCell = (node: Node, old: Node | undefined, source: string) => string

/**
 * The texts that an edited table may get, best first. As much of its text stays as can: rows that are still there keep
 * their lines and cells their blanks, also where that leaves a column uneven; cells of new rows and columns are as wide as
 * those of columns that are aligned by hand. None where the text is not read row by row.
 */
export function* tableTexts(
  text: string,
  old: Node,
  now: Node,
  own: Style,
): Generator<string, void, undefined> {
  const layout = layoutOf(text)
  if (layout?.rows.length !== old.childCount) return
  const match = matchTables(old, now)
  for (const style of spellings(own)) {
    for (const choice of [0, 1, 2])
      yield new TableWriter(layout, old, now, match, writeCell(style, choice)).text()
  }
}

/** The `choice`th way to carry what was changed in a cell over to its text. */
function writeCell(style: Style, choice: number): WriteCell {
  const printer = new Printer(style)
  const print = (node: Node) => printer.inline(node, 'cell')
  return (node, old, source) => {
    if (old === undefined || source === '') return print(node)
    const texts = [...carryOver(print(old), print(node), source)]
    return texts[Math.min(choice, texts.length - 1)] ?? print(node)
  }
}

class TableWriter {
  readonly #layout: TableLayout
  readonly #old: Node
  readonly #now: Node
  readonly #match: TableMatch
  readonly #write: WriteCell
  /** Of the new columns. */
  readonly #widths: readonly (number | undefined)[]
  readonly #startsEmpty: boolean

  constructor(layout: TableLayout, old: Node, now: Node, match: TableMatch, write: WriteCell) {
    this.#layout = layout
    this.#old = old
    this.#now = now
    this.#match = match
    this.#write = write
    const widths = alignedWidths(layout)
    const added = widths.includes(undefined) ? undefined : widths.at(-1)
    this.#widths = match.columns.map((from) => (from === undefined ? added : widths[from]))
    this.#startsEmpty = now.firstChild?.firstChild?.content.size === 0
  }

  text(): string {
    const { before, after, rules } = this.#layout
    const lines = this.#now.children.flatMap((row, index) => [
      ...this.#rulesBefore(index),
      this.#row(row, index),
    ])
    const first = this.#ruled(rules[0] ?? [])
    const last = this.#ruled(rules.at(-1) ?? [])
    return [...before, ...first, ...lines, ...last, ...after].join('\n')
  }

  #row(node: Node, index: number): string {
    const from = this.#match.rows[index]
    const model = this.#layout.rows[from ?? this.#modelFor(index)]
    if (model === undefined) return ''
    const old = from === undefined ? undefined : this.#old.child(from)
    const last = this.#lastOf(node, model, old)
    const cells = this.#match.columns.map((_, at) => this.#cell(node.child(at), old, model, [at, last]))
    return joined(model, cells.slice(0, last + 1), this.#startsEmpty)
  }

  /** The last cell that is written: a row that had fewer cells than others stays so where nothing was added to it. */
  #lastOf(node: Node, { cells }: RowLine, old: Node | undefined): number {
    const count = this.#match.columns.length
    if (old === undefined || cells.length >= this.#old.child(0).childCount) return count - 1
    const used = node.children.findLastIndex(({ content }) => content.size > 0)
    return Math.max(used, Math.min(cells.length, count) - 1)
  }

  /** The old row after which a new one is made: the one before it, or the first one of the body. */
  #modelFor(index: number): number {
    const before = this.#match.rows.slice(0, index).findLast((from) => from !== undefined)
    const heads = headRows(this.#old)
    return Math.min(Math.max(before ?? heads, heads), this.#layout.rows.length - 1)
  }

  /** `old`: the row as it was; undefined where it is new and takes after the `model`. */
  #cell(node: Node, old: Node | undefined, model: RowLine, [at, last]: readonly [number, number]): Cell {
    const column = this.#match.columns[at]
    const was = column === undefined ? undefined : old?.child(column)
    const source = column === undefined ? undefined : model.cells[column]
    const kept = was !== undefined && normalForm(was).content.eq(node.content)
    const text = kept ? (source?.text ?? '') : this.#write(node, was, source?.text ?? '')
    const shape = this.#shape(source, model, [at, last])
    const width = this.#widths[at]
    if (was !== undefined) return filled(shape, text)
    return width === undefined ? filled(narrow(shape), text) : evened(filled(shape, text), width)
  }

  /** A cell's blanks; those of its neighbors where it has come to a line's start or end, or from there, or is new. */
  #shape(source: Cell | undefined, model: RowLine, [at, last]: readonly [number, number]): Cell {
    const column = this.#match.columns[at] ?? -1
    const isFirst = at === 0 && model.start === ''
    const isLast = at === last && model.end === ''
    const blank = isRoomy(model) ? ' ' : ''
    if (source === undefined) return { before: isFirst ? '' : blank, text: '', after: isLast ? '' : blank }
    const wasFirst = column === 0 && model.start === ''
    const wasLast = column === model.cells.length - 1 && model.end === ''
    const before = wasFirst === isFirst ? source.before : isFirst ? '' : blank
    const after = wasLast === isLast ? source.after : isLast ? '' : blank
    return { ...source, before, after }
  }

  #rulesBefore(index: number): readonly string[] {
    if (index === 0) return []
    const need = ruleBefore(this.#now, index)
    const [above, below] = [this.#match.rows[index - 1], this.#match.rows[index]]
    const at = this.#oldRule(need, above, below)
    if (at !== undefined) return this.#ruled(this.#layout.rules[at] ?? [])
    return need === undefined ? [] : this.#ruled([this.#freshRule(need)])
  }

  /** Where the same kind of line stood before: between the same rows, or at one of them, or below the head. */
  #oldRule(need: Rule, above: number | undefined, below: number | undefined): number | undefined {
    const places = [
      below,
      above === undefined ? undefined : above + 1,
      need === 'head' ? headRows(this.#old) : undefined,
    ]
    if (need === undefined)
      return above !== undefined && below === above + 1 && ruleBefore(this.#old, below) === need
        ? below
        : undefined
    return places.find(
      (at) => at !== undefined && at > 0 && at < this.#old.childCount && ruleBefore(this.#old, at) === need,
    )
  }

  #freshRule(need: Rule): string {
    const model = this.#layout.rules.slice(1, -1).flat()[0] ?? underline(this.#layout)
    return need === 'foot' ? model.replace(/[-:]/g, '=') : model
  }

  /** The lines of dashes with the columns and the alignment that the table has now. */
  #ruled(lines: readonly string[]): string[] {
    const count = this.#old.child(0).childCount
    const alignments = this.#now.child(0).children.map(({ attrs }): unknown => attrs.align)
    return lines.map((line) => withAlignments(withColumns(line, count, this.#match.columns), alignments))
  }
}

const isRoomy = ({ cells }: RowLine): boolean =>
  cells.some(({ before, after, text }) => text !== '' && (before !== '' || after !== ''))

/** At most one blank on either side. */
const narrow = ({ before, text, after }: Cell): Cell => ({
  before: before.slice(0, 1),
  text,
  after: text === '' && before !== '' ? '' : after.slice(0, 1),
})

/** The cell with other content; an empty one keeps all its blanks before it. */
function filled(cell: Cell, text: string): Cell {
  if (text === '') return { before: cell.before + cell.after, text, after: '' }
  if (cell.text !== '' || cell.after !== '') return { ...cell, text }
  const blank = cell.before.slice(0, 1)
  return { before: blank, text, after: cell.before.slice(1) || blank }
}

/** Adds or takes blanks behind the content (before it, where it stands at the right) so that the column stays even. */
function evened(cell: Cell, width: number): Cell {
  if (cell.text === '') return { ...cell, before: ' '.repeat(width) }
  const side = cell.before.length > 1 && cell.after.length <= 1 ? 'before' : 'after'
  const least = cell[side] === '' ? 0 : 1
  const length = Math.max(least, cell[side].length + width - widthOf(cell))
  return { ...cell, [side]: ' '.repeat(length) }
}

/** An empty cell at the end of a line needs its bar, as does one at the start of a table; a line without any ends the table. */
function joined({ start, end }: RowLine, cells: readonly Cell[], startsEmpty: boolean): string {
  const first = start === '' && startsEmpty && cells[0]?.text === '' ? '|' : start
  const last = end === '' && cells.at(-1)?.text === '' ? '|' : end
  const line = first + cells.map(({ before, text, after }) => before + text + after).join('|') + last
  return cells.length > 1 || first !== '' ? line : `| ${line.trim()}`
}

type Rule = 'head' | 'body' | 'foot' | undefined

/** Which line of dashes stands before a row. */
function ruleBefore(table: Node, index: number): Rule {
  if (index === headRows(table)) return index === 0 ? undefined : 'head'
  const begins: unknown = table.child(index).attrs.begins
  return begins === 'body' || begins === 'foot' ? begins : undefined
}

/** A line of dashes below rows that have none. */
function underline({ rows: [row] }: TableLayout): string {
  if (row === undefined) return ''
  return row.start + row.cells.map((cell) => '-'.repeat(Math.max(3, widthOf(cell)))).join('|') + row.end
}
