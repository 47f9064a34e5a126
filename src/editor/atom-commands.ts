import type { Editor } from '@tiptap/core'
import { Fragment, type Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { setAbbreviation } from './abbreviation-commands.ts'
import { withStyle } from './block-style.ts'
import { stringOf } from './constructs/attribute-list.ts'
import { open } from './opening.ts'
import { blocksAsGiven, blocksFrom, openIsland } from './reopen.ts'
import { schema } from './schema.ts'

type Chain = () => ReturnType<Editor['chain']>

/** Commands for what has no text of its own, and for the styles of blocks. */
export function atomCommands(editor: Editor, chain: Chain) {
  const insert = (node: Node) =>
    chain()
      .command(({ tr }) => insertAtom(tr, node))
      .run()
  const inline = () => insertInline(editor, chain, schema.node('inlineMath', { tex: 'x' }))
  return {
    insertFormula: () => insertOpened(editor, chain, schema.node('math', { tex: 'x' })) || inline(),
    insertInlineFormula: inline,
    insertContents: () => insert(schema.node('contents', { source: '- Contents\n{:toc}' })),
    insertExcerpt: (source: string) =>
      chain()
        .command(({ tr }) => {
          const node = schema.node('excerpt', { source })
          removeExcerpts(tr)
          return insertAtom(tr, node)
        })
        .run(),
    insertTag: (source: string) => insertOpened(editor, chain, schema.node('tag', { source })),
    insertSource: (source: string) => {
      const [node, ...others] = blocksFrom(source)
      return node !== undefined && others.length === 0 && insertOpened(editor, chain, node)
    },
    insertBlocks: (source: string, at?: number) =>
      chain()
        .command(({ tr }) => {
          if (at !== undefined) tr.setSelection(TextSelection.near(tr.doc.resolve(at)))
          return placeAtom(tr, ...blocksAsGiven(source)) !== undefined
        })
        .run(),
    setAbbreviation: (short: string, full: string) =>
      chain()
        .command(({ tr }) => setAbbreviation(tr, { short, full }))
        .run(),
    insertText: (text: string) =>
      chain()
        .command(({ tr }) => tr.insertText(text).docChanged)
        .run(),
    insertNote: () =>
      chain()
        .command(({ tr }) => insertNote(tr))
        .run(),
    reopen: (at: number, source: string) => {
      editor.view.dispatch(openIsland(editor.state.tr, at, source))
      return true
    },
    setStyle: (at: number, style: string) =>
      chain()
        .command(({ tr }) => setStyle(tr, at, style))
        .run(),
  }
}

/** A block behind the cursor's, opened in its panel. */
function insertOpened(editor: Editor, chain: Chain, node: Node): boolean {
  const { from } = editor.state.selection
  const inserted = chain()
    .command(({ tr }) => insertAtom(tr, node))
    .run()
  return inserted && openNear(editor, from, node.type.name)
}

/** In the text, in the place of what is selected, opened in its panel. */
function insertInline(editor: Editor, chain: Chain, node: Node): boolean {
  const { $from, $to, from } = editor.state.selection
  const { parent } = $from
  const fits = $from.sameParent($to) && parent.canReplaceWith($from.index(), $to.indexAfter(), node.type)
  if (!fits) return false
  const inserted = chain()
    .command(({ tr }) => tr.replaceSelectionWith(node, false).docChanged)
    .run()
  return inserted && open(editor.view, from, 'key')
}

const insertAtom = (tr: Transaction, node: Node): boolean => placeAtom(tr, node) !== undefined

/**
 * Behind the cursor's block, or in its place where that is an empty paragraph; the cursor goes into the text behind.
 * Returns where they stand; undefined where they cannot.
 */
function placeAtom(tr: Transaction, ...nodes: readonly Node[]): number | undefined {
  const { $from } = tr.selection
  if ($from.depth === 0) return undefined
  const empty = $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  const [from, to] = empty ? [$from.before(), $from.after()] : [$from.after(), $from.after()]
  const container = tr.doc.resolve(from)
  const index = container.index()
  const content = Fragment.from(nodes)
  if (!container.parent.canReplace(index, empty ? index + 1 : index, content)) return undefined
  const behind = tr.doc.resolve(to).nodeAfter
  const more = behind?.isTextblock === true ? [] : [schema.node('paragraph')]
  tr.replaceWith(from, to, [...nodes, ...more])
  tr.setSelection(TextSelection.near(tr.doc.resolve(from + content.size + 1))).scrollIntoView()
  return from
}

/** A note to oneself, written as the post writes its others; it is selected, so that its words are typed next. */
function insertNote(tr: Transaction): boolean {
  const at = placeAtom(tr, schema.node('comment', { source: noteLike(tr.doc) }))
  if (at === undefined) return false
  tr.setSelection(NodeSelection.create(tr.doc, at))
  return true
}

function noteLike(doc: Node): string {
  let last = ''
  doc.descendants((node) => {
    if (node.type.name === 'comment') last = String(node.attrs.source)
    return !node.isTextblock
  })
  return last.startsWith('{') ? '{::comment}\n{:/comment}' : '<!-- -->'
}

function removeExcerpts(tr: Transaction): void {
  const found: number[] = []
  tr.doc.descendants((node, at) => {
    if (node.type.name === 'excerpt') found.unshift(at)
    return !node.isTextblock
  })
  for (const at of found) tr.delete(at, at + 1)
}

/** Opens the panel of what was just put behind a position. */
function openNear(editor: Editor, from: number, name: string): boolean {
  const { doc } = editor.state
  let at: number | undefined
  doc.nodesBetween(Math.max(0, from - 2), doc.content.size, (node, pos) => {
    if (at === undefined && node.type.name === name) at = pos
    return at === undefined
  })
  return at !== undefined && open(editor.view, at, 'key')
}

/** The style of an item is that of its list. */
function setStyle(tr: Transaction, at: number, style: string): boolean {
  const $at = tr.doc.resolve(at)
  const isItem = $at.nodeAfter?.type.name === 'listItem'
  const [node, pos] = isItem ? [$at.parent, $at.before()] : [$at.nodeAfter, at]
  if (!node || node.isText || !('ial' in node.attrs)) return false
  tr.setNodeAttribute(pos, 'ial', withStyle(stringOf(node.attrs.ial), style))
  return tr.docChanged
}
