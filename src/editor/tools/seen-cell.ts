import type { ResolvedPos } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { joinableOf, type Joinable } from '../html-joined-cells.ts'
import { alignmentOf, isHeadRow, htmlCellAt } from '../html-table.ts'

/** A cell of a table as it is seen, and what its table is like. */
export interface SeenCell {
  /** Where its table starts in the document. */
  readonly table: number
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
  /** The table's first row is its head. */
  readonly header: boolean
  readonly align: string | null
  /** The edges between rows, and between columns, over which a cell of the table reaches; undefined: none does. */
  readonly joined?: { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> }
  /** What it can be joined with; undefined: no cells can be in this table. */
  readonly joinable?: Joinable
  /** The column as it is seen, where cells reach over several; else the same as `column`. */
  readonly seen: number
  readonly dom: HTMLElement
}

/** The cell in which the selection starts. */
export const currentCell = (view: EditorView): SeenCell | undefined => seen(view, view.state.selection.$from)

/** The cell that an element of the page is, or in which it lies. */
export function cellOf(view: EditorView, element: Element | undefined): SeenCell | undefined {
  const dom = element?.closest('td, th')
  if (!dom || !view.dom.contains(dom)) return undefined
  return seen(view, view.state.doc.resolve(view.posAtDOM(dom, 0)))
}

function seen(view: EditorView, $at: ResolvedPos): SeenCell | undefined {
  for (let depth = $at.depth; depth > 2; depth--) {
    const node = $at.node(depth)
    const dom = node.type.name === 'tableCell' ? view.nodeDOM($at.before(depth)) : undefined
    if (!(dom instanceof HTMLElement)) continue
    const table = $at.node(depth - 2)
    return {
      table: $at.before(depth - 2),
      row: $at.index(depth - 2),
      column: $at.index(depth - 1),
      seen: $at.index(depth - 1),
      rows: table.childCount,
      columns: $at.node(depth - 1).childCount,
      header: table.firstChild?.firstChild?.attrs.header === true,
      align: typeof node.attrs.align === 'string' ? node.attrs.align : null,
      dom,
    }
  }
  return seenInHtml(view, $at)
}

function seenInHtml(view: EditorView, $at: ResolvedPos): SeenCell | undefined {
  const place = htmlCellAt($at)
  const dom = place && view.nodeDOM(place.cell)
  const [first] = place?.rows ?? []
  if (!place || !first || !(dom instanceof HTMLElement)) return undefined
  return {
    table: place.at,
    row: place.row,
    column: place.column,
    seen: place.seen,
    rows: place.rows.length,
    columns: place.grid.width,
    joined: { rows: place.grid.joinedRows, columns: place.grid.joinedColumns },
    joinable: joinableOf(place),
    header: isHeadRow(first),
    align: alignmentOf(String(view.state.doc.nodeAt(place.cell)?.attrs.html)),
    dom,
  }
}
