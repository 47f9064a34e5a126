import { Fragment, type Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { enterHtmlCell, htmlCellAt, narrow, type HtmlCell, type HtmlTableCommand } from './html-table.ts'
import type { GridCell } from './html-table-grid.ts'
import { withAttribute } from './html-tag.ts'
import { schema } from './schema.ts'

/** Where the cell lies that a cell is joined with. */
export type Side = 'beside' | 'below'

/** What can be done with the cell at the cursor. */
export interface Joinable {
  /** It reaches over several rows or columns. */
  readonly isJoined: boolean
  readonly beside: boolean
  readonly below: boolean
}

export function joinableOf(place: HtmlCell): Joinable {
  const own = ownCell(place)
  return {
    isJoined: own !== undefined && (own.behind - own.column > 1 || own.below - own.row > 1),
    beside: neighborOf(place, 'beside') !== undefined,
    below: neighborOf(place, 'below') !== undefined,
  }
}

const ownCell = ({ grid, row, column }: HtmlCell): GridCell | undefined =>
  grid.cells.find((cell) => cell.row === row && cell.index === column)

/** The cell with which one makes a rectangle; undefined where a row would be left without any. */
function neighborOf(place: HtmlCell, side: Side): GridCell | undefined {
  const [own, { grid, rows }] = [ownCell(place), place]
  if (!own) return undefined
  const found = grid.cells.find((cell) =>
    side === 'beside'
      ? cell.row === own.row && cell.below === own.below && cell.column === own.behind
      : cell.row === own.below && cell.column === own.column && cell.behind === own.behind,
  )
  const [part, other] = [rows[own.row]?.part, found && rows[found.row]]
  const isLast = side === 'below' && other?.node.childCount === 1
  return other?.part === part && !isLast ? found : undefined
}

/** Joins the cursor's cell with the one beside it or below it: what both hold stands in it, in lines of their own. */
export const joinCells =
  (side: Side): HtmlTableCommand =>
  (tr) => {
    const place = htmlCellAt(tr.selection.$from)
    const [own, other] = place ? [ownCell(place), neighborOf(place, side)] : []
    if (!place || !own || !other) return false
    const reach = { columns: other.behind - own.column, rows: other.below - own.row }
    changeCells(tr, place, (cell) =>
      cell === own ? [together(own.node, other.node, reach)] : cell === other ? [] : [cell.node],
    )
    return enterHtmlCell(place.at, place.row, place.column)(tr)
  }

/** Parts the cursor's cell into as many as it was joined of; what it holds stands in the first. */
export const partCell: HtmlTableCommand = (tr) => {
  const place = htmlCellAt(tr.selection.$from)
  const own = place && ownCell(place)
  if (!place || !own || !joinableOf(place).isJoined) return false
  const empty = Array.from({ length: own.behind - own.column }, () => narrow(own.node))
  const isBefore = (cell: GridCell) => cell.column < own.column
  changeRows(tr, place, (cells, row) => {
    const nodes = cells.map((cell) =>
      cell === own ? reaching(own.node, { columns: 1, rows: 1 }) : cell.node,
    )
    if (row === own.row) return nodes.toSpliced(own.index + 1, 0, ...empty.slice(1))
    if (row < own.row || row >= own.below) return nodes
    return nodes.toSpliced(cells.filter(isBefore).length, 0, ...empty)
  })
  return enterHtmlCell(place.at, place.row, place.column)(tr)
}

const changeCells = (tr: Transaction, place: HtmlCell, change: (cell: GridCell) => readonly Node[]): void =>
  changeRows(tr, place, (cells) => cells.flatMap(change))

/** The rows whose cells become others, the last first. */
function changeRows(
  tr: Transaction,
  { rows, grid }: HtmlCell,
  change: (cells: readonly GridCell[], row: number) => readonly Node[],
): void {
  for (const [row, { node, at }] of [...rows.entries()].reverse()) {
    const now = Fragment.fromArray([
      ...change(
        grid.cells.filter((cell) => cell.row === row),
        row,
      ),
    ])
    if (!now.eq(node.content)) tr.replaceWith(at + 1, at + 1 + node.content.size, now)
  }
}

interface Reach {
  readonly columns: number
  readonly rows: number
}

/** The cell with as many columns and rows. */
function reaching(cell: Node, { columns, rows }: Reach): Node {
  const wide = withAttribute(String(cell.attrs.html), 'colspan', columns === 1 ? null : String(columns))
  const html = withAttribute(wide, 'rowspan', rows === 1 ? null : String(rows))
  return cell.type.create({ ...cell.attrs, html }, cell.content)
}

function together(one: Node, other: Node, reach: Reach): Node {
  const own = reaching(one, reach)
  const isText = one.type.name === 'htmlText' && other.type.name === 'htmlText'
  if (other.content.size === 0) return own
  if (one.content.size === 0)
    return other.type.create({ ...other.attrs, html: own.attrs.html as unknown }, other.content)
  const lines = isText
    ? [...one.children, schema.node('hardBreak', { html: '<br />' }), ...other.children]
    : [...blocksIn(one), ...blocksIn(other)]
  const { name } = isText ? one.type : { name: 'htmlGroup' }
  return schema.node(name, own.attrs, lines)
}

/** What a cell holds, as blocks. */
const blocksIn = (cell: Node): readonly Node[] =>
  cell.type.name === 'htmlGroup' ? cell.children : [schema.node('htmlText', { html: '<p>' }, cell.content)]
