import { Node, textblockTypeInputRule } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { Element } from '../../kramdown/index.ts'
import type { BlockReading, Construct, PrintBlock, Printing, ReadBlock } from '../construct.ts'
import {
  dropEmptyCode,
  indentCode,
  leaveCode,
  leaveDownwards,
  leaveEmptyLines,
  outdentCode,
} from '../code-commands.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'
import { printHtmlCode } from './html-code.ts'
import { printHighlight } from './highlight.ts'
import { asTyped, codeText, notRaw, printRaw, rawAttributes, withinRaw } from './raw-code.ts'

type CodeElement = Extract<Element, { type: 'codeblock' }>

const extension = Node.create({
  name: 'codeBlock',
  group: 'block htmlPart',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  addAttributes: () => ({
    /** What stands behind the fence: the language, and options where there are some. */
    language: { ...kept(), keepOnSplit: true },
    /** False: the code is marked by its indentation. */
    fenced: { ...kept(true), keepOnSplit: true },
    /** What stands behind the language in the tag `highlight`; null: other signs mark the code. */
    highlight: { ...kept(), keepOnSplit: true },
    /** The tags around it, where it is written as HTML. */
    html: { ...kept(), keepOnSplit: true },
    htmlEnd: { ...kept('</code></pre>'), keepOnSplit: true },
    ...rawAttributes,
    ...attributeList,
  }),
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: (element) => attributesOf(element) }],
  renderHTML: ({ HTMLAttributes }) => ['pre', HTMLAttributes, ['code', 0]],
  addKeyboardShortcuts() {
    const run = (command: (tr: Transaction) => boolean) =>
      this.editor.commands.command(({ tr }) => command(tr))
    return {
      'Mod-Alt-c': () => this.editor.commands.toggleNode('codeBlock', 'paragraph'),
      Enter: () => run(leaveEmptyLines),
      Tab: () => run(indentCode),
      'Shift-Tab': () => run(outdentCode),
      Escape: () => run(leaveCode),
      ArrowDown: () => run(leaveDownwards),
      Backspace: () => run(dropEmptyCode),
    }
  },
  addInputRules() {
    const getAttributes = (match: RegExpMatchArray) => ({ language: match[1] === '' ? null : match[1] })
    return [textblockTypeInputRule({ find: /^(?:```|~~~)([\w+#-]*)[\s\n]$/, type: this.type, getAttributes })]
  },
})

const attributesOf = (element: HTMLElement) => ({
  language: languageIn(element),
  ...('asTyped' in element.dataset && asTyped(element.textContent)),
})

/** As pages say it: `<pre><code class="language-js">`. */
const languageIn = (element: HTMLElement): string | null =>
  /\blanguage-([\w+#-]+)/.exec(`${element.className} ${element.firstElementChild?.className ?? ''}`)?.[1] ??
  null

const readCode: ReadBlock = (element, reading) => {
  const { schema, ial } = reading
  if (element.type !== 'codeblock') return undefined
  const value = withoutIndentation(element, reading).replace(/\n$/, '')
  const { text, raw } = withinRaw(value) ?? { text: value, raw: notRaw }
  const attributes = { language: element.info ?? null, fenced: element.fence !== undefined, ial, ...raw }
  return { node: schema.node('codeBlock', attributes, text === '' ? [] : [schema.text(text)]) }
}

/**
 * The code of a block. Liquid over several lines is one thing to kramdown, so that what its lines start with (the signs of
 * what it stands in) is still there in the value.
 */
function withoutIndentation({ value, fence, span }: CodeElement, { text }: BlockReading): string {
  if (!/\{[{%][^]*\n[^]*[}%]\}/.test(value)) return value
  const lines = text.slice(span).replace(/\n$/, '').split('\n')
  const own = fence === undefined ? lines.map((line) => line.replace(codeIndent, '')) : lines.slice(1, -1)
  const code = `${own.join('\n')}\n`
  return squeezed(code) === squeezed(value) ? code : value
}

const codeIndent = /^(?: {4}| {0,3}\t)/
const squeezed = (text: string): string => text.replace(/[\s>]+/g, '')

function fenceFor(text: string, style: string): string {
  const char = style.charAt(0)
  const runs = text
    .split('\n')
    .map((line) => (line.trimStart().startsWith(char) ? line.trimStart().length : 0))
  return char.repeat(Math.max(style.length, ...runs.map((run) => (run >= 3 ? run + 1 : 0))))
}

const indented = (text: string): string => text.replace(/(?<=^|\n)(?=[^\n])/g, '    ')

/** Code that starts or ends with an empty line cannot be marked by its indentation. */
export const outgrowsIndentation = (text: string): boolean =>
  text === '' || /^[ \t]*(?:\n|$)|\n[ \t]*$/.test(text)

/** The language of code that is marked by its indentation: a class, as kramdown gives it to the code of a fence. */
function namedBelow({ attrs }: ProseMirrorNode): string {
  const language = stringOf(attrs.language)
  return language === null ? '' : `\n{: .language-${language}}`
}

const printCode: PrintBlock = (node, printing) => {
  if (stringOf(node.attrs.highlight) !== null) return printHighlight(node)
  if (stringOf(node.attrs.html) !== null) return asHtml(node, printing)
  return printRaw(node, printMarked(node, printing))
}

const asHtml = (node: ProseMirrorNode, { style }: Printing): string =>
  style.code === 'tags' ? withoutItems(printHtmlCode(node)) : printHtmlCode(node)

function printMarked(node: ProseMirrorNode, { style }: Printing): string {
  const text = codeText(node)
  const language = stringOf(node.attrs.language)
  if (style.code === 'tags' && needsTags(text)) return withoutItems(printHtmlCode(inTags(node)))
  if (node.attrs.fenced === false && language === null) return indented(text)
  if (style.items === 'indented' && !outgrowsIndentation(text)) return indented(text) + namedBelow(node)
  const fence = fenceFor(text, style.fence)
  return `${fence}${language ?? ''}\n${text}${text === '' ? '' : '\n'}${fence}`
}

/** What may be read as something else between fences: a part of Liquid that goes on elsewhere, an item's code of empty lines. */
const needsTags = (text: string): boolean => /\{[{%]|[}%]\}/.test(text) || outgrowsIndentation(text)

/** Lines that kramdown would take for items of a list within an item's first lines, even in code. */
const withoutItems = (html: string): string =>
  html.replace(/^( *)(?:([-+*])|(\d+)\.)(?=\s)/gm, (_line, blanks: string, sign?: string, number?: string) =>
    sign === undefined ? `${blanks}${number ?? ''}&#46;` : `${blanks}&#${sign.charCodeAt(0)};`,
  )

const inTags = (node: ProseMirrorNode): ProseMirrorNode =>
  node.type.create({ ...node.attrs, html: '<pre><code>' }, node.content)

export const codeBlock: Construct = {
  extensions: [extension],
  blocks: { codeblock: readCode },
  printBlock: { codeBlock: printCode },
}
