import { Node, textblockTypeInputRule } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import type { Construct, PrintBlock, ReadBlock } from '../construct.ts'
import {
  dropEmptyCode,
  indentCode,
  leaveCode,
  leaveDownwards,
  leaveEmptyLines,
  outdentCode,
} from '../code-commands.ts'
import { attributeList, kept, stringOf } from './attribute-list.ts'
import { printHighlight } from './highlight.ts'

const extension = Node.create({
  name: 'codeBlock',
  group: 'block',
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
    ...attributeList,
  }),
  parseHTML: () => [
    { tag: 'pre', preserveWhitespace: 'full', getAttrs: (element) => ({ language: languageIn(element) }) },
  ],
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

/** As pages say it: `<pre><code class="language-js">`. */
const languageIn = (element: HTMLElement): string | null =>
  /\blanguage-([\w+#-]+)/.exec(`${element.className} ${element.firstElementChild?.className ?? ''}`)?.[1] ??
  null

const readCode: ReadBlock = (element, { schema, ial }) => {
  if (element.type !== 'codeblock') return undefined
  const value = element.value.replace(/\n$/, '')
  const attributes = { language: element.info ?? null, fenced: element.fence !== undefined, ial }
  return { node: schema.node('codeBlock', attributes, value === '' ? [] : [schema.text(value)]) }
}

function fenceFor(text: string, style: string): string {
  const char = style.charAt(0)
  const runs = text
    .split('\n')
    .map((line) => (line.trimStart().startsWith(char) ? line.trimStart().length : 0))
  return char.repeat(Math.max(style.length, ...runs.map((run) => (run >= 3 ? run + 1 : 0))))
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ')

const printCode: PrintBlock = (node, { style }) => {
  if (stringOf(node.attrs.highlight) !== null) return printHighlight(node)
  const text = node.textContent
  const language = stringOf(node.attrs.language)
  if (node.attrs.fenced === false && language === null) return indented(text)
  const fence = fenceFor(text, style.fence)
  return `${fence}${language ?? ''}\n${text}${text === '' ? '' : '\n'}${fence}`
}

export const codeBlock: Construct = {
  extensions: [extension],
  blocks: { codeblock: readCode },
  printBlock: { codeBlock: printCode },
}
