import { styleOf } from './marks.ts'

/** Cells hold text alone, rows the same number of cells, and a first row of bold cells is the head. */
export function cleanTables(root: HTMLElement): void {
  for (const table of root.querySelectorAll('table')) {
    if (isLayout(table))
      table.replaceWith(...[...table.rows].flatMap(({ cells }) => [...cells].flatMap(contentOf)))
    else cleanTable(table)
  }
}

/** One cell is no table: mails and pages put their text into one. */
const isLayout = ({ rows }: HTMLTableElement): boolean => [...rows].every(({ cells }) => cells.length <= 1)

const contentOf = (cell: HTMLElement): Node[] => [...cell.childNodes]

function cleanTable(table: HTMLTableElement): void {
  for (const other of table.querySelectorAll('caption, colgroup, col')) other.remove()
  for (const cell of table.querySelectorAll<HTMLTableCellElement>('td, th')) {
    plainContent(cell)
    widen(cell)
  }
  for (const row of table.querySelectorAll('tr'))
    if (row.textContent.trim() === '' && !row.querySelector('img')) row.remove()
  const first = table.rows[0]
  if (first && [...first.cells].every(isBold)) for (const cell of [...first.cells]) toHead(cell)
}

/** Blocks in a cell become its lines. */
function plainContent(cell: HTMLElement): void {
  const blocks = 'p, div, li, h1, h2, h3, h4, h5, h6, pre, blockquote'
  for (const block of cell.querySelectorAll(blocks)) {
    if (block.nextElementSibling) block.after(cell.ownerDocument.createElement('br'))
    block.replaceWith(...block.childNodes)
  }
  for (const list of cell.querySelectorAll('ul, ol')) list.replaceWith(...list.childNodes)
}

function widen(cell: HTMLTableCellElement): void {
  const more = Math.min(cell.colSpan, 50) - 1
  cell.after(...Array.from({ length: more }, () => cell.ownerDocument.createElement(cell.localName)))
}

const isBold = (cell: HTMLTableCellElement): boolean =>
  cell.localName === 'th' ||
  /^(?:bold|[6-9]\d\d)$/.test(styleOf(cell).fontWeight) ||
  (cell.textContent.trim() !== '' &&
    cell.querySelector('b, strong')?.textContent.trim() === cell.textContent.trim())

function toHead(cell: HTMLTableCellElement): void {
  const head = cell.ownerDocument.createElement('th')
  head.append(...cell.childNodes)
  for (const bold of head.querySelectorAll('b, strong')) bold.replaceWith(...bold.childNodes)
  cell.replaceWith(head)
}
