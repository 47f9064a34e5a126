import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
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

/** Cells that reach over others are moved by hand. */
const isPlain = ({ rows }: HtmlTable): boolean =>
  rows.every(({ node }) =>
    node.children.every((cell) => {
      const html = String(cell.attrs.html)
      return isHtmlCell(cell) && (attributeOf(html, 'colspan') ?? attributeOf(html, 'rowspan') ?? '1') === '1'
    }),
  )

/** The cell where the table can be changed by row and column. */
export function plainTableAt($at: ResolvedPos): HtmlTable | undefined {
  const place = htmlTableAt($at)
  return place && isPlain(place) ? place : undefined
}

export type HtmlTableCommand = (tr: Transaction) => boolean

const within =
  (change: (tr: Transaction, place: HtmlTable) => boolean): HtmlTableCommand =>
  (tr) => {
    const place = plainTableAt(tr.selection.$from)
    return place !== undefined && change(tr, place)
  }

/** An empty cell beside or below another, with its look. */
function emptyLike({ attrs }: Node, name?: string): Node {
  const own = withAttribute(String(attrs.html), 'id', null)
  const html = name === undefined ? own : own.replace(/^<[^\s/>]+/, `<${name}`)
  return schema.node('htmlText', { html })
}

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
  within((tr, { rows, row, column, at }) => {
    const own = rows[row]
    if (!own || (offset === 0 && isHeadRow(own))) return false
    const next = rows[row + 1]
    const isLeft = next !== undefined && isHeadRow(own) && next.part !== own.part
    const model = isHeadRow(own) && next && !isHeadRow(next) ? next : own
    const cells = model.node.children.map((cell) => emptyLike(cell, isHeadRow(model) ? 'td' : undefined))
    const html = withAttribute(String(model.node.attrs.html), 'id', null)
    const place = isLeft ? next.at : offset === 0 ? own.at : own.at + own.node.nodeSize
    tr.insert(place, schema.node('htmlGroup', { html }, cells))
    return enter(tr, at, row + offset, column)
  })

export const deleteHtmlTable: HtmlTableCommand = (tr) => {
  const place = htmlTableAt(tr.selection.$from)
  if (place) tr.delete(place.at, place.at + place.table.nodeSize)
  return place !== undefined
}

/** The row, and with it a part of the table, or the table, that holds no other. */
export const deleteHtmlRow: HtmlTableCommand = within((tr, { rows, row, column, at }) => {
  const own = rows[row]
  if (!own) return false
  if (rows.length === 1) return deleteHtmlTable(tr)
  const $row = tr.doc.resolve(own.at)
  if ($row.parent.childCount === 1) tr.delete($row.before(), $row.after())
  else tr.delete(own.at, own.at + own.node.nodeSize)
  return enter(tr, at, Math.min(row, rows.length - 2), column)
})

/** Moves the cursor's row by one, down or up, within its part of the table. */
export const moveHtmlRow = (step: 1 | -1): HtmlTableCommand =>
  within((tr, { rows, row, column, at }) => {
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

/** `offset` 0: before the cursor's column, 1: behind it. */
export const addHtmlColumn = (offset: 0 | 1): HtmlTableCommand =>
  within((tr, place) => {
    const to = place.column + offset
    changeRows(tr, place, ({ node }) => {
      const cells = [...node.children]
      const model = cells[Math.min(place.column, cells.length - 1)]
      if (model) cells.splice(to, 0, emptyLike(model))
      return cells
    })
    return enter(tr, place.at, place.row, to)
  })

export const deleteHtmlColumn: HtmlTableCommand = within((tr, place) => {
  if (place.rows.every(({ node }) => node.childCount < 2)) return deleteHtmlTable(tr)
  if (place.rows.some(({ node }) => node.childCount < 2)) return false
  changeRows(tr, place, ({ node }) => node.children.filter((_, index) => index !== place.column))
  return enter(tr, place.at, place.row, Math.max(0, place.column - 1))
})

/** Moves the cursor's column by one, to the end or the start. */
export const moveHtmlColumn = (step: 1 | -1): HtmlTableCommand =>
  within((tr, place) => {
    const to = place.column + step
    if (to < 0 || place.rows.some(({ node }) => node.childCount <= Math.max(to, place.column))) return false
    changeRows(tr, place, ({ node }) => {
      const cells = [...node.children]
      const [moved] = cells.splice(place.column, 1)
      if (moved) cells.splice(to, 0, moved)
      return cells
    })
    return enter(tr, place.at, place.row, to)
  })

const withTag = (cell: Node, change: (html: string) => string): Node =>
  cell.type.create({ ...cell.attrs, html: change(String(cell.attrs.html)) }, cell.content)

/** The cells of a column below the head, by a style of their own or by the attribute where they have that. */
export const alignHtmlColumn = (align: 'left' | 'center' | 'right' | null): HtmlTableCommand =>
  within((tr, place) => {
    changeRows(tr, place, ({ node }) =>
      node.children.map((cell, index) =>
        index === place.column ? withTag(cell, (html) => alignedTag(html, align)) : cell,
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
