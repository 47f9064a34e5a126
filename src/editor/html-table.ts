import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { changeColumns, type ColumnChange } from './html-columns.ts'
import { gridOf, type Grid, type GridCell } from './html-table-grid.ts'
import { attributeOf, tagName, withAttribute } from './html-tag.ts'
import { schema } from './schema.ts'

/** Tables of HTML, changed row by row and column by column: `<table>`, in it rows, or parts (`<thead>`, `<tbody>`) that hold them. */

const nameOf = ({ attrs }: Node): string => tagName(String(attrs.html)).toLowerCase()
const isNamed = (node: Node, name: string): boolean => node.type.name === 'htmlGroup' && nameOf(node) === name
const isPart = (node: Node): boolean =>
  node.type.name === 'htmlGroup' && /^t(?:head|body|foot)$/.test(nameOf(node))

/** A cell of a table: a text, or a group of blocks. */
export const isHtmlCell = (node: Node): boolean =>
  (node.type.name === 'htmlText' || node.type.name === 'htmlGroup') && /^t[dh]$/.test(nameOf(node))

interface Row {
  readonly node: Node
  readonly at: number
  /** The part of the table in which it stands. */
  readonly part: Node
}

export interface HtmlTable {
  readonly table: Node
  readonly at: number
  readonly rows: readonly Row[]
  /** Of the cell. */
  readonly row: number
  readonly column: number
  /** Where the cell stands in the document. */
  readonly cell: number
}

/** The cell of a table of HTML in which a position lies. */
export function htmlTableAt($at: ResolvedPos): HtmlTable | undefined {
  for (let depth = $at.depth; depth > 2; depth--) {
    if (!isHtmlCell($at.node(depth)) || !isNamed($at.node(depth - 1), 'tr')) continue
    const top = isPart($at.node(depth - 2)) ? depth - 3 : depth - 2
    if (top < 1 || !isNamed($at.node(top), 'table')) return undefined
    const [table, at] = [$at.node(top), $at.before(top)]
    const rows = rowsOf(table, at)
    const row = rows.findIndex((one) => one.at === $at.before(depth - 1))
    return { table, at, rows, row, column: $at.index(depth - 1), cell: $at.before(depth) }
  }
  return undefined
}

function rowsOf(part: Node, at: number): Row[] {
  const rows: Row[] = []
  part.forEach((node, offset) => {
    const place = at + 1 + offset
    if (isNamed(node, 'tr')) rows.push({ node, at: place, part })
    else if (isPart(node)) rows.push(...rowsOf(node, place))
  })
  return rows
}

/** Whether a row is the table's head. */
export const isHeadRow = ({ node, part }: Row): boolean =>
  nameOf(part) === 'thead' || node.children.every((cell) => nameOf(cell) === 'th')

const holdsCells = ({ rows }: HtmlTable): boolean =>
  rows.every(({ node }) => node.childCount > 0 && node.children.every(isHtmlCell))

/** A cell and where it stands among the rows and columns that are seen. */
export interface HtmlCell extends HtmlTable {
  readonly grid: Grid
  /** Its column as it is seen; `column` is its number in its row. */
  readonly seen: number
}

/** The cell where the table can be changed by row and column. */
export function htmlCellAt($at: ResolvedPos): HtmlCell | undefined {
  const place = htmlTableAt($at)
  if (!place || !holdsCells(place)) return undefined
  const grid = gridOf(place.rows)
  const own = grid.cells.find(({ row, index }) => row === place.row && index === place.column)
  return own && { ...place, grid, seen: own.column }
}

export type HtmlTableCommand = (tr: Transaction) => boolean

const within =
  (change: (tr: Transaction, place: HtmlCell) => boolean): HtmlTableCommand =>
  (tr) => {
    const place = htmlCellAt(tr.selection.$from)
    return place !== undefined && change(tr, place)
  }

/** Whether no cell reaches over any of these edges: what it joins is not torn apart. */
const areFree = (joined: ReadonlySet<number>, ...edges: readonly number[]): boolean =>
  !edges.some((edge) => joined.has(edge))

/** An empty cell beside or below another, with its look; it reaches over no more rows. */
function emptyLike({ attrs }: Node, name?: string): Node {
  const own = ['id', 'rowspan'].reduce((tag, key) => withAttribute(tag, key, null), String(attrs.html))
  const html = name === undefined ? own : own.replace(/^<[^\s/>]+/, `<${name}`)
  return schema.node('htmlText', { html })
}

/** An empty cell of one column, with the look of another. */
export const narrow = (cell: Node): Node =>
  withTag(emptyLike(cell), (html) => withAttribute(html, 'colspan', null))

/** The cursor into the cell of the table at a position. */
function enter(tr: Transaction, at: number, row: number, column: number): boolean {
  const table = tr.doc.nodeAt(at)
  const found = table && rowsOf(table, at)[row]
  if (!found) return false
  const cells = found.node.children.slice(0, Math.min(column, found.node.childCount - 1))
  const place = cells.reduce((size, { nodeSize }) => size + nodeSize, found.at + 1)
  tr.setSelection(TextSelection.near(tr.doc.resolve(place + 1)))
  return true
}

/** The cursor at the start of a cell of the table of HTML at a position; false where there is none. */
export const enterHtmlCell =
  (at: number, row: number, column: number): HtmlTableCommand =>
  (tr) => {
    const table = tr.doc.nodeAt(at)
    return table !== null && isNamed(table, 'table') && enter(tr, at, row, column)
  }

/** `offset` 0: above the cursor's row, 1: below it. Above a head row there is none; below it are cells that are no heads. */
export const addHtmlRow = (offset: 0 | 1): HtmlTableCommand =>
  within((tr, { rows, row, column, at, grid }) => {
    const own = rows[row]
    if (!own || (offset === 0 && isHeadRow(own)) || !areFree(grid.joinedRows, row + offset)) return false
    const next = rows[row + 1]
    const isLeft = next !== undefined && isHeadRow(own) && next.part !== own.part
    const model = isHeadRow(own) && next && !isHeadRow(next) ? next : own
    const cells = cellsBeside(rows.indexOf(model), grid).map((cell) =>
      emptyLike(cell, isHeadRow(model) ? 'td' : undefined),
    )
    const html = withAttribute(String(model.node.attrs.html), 'id', null)
    const place = isLeft ? next.at : offset === 0 ? own.at : own.at + own.node.nodeSize
    tr.insert(place, schema.node('htmlGroup', { html }, cells))
    return enter(tr, at, row + offset, column)
  })

/** The cells of a row from start to end, those that reach into it from above too. */
const cellsBeside = (row: number, { cells }: Grid): readonly Node[] =>
  cells
    .filter((cell) => cell.row <= row && cell.below > row)
    .sort((one, other) => one.column - other.column)
    .map(({ node }) => node)

export const deleteHtmlTable: HtmlTableCommand = (tr) => {
  const place = htmlTableAt(tr.selection.$from)
  if (place) tr.delete(place.at, place.at + place.table.nodeSize)
  return place !== undefined
}

/** The row, and with it a part of the table, or the table, that holds no other. */
export const deleteHtmlRow: HtmlTableCommand = within((tr, { rows, row, column, at, grid }) => {
  const own = rows[row]
  if (!own || !areFree(grid.joinedRows, row, row + 1)) return false
  if (rows.length === 1) return deleteHtmlTable(tr)
  const $row = tr.doc.resolve(own.at)
  if ($row.parent.childCount === 1) tr.delete($row.before(), $row.after())
  else tr.delete(own.at, own.at + own.node.nodeSize)
  return enter(tr, at, Math.min(row, rows.length - 2), column)
})

/** Moves the cursor's row by one, down or up, within its part of the table. */
export const moveHtmlRow = (step: 1 | -1): HtmlTableCommand =>
  within((tr, { rows, row, column, at, grid }) => {
    const first = Math.min(row, row + step)
    if (!areFree(grid.joinedRows, first, first + 1, first + 2)) return false
    const [one, other] = step === 1 ? [rows[row], rows[row + 1]] : [rows[row - 1], rows[row]]
    if (!one || !other || isHeadRow(one) || isHeadRow(other)) return false
    const beside = one.part === other.part && one.at + one.node.nodeSize === other.at
    if (!beside) return false
    tr.replaceWith(one.at, other.at + other.node.nodeSize, [other.node, one.node])
    return enter(tr, at, row + step, column)
  })

/** Every row, the last first, with the cells that it is to have. */
function changeRows(tr: Transaction, { rows }: HtmlTable, cellsOf: (row: Row) => readonly Node[]): void {
  for (const row of [...rows].reverse()) {
    const cells = cellsOf(row)
    const { node, at } = row
    if (cells.length === 0) tr.delete(at, at + node.nodeSize)
    else tr.replaceWith(at, at + node.nodeSize, node.copy(Fragment.fromArray([...cells])))
  }
}

/** The cells of a row in the columns that are seen. */
const cellsIn = ({ grid: { cells } }: HtmlCell, row: Row, rows: readonly Row[]): readonly GridCell[] => {
  const number = rows.indexOf(row)
  return cells.filter((cell) => cell.row === number)
}

/** `offset` 0: before the cursor's column, 1: behind it. */
export const addHtmlColumn = (offset: 0 | 1): HtmlTableCommand =>
  within((tr, place) => {
    const { grid, rows, seen } = place
    const to = seen + offset
    if (!areFree(grid.joinedColumns, to)) return false
    changeRows(tr, place, (row) => {
      const cells = cellsIn(place, row, rows)
      const index = cells.filter(({ column }) => column < to).length
      const model = cells.find(({ column }) => column === seen) ?? cells[Math.max(0, index - 1)]
      return model ? row.node.children.toSpliced(index, 0, narrow(model.node)) : row.node.children
    })
    keepColumns(tr, place, { kind: 'add', at: to })
    return enter(tr, place.at, place.row, place.column + offset)
  })

export const deleteHtmlColumn: HtmlTableCommand = within((tr, place) => {
  const { grid, rows, seen } = place
  if (rows.every(({ node }) => node.childCount < 2)) return deleteHtmlTable(tr)
  if (!areFree(grid.joinedColumns, seen, seen + 1)) return false
  const isOther = ({ column }: GridCell) => column !== seen
  if (rows.some((row) => !cellsIn(place, row, rows).some(isOther))) return false
  changeRows(tr, place, (row) =>
    cellsIn(place, row, rows)
      .filter(isOther)
      .map(({ node }) => node),
  )
  keepColumns(tr, place, { kind: 'delete', at: seen })
  return enter(tr, place.at, place.row, Math.max(0, place.column - 1))
})

/** Moves the cursor's column by one, to the end or the start. */
export const moveHtmlColumn = (step: 1 | -1): HtmlTableCommand =>
  within((tr, place) => {
    const { grid, rows, seen } = place
    const first = Math.min(seen, seen + step)
    if (first < 0 || first + 2 > grid.width) return false
    if (!areFree(grid.joinedColumns, first, first + 1, first + 2)) return false
    const reach = ({ column }: GridCell): number =>
      column === first ? first + 1 : column === first + 1 ? first : column
    changeRows(tr, place, (row) =>
      [...cellsIn(place, row, rows)].sort((one, other) => reach(one) - reach(other)).map(({ node }) => node),
    )
    keepColumns(tr, place, { kind: 'swap', at: first })
    return enterSeen(tr, place.at, place.row, seen + step)
  })

/** The cursor into the cell that is seen there. */
function enterSeen(tr: Transaction, at: number, row: number, column: number): boolean {
  const table = tr.doc.nodeAt(at)
  const cells = table ? gridOf(rowsOf(table, at)).cells : []
  const cell = cells.findLast((one) => one.row === row && one.column <= column)
  return enter(tr, at, row, cell?.index ?? 0)
}

/** What a table says of its columns stands before its rows, which were changed just now. */
const keepColumns = (tr: Transaction, { table, at, grid }: HtmlCell, change: ColumnChange): void =>
  changeColumns(tr, { table, start: at, width: grid.width }, change)

const withTag = (cell: Node, change: (html: string) => string): Node =>
  cell.type.create({ ...cell.attrs, html: change(String(cell.attrs.html)) }, cell.content)

/** The cells of a column below the head, by a style of their own or by the attribute where they have that. */
export const alignHtmlColumn = (align: 'left' | 'center' | 'right' | null): HtmlTableCommand =>
  within((tr, place) => {
    changeRows(tr, place, (row) =>
      cellsIn(place, row, place.rows).map(({ node, column }) =>
        column === place.seen ? withTag(node, (html) => alignedTag(html, align)) : node,
      ),
    )
    return enter(tr, place.at, place.row, place.column)
  })

function alignedTag(html: string, align: string | null): string {
  if (attributeOf(html, 'align') !== undefined) return withAttribute(html, 'align', align)
  const others = (attributeOf(html, 'style') ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^text-align\s*:/i.test(part))
  const style = [...others, ...(align === null ? [] : [`text-align: ${align}`])].join('; ')
  return withAttribute(html, 'style', style === '' ? null : style)
}

/** How the cells of a tag are aligned; null: not. */
export function alignmentOf(html: string): string | null {
  const said =
    attributeOf(html, 'align') ?? /text-align:\s*(\w+)/i.exec(attributeOf(html, 'style') ?? '')?.[1]
  return said?.toLowerCase() ?? null
}

/** The cells of the first row become heads, or heads no more. */
export const toggleHtmlHead: HtmlTableCommand = within((tr, place) => {
  const [first] = place.rows
  if (!first || place.rows.length < 2) return false
  const name = first.node.children.every((cell) => nameOf(cell) === 'th') ? 'td' : 'th'
  const cells = first.node.children.map((cell) =>
    withTag(cell, (html) => html.replace(/^<[^\s/>]+/, `<${name}`)),
  )
  tr.replaceWith(first.at, first.at + first.node.nodeSize, first.node.copy(Fragment.fromArray(cells)))
  return enter(tr, place.at, place.row, place.column)
})
