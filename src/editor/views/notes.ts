import { Extension, type AnyExtension, type Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { bringIntoSight } from '../bring-into-sight.ts'
import { deleteNote, goToNote, goToReference, noteNumbers } from '../note-commands.ts'
import { followDefinitions } from '../follow-definitions.ts'
import { differing, holds } from '../touched.ts'

export interface NoteOptions {
  /** The last mark of a note was deleted; `remove` deletes the note too. Returns what is called once that is out of date. */
  onUnusedNote?(remove: () => void): () => void
}

/** What the views of marks and notes are told: the number on the page, if they have one. */
export interface NoteNumber {
  readonly number: number | undefined
}

const key = new PluginKey<DecorationSet>('notes')
const types = new Set(['footnoteReference', 'footnote'])

/** Numbers the notes as the page does, jumps from mark to note and back, and tells when a note has lost its last mark. */
export function notes(options: NoteOptions): AnyExtension {
  let offer: { readonly name: string; readonly takeBack: () => void } | undefined
  return Extension.create({
    name: 'notes',
    priority: 550,
    addKeyboardShortcuts() {
      const { editor } = this
      return { Enter: () => openSelected(editor), Escape: () => leave(editor) }
    },
    addProseMirrorPlugins: () => [numbering, following],
    onTransaction({ editor, transaction }) {
      if (!transaction.docChanged || !changesNotes(transaction)) return
      if (offer && !isUnused(offer.name, transaction.doc)) {
        offer.takeBack()
        offer = undefined
      }
      const name = lostName(transaction)
      const takeBack = name === undefined ? undefined : options.onUnusedNote?.(() => remove(editor, name))
      if (name !== undefined && takeBack) offer = { name, takeBack }
    },
  })
}

const numbering = new Plugin<DecorationSet>({
  key,
  state: {
    init: (_config, { doc }) => numbered(doc),
    apply(tr, set) {
      if (!tr.docChanged) return set
      return changesNotes(tr) ? numbered(tr.doc) : set.map(tr.mapping, tr.doc)
    },
  },
  props: { decorations: (state) => key.getState(state) },
})

/** Links that find their address by a name change with it, as one step for undo. */
const following = new Plugin({
  appendTransaction(transactions, before, { tr, doc }) {
    if (doc === before.doc || transactions.some((one) => one.getMeta('history$') !== undefined)) return null
    return followDefinitions(before.doc, tr) ? tr : null
  },
})

function changesNotes(tr: Transaction): boolean {
  const ranges = differing(tr.before, tr.doc)
  return ranges !== undefined && (holds(tr.before, ranges.before, types) || holds(tr.doc, ranges.now, types))
}

function numbered(doc: Node): DecorationSet {
  const numbers = noteNumbers(doc)
  const marks: Decoration[] = []
  doc.descendants((node, at) => {
    if (!types.has(node.type.name)) return
    const spec: NoteNumber = { number: numbers.get(String(node.attrs.name)) }
    // An attribute that changes with the number: decorations that look alike are not told to views.
    marks.push(Decoration.node(at, at + node.nodeSize, { 'data-number': String(spec.number ?? '') }, spec))
  })
  return DecorationSet.create(doc, marks)
}

function openSelected({ state, view, commands }: Editor): boolean {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'footnoteReference') return false
  const name = String(selection.node.attrs.name)
  if (!commands.command(({ tr }) => goToNote(name)(tr))) return false
  bringIntoSight(view)
  return true
}

/** Out of a note, back to its mark. */
function leave({ state, view, commands }: Editor): boolean {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type.name !== 'footnote') continue
    if (!commands.command(({ tr }) => goToReference(String(node.attrs.name))(tr))) return false
    bringIntoSight(view)
    return true
  }
  return false
}

/** The name of a note of which an edit deleted the last mark; what undo takes away is no edit. */
function lostName(tr: Transaction): string | undefined {
  if (tr.getMeta('history$') !== undefined) return undefined
  return [...namesIn(tr.before).marks].find((name) => isUnused(name, tr.doc))
}

/** Whether a note is there to which no mark leads. */
function isUnused(name: string, doc: Node): boolean {
  const { marks, notes } = namesIn(doc)
  return notes.has(name) && !marks.has(name)
}

function namesIn(doc: Node): { marks: ReadonlySet<string>; notes: ReadonlySet<string> } {
  const [marks, notes] = [new Set<string>(), new Set<string>()]
  doc.descendants((node) => {
    if (node.type.name === 'footnoteReference') marks.add(String(node.attrs.name))
    if (node.type.name === 'footnote') notes.add(String(node.attrs.name))
  })
  return { marks, notes }
}

function remove(editor: Editor, name: string): void {
  if (!editor.isDestroyed) editor.commands.command(({ tr }) => deleteNote(name)(tr))
}
