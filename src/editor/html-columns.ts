import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { schema } from './schema.ts'

/** What becomes of the columns: one is added or taken away there, or that one and the next change places. */
export interface ColumnChange {
  readonly kind: 'add' | 'delete' | 'swap'
  readonly at: number
}

/** One `<col>`, and in which node of the table it is written. */
interface Column {
  readonly at: number
  readonly from: number
  readonly to: number
  readonly tag: string
}

const column = /<col(?=[\s/>])[^>]*>/gi

/** What the table says of its columns, one by one; undefined where it says it of several at once, or not of all. */
function columnsOf(table: Node, start: number, width: number): Column[] | undefined {
  const found: Column[] = []
  table.forEach((node, offset) => {
    if (node.type.name !== 'htmlColumns') return
    for (const { 0: tag, index } of String(node.attrs.source).matchAll(column))
      found.push({ at: start + 1 + offset, from: index, to: index + tag.length, tag })
  })
  return found.length === width && found.every(({ tag }) => !/\sspan\b/i.test(tag)) ? found : undefined
}

/** Keeps what a table of `width` columns says of them with the columns; `table` stands at `start` as it was before. */
export function changeColumns(
  tr: Transaction,
  { table, start, width }: { readonly table: Node; readonly start: number; readonly width: number },
  { kind, at }: ColumnChange,
): void {
  const columns = columnsOf(table, start, width)
  const own = columns?.[kind === 'add' ? Math.max(0, at - 1) : at]
  if (!columns || !own) return
  if (kind === 'swap') swap(tr, own, columns[at + 1])
  else if (kind === 'delete') remove(tr, own)
  else add(tr, own, at === 0)
}

const sourceAt = (tr: Transaction, at: number): string => String(tr.doc.nodeAt(at)?.attrs.source ?? '')
const write = (tr: Transaction, { at, from, to }: Column, text: string): void => {
  const source = sourceAt(tr, at)
  tr.setNodeAttribute(at, 'source', source.slice(0, from) + text + source.slice(to))
}

/** The one behind first, so that the other stays in its place. */
function swap(tr: Transaction, one: Column, other: Column | undefined): void {
  if (!other) return
  write(tr, other, one.tag)
  write(tr, one, other.tag)
}

function remove(tr: Transaction, own: Column): void {
  const source = sourceAt(tr, own.at)
  const isAlone = own.from === 0 && own.to === source.length
  if (isAlone) tr.delete(own.at, own.at + 1)
  else write(tr, { ...own, from: source.slice(0, own.from).trimEnd().length }, '')
}

/** One of which nothing is said, beside another. */
function add(tr: Transaction, own: Column, before: boolean): void {
  const source = sourceAt(tr, own.at)
  const tag = own.tag.endsWith('/>') ? '<col />' : '<col>'
  if (own.from === 0 && own.to === source.length)
    tr.insert(before ? own.at : own.at + 1, schema.node('htmlColumns', { source: tag }))
  else {
    const gap = /\s*$/.exec(source.slice(0, own.from))?.[0] ?? ''
    write(tr, own, before ? tag + gap + own.tag : own.tag + gap + tag)
  }
}
