import { Node, wrappingInputRule } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { Construct, PrintBlock, Printing, ReadBlock } from '../construct.ts'
import type { Cut } from '../local-text.ts'
import type { Style } from '../style.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'

const bulletList = Node.create({
  name: 'bulletList',
  group: 'block list',
  content: 'listItem+',
  addAttributes: () => attributeList,
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: ({ HTMLAttributes }) => ['ul', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-8': () => this.editor.commands.toggleList('bulletList', 'listItem') }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*[-+*]\s$/, type: this.type })]
  },
})

const orderedList = Node.create({
  name: 'orderedList',
  group: 'block list',
  content: 'listItem+',
  addAttributes: () => attributeList,
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-7': () => this.editor.commands.toggleList('orderedList', 'listItem') }
  },
  addInputRules() {
    // every list is counted from 1: another number, as of a year, would be lost
    return [wrappingInputRule({ find: /^\s*1\.\s$/, type: this.type })]
  },
})

const listItem = Node.create({
  name: 'listItem',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    /** True: the item's text stands in paragraphs of its own, with their space around them. */
    loose: { ...kept(false), keepOnSplit: true },
    /** 'open' or 'checked' for an item with a box. */
    task: { ...kept(), keepOnSplit: true },
    ...attributeList,
  }),
  parseHTML: () => [{ tag: 'li', getAttrs: ({ dataset }) => ({ task: taskOf(dataset.task) }) }],
  renderHTML: ({ node, HTMLAttributes }) => ['li', { ...HTMLAttributes, ...itemLook(node) }, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem('listItem'),
      Tab: () => this.editor.commands.sinkListItem('listItem'),
      'Shift-Tab': () => this.editor.commands.liftListItem('listItem'),
    }
  },
})

const taskOf = (box: string | undefined): string | null => (box === 'open' || box === 'checked' ? box : null)

function itemLook(node: ProseMirrorNode): Record<string, string> {
  const task = stringOf(node.attrs.task)
  return {
    ...(node.attrs.loose === true && { 'data-loose': '' }),
    ...(task !== null && { 'data-task': task }),
  }
}

const readList: ReadBlock = (element, reading) => {
  const { schema, text, ial } = reading
  if (element.type !== 'ul' && element.type !== 'ol') return undefined
  const { content, prefixes } = text.without(() => ({ cut: 0, pad: 0 }))
  const items = reading.inner(element.children, content, prefixes)
  const nodes = items.slots.map(({ node }) => node)
  if (nodes.length === 0 || nodes.some(({ type }) => type.name !== 'listItem')) return undefined
  return {
    node: schema.node(element.type === 'ul' ? 'bulletList' : 'orderedList', { ial }, nodes),
    inner: items,
  }
}

/** Marker, blanks, an attribute list of the item, the box of a task. */
const itemStart = /^ {0,3}(?:[-+*]|\d+\.)[ \t]*(?:(\{:(?:\\\}|[^}])*\})[ \t]*)?(?:\[[ xX]\][ \t]+)?/

/** How many columns the lines below an item's first one are indented: as many as its text, or four where it has none. */
function indentation(line: string): number {
  const marker = /^ {0,3}(?:[-+*]|\d+\.)/.exec(line)?.[0].length ?? 0
  const rest = line.slice(marker)
  if (/^[ \t]*(?:\{:(?:\\\}|[^}])*\}[ \t]*)?$/.test(rest)) return 4
  return columnsOf(line, marker + (/^[ \t]*/.exec(rest)?.[0].length ?? 0), marker)
}

/** The column after `length` characters, the first `from` of them one column wide, tabs going to multiples of four. */
export function columnsOf(line: string, length: number, from = 0): number {
  let column = from
  for (const char of line.slice(from, length)) column += char === '\t' ? 4 - (column % 4) : 1
  return column
}

/**
 * What a line of an item has taken off: its indentation, of which a tab stands for four columns; a line that is indented
 * less is a lazy one and keeps its blanks, as does an empty one.
 */
export function cutOf(line: string, width: number): Cut {
  if (line.trim() === '') return { cut: 0, pad: 0 }
  const [, tabs = '', spaces = ''] = /^(\t*)( *)/.exec(line) ?? []
  const column = tabs.length * 4
  if (column + spaces.length < width) return { cut: tabs.length, pad: column }
  return { cut: tabs.length + Math.max(0, width - column), pad: Math.max(0, column - width) }
}

const readItem: ReadBlock = (element, reading) => {
  const { schema, text, ial } = reading
  if (element.type !== 'li') return undefined
  const first = text.text.split('\n')[0] ?? ''
  const start = itemStart.exec(first)
  const width = indentation(first)
  const { content, prefixes } = text.without((line, index) =>
    index === 0 ? { cut: start?.[0].length ?? 0, pad: 0 } : cutOf(line, width),
  )
  const blocks = reading.inner(element.children, content, prefixes)
  const nodes = blocks.slots.map(({ node }) => node)
  const starts = nodes[0]?.type.name === 'paragraph'
  const attributes = {
    loose: element.loose && starts,
    task: element.task ?? null,
    ial: start?.[1] ?? ial,
  }
  const children = nodes.length > 0 ? nodes : [schema.node('paragraph')]
  return { node: schema.node('listItem', attributes, children), inner: blocks }
}

const boxes: Record<string, string> = { open: '[ ] ', checked: '[x] ' }

/** The first line's beginning of an item: its marker, attribute list and box. */
function itemMarker(node: ProseMirrorNode, marker: string): string {
  const ial = stringOf(node.attrs.ial)
  const hasText = node.firstChild?.type.name === 'paragraph' && node.firstChild.content.size > 0
  const box = boxes[(hasText ? stringOf(node.attrs.task) : null) ?? ''] ?? ''
  return `${marker}${ial === null ? '' : `${ial} `}${box}`
}

/** The same with the marker and the blanks that an item's first line had. */
export function changedMarker(node: ProseMirrorNode, prefix: string): string {
  const marker = /^ {0,3}(?:[-+*]|\d+\.)[ \t]*/.exec(prefix)?.[0] ?? '- '
  return itemMarker(node, /[ \t]$/.test(marker) ? marker : `${marker} `)
}

/** A line of an item that would be a rule behind its list is indented further. */
const indentFor = (line: string, width: string): string =>
  /^ {0,3}([*_-])[ \t]*\1[ \t]*\1(?:\1|[ \t])*$/.test(width + line) ? ' '.repeat(4) : width

/** An item in canonical form, behind a marker such as `- ` or `12. `. */
export function printItem(node: ProseMirrorNode, marker: string, printing: Printing): string {
  const printed = printing.blocks(node.children, node.attrs.loose !== true)
  const content = /^(?: {4}|\t)/.test(printed) ? `\n${printed}` : printed.replace(/^ {1,3}(?=\S)/, '')
  const width = ' '.repeat(/^\n|^$/.test(content) ? 4 : marker.length)
  const indent = printing.style.items === 'close' ? () => width : (line: string) => indentFor(line, width)
  const lines = content
    .split('\n')
    .map((line, index) => (index === 0 || line.trim() === '' ? line : indent(line) + line))
  return itemMarker(node, marker) + lines.join('\n')
}

/** What stands behind an item that is not the last one. */
export const itemGap = (item: ProseMirrorNode): string => (item.attrs.loose === true ? '\n\n' : '\n')

/** The marker of a numbered item at a place in its list, counted from 0. */
export const numberMarker = (style: Style, index: number): string =>
  `${style.numbered ? index + 1 : 1}.${style.numberGap}`

/** How far the lines below an item's first one are indented. */
export const continuation = (marker: string): number => indentation(`${marker}x`)

const printList =
  (marker: (index: number, style: Style) => string): PrintBlock =>
  (node, printing) =>
    node.children
      .map((item, index) => {
        const gap = index === node.childCount - 1 ? '' : itemGap(item)
        return printItem(item, marker(index, printing.style), printing) + gap
      })
      .join('')

export const list: Construct = {
  extensions: [bulletList, orderedList, listItem],
  blocks: { ul: readList, ol: readList, li: readItem },
  printBlock: {
    bulletList: printList((_index, style) => style.bullet),
    orderedList: printList((index, style) => numberMarker(style, index)),
    listItem: (node, printing) => printItem(node, printing.style.bullet, printing),
  },
}
