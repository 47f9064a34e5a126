import { Fragment, type Node } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { schema } from './schema.ts'

/** Changes the table in which the cursor stands; false, and the transaction untouched, where it stands in none. */
export type TableCommand = (tr: Transaction) => boolean

interface Place {
  readonly table: Node
  /** Where the table stands in the document. */
  readonly at: number
  readonly row: number
  readonly column: number
}

function placeOf(tr: Transaction): Place | undefined {
  const { $from } = tr.selection
  for (let depth = $from.depth; depth >= 2; depth--) {
    if ($from.node(depth).type.name !== 'tableCell') continue
    const table = $from.node(depth - 2)
    return { table, at: $from.before(depth - 2), row: $from.index(depth - 2), column: $from.index(depth - 1) }
  }
  return undefined
}

const cell = (header: boolean, align: unknown = null): Node => schema.node('tableCell', { header, align })
const row = (cells: readonly Node[], begins: unknown = null): Node =>
  schema.node('tableRow', { begins }, cells)
/** A row with other cells. */
const withCells = (line: Node, cells: readonly Node[]): Node => line.copy(Fragment.fromArray([...cells]))

/** A table with a head row and as many empty rows and columns as said, at least one of each. */
export function newTable(rows: number, columns: number): Node {
  const line = (header: boolean) => row(Array.from({ length: Math.max(1, columns) }, () => cell(header)))
  return schema.node(
    'table',
    null,
    Array.from({ length: Math.max(2, rows) }, (_, index) => line(index === 0)),
  )
}

/** Puts the changed rows in the table's place and the cursor into the cell at `row`, `column`. */
function replace(
  tr: Transaction,
  place: Place,
  rows: readonly Node[],
  to: { row: number; column: number },
): boolean {
  const table = place.table.type.create(place.table.attrs, rows)
  tr.replaceWith(place.at, place.at + place.table.nodeSize, table)
  const before = rows.slice(0, to.row).reduce((size, { nodeSize }) => size + nodeSize, place.at + 1)
  const cells = rows[to.row]?.children.slice(0, to.column) ?? []
  const at = cells.reduce((size, { nodeSize }) => size + nodeSize, before + 1)
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)))
  return true
}

const within =
  (change: (tr: Transaction, place: Place) => boolean): TableCommand =>
  (tr) => {
    const place = placeOf(tr)
    return place !== undefined && change(tr, place)
  }

/** `offset` 0: above the cursor's row, 1: below it. Above a head row there is none. */
export const addRow = (offset: 0 | 1): TableCommand =>
  within((tr, place) => {
    const rows = [...place.table.children]
    const model = rows[place.row]
    if (model === undefined || (offset === 0 && isHead(model))) return false
    const added = row(model.children.map(({ attrs }) => cell(false, attrs.align)))
    rows.splice(place.row + offset, 0, added)
    return replace(tr, place, rows, { row: place.row + offset, column: place.column })
  })

const isHead = (node: Node): boolean => node.firstChild?.attrs.header === true

export const deleteTable: TableCommand = within((tr, { table, at }) => {
  tr.delete(at, at + table.nodeSize)
  return true
})

export const deleteRow: TableCommand = within((tr, place) => {
  const { children } = place.table
  const rows = children.filter((_, index) => index !== place.row)
  const begins: unknown = children[place.row]?.attrs.begins
  const next = rows[place.row]
  // The group that began with the deleted row begins with the next one.
  if (begins !== null && next?.attrs.begins === null) rows[place.row] = row(next.children, begins)
  if (rows.length === 0) return deleteTable(tr)
  return replace(tr, place, rows, { row: Math.min(place.row, rows.length - 1), column: place.column })
})

/** Moves the cursor's row by one, down or up; within the body. */
export const moveRow = (step: 1 | -1): TableCommand =>
  within((tr, place) => {
    const rows = [...place.table.children]
    const [one, other] = [rows[place.row], rows[place.row + step]]
    if (!one || !other || isHead(one) || isHead(other)) return false
    rows[place.row] = row(other.children, one.attrs.begins)
    rows[place.row + step] = row(one.children, other.attrs.begins)
    return replace(tr, place, rows, { row: place.row + step, column: place.column })
  })

/** Moves the cursor's column by one, to the end or the start. */
export const moveColumn = (step: 1 | -1): TableCommand =>
  within((tr, place) => {
    const to = place.column + step
    if (to < 0 || to >= columnsOf(place.table)) return false
    const rows = place.table.children.map((line) => {
      const cells = [...line.children]
      const [moved] = cells.splice(place.column, 1)
      if (moved) cells.splice(to, 0, moved)
      return withCells(line, cells)
    })
    return replace(tr, place, rows, { row: place.row, column: to })
  })

const columnsOf = (table: Node): number => Math.max(...table.children.map(({ childCount }) => childCount))

/** `offset` 0: before the cursor's column, 1: behind it. */
export const addColumn = (offset: 0 | 1): TableCommand =>
  within((tr, place) => {
    const column = place.column + offset
    const rows = place.table.children.map((line) => {
      const cells = [...line.children]
      cells.splice(column, 0, cell(isHead(line)))
      return withCells(line, cells)
    })
    return replace(tr, place, rows, { row: place.row, column })
  })

export const deleteColumn: TableCommand = within((tr, place) => {
  const without = place.table.children.map((line) =>
    withCells(
      line,
      line.children.filter((_, index) => index !== place.column),
    ),
  )
  const rows = without.filter(({ childCount }) => childCount > 0)
  const line = Math.min(place.row, rows.length - 1)
  const last = rows[line]?.childCount
  if (last === undefined) return deleteTable(tr)
  return replace(tr, place, rows, { row: line, column: Math.min(place.column, last - 1) })
})

export const alignColumn = (align: 'left' | 'center' | 'right' | null): TableCommand =>
  within((tr, place) => {
    const rows = place.table.children.map((line) =>
      withCells(
        line,
        line.children.map((one, index) => (index === place.column ? withAttributes(one, { align }) : one)),
      ),
    )
    return replace(tr, place, rows, place)
  })

const withAttributes = (node: Node, attributes: Record<string, unknown>): Node =>
  node.type.create({ ...node.attrs, ...attributes }, node.content)

/** Columns are aligned below a head row alone: without one they are not. */
export const toggleHeaderRow: TableCommand = within((tr, place) => {
  const [first, ...rest] = place.table.children
  if (first === undefined || rest.length === 0) return false
  const header = !isHead(first)
  return replace(
    tr,
    place,
    [
      withCells(
        first,
        first.children.map((one) => withAttributes(one, { header })),
      ),
      ...rest,
    ],
    place,
  )
})

/** Tab and Shift-Tab: the next cell or the one before; false at the table's ends. */
export const moveToCell = (step: 1 | -1): TableCommand =>
  within((tr, { table, at, row: line, column }) => {
    const cells = table.children.flatMap((one, index) =>
      one.children.map((_, number) => [index, number] as const),
    )
    const here = cells.findIndex(([index, number]) => index === line && number === column)
    const next = cells[here + step]
    if (next === undefined) return false
    return replaceSelection(tr, table, at, next)
  })

/** The cursor at the start of a cell of the table at a position, wherever it was; false where there is none. */
export const enterCell =
  (at: number, line: number, column: number): TableCommand =>
  (tr) => {
    const table = tr.doc.nodeAt(at)
    if (table?.type.name !== 'table' || !table.maybeChild(line)?.maybeChild(column)) return false
    replaceSelection(tr, table, at, [line, column])
    tr.setSelection(TextSelection.create(tr.doc, tr.selection.from))
    return true
  }

/** Tab: the next cell, which behind the last one is the first of a new row. */
export const nextCell: TableCommand = (tr) => {
  if (moveToCell(1)(tr)) return true
  if (!addRow(1)(tr)) return false
  const place = placeOf(tr)
  return place === undefined || enterCell(place.at, place.row, 0)(tr)
}

/** Enter: the cell below; false in the last row. */
export const moveBelow: TableCommand = within((tr, { table, at, row: line, column }) => {
  const below = table.maybeChild(line + 1)
  if (!below) return false
  return replaceSelection(tr, table, at, [line + 1, Math.min(column, below.childCount - 1)])
})

/** From the last row to what is below the table, or from the first to what is above; below there is always something. */
export const leaveTable = (step: 1 | -1): TableCommand =>
  within((tr, { table, at, row: line }) => {
    if (line !== (step === 1 ? table.childCount - 1 : 0)) return false
    const end = step === 1 ? at + table.nodeSize : at
    const found = Selection.findFrom(tr.doc.resolve(end), step)
    if (!found && step === -1) return false
    if (!found) tr.insert(end, schema.node('paragraph'))
    tr.setSelection(found ?? TextSelection.create(tr.doc, end + 1)).scrollIntoView()
    return true
  })

function replaceSelection(
  tr: Transaction,
  table: Node,
  at: number,
  [line, column]: readonly [number, number],
): boolean {
  const before = table.children.slice(0, line).reduce((size, { nodeSize }) => size + nodeSize, at + 1)
  const cells = table.child(line).children
  const start = cells.slice(0, column).reduce((size, { nodeSize }) => size + nodeSize, before + 1) + 1
  tr.setSelection(TextSelection.create(tr.doc, start, start + (cells[column]?.content.size ?? 0)))
  return true
}
