/** Where the tools of a table stand in the window: at its edges, as far as these are seen. */
export interface TableEdges {
  readonly row: () => DOMRect
  readonly column: () => DOMRect
  readonly rowHandle: () => DOMRect
  readonly columnHandle: () => DOMRect
  readonly addRow: () => DOMRect
  readonly addColumn: () => DOMRect
}

/** How far a handle reaches out of the table and into it, and how wide the bars are. */
const outside = 10
const inside = 10
const bar = 14

/** The edges of the table in which a cell stands. */
export function edgesOf(cell: HTMLElement): TableEdges {
  const tableRect = (): DOMRect => (cell.closest('table') ?? cell).getBoundingClientRect()
  const row = (): DOMRect => {
    const { x, width } = tableRect()
    const { y, height } = (cell.closest('tr') ?? cell).getBoundingClientRect()
    return new DOMRect(x, y, width, height)
  }
  const column = (): DOMRect => {
    const { left, right, y, height } = tableRect()
    const own = cell.getBoundingClientRect()
    const start = Math.max(left, own.left)
    return new DOMRect(start, y, Math.max(0, Math.min(right, own.right) - start), height)
  }
  return {
    row,
    column,
    rowHandle: () => reshaped(row(), ({ x, y, height }) => [x - outside, y, outside + inside, height]),
    columnHandle: () => reshaped(column(), ({ x, y, width }) => [x, y - outside, width, outside + inside]),
    addRow: () => reshaped(tableRect(), ({ x, bottom, width }) => [x, bottom, width, bar]),
    addColumn: () => reshaped(tableRect(), ({ right, y, height }) => [right, y, bar, height]),
  }
}

type Shape = readonly [x: number, y: number, width: number, height: number]

function reshaped(rect: DOMRect, shape: (rect: DOMRect) => Shape): DOMRect {
  const [x, y, width, height] = shape(rect)
  return new DOMRect(x, y, rect.width > 0 ? width : 0, height)
}

/** Whether a point lies in a table or so near that its tools are still meant. */
export function isNear({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean {
  const room = 2 * bar
  return x > left - room && x < right + room && y > top - room && y < bottom + room
}
