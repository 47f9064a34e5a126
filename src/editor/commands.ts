import type { Editor } from '@tiptap/core'
import { redo, undo } from '@tiptap/pm/history'
import type { Attrs, Node, ResolvedPos } from '@tiptap/pm/model'
import { Selection, TextSelection } from '@tiptap/pm/state'
import * as block from './block-commands.ts'
import { setCaption, type CaptionForm } from './caption.ts'
import { bringIntoSight } from './bring-into-sight.ts'
import { atomCommands } from './atom-commands.ts'
import { editLink, type LinkEdit } from './link-edit.ts'
import * as opening from './opening.ts'
import { joinCells, partCell } from './html-joined-cells.ts'
import * as html from './html-table.ts'
import { schema } from './schema.ts'
import { insertFootnote } from './note-commands.ts'
import * as table from './table-commands.ts'
import { insertDefinitionList } from './term-commands.ts'
import type { BlockKind, EditorCommands, HeadingLevel, ImageAttributes } from './editor-commands.ts'

export function commandsOf(editor: Editor): EditorCommands {
  const chain = () => {
    editor.view.focus()
    return editor.chain()
  }
  return {
    undo: () => undo(editor.state, editor.view.dispatch),
    redo: () => redo(editor.state, editor.view.dispatch),
    ...panelCommands(editor),
    ...markCommands(editor, chain),
    ...blockCommands(editor, chain),
    ...insertCommands(editor, chain),
    ...tableCommands(chain),
    ...wholeBlockCommands(editor, chain),
    focus: (at) => focus(editor, at),
  }
}

/** At once, not in the next frame as Tiptap's: the next key is meant for the text. */
function focus({ view }: Editor, at: 'start' | 'end' | undefined): boolean {
  const { tr } = view.state
  if (at === 'start') tr.setSelection(Selection.atStart(tr.doc))
  if (at === 'end') tr.setSelection(Selection.atEnd(tr.doc))
  view.focus()
  view.dispatch(tr.scrollIntoView())
  return true
}

function panelCommands(editor: Editor) {
  let last = ''
  let step = 0
  /** ProseMirror's history takes what belongs to one composition as one step; real ones count from 1 upwards. */
  const stepOf = (what: string): number => {
    if (what !== last) step -= 1
    last = what
    return step
  }
  return {
    open: (pos: number) => opening.open(editor.view, pos, 'key'),
    openLink: () => opening.openMark(editor.view, 'link', 'key'),
    close: () => {
      last = ''
      return opening.close(editor.view)
    },
    update: (pos: number, attrs: Attrs, mark?: string) => {
      const { tr } = editor.state
      if (!opening.updateAt(tr, pos, attrs, mark)) return false
      editor.view.dispatch(tr.setMeta('composition', stepOf(`${pos} ${Object.keys(attrs).join(' ')}`)))
      return true
    },
    editLink: (from: number, to: number, edit: LinkEdit) => {
      const { tr } = editor.state
      if (!editLink(tr, from, to, edit)) return false
      editor.view.dispatch(tr)
      return true
    },
    setCaption: (pos: number, text: string, habit: CaptionForm) => {
      const { tr } = editor.state
      if (!setCaption(tr, pos, text, habit)) return false
      editor.view.dispatch(tr.setMeta('composition', stepOf(`${pos} caption`)))
      return true
    },
    remove: (pos: number, mark?: string) => {
      const { tr } = editor.state
      if (!opening.removeAt(tr, pos, mark)) return false
      editor.view.dispatch(tr)
      return true
    },
  }
}

type Chain = () => ReturnType<Editor['chain']>

function markCommands(editor: Editor, chain: Chain) {
  return {
    toggleBold: () => chain().toggleMark('bold').run(),
    toggleItalic: () => chain().toggleMark('italic').run(),
    toggleStrike: () => chain().toggleMark('strike').run(),
    toggleCode: () => chain().toggleMark('code').run(),
    setLink: (href: string, title?: string) => setLink(editor, chain, href, title ?? null),
    unsetLink: () => chain().extendMarkRange('link').unsetMark('link').run(),
  }
}

function setLink(editor: Editor, chain: Chain, href: string, title: string | null): boolean {
  const attributes = { href, title, reference: null }
  if (editor.state.selection.empty && !editor.isActive('link')) {
    const mark = schema.mark('link', attributes)
    return chain()
      .command(({ tr }) => tr.replaceSelectionWith(schema.text(href, [mark]), false).docChanged)
      .run()
  }
  return chain().extendMarkRange('link').setMark('link', attributes).run()
}

function blockCommands(editor: Editor, chain: Chain) {
  return {
    setParagraph: () => chain().setNode('paragraph').run(),
    setHeading: (level: HeadingLevel) => chain().toggleNode('heading', 'paragraph', { level }).run(),
    toggleBulletList: () => chain().toggleList('bulletList', 'listItem').run(),
    toggleOrderedList: () => chain().toggleList('orderedList', 'listItem').run(),
    toggleTaskList: () => toggleTasks(editor, chain),
    toggleBlockquote: () => chain().toggleWrap('blockquote').run(),
    toggleCodeBlock: () => chain().toggleNode('codeBlock', 'paragraph').run(),
    setCodeLanguage: (language: string | undefined) =>
      chain()
        .updateAttributes('codeBlock', { language: language ?? null, fenced: true })
        .run(),
    indent: () => chain().sinkListItem('listItem').run(),
    outdent: () => chain().liftListItem('listItem').run(),
  }
}

function wholeBlockCommands(editor: Editor, chain: Chain) {
  const run = (command: block.BlockCommand) =>
    chain()
      .command(({ tr }) => command(tr))
      .run()
  return {
    turnInto: (kind: BlockKind) => turnInto(editor, chain, kind),
    moveBlock: (step: 1 | -1) => run(block.moveBlocks(step)),
    duplicateBlock: () => run(block.duplicateBlocks),
    deleteBlock: () => run(block.deleteBlocks),
    selectBlock: (at: number) => run(block.selectBlock(at)),
    goTo: (at: number) => goTo(editor, at),
  }
}

function goTo(editor: Editor, at: number): boolean {
  const { view } = editor
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at))))
  view.focus()
  const { node } = view.domAtPos(at)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'start' })
  return true
}

/** First a plain paragraph outside of every list and quote, then what it is to be; one step for undo. */
function turnInto(editor: Editor, chain: Chain, kind: BlockKind): boolean {
  const entered = chain().command(({ tr }) => block.enterBlock(tr) || true)
  if (kind === 'bullets' || kind === 'numbers' || kind === 'tasks') return turnIntoList(editor, entered, kind)
  const cleared = entered.clearNodes()
  if (kind === 'text') return cleared.run()
  if (kind === 'code') return cleared.setNode('codeBlock').run()
  if (kind === 'quote') return cleared.wrapIn('blockquote').run()
  return cleared.setNode('heading', { level: kind }).run()
}

/** A list of another kind changes as a whole; what is none yet becomes one of one item. */
function turnIntoList(
  editor: Editor,
  entered: ReturnType<Chain>,
  kind: 'bullets' | 'numbers' | 'tasks',
): boolean {
  const list = kind === 'numbers' ? 'orderedList' : 'bulletList'
  const placed = editor.isActive('listItem') ? entered : entered.clearNodes()
  const listed = editor.isActive(list) ? placed : placed.toggleList(list, 'listItem')
  return listed.updateAttributes('listItem', { task: kind === 'tasks' ? 'open' : null }).run()
}

function toggleTasks(editor: Editor, chain: Chain): boolean {
  const isTask = editor.getAttributes('listItem').task != null
  const listed = editor.isActive('listItem') ? chain() : chain().toggleList('bulletList', 'listItem')
  return listed.updateAttributes('listItem', { task: isTask ? null : 'open' }).run()
}

function insertCommands(editor: Editor, chain: Chain) {
  return {
    insertRule: () =>
      chain()
        .insertContent([{ type: 'rule' }, { type: 'paragraph' }])
        .run(),
    ...atomCommands(editor, chain),
    insertBreak: () => chain().insertContent({ type: 'hardBreak' }).run(),
    insertImage: (image: ImageAttributes, at?: number) => insertImage(chain, image, at),
    insertFootnote: () => {
      const inserted = chain()
        .command(({ tr }) => insertFootnote(tr))
        .run()
      if (inserted) bringIntoSight(editor.view)
      return inserted
    },
    insertDefinitionList: () =>
      chain()
        .command(({ tr }) => insertDefinitionList(tr))
        .run(),
    insertTable: (rows: number, columns: number) =>
      chain()
        .command(({ tr }) => insertBlock(tr, table.newTable(rows, columns)))
        .run(),
  }
}

/** A picture stands in a paragraph of its own where the cursor's paragraph is empty or ends; else in the text. */
function insertImage(chain: Chain, image: ImageAttributes, at?: number): boolean {
  const node = schema.node('image', { title: null, ial: null, ...image })
  return chain()
    .command(({ tr }) => {
      if (at !== undefined)
        tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size))))
      const { $from, empty } = tr.selection
      const { parent } = $from
      const ends = empty && parent.isTextblock && $from.parentOffset === parent.content.size
      if (!ends || parent.content.size === 0 || !takesParagraph($from))
        return tr.replaceSelectionWith(node, false).docChanged
      return insertBlock(tr, schema.node('paragraph', null, [node]))
    })
    .run()
}

/** Whether a paragraph can stand behind a text: not behind a cell, or between tags of HTML. */
function takesParagraph($at: ResolvedPos): boolean {
  const index = $at.depth === 0 ? 0 : $at.indexAfter(-1)
  return $at.depth > 0 && $at.node(-1).canReplaceWith(index, index, schema.node('paragraph').type)
}

/** Puts a block behind the cursor's block, or in its place where that is an empty paragraph, and the cursor into it. */
function insertBlock(tr: import('@tiptap/pm/state').Transaction, node: Node): boolean {
  const { $from } = tr.selection
  const depth = $from.sharedDepth($from.pos) === 0 ? 0 : $from.depth
  const empty = depth > 0 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  const at = depth === 0 ? $from.pos : empty ? $from.before(depth) : $from.after(depth)
  if (empty) tr.replaceWith(at, $from.after(depth), node)
  else tr.insert(at, node)
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView()
  return true
}

/** The tables that are not HTML hold no joined cells. */
const never = (): boolean => false

/** Of the two, the one that knows the table in which the cursor stands. */
function tableCommands(chain: Chain) {
  const run = (command: table.TableCommand, inHtml: table.TableCommand) => () =>
    chain()
      .command(({ tr }) => command(tr) || inHtml(tr))
      .run()
  return {
    enterCell: (at: number, row: number, column: number) =>
      run(table.enterCell(at, row, column), html.enterHtmlCell(at, row, column))(),
    addRowBefore: run(table.addRow(0), html.addHtmlRow(0)),
    addRowAfter: run(table.addRow(1), html.addHtmlRow(1)),
    deleteRow: run(table.deleteRow, html.deleteHtmlRow),
    addColumnBefore: run(table.addColumn(0), html.addHtmlColumn(0)),
    addColumnAfter: run(table.addColumn(1), html.addHtmlColumn(1)),
    deleteColumn: run(table.deleteColumn, html.deleteHtmlColumn),
    alignColumn: (align: 'left' | 'center' | 'right' | undefined) =>
      run(table.alignColumn(align ?? null), html.alignHtmlColumn(align ?? null))(),
    moveRow: (step: 1 | -1) => run(table.moveRow(step), html.moveHtmlRow(step))(),
    moveColumn: (step: 1 | -1) => run(table.moveColumn(step), html.moveHtmlColumn(step))(),
    joinCell: (side: 'beside' | 'below') => run(never, joinCells(side))(),
    partCell: run(never, partCell),
    toggleHeaderRow: run(table.toggleHeaderRow, html.toggleHtmlHead),
    deleteTable: run(table.deleteTable, html.deleteHtmlTable),
  }
}
