import { parse, type Element } from '../kramdown/index.ts'

/** What stands between two bars of a row: the content, and the blanks around it. */
export interface Cell {
  readonly before: string
  readonly text: string
  readonly after: string
}

/** A row as it is written: what stands before its first cell and behind its last one, bars included ('': no bar). */
export interface RowLine {
  readonly start: string
  readonly cells: readonly Cell[]
  readonly end: string
}

/** A table's text, line by line. */
export interface TableLayout {
  readonly rows: readonly RowLine[]
  /** The lines of dashes before each row; one more entry for those behind the last row. */
  readonly rules: readonly (readonly string[])[]
  /** Attribute lists before and behind the table, as written. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Takes a table's text apart into its lines, those into cells; undefined where the text is not one table. */
export function layoutOf(text: string): TableLayout | undefined {
  const table = parse(text, { liquid: true }).children.find(({ type }) => type === 'table')
  if (table === undefined) return undefined
  const rows = new Map(rowsOf(table).map((row) => [row.span[0], row]))
  const layout = {
    rows: [] as RowLine[],
    rules: [[]] as string[][],
    before: [] as string[],
    after: [] as string[],
  }
  const leading = /^\s*\|/.test(text.slice(table.span[0]))
  for (const { line, at } of linesOf(text)) {
    const row = rows.get(at)
    if (at < table.span[0]) layout.before.push(line)
    else if (at >= table.span[1]) layout.after.push(line)
    else if (row === undefined) layout.rules.at(-1)?.push(line)
    else {
      layout.rows.push(readRow(line, row, leading))
      layout.rules.push([])
    }
  }
  return layout.rows.length === rows.size ? layout : undefined
}

const rowsOf = (table: Element): Element[] =>
  table.children.flatMap(({ children }) => children.filter(({ type }) => type === 'tr'))

function linesOf(text: string): { line: string; at: number }[] {
  let at = 0
  return text.split('\n').map((line) => {
    const start = at
    at += line.length + 1
    return { line, at: start }
  })
}

function readRow(line: string, row: Element, leading: boolean): RowLine {
  const parts = splitAt(line, barsOf(line, row))
  let [start, end] = ['', '']
  if (leading && parts.length > 1 && isBlank(parts[0])) start = `${parts.shift() ?? ''}|`
  if (parts.length > 1 && isBlank(parts.at(-1))) end = `|${parts.pop() ?? ''}`
  return { start, cells: parts.map(cellOf), end }
}

const isBlank = (text: string | undefined): boolean => text?.trim() === ''

/** Where the bars between cells stand: the tree's cells hold all others. */
function barsOf(line: string, row: Element): number[] {
  const [from] = row.span
  const inside = row.children.filter(({ type }) => type === 'td').map(({ span }) => span)
  return [...line.matchAll(/\|/g)]
    .map(({ index }) => index)
    .filter((at) => !inside.some(([start, end]) => start <= from + at && from + at < end))
}

function splitAt(line: string, places: readonly number[]): string[] {
  const starts = [0, ...places.map((at) => at + 1)]
  return starts.map((start, index) => line.slice(start, places[index] ?? line.length))
}

function cellOf(part: string): Cell {
  const text = part.trim()
  if (text === '') return { before: part, text: '', after: '' }
  const at = part.indexOf(text)
  return { before: part.slice(0, at), text, after: part.slice(at + text.length) }
}

export const widthOf = ({ before, text, after }: Cell): number => Array.from(before + text + after).length

/** The width of each column where all its cells are written equally wide, by hand; undefined where they are not. */
export function alignedWidths({ rows }: TableLayout): (number | undefined)[] {
  const columns = Math.max(0, ...rows.map(({ cells }) => cells.length))
  return Array.from({ length: columns }, (_, column) => {
    const whole = rows.every(
      ({ cells, end }) => column < cells.length - 1 || (column < cells.length && end !== ''),
    )
    const widths = new Set(rows.map(({ cells }) => cells[column]).map((cell) => cell && widthOf(cell)))
    const [only] = widths
    return whole && rows.length > 1 && widths.size === 1 ? only : undefined
  })
}
