import type { Node } from '@tiptap/pm/model'
import { attributeOf } from './html-tag.ts'

/** A cell of a table of HTML, by the rows and columns that are seen: it may reach over several of both. */
export interface GridCell {
  readonly node: Node
  /** Its number in its own row. */
  readonly index: number
  readonly row: number
  readonly column: number
  /** The first row, and the first column, into which it does not reach. */
  readonly below: number
  readonly behind: number
}

/** A table as it is seen. Edges are counted from 0, before the first row or column. */
export interface Grid {
  readonly cells: readonly GridCell[]
  readonly width: number
  /** The edges between rows, and between columns, over which a cell reaches. */
  readonly joinedRows: ReadonlySet<number>
  readonly joinedColumns: ReadonlySet<number>
}

interface GridRow {
  readonly node: Node
  /** The part of the table in which it stands: no cell reaches out of that. */
  readonly part: Node
}

const most = 1000

function spanOf(cell: Node, name: 'colspan' | 'rowspan'): number {
  const said = Number(attributeOf(String(cell.attrs.html), name) ?? 1)
  if (said === 0 && name === 'rowspan') return most
  return Number.isInteger(said) && said > 0 ? Math.min(said, most) : 1
}

/** Where the cells of a table stand (HTML, “Forming a table”). */
export function gridOf(rows: readonly GridRow[]): Grid {
  const cells: GridCell[] = []
  const [joinedRows, joinedColumns] = [new Set<number>(), new Set<number>()]
  /** Until which row a cell from above reaches in a column. */
  const taken: number[] = []
  rows.forEach(({ node, part }, row) => {
    let column = 0
    const end = rows.findLastIndex((other) => other.part === part) + 1
    node.children.forEach((cell, index) => {
      while ((taken[column] ?? 0) > row) column += 1
      const below = Math.min(row + spanOf(cell, 'rowspan'), end)
      const behind = column + spanOf(cell, 'colspan')
      cells.push({ node: cell, index, row, column, below, behind })
      for (let edge = row + 1; edge < below; edge++) joinedRows.add(edge)
      for (let edge = column + 1; edge < behind; edge++) joinedColumns.add(edge)
      for (; column < behind; column++) taken[column] = below
    })
  })
  return { cells, width: taken.length, joinedRows, joinedColumns }
}
