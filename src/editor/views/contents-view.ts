import type { Editor, NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { headingsOf, type HeadingInContents } from '../headings.ts'
import { surroundingsOf } from '../surroundings.ts'
import { AtomView } from './atom-view.ts'
import { element } from './element.ts'
import { followLook, type SiteLookOptions } from './site-look.ts'

/** The table of contents as the page will have it; each line leads to its heading. */
export const contentsView =
  (options: SiteLookOptions) =>
  ({ node, editor, view }: NodeViewRendererProps): AtomView =>
    new ContentsView(node, editor, view, options)

/** Milliseconds after the last change: nobody looks at it while typing. */
const pause = 250

type ContentsLine = Pick<HeadingInContents, 'level' | 'text'>

class ContentsView extends AtomView {
  readonly #editor: Editor
  readonly #view: EditorView
  #timer: ReturnType<typeof setTimeout> | undefined
  #shown = ''
  readonly #options: SiteLookOptions
  #leave = (): void => undefined

  constructor(node: Node, editor: Editor, view: EditorView, options: SiteLookOptions) {
    super(node, 'div', 'galley-contents')
    this.#editor = editor
    this.#view = view
    this.#options = options
    this.name('Table of contents')
    editor.on('update', this.#later)
    this.show()
    this.#follow()
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

  override update(node: Node): boolean {
    const isOther = node.attrs.source !== this.node.attrs.source
    const updated = super.update(node)
    if (updated && isOther) this.#follow()
    return updated
  }

  #follow(): void {
    this.#leave()
    const piece = { source: String(this.node.attrs.source), as: 'block' } as const
    this.#leave = followLook(this.#options, this.dom, piece, (look) => look && this.#list(linesOf(look)))
  }

  /** What the text has at once; what the site puts between comes with the site's own list. */
  protected show(): void {
    const headings = this.#headings
    const key = headings.map(({ level, text }) => `${level} ${text}`).join('\n')
    if (key === this.#shown && this.dom.firstChild) return
    this.#shown = key
    this.#list(headings)
  }

  #list(lines: readonly ContentsLine[]): void {
    const top = Math.min(...lines.map(({ level }) => level))
    const headings = this.#headings
    let next = 0
    const shown = lines.map((line) => {
      const index = headings.findIndex((heading, at) => at >= next && isSame(heading.text, line.text))
      if (index !== -1) next = index + 1
      return this.#line(line, index, top)
    })
    const none = element('p', 'galley-contents-none', 'The headings of this text will stand here.')
    this.dom.replaceChildren(
      element('p', 'galley-contents-title', 'Contents'),
      ...(shown.length > 0 ? shown : [none]),
    )
  }

  /** One that is no heading of the text leads nowhere. */
  #line({ level, text }: ContentsLine, index: number, top: number): HTMLElement {
    const line = element(index === -1 ? 'span' : 'button', 'galley-contents-line', text)
    line.style.paddingInlineStart = `${(level - top) * 1.25}rem`
    if (index === -1) return line
    line.setAttribute('type', 'button')
    line.tabIndex = -1
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
    this.#leave()
    this.#editor.off('update', this.#later)
  }
}

/** The lines of the list that the site makes. */
const linesOf = (look: DocumentFragment): ContentsLine[] =>
  [...look.querySelectorAll('li')].map((item) => ({
    level: depthOf(item),
    text: item.firstElementChild?.textContent.trim() ?? '',
  }))

const depthOf = (element: Element): number => {
  const parent = element.parentElement?.closest('li')
  return parent ? depthOf(parent) + 1 : 1
}

/** Whether two are one heading, which the site spells with other quotes and dashes. */
const isSame = (one: string, other: string): boolean => lettersOf(one) === lettersOf(other)
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, '')
