import type { Editor, NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { headingsOf, type HeadingInContents } from '../headings.ts'
import { surroundingsOf } from '../surroundings.ts'
import { AtomView } from './atom-view.ts'
import { element } from './element.ts'

/** The table of contents as the page will have it; each line leads to its heading. */
export const contentsView = ({ node, editor, view }: NodeViewRendererProps): AtomView =>
  new ContentsView(node, editor, view)

/** Milliseconds after the last change: nobody looks at it while typing. */
const pause = 250

class ContentsView extends AtomView {
  readonly #editor: Editor
  readonly #view: EditorView
  #timer: ReturnType<typeof setTimeout> | undefined
  #shown = ''

  constructor(node: Node, editor: Editor, view: EditorView) {
    super(node, 'div', 'galley-contents')
    this.#editor = editor
    this.#view = view
    this.name('Table of contents')
    editor.on('update', this.#later)
    this.show()
    // What the site says of the levels is known when all of the editor stands.
    if (surroundingsOf(view.state) === undefined) this.#later()
  }

  readonly #later = (): void => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.show(), pause)
  }

  get #headings(): HeadingInContents[] {
    const { state } = this.#view
    return headingsOf(state.doc, surroundingsOf(state)?.origin.options.tocLevels)
  }

  protected show(): void {
    const headings = this.#headings
    const key = headings.map(({ level, text }) => `${level} ${text}`).join('\n')
    if (key === this.#shown && this.dom.firstChild) return
    this.#shown = key
    const top = Math.min(...headings.map(({ level }) => level))
    const lines = headings.map((heading, index) => this.#line(heading, index, top))
    const none = element('p', 'galley-contents-none', 'The headings of this text will stand here.')
    this.dom.replaceChildren(
      element('p', 'galley-contents-title', 'Contents'),
      ...(lines.length > 0 ? lines : [none]),
    )
  }

  #line({ level, text }: HeadingInContents, index: number, top: number): HTMLElement {
    const line = element('button', 'galley-contents-line', text)
    line.setAttribute('type', 'button')
    line.tabIndex = -1
    line.style.paddingInlineStart = `${(level - top) * 1.25}rem`
    line.addEventListener('click', () => this.#goTo(index))
    return line
  }

  #goTo(index: number): void {
    const view = this.#view
    const { state } = view
    const heading = this.#headings[index]
    if (!heading) return
    const selection = TextSelection.near(state.doc.resolve(heading.at + 1))
    view.dispatch(state.tr.setSelection(selection).scrollIntoView())
    view.focus()
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement && event.type !== 'dragstart'
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#editor.off('update', this.#later)
  }
}
