import { Mark, markInputRule } from '@tiptap/core'
import type { Construct, PrintMark, ReadSpan } from '../construct.ts'
import { attributeList, htmlTag, stringOf } from './attribute-list.ts'

const extension = Mark.create({
  name: 'code',
  code: true,
  excludes: 'code literal',
  addAttributes: () => ({ ...attributeList, ...htmlTag }),
  parseHTML: () => [
    { tag: 'code[data-as-typed], kbd[data-as-typed], tt[data-as-typed]', attrs: { html: '<code>' } },
    { tag: 'code' },
    { tag: 'kbd' },
    { tag: 'tt' },
  ],
  renderHTML: ({ HTMLAttributes }) => ['code', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-e': () => this.editor.commands.toggleMark('code') }
  },
  addInputRules() {
    return [markInputRule({ find: /(^|[^`])`([^`]+)`(?!`)$/, type: this.type })]
  },
})

const readCode: ReadSpan = (element, reading) => {
  if (element.type !== 'codespan' || element.value === '') return false
  const ial = element.ial ? reading.local.slice(element.ial.span) : null
  reading.text(element.value, reading.mark('code', { ial }))
  return true
}

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))

/**
 * A fence longer than any run of backticks within; blanks inside it where the text starts or ends with one: a single
 * backtick before a blank marks no code.
 */
const printCode: PrintMark = (mark, _content, { text }) => {
  const blank = /^`|`$/.test(text) ? ' ' : ''
  const fence = '`'.repeat(longestRun(text) + 1)
  return `${fence}${blank}${text}${blank}${fence}${stringOf(mark.attrs.ial) ?? ''}`
}

export const code: Construct = {
  extensions: [extension],
  spans: { codespan: readCode },
  printMark: { code: printCode },
}
