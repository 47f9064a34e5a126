import { Node } from '@tiptap/core'
import type { Construct, PrintBlock, ReadBlock, ReadSpan } from '../construct.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'
import { listOf } from './link.ts'

const reference = Node.create({
  name: 'footnoteReference',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ name: kept(''), ...attributeList }),
  renderHTML: () => ['sup', { class: 'galley-note-mark' }],
  renderText: () => '',
})

const footnote = Node.create({
  name: 'footnote',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ name: kept(''), ...attributeList }),
  renderHTML: () => ['div', { class: 'galley-note' }, 0],
})

const readReference: ReadSpan = (element, reading) => {
  if (element.type !== 'footnote') return false
  reading.node('footnoteReference', { name: element.name, ial: listOf(element, reading.local) })
  return true
}

const header = /^ {0,3}\[\^\w[\w:-]*\]:/

/** What a note's first line has taken off: its name, and then blanks, of which more than three can be code's. */
function firstCut(line: string): number {
  const name = header.exec(line)?.[0].length ?? 0
  return name + (/^(?:\t| {4}| {0,3})/.exec(line.slice(name))?.[0].length ?? 0)
}

const indentation = (line: string): number => /^(?:\t| {4})/.exec(line)?.[0].length ?? 0

const readFootnote: ReadBlock = (element, reading) => {
  if (element.type !== 'footnote_definition') return undefined
  const { content, prefixes } = reading.text.without((line, index) => ({
    cut: index === 0 ? firstCut(line) : indentation(line),
    pad: 0,
  }))
  const inner = reading.inner(element.children, content, prefixes)
  const nodes = inner.slots.map(({ node }) => node)
  const children = nodes.length > 0 ? nodes : [reading.schema.node('paragraph')]
  const { name } = element
  return { node: reading.schema.node('footnote', { name, ial: reading.ial }, children), inner }
}

/** How a line of a note below its first one starts. */
export const noteIndent = '    '

/** Blocks that mean something only at a line's start begin below the name. */
const printFootnote: PrintBlock = (node, printing) => {
  const content = printing.blocks(node.children)
  if (content === '') return `[^${String(node.attrs.name)}]:`
  const lines = content.split('\n')
  const below = node.firstChild?.type.name !== 'paragraph'
  const indented = lines.map((line, index) =>
    line === '' || (index === 0 && !below) ? line : noteIndent + line,
  )
  return `[^${String(node.attrs.name)}]:${below ? '\n' : ' '}${indented.join('\n')}`
}

/** A footnote's mark in the text, and the note itself, which stands anywhere in the post. */
export const footnoteConstruct: Construct = {
  extensions: [reference, footnote],
  blocks: { footnote_definition: readFootnote },
  spans: { footnote: readReference },
  printBlock: { footnote: printFootnote },
  printSpan: {
    footnoteReference: ({ attrs }) => `[^${String(attrs.name)}]${stringOf(attrs.ial) ?? ''}`,
  },
}
