import './notes.css'
import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Selection, type Transaction } from '@tiptap/pm/state'
import type { Decoration, EditorView, NodeView } from '@tiptap/pm/view'
import { bringIntoSight } from '../bring-into-sight.ts'
import { deleteNote, goToNote, goToReference } from '../note-commands.ts'
import type { NoteNumber } from './notes.ts'

const numberOf = (decorations: readonly Decoration[]): number | undefined =>
  decorations.map(({ spec }) => (spec as Partial<NoteNumber>).number).find((number) => number !== undefined)

/** A note's mark in the text: its number, which leads to the note. */
export const noteMarkView = ({ node, view, decorations }: NodeViewRendererProps): NodeView =>
  new NoteMarkView(node, view, decorations)

class NoteMarkView implements NodeView {
  readonly dom = document.createElement('sup')
  readonly #button = button('', () => run(this.#view, goToNote(String(this.#node.attrs.name))))
  readonly #view: EditorView
  #node: Node

  constructor(node: Node, view: EditorView, decorations: readonly Decoration[]) {
    this.#node = node
    this.#view = view
    this.dom.className = 'galley-note-mark'
    this.dom.append(this.#button)
    this.#show(numberOf(decorations))
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#show(numberOf(decorations))
    return true
  }

  stopEvent({ type }: Event): boolean {
    return type === 'mousedown' || type === 'click'
  }

  ignoreMutation(): boolean {
    return true
  }

  #show(number: number | undefined): void {
    const lost = number === undefined
    const words = lost ? 'This number has no note' : `Note ${number}`
    this.#button.textContent = lost ? '?' : String(number)
    this.#button.setAttribute('aria-label', words)
    this.#button.title = words
    this.dom.classList.toggle('galley-note-lost', lost)
  }
}

/** A note: its number, its blocks, and the way back to its mark. */
export const noteView = ({ node, view, decorations }: NodeViewRendererProps): NodeView =>
  new NoteView(node, view, decorations)

class NoteView implements NodeView {
  readonly dom = document.createElement('div')
  readonly contentDOM = document.createElement('div')
  readonly #view: EditorView
  readonly #number = document.createElement('span')
  readonly #foot = document.createElement('div')
  #node: Node

  constructor(node: Node, view: EditorView, decorations: readonly Decoration[]) {
    this.#node = node
    this.#view = view
    this.dom.className = 'galley-note'
    this.dom.setAttribute('role', 'group')
    this.contentDOM.className = 'galley-note-text'
    this.#number.className = 'galley-note-number'
    this.#foot.className = 'galley-note-foot'
    for (const part of [this.#number, this.#foot]) part.contentEditable = 'false'
    this.dom.append(this.#number, this.contentDOM, this.#foot)
    this.#show(numberOf(decorations))
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#show(numberOf(decorations))
    return true
  }

  stopEvent({ target, type }: Event): boolean {
    const own = target instanceof globalThis.Node && this.#foot.contains(target)
    return own && type !== 'dragstart'
  }

  ignoreMutation({ target }: { readonly target: globalThis.Node }): boolean {
    return !this.contentDOM.contains(target)
  }

  #show(number: number | undefined): void {
    const unused = number === undefined
    const name = String(this.#node.attrs.name)
    this.#number.textContent = unused ? '–' : String(number)
    this.dom.setAttribute('aria-label', unused ? 'Note without a number in the text' : `Note ${number}`)
    this.dom.classList.toggle('galley-note-unused', unused)
    const back = button('↩', () => run(this.#view, goToReference(name)))
    back.setAttribute('aria-label', `Back to number ${String(number)} in the text`)
    back.title = 'Back to the text'
    const words = document.createElement('span')
    words.textContent = 'No number in the text leads here.'
    const away = button('Delete the note', () => run(this.#view, deleteNote(name)))
    this.#foot.replaceChildren(...(unused ? [words, away] : [back]))
  }
}

function button(words: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = words
  made.addEventListener('mousedown', (event) => event.preventDefault())
  made.addEventListener('click', press)
  return made
}

function run(view: EditorView, command: (tr: Transaction) => boolean): void {
  const { tr } = view.state
  if (!command(tr)) return
  if (!tr.selectionSet && tr.docChanged) tr.setSelection(Selection.near(tr.selection.$from))
  view.dispatch(tr)
  view.focus()
  if (!tr.docChanged) bringIntoSight(view)
}
