import { YamlError } from '../yaml/nodes.ts'

export interface Cell {
  readonly from: number
  readonly to: number
  readonly value: string
  readonly quoted: boolean
}

/** A line of a table, without its line break. */
export interface Row {
  readonly from: number
  readonly to: number
  readonly cells: readonly Cell[]
}

/** The rows of a CSV or TSV text; empty lines are none. Throws YamlError. */
export function parseRows(text: string, separator: string): Row[] {
  const rows: Row[] = []
  let at = 0
  while (at < text.length) {
    const row = rowAt(text, at, separator)
    if (row.to > row.from) rows.push(row)
    at = row.to + (text.startsWith('\r\n', row.to) ? 2 : 1)
  }
  return rows
}

function rowAt(text: string, from: number, separator: string): Row {
  const cells: Cell[] = []
  for (let at = from; ; at += 1) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, separator)
    cells.push(cell)
    at = cell.to
    if (text[at] === separator) continue
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r')
      throw new YamlError('Nothing may stand between the quotes and the end of the cell.', at)
    return { from, to: at, cells }
  }
}

function plainCell(text: string, from: number, separator: string): Cell {
  let to = from
  while (to < text.length && text[to] !== separator && text[to] !== '\n' && text[to] !== '\r') to += 1
  return { from, to, value: text.slice(from, to), quoted: false }
}

function quotedCell(text: string, from: number): Cell {
  const quoted = /"((?:[^"]|"")*)"/y
  quoted.lastIndex = from
  const found = quoted.exec(text)
  if (!found) throw new YamlError('The quotes that open this cell are never closed.', from)
  const [{ length }, inner = ''] = found
  return { from, to: from + length, value: inner.replaceAll('""', '"'), quoted: true }
}
