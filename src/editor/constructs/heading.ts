import { Node, textblockTypeInputRule } from '@tiptap/core'
import type { Construct, PrintBlock, ReadBlock } from '../construct.ts'
import { guardLine } from '../escape.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'

type Level = 1 | 2 | 3 | 4 | 5 | 6
const levels: readonly Level[] = [1, 2, 3, 4, 5, 6]

const extension = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    level: { default: 2, rendered: false },
    /** The id that is written behind the heading, `{#top}`. */
    anchor: kept(),
    ...attributeList,
  }),
  parseHTML: () => levels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${String(node.attrs.level)}`, HTMLAttributes, 0],
  addKeyboardShortcuts() {
    const set = (level: Level) => () => this.editor.commands.toggleNode('heading', 'paragraph', { level })
    return Object.fromEntries(levels.map((level) => [`Mod-Alt-${level}`, set(level)]))
  },
  addInputRules() {
    const getAttributes = (match: RegExpMatchArray) => ({ level: match[1]?.length ?? 1 })
    return [textblockTypeInputRule({ find: /^(#{1,6})\s$/, type: this.type, getAttributes })]
  },
})

/** kramdown's header ids: a letter, then letters, digits, `-`, `_`, `:`, `.`. */
const anchorAtEnd =
  /[ \t]+\{#([\p{Alphabetic}_:][-\p{Alphabetic}\p{M}\p{Nd}\p{Pc}.:\u00b7]*)\}[ \t]*(?:\n|$)/u

const readHeading: ReadBlock = (element, reading) => {
  if (element.type !== 'header') return undefined
  const text = reading.text.slice(element.span)
  const anchor = element.setext
    ? anchorAtEnd.exec(text)?.[1]
    : anchorAtEnd.exec(text.split('\n')[0] ?? '')?.[1]
  const attributes = { level: element.level, anchor: anchor ?? null, ial: reading.ial }
  return { node: reading.schema.node('heading', attributes, reading.inline(element.children, 'heading')) }
}

const underlines = ['=', '-']

/** Signs at the end that would close the heading, or name it. */
const guardEnd = (text: string): string =>
  text.replace(/(?<!\\)(?=#$)/, '\\').replace(/(?<!\\)(?=\{#[^{}]*\}$)/, '\\')

const printHeading: PrintBlock = (node, printing) => {
  const text = guardEnd(printing.inline(node, 'heading'))
  if (text === '') return ''
  const level = Number(node.attrs.level)
  const anchor = stringOf(node.attrs.anchor)
  const line = anchor === null ? text : `${text} {#${anchor}}`
  const underline = printing.style.setext ? underlines[level - 1] : undefined
  if (underline !== undefined) return underlined(guardLine(line, true), underline)
  return `${'#'.repeat(level)} ${line}`.replace(/[ \t]+$/, '')
}

const underlined = (line: string, underline: string): string =>
  `${line}\n${underline.repeat(Math.max(3, line.length))}`

export const heading: Construct = {
  extensions: [extension],
  blocks: { header: readHeading },
  printBlock: { heading: printHeading },
}
