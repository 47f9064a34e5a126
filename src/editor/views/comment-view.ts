import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import { commentWords, withCommentWords } from '../constructs/comment.ts'

/** A note that the page does not show, its words edited in place. */
export const commentView = ({ node, view, getPos }: NodeViewRendererProps): NodeView =>
  new CommentView(node, view, getPos)

const label = 'Note to yourself, not on the site'
/** How often one was gone into: what is written then in one go is one step for undo. */
let visits = 0

class CommentView implements NodeView {
  readonly dom: HTMLElement
  readonly #words: HTMLTextAreaElement | HTMLInputElement
  readonly #view: EditorView
  readonly #position: () => number | undefined
  #node: Node
  /** What it was when the cursor came into it, and what was made of it since. */
  #before = ''
  #own: unknown

  constructor(node: Node, view: EditorView, position: () => number | undefined) {
    this.#node = node
    this.#view = view
    this.#position = position
    this.dom = document.createElement(node.isInline ? 'span' : 'div')
    this.dom.className = 'galley-comment'
    this.dom.contentEditable = 'false'
    this.#words = document.createElement(node.isInline ? 'input' : 'textarea')
    this.#words.className = 'galley-comment-words'
    this.#words.setAttribute('aria-label', label)
    this.#words.disabled = !view.editable
    this.#words.addEventListener('focus', () => {
      this.#before = String(this.#node.attrs.source)
      visits += 1
    })
    this.#words.addEventListener('input', () => {
      this.#grow()
      this.#keep()
    })
    this.#words.addEventListener('blur', () => this.#show())
    this.#words.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent))
    this.dom.append(...(node.isInline ? [] : [this.#name()]), this.#words)
    this.dom.title = label
    this.#show()
  }

  #name(): HTMLElement {
    const name = document.createElement('span')
    name.className = 'galley-comment-name'
    name.textContent = label
    name.setAttribute('aria-hidden', 'true')
    return name
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const changed = node.attrs.source !== this.#node.attrs.source
    this.#node = node
    if (changed && node.attrs.source !== this.#own) this.#show()
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#words
  }

  ignoreMutation(): boolean {
    return true
  }

  selectNode(): void {
    this.dom.classList.add('galley-selected')
    if (this.#view.hasFocus()) this.#words.focus({ preventScroll: true })
  }

  deselectNode(): void {
    this.dom.classList.remove('galley-selected')
  }

  #show(): void {
    this.#words.value = commentWords(String(this.#node.attrs.source))
    this.#grow()
  }

  #grow(): void {
    if (this.#words instanceof HTMLInputElement)
      this.#words.size = Math.min(40, Math.max(4, this.#words.value.length))
    else this.#words.rows = Math.max(1, this.#words.value.split('\n').length)
  }

  #key(event: KeyboardEvent): void {
    const leaves = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    if (!leaves && !(event.key === 'Enter' && this.#node.isInline)) return
    event.preventDefault()
    event.stopPropagation()
    const at = this.#position()
    if (at !== undefined) {
      const { state } = this.#view
      const behind = state.doc.resolve(Math.min(at + this.#node.nodeSize, state.doc.content.size))
      this.#view.dispatch(state.tr.setSelection(TextSelection.near(behind)))
    }
    this.#view.focus()
  }

  /** What is written is in the document with every key, as all that is typed. */
  #keep(): void {
    const at = this.#position()
    if (at === undefined) return
    const words = this.#words.value.trim()
    this.#own = words === commentWords(this.#before) ? this.#before : withCommentWords(this.#before, words)
    const tr = this.#view.state.tr.setNodeAttribute(at, 'source', this.#own)
    this.#view.dispatch(tr.setMeta('composition', `comment ${visits}`))
  }
}
