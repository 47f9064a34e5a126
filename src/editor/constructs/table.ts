import { Node } from '@tiptap/core'
import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model'
import type { Alignment, Element } from '../../kramdown/index.ts'
import type { BlockReading, Construct, PrintBlock, ReadBlock } from '../construct.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'

const table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  addAttributes: () => attributeList,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
})

const tableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell+',
  addAttributes: () => ({
    /** 'body': another group of rows begins with this one; 'foot': the rows below the table's sum line do. */
    begins: kept(),
  }),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const begins = stringOf(node.attrs.begins)
    return ['tr', begins === null ? HTMLAttributes : { ...HTMLAttributes, 'data-begins': begins }, 0]
  },
})

const tableCell = Node.create({
  name: 'tableCell',
  content: 'inline*',
  isolating: true,
  addAttributes: () => ({
    header: { default: false, rendered: false },
    /** 'left', 'center', 'right'; the same in all cells of a column. */
    align: kept(),
  }),
  parseHTML: () => [
    { tag: 'th', attrs: { header: true } },
    { tag: 'td', attrs: { header: false } },
  ],
  renderHTML: ({ node }) => {
    const align: unknown = node.attrs.align
    return [
      node.attrs.header === true ? 'th' : 'td',
      typeof align === 'string' ? { 'data-align': align } : {},
      0,
    ]
  },
})

interface Section {
  readonly header: boolean
  readonly alignments: readonly Alignment[]
}

/** A row's cells; undefined stands for an empty one, of which the tree keeps the bars alone. */
function cellsOf(row: Element, source: string): (Element | undefined)[] {
  const cells: (Element | undefined)[] = []
  let bars = row.children.length === 0 ? barsIn(source) : 0
  for (const child of row.children) {
    if (child.type !== 'td') {
      bars += barsIn(source.slice(child.span[0] - row.span[0], child.span[1] - row.span[0]))
      continue
    }
    cells.push(...emptyCells(bars - 1), child)
    bars = 0
  }
  return [...cells, ...emptyCells(cells.length === 0 ? Math.max(1, bars - 1) : bars - 1)]
}

const barsIn = (text: string): number => text.split('|').length - 1

const emptyCells = (count: number): undefined[] => Array.from({ length: Math.max(0, count) }, () => undefined)

function readCells(row: Element, section: Section, reading: BlockReading): ProseMirrorNode[] {
  return cellsOf(row, reading.text.body.slice(...row.span)).map((cell, index) => {
    const attributes = { header: section.header, align: section.alignments[index] ?? null }
    return reading.schema.node('tableCell', attributes, cell && reading.inline(cell.children, 'cell'))
  })
}

/** A head, groups of rows, and a foot. */
const readTable: ReadBlock = (element, reading) => {
  if (element.type !== 'table') return undefined
  const sections = element.children.filter(({ type }) => type !== 'markup')
  const rows = sections.flatMap((section, index) => {
    const look = { header: section.type === 'thead', alignments: element.alignments }
    const trs = section.children.filter(({ type }) => type === 'tr')
    const begins = section.type === 'tfoot' ? 'foot' : sections[index - 1]?.type === 'tbody' ? 'body' : null
    return trs.map((row, at) =>
      rowOf(readCells(row, look, reading), at === 0 ? begins : null, reading.schema),
    )
  })
  if (rows.length === 0 || rows.some(({ childCount }) => childCount === 0)) return undefined
  return { node: reading.schema.node('table', { ial: reading.ial }, rows) }
}

const rowOf = (cells: ProseMirrorNode[], begins: string | null, schema: Schema): ProseMirrorNode =>
  schema.node('tableRow', { begins }, cells)

/** How many rows a table's head has. */
export function headRows(table: ProseMirrorNode): number {
  const body = table.children.findIndex((row) => row.firstChild?.attrs.header !== true)
  return body === -1 ? 0 : body
}

const lines: Record<string, string> = { left: ':--', center: ':-:', right: '--:' }

/** A row that looks like a line of dashes is kept from being one. */
const guarded = (row: string): string =>
  /^[+|: \t=-]*[=-][+|: \t=-]*$/.test(row) ? row.replace(/[=-]/, '\\$&') : row

const printTable: PrintBlock = (node, printing) => {
  const columns = node.firstChild?.children.map((cell) => lines[String(cell.attrs.align)] ?? '---') ?? []
  const rule = `|${columns.join('|')}|`
  const heads = headRows(node)
  const rows = node.children.flatMap((row, index) => {
    const cells = row.children.map((cell) => printing.inline(cell, 'cell'))
    const line = guarded(`| ${cells.join(' | ')} |`)
    if (row.attrs.begins === 'foot') return [rule.replace(/[:-]/g, '='), line]
    return (index > 0 && index === heads) || row.attrs.begins === 'body' ? [rule, line] : [line]
  })
  return rows.join('\n')
}

export const tableConstruct: Construct = {
  extensions: [table, tableRow, tableCell],
  blocks: { table: readTable },
  printBlock: { table: printTable },
}
