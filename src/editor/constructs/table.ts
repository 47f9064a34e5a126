import { Node } from '@tiptap/core'
import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model'
import type { Alignment, Element } from '../../kramdown/index.ts'
import type { BlockReading, Construct, PrintBlock, ReadBlock } from '../construct.ts'
import { attributeList, kept } from './attribute-list.ts'

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
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
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

/** A head of one row, and one body: what a table of authors is. Others are kept as islands. */
const readTable: ReadBlock = (element, reading) => {
  if (element.type !== 'table') return undefined
  const sections = element.children.filter(({ type }) => type !== 'markup')
  const kinds = sections.map(({ type }) => type).join(' ')
  if (kinds !== 'thead tbody' && kinds !== 'tbody' && kinds !== 'thead') return undefined
  const rows = sections.flatMap((section) => {
    const look = { header: section.type === 'thead', alignments: element.alignments }
    const trs = section.children.filter(({ type }) => type === 'tr')
    return trs.map((row) => rowOf(readCells(row, look, reading), reading.schema))
  })
  if (sections[0]?.type === 'thead' && rows.filter(isHead).length !== 1) return undefined
  if (rows.length === 0 || rows.some(({ childCount }) => childCount === 0)) return undefined
  return { node: reading.schema.node('table', { ial: reading.ial }, rows) }
}

const rowOf = (cells: ProseMirrorNode[], schema: Schema): ProseMirrorNode =>
  schema.nodes.tableRow?.create(null, cells) ?? schema.node('tableRow', null, cells)

const isHead = (row: ProseMirrorNode): boolean => row.firstChild?.attrs.header === true

const lines: Record<string, string> = { left: ':--', center: ':-:', right: '--:' }

const printTable: PrintBlock = (node, printing) => {
  const rows = node.children.map((row) => {
    const cells = row.children.map((cell) => printing.inline(cell, 'cell'))
    return `| ${cells.join(' | ')} |`
  })
  const first = node.firstChild
  if (first === null) return ''
  const columns = first.children.map((cell) => lines[String(cell.attrs.align)] ?? '---')
  const separator = `|${columns.join('|')}|`
  if (isHead(first)) return [rows[0], separator, ...rows.slice(1)].join('\n')
  return (columns.some((column) => column !== '---') ? [separator, ...rows] : rows).join('\n')
}

export const tableConstruct: Construct = {
  extensions: [table, tableRow, tableCell],
  blocks: { table: readTable },
  printBlock: { table: printTable },
}
