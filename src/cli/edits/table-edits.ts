import {
  addColumn,
  addRow,
  alignColumn,
  deleteColumn,
  deleteRow,
  moveColumn,
  moveRow,
  toggleHeaderRow,
} from '../../editor/table-commands.ts'
import { inCell, type RandomEdit } from './random-edit.ts'

export const tableEdits: readonly RandomEdit[] = [
  { name: 'add a row above', make: inCell(addRow(0)) },
  { name: 'add a row below', make: inCell(addRow(1)) },
  { name: 'delete a row', make: inCell(deleteRow) },
  { name: 'add a column before', make: inCell(addColumn(0)) },
  { name: 'add a column behind', make: inCell(addColumn(1)) },
  { name: 'delete a column', make: inCell(deleteColumn) },
  { name: 'align a column', make: inCell(alignColumn('center')) },
  { name: 'align a column no more', make: inCell(alignColumn(null)) },
  { name: 'header row', make: inCell(toggleHeaderRow) },
  { name: 'move a row', make: inCell(moveRow(1)) },
  { name: 'move a column', make: inCell(moveColumn(1)) },
]
