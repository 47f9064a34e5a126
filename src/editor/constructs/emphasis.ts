import { Mark, markInputRule } from '@tiptap/core'
import type { Construct, PrintMark, ReadSpan } from '../construct.ts'
import { attributeList, htmlTag, stringOf } from './attribute-list.ts'

const bold = Mark.create({
  name: 'bold',
  addAttributes: () => ({ ...attributeList, ...htmlTag }),
  parseHTML: () => [
    { tag: 'strong' },
    { tag: 'b', getAttrs: (element) => element.style.fontWeight !== 'normal' && null },
    { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[6-9]\d\d)$/.test(value) && null },
  ],
  renderHTML: ({ HTMLAttributes }) => ['strong', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-b': () => this.editor.commands.toggleMark('bold') }
  },
  addInputRules() {
    return [
      markInputRule({ find: /(?:^|\s)(\*\*([^*\s](?:[^*]*[^*\s])?)\*\*)$/, type: this.type }),
      markInputRule({ find: /(?:^|\s)(__([^_\s](?:[^_]*[^_\s])?)__)$/, type: this.type }),
    ]
  },
})

const italic = Mark.create({
  name: 'italic',
  addAttributes: () => ({ ...attributeList, ...htmlTag }),
  parseHTML: () => [
    { tag: 'em' },
    { tag: 'i', getAttrs: (element) => element.style.fontStyle !== 'normal' && null },
    { style: 'font-style=italic' },
  ],
  renderHTML: ({ HTMLAttributes }) => ['em', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-i': () => this.editor.commands.toggleMark('italic') }
  },
  addInputRules() {
    return [
      markInputRule({ find: /(?:^|\s)(\*([^*\s](?:[^*]*[^*\s])?)\*)$/, type: this.type }),
      markInputRule({ find: /(?:^|\s)(_([^_\s](?:[^_]*[^_\s])?)_)$/, type: this.type }),
    ]
  },
})

const strike = Mark.create({
  name: 'strike',
  addAttributes: () => ({ ...attributeList, ...htmlTag }),
  parseHTML: () => [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }],
  renderHTML: ({ HTMLAttributes }) => ['s', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-s': () => this.editor.commands.toggleMark('strike') }
  },
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(~~([^~\s](?:[^~]*[^~\s])?)~~)$/, type: this.type })]
  },
})

const readAs =
  (name: string): ReadSpan =>
  (element, reading) => {
    reading.within(
      reading.mark(name, { ial: element.ial ? reading.local.slice(element.ial.span) : null }),
      element.children,
    )
    return true
  }

const wordCharacter = /[\p{L}\p{N}]/u

/** The post's own character, but the other one where `_` would stand inside a word or beside its like. */
function delimiter(own: string, place: Parameters<PrintMark>[2]): string {
  const other = own === '*' ? '_' : '*'
  const inWord = wordCharacter.test(place.before) || wordCharacter.test(place.after)
  if (inWord) return '*'
  const beside = [place.before, place.after, place.text.at(0), place.text.at(-1)]
  return beside.includes(own) ? other : own
}

const listed = (content: string, ial: unknown): string => `${content}${stringOf(ial) ?? ''}`

const printItalic: PrintMark = (mark, content, place) => {
  const sign = delimiter(place.style.emphasis, { ...place, text: content })
  return listed(`${sign}${content}${sign}`, mark.attrs.ial)
}

const printBold: PrintMark = (mark, content, place) => {
  const sign = delimiter(place.style.strong, { ...place, text: content }).repeat(2)
  return listed(`${sign}${content}${sign}`, mark.attrs.ial)
}

/** A sign at an end of what is struck out would be taken for one of those around it. */
const guarded = (content: string): string => content.replace(/^~/, '\\~').replace(/\\?~$/, '&#126;')

export const emphasis: Construct = {
  extensions: [bold, italic, strike],
  spans: { strong: readAs('bold'), em: readAs('italic'), del: readAs('strike') },
  printMark: {
    bold: printBold,
    italic: printItalic,
    strike: (mark, content) => listed(`~~${guarded(content)}~~`, mark.attrs.ial),
  },
}
