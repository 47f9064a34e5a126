import { Node } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { Construct, PrintBlock, Printing, ReadBlock } from '../construct.ts'
import { guardLine } from '../escape.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'
import { columnsOf, cutOf } from './list.ts'

const definitionList = Node.create({
  name: 'definitionList',
  group: 'block',
  content: '(definitionTerm | definition)+',
  addAttributes: () => attributeList,
  parseHTML: () => [{ tag: 'dl' }],
  renderHTML: ({ HTMLAttributes }) => ['dl', HTMLAttributes, 0],
})

const definitionTerm = Node.create({
  name: 'definitionTerm',
  content: 'inline*',
  defining: true,
  addAttributes: () => attributeList,
  parseHTML: () => [{ tag: 'dt' }],
  renderHTML: ({ HTMLAttributes }) => ['dt', HTMLAttributes, 0],
})

const definition = Node.create({
  name: 'definition',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    /** True: the definition's text stands in paragraphs of its own, with their space around them. */
    loose: { ...kept(false), keepOnSplit: true },
    ...attributeList,
  }),
  parseHTML: () => [{ tag: 'dd' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'dd',
    { ...HTMLAttributes, ...(node.attrs.loose === true && { 'data-loose': '' }) },
    0,
  ],
})

const readList: ReadBlock = (element, reading) => {
  const { schema, text, ial } = reading
  const { content, prefixes } = text.without(() => ({ cut: 0, pad: 0 }))
  const nodes = reading.inner(element.children, content, prefixes).slots.map(({ node }) => node)
  const isList = nodes.every(({ type }) => type.name === 'definitionTerm' || type.name === 'definition')
  return nodes.length > 0 && isList ? { node: schema.node('definitionList', { ial }, nodes) } : undefined
}

/** The attribute list that a term or a definition can start with. */
const leadingList = /^[ \t]*(\{:(?!\w[\w:-]*:|[:/}])(?:\\\}|[^}])*\})[ \t]*/

const readTerm: ReadBlock = (element, reading) => {
  if (element.type !== 'dt') return undefined
  const { schema, text } = reading
  const ial = element.ial ? (leadingList.exec(text.text)?.[1] ?? null) : null
  return { node: schema.node('definitionTerm', { ial }, reading.inline(element.children, 'heading')) }
}

const marker = /^ {0,3}:/

/** How far the lines below a definition's first one are indented: as its text is, or four columns where it has none. */
function indentation(line: string): number {
  const from = marker.exec(line)?.[0].length ?? 0
  const rest = line.slice(from)
  const list = leadingList.exec(rest)?.[0] ?? ''
  if (rest.slice(list.length).trim() === '') return 4
  return columnsOf(line, from + (/^[ \t]*/.exec(rest)?.[0].length ?? 0), from)
}

function firstCut(line: string): number {
  const from = marker.exec(line)?.[0].length ?? 0
  const rest = line.slice(from)
  return from + (leadingList.exec(rest)?.[0] ?? /^[ \t]*/.exec(rest)?.[0] ?? '').length
}

const readDefinition: ReadBlock = (element, reading) => {
  if (element.type !== 'dd') return undefined
  const { schema, text } = reading
  const first = text.text.split('\n')[0] ?? ''
  const width = indentation(first)
  const { content, prefixes } = text.without((line, index) =>
    index === 0 ? { cut: firstCut(line), pad: 0 } : cutOf(line, width),
  )
  const inner = reading.inner(element.children, content, prefixes)
  const nodes = inner.slots.map(({ node }) => node)
  const [start] = element.children.filter(({ type }) => type !== 'markup')
  const loose = start?.type === 'p' && !start.transparent && nodes[0]?.type.name === 'paragraph'
  const ial = leadingList.exec(first.slice(marker.exec(first)?.[0].length ?? 0))?.[1] ?? null
  const children = nodes.length > 0 ? nodes : [schema.node('paragraph')]
  return { node: schema.node('definition', { loose, ial }, children), inner }
}

const listOf = ({ attrs }: ProseMirrorNode): string =>
  stringOf(attrs.ial) === null ? '' : `${String(attrs.ial)} `

function printEntry(node: ProseMirrorNode, printing: Printing): string {
  if (node.type.name === 'definitionTerm')
    return listOf(node) + guardLine(printing.inline(node, 'heading'), node.attrs.ial === null)
  const content = printing.blocks(node.children, node.attrs.loose !== true)
  const width = ' '.repeat(content === '' ? 4 : 2)
  const [first = '', ...rest] = content.split('\n')
  const lines = rest.map((line) => (line.trim() === '' ? line : width + line))
  return [`: ${listOf(node)}${first}`, ...lines].join('\n')
}

/** A definition behind an empty line is loose; a term behind a definition needs one. */
function gapBefore(node: ProseMirrorNode, before: ProseMirrorNode): string {
  if (node.type.name === 'definition') return node.attrs.loose === true ? '\n\n' : '\n'
  return before.type.name === 'definition' ? '\n\n' : '\n'
}

const printList: PrintBlock = (node, printing) =>
  node.children
    .map((entry, index) => {
      const before = node.children[index - 1]
      return (before ? gapBefore(entry, before) : '') + printEntry(entry, printing)
    })
    .join('')

/** Terms and what they mean. */
export const definitionListConstruct: Construct = {
  extensions: [definitionList, definitionTerm, definition],
  blocks: { dl: readList, dt: readTerm, dd: readDefinition },
  printBlock: {
    definitionList: printList,
    definitionTerm: printEntry,
    definition: printEntry,
  },
}
