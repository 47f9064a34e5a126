import { Extension, type AnyExtension } from '@tiptap/core'
import type { Attrs, Mark, MarkType, Node, ResolvedPos } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorProps, EditorView } from '@tiptap/pm/view'
import { unmark } from './unmark.ts'

/** A node, a mark, or words that are to get one, while the author edits it in a panel. */
export interface OpenedNode {
  /** The name of the node or the mark. */
  readonly name: string
  /** Where it begins and ends in the document as it is now. */
  readonly pos: number
  readonly end: number
  /** For a mark the first node that has it. */
  readonly node: Node
  /** Undefined for a node, and for a mark that is not there yet. */
  readonly mark: Mark | undefined
  /** The element that shows it; a new one after some edits. */
  readonly dom: HTMLElement
  /** Where it stands in the window now. */
  bounds(): DOMRect
  /** `key`: the focus belongs into the panel; `pointer`: it stays in the text. */
  readonly by: 'key' | 'pointer'
  /** Another number for every opening. */
  readonly id: number
}

export interface OpeningOptions {
  /** The names of the nodes and marks that are edited in a panel. */
  readonly panels?: readonly string[]
  /**
   * The author clicked such a node or mark, or pressed Enter (on a link: Mod-k) on it; then again whenever it changed
   * or moved; undefined once it is closed or gone.
   */
  onNode?(opened: OpenedNode | undefined): void
}

type Opened = Pick<OpenedNode, 'name' | 'pos' | 'end' | 'by' | 'id'> & {
  readonly mark: boolean
  /** The words in the text from which it was opened, where it stands elsewhere itself. */
  readonly words?: Words
}

interface Words {
  readonly pos: number
  readonly end: number
}

const key = new PluginKey<Opened | undefined>('opening')
let count = 0

/** Remembers which node is open in a panel, follows it through edits, and tells when it is gone. */
export function opening(options: OpeningOptions): AnyExtension {
  const panels = new Set(options.panels)
  return Extension.create({
    name: 'opening',
    priority: 600,
    addKeyboardShortcuts() {
      const { editor } = this
      return { Enter: () => openSelected(editor.view, panels), Escape: () => close(editor.view) }
    },
    addProseMirrorPlugins: () => [plugin(options, panels)],
  })
}

type Clicked = NonNullable<EditorProps['handleClickOn']>

function plugin(options: OpeningOptions, panels: ReadonlySet<string>): Plugin<Opened | undefined> {
  const clicked: Clicked = (view, _pos, node, at, event, direct) =>
    direct && node.isAtom && panels.has(node.type.name) && isPlain(event) && open(view, at, 'pointer')
  return new Plugin<Opened | undefined>({
    key,
    state: { init: () => undefined, apply: (tr, opened) => follow(tr, opened) },
    props: {
      handleClickOn: clicked,
      handleDoubleClickOn: clicked,
      handleClick: (view, pos, event) => isPlain(event) && openClickedMark(view, pos, event, panels),
    },
    view: () => ({
      update(view, before) {
        const opened = key.getState(view.state)
        if (opened === key.getState(before) && (!opened || view.state.doc === before.doc)) return
        options.onNode?.(opened && describe(view, opened))
      },
    }),
  })
}

/** Whether a click means nothing but itself. */
export const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.shiftKey && !event.metaKey && !event.ctrlKey

function follow(tr: Transaction, before: Opened | undefined): Opened | undefined {
  const set = tr.getMeta(key) as { readonly opened: Opened | undefined } | undefined
  const opened = set ? set.opened : before && tr.docChanged ? moved(tr, before) : before
  if (!opened || set || !tr.selectionSet) return opened
  const { from, to } = tr.selection
  const { pos, end } = opened.words ?? opened
  return to < pos || from > end ? undefined : opened
}

function moved(tr: Transaction, { words, ...opened }: Opened): Opened | undefined {
  const now = movedItself(tr, opened)
  if (!words || !now) return now
  const [pos, end] = [tr.mapping.map(words.pos, 1), tr.mapping.map(words.end, -1)]
  return pos < end ? { ...now, words: { pos, end } } : undefined
}

function movedItself(tr: Transaction, opened: Opened): Opened | undefined {
  const start = tr.mapping.mapResult(opened.pos, 1)
  if (opened.mark || tr.doc.nodeAt(start.pos)?.isText === true)
    return movedText(tr, opened, start.pos, tr.mapping.map(opened.end, -1))
  const node = start.deletedAfter ? null : tr.doc.nodeAt(start.pos)
  if (node?.type.name !== opened.name) return undefined
  return { ...opened, pos: start.pos, end: start.pos + node.nodeSize }
}

function movedText(tr: Transaction, opened: Opened, from: number, to: number): Opened | undefined {
  const type = tr.doc.type.schema.marks[opened.name]
  if (!type) return undefined
  const range = markAround(tr.doc.resolve(from), type)
  if (range) return { ...opened, pos: range.from, end: range.to, mark: true }
  return opened.mark || to < from ? undefined : { ...opened, pos: from, end: to }
}

/** Where the mark at a position begins and ends: as far as it is the same one. */
function markAround(
  $pos: ResolvedPos,
  type: MarkType,
): { readonly from: number; readonly to: number; readonly mark: Mark } | undefined {
  const { parent } = $pos
  const at = (index: number): Mark | undefined =>
    index < 0 ? undefined : type.isInSet(parent.maybeChild(index)?.marks ?? [])
  let first = $pos.index()
  const mark = at(first) ?? ($pos.textOffset === 0 ? at(--first) : undefined)
  if (!mark) return undefined
  let last = first
  while (at(first - 1)?.eq(mark)) first -= 1
  while (at(last + 1)?.eq(mark)) last += 1
  return { from: $pos.posAtIndex(first), to: $pos.posAtIndex(last + 1), mark }
}

/** Opens the panel of the node at a position; false where none is there. For views with a button of their own. */
export function open(view: EditorView, pos: number, by: 'key' | 'pointer'): boolean {
  const { tr, doc } = view.state
  const node = doc.nodeAt(pos)
  if (!node || !view.editable) return false
  if (node.isAtom && NodeSelection.isSelectable(node)) tr.setSelection(NodeSelection.create(doc, pos))
  const { name } = node.type
  return set(view, tr, { name, pos, end: pos + node.nodeSize, by, mark: false })
}

/** Opens the panel of the node at a position at words elsewhere in the text that it is about; the cursor stays in them. */
export function openAtWords(view: EditorView, pos: number, words: Words): boolean {
  const { tr, doc } = view.state
  const node = doc.nodeAt(pos)
  if (!node || !view.editable) return false
  return set(view, tr, {
    name: node.type.name,
    pos,
    end: pos + node.nodeSize,
    by: 'pointer',
    mark: false,
    words,
  })
}

/** Opens the link at the cursor, or words that are to become one: `name` is the mark's. */
export function openMark(view: EditorView, name: string, by: 'key' | 'pointer'): boolean {
  const { tr, schema, selection } = view.state
  const type = schema.marks[name]
  if (!type || !view.editable || !selection.$from.parent.inlineContent) return false
  const range = markAround(selection.$from, type)
  const { from, to } = range ?? selection
  return set(view, tr, { name, pos: from, end: to, by, mark: range !== undefined })
}

function set(view: EditorView, tr: Transaction, opened: Omit<Opened, 'id'>): boolean {
  const before = key.getState(view.state)
  const again = before?.name === opened.name && before.pos === opened.pos
  const id = again ? before.id : ++count
  view.dispatch(tr.setMeta(key, { opened: { ...opened, id } }).setMeta('addToHistory', false))
  return true
}

/** Puts the open panel away; false where none is open. */
export function close(view: EditorView): boolean {
  if (key.getState(view.state) === undefined) return false
  view.dispatch(view.state.tr.setMeta(key, { opened: undefined }).setMeta('addToHistory', false))
  return true
}

function openSelected(view: EditorView, panels: ReadonlySet<string>): boolean {
  const { selection } = view.state
  if (!(selection instanceof NodeSelection) || !panels.has(selection.node.type.name)) return false
  return open(view, selection.from, 'key')
}

function openClickedMark(
  view: EditorView,
  pos: number,
  event: MouseEvent,
  panels: ReadonlySet<string>,
): boolean {
  const $pos = view.state.doc.resolve(pos)
  const mark = $pos.marks().find(({ type }) => panels.has(type.name))
  const onText = event.target instanceof Element && event.target.closest('a, span, abbr, sup') !== null
  const range = mark && onText && view.editable ? markAround($pos, mark.type) : undefined
  if (!mark || !range) return false
  const tr = view.state.tr.setSelection(TextSelection.create(view.state.doc, pos))
  return set(view, tr, { name: mark.type.name, pos: range.from, end: range.to, by: 'pointer', mark: true })
}

function describe(view: EditorView, opened: Opened): OpenedNode | undefined {
  const { doc } = view.state
  const node = doc.nodeAt(opened.pos) ?? doc.resolve(opened.pos).parent
  const type = opened.mark ? doc.type.schema.marks[opened.name] : undefined
  return {
    ...opened,
    node,
    mark: type?.isInSet(node.marks),
    dom: opened.words ? wordsElement(view, opened.words) : elementAt(view, opened.pos),
    bounds: () => boundsOf(view, opened),
  }
}

function elementAt(view: EditorView, pos: number): HTMLElement {
  const dom = view.nodeDOM(pos)
  const element = dom instanceof HTMLElement ? dom : dom?.parentElement
  return element ?? view.dom
}

const wordsElement = (view: EditorView, { pos }: Words): HTMLElement =>
  view.domAtPos(pos, 1).node.parentElement ?? view.dom

/** Of a text that runs over several lines all of them. */
function boundsOf(view: EditorView, opened: Opened): DOMRect {
  const shown = view.nodeDOM(opened.pos)
  if (shown instanceof HTMLElement && !opened.mark && !opened.words) return shown.getBoundingClientRect()
  const { pos, end } = opened.words ?? opened
  const range = document.createRange()
  const [from, to] = [view.domAtPos(pos, 1), view.domAtPos(end, -1)]
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range.getBoundingClientRect()
}

/** Changes attributes of the node at a position, or of the mark of that name that begins there. */
export function updateAt(tr: Transaction, pos: number, attrs: Attrs, name?: string): boolean {
  const range = markAt(tr, pos, name)
  if (range)
    tr.removeMark(range.from, range.to, range.mark.type).addMark(
      range.from,
      range.to,
      range.mark.type.create({ ...range.mark.attrs, ...attrs }),
    )
  else if (name === undefined && tr.doc.nodeAt(pos))
    for (const [attribute, value] of Object.entries(attrs)) tr.setNodeAttribute(pos, attribute, value)
  return tr.docChanged
}

/** Deletes the node at a position, or takes the mark of that name away that begins there; its words stay. */
export function removeAt(tr: Transaction, pos: number, name?: string): boolean {
  const range = markAt(tr, pos, name)
  const node = tr.doc.nodeAt(pos)
  if (range) unmark(tr, range.from, range.to, range.mark)
  else if (name === undefined && node) tr.delete(pos, pos + node.nodeSize)
  return tr.docChanged
}

function markAt(tr: Transaction, pos: number, name: string | undefined) {
  const type = name === undefined ? undefined : tr.doc.type.schema.marks[name]
  return type && markAround(tr.doc.resolve(pos), type)
}
