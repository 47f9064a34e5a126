import ArrowDown from '~icons/lucide/arrow-down'
import ArrowLeft from '~icons/lucide/arrow-left'
import ArrowRight from '~icons/lucide/arrow-right'
import ArrowUp from '~icons/lucide/arrow-up'
import BetweenHorizontalEnd from '~icons/lucide/between-horizontal-end'
import BetweenHorizontalStart from '~icons/lucide/between-horizontal-start'
import BetweenVerticalEnd from '~icons/lucide/between-vertical-end'
import BetweenVerticalStart from '~icons/lucide/between-vertical-start'
import Columns2 from '~icons/lucide/columns-2'
import PanelTop from '~icons/lucide/panel-top'
import Rows2 from '~icons/lucide/rows-2'
import TableCellsMerge from '~icons/lucide/table-cells-merge'
import TableCellsSplit from '~icons/lucide/table-cells-split'
import AlignCenter from '~icons/lucide/text-align-center'
import AlignRight from '~icons/lucide/text-align-end'
import AlignLeft from '~icons/lucide/text-align-start'
import Trash from '~icons/lucide/trash'
import type { EditorCommands, SeenCell } from '../../editor/index.ts'
import type { MenuItem } from '../controls/menu-item.ts'

/** Cells that reach over several rows or columns stay whole: what would tear them apart says so. */
function unlessJoined(joined: ReadonlySet<number> | undefined, words: string) {
  return (edges: readonly number[], disabled = false): Pick<MenuItem, 'disabled' | 'why'> => {
    const torn = joined !== undefined && edges.some((edge) => joined.has(edge))
    return { disabled: disabled || torn, ...(torn && !disabled && { why: words }) }
  }
}

/** What is said of some of them stands above all. */
function toldOnce([first, ...others]: readonly MenuItem[]): MenuItem[] {
  if (!first) return []
  const why = [first, ...others].find((item) => item.why !== undefined)?.why
  return [{ ...first, ...(why !== undefined && { group: why }) }, ...others]
}

/** What can be done with the row of the cell in which the cursor stands. */
export function rowActions(commands: EditorCommands, { row, rows, header, joined }: SeenCell): MenuItem[] {
  const first = header ? 1 : 0
  const unless = unlessJoined(joined?.rows, 'A cell reaches over this row and another.')
  return toldOnce([
    {
      label: 'Add a row above',
      icon: BetweenHorizontalStart,
      ...unless([row], row < first),
      choose: () => commands.addRowBefore(),
    },
    {
      label: 'Add a row below',
      icon: BetweenHorizontalEnd,
      ...unless([row + 1]),
      choose: () => commands.addRowAfter(),
    },
    {
      label: 'Move the row up',
      icon: ArrowUp,
      ...unless([row - 1, row, row + 1], row <= first),
      choose: () => commands.moveRow(-1),
    },
    {
      label: 'Move the row down',
      icon: ArrowDown,
      ...unless([row, row + 1, row + 2], row < first || row === rows - 1),
      choose: () => commands.moveRow(1),
    },
    {
      label: 'Delete the row',
      icon: Rows2,
      ...unless([row, row + 1]),
      choose: () => commands.deleteRow(),
    },
  ])
}

/** What can be done with the column. It is aligned by what stands below the heading row alone. */
export function columnActions(commands: EditorCommands, cell: SeenCell): MenuItem[] {
  const { seen, columns, joined } = cell
  const unless = unlessJoined(joined?.columns, 'A cell reaches over this column and another.')
  return toldOnce([
    {
      label: 'Add a column before',
      icon: BetweenVerticalStart,
      ...unless([seen]),
      choose: () => commands.addColumnBefore(),
    },
    {
      label: 'Add a column after',
      icon: BetweenVerticalEnd,
      ...unless([seen + 1]),
      choose: () => commands.addColumnAfter(),
    },
    {
      label: 'Move the column left',
      icon: ArrowLeft,
      ...unless([seen - 1, seen, seen + 1], seen === 0),
      choose: () => commands.moveColumn(-1),
    },
    {
      label: 'Move the column right',
      icon: ArrowRight,
      ...unless([seen, seen + 1, seen + 2], seen === columns - 1),
      choose: () => commands.moveColumn(1),
    },
    ...alignActions(commands, cell),
    {
      label: 'Delete the column',
      icon: Columns2,
      apart: true,
      ...unless([seen, seen + 1]),
      choose: () => commands.deleteColumn(),
    },
  ])
}

const alignments = [
  { align: 'left', label: 'Align left', icon: AlignLeft },
  { align: 'center', label: 'Center', icon: AlignCenter },
  { align: 'right', label: 'Align right', icon: AlignRight },
] as const

/** What a column has already is taken away by it. */
const alignActions = (commands: EditorCommands, cell: SeenCell): MenuItem[] =>
  alignments.map(({ align, label, icon }, index) => ({
    label: cell.align === align ? `Do not ${label.toLowerCase()}` : label,
    icon,
    disabled: !cell.header,
    apart: index === 0,
    choose: () => commands.alignColumn(cell.align === align ? undefined : align),
  }))

/** Cells are joined and parted where the table can hold that. */
function cellActions(commands: EditorCommands, { joinable }: SeenCell): MenuItem[] {
  if (!joinable) return []
  return [
    {
      label: 'Join with the next cell',
      icon: TableCellsMerge,
      disabled: !joinable.beside,
      apart: true,
      choose: () => commands.joinCell('beside'),
    },
    {
      label: 'Join with the cell below',
      icon: TableCellsMerge,
      disabled: !joinable.below,
      choose: () => commands.joinCell('below'),
    },
    {
      label: 'Part the cell',
      icon: TableCellsSplit,
      disabled: !joinable.isJoined,
      choose: () => commands.partCell(),
    },
  ]
}

/** What concerns the cell and the whole table. */
export function tableActions(commands: EditorCommands, cell: SeenCell): MenuItem[] {
  const { header, rows } = cell
  return [
    ...cellActions(commands, cell),
    {
      label: header ? 'No heading row' : 'First row as heading',
      icon: PanelTop,
      disabled: rows < 2,
      apart: true,
      choose: () => commands.toggleHeaderRow(),
    },
    { label: 'Delete the table', icon: Trash, choose: () => commands.deleteTable() },
  ]
}
