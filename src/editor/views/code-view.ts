import './code.css'
import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import { holdsTags, toggleRaw } from '../code-commands.ts'
import { findLanguage, readInfo } from '../code-languages.ts'
import { rawOf } from '../constructs/raw-code.ts'
import { element } from './element.ts'
import { LanguageField } from './language-field.ts'
import { RawSwitch } from './raw-switch.ts'

export interface CodeViewOptions {
  /** The languages in which this blog's code is written, the most common first. */
  languages?(): readonly string[]
  /** Whether the site fills in no tags at all in this post: readers see all of them as they are. */
  tagsAreText?(): boolean
}

/** Code with the field for its language at its corner. */
export const codeView =
  (options: CodeViewOptions) =>
  ({ node, view, getPos }: NodeViewRendererProps): NodeView =>
    new CodeView(node, view, getPos, options)

class CodeView implements NodeView {
  readonly dom = document.createElement('div')
  readonly contentDOM = document.createElement('code')
  readonly #view: EditorView
  readonly #position: () => number | undefined
  readonly #field: LanguageField
  readonly #raw = new RawSwitch(() => this.#toggleRaw())
  readonly #tagsAreText: () => boolean
  #node: Node

  constructor(node: Node, view: EditorView, position: () => number | undefined, options: CodeViewOptions) {
    this.#node = node
    this.#view = view
    this.#position = position
    this.#tagsAreText = () => options.tagsAreText?.() ?? false
    this.#field = new LanguageField({
      used: () => [...new Set([...languagesIn(view.state.doc), ...(options.languages?.() ?? [])])],
      choose: (value) => this.#setLanguage(value),
      leave: () => this.#enter(),
    })
    const pre = document.createElement('pre')
    this.dom.className = 'galley-code'
    this.contentDOM.spellcheck = false
    const tools = element('div', 'galley-code-tools')
    tools.append(this.#raw.dom, this.#field.dom)
    pre.append(this.contentDOM)
    this.dom.append(pre, tools)
    this.#show()
    this.#showRaw()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const changed = node.attrs.language !== this.#node.attrs.language
    this.#node = node
    if (changed) this.#show()
    this.#showRaw()
    return true
  }

  /** The field's keys, its mouse and its clipboard are its own. */
  stopEvent({ target }: Event): boolean {
    const own = [this.#field.dom, this.#raw.dom]
    return target instanceof globalThis.Node && own.some((dom) => dom.contains(target))
  }

  ignoreMutation({ target }: { target: globalThis.Node }): boolean {
    return !this.contentDOM.contains(target)
  }

  get #info(): string | null {
    const info: unknown = this.#node.attrs.language
    return typeof info === 'string' ? info : null
  }

  #show(): void {
    const { name } = readInfo(this.#info)
    this.#field.show(findLanguage(name)?.name ?? name)
  }

  #showRaw(): void {
    const raw = rawOf(this.#node) !== undefined
    const matters = holdsTags(this.#node) && (raw || !this.#tagsAreText())
    this.#raw.show(matters ? raw : undefined)
  }

  #toggleRaw(): void {
    const at = this.#position()
    const { tr } = this.#view.state
    if (at !== undefined && this.#view.editable && toggleRaw(at)(tr)) this.#view.dispatch(tr)
  }

  /** Another language in place of this one; what stands behind it stays. */
  #setLanguage(value: string): void {
    const at = this.#position()
    if (at === undefined) return
    const { rest } = readInfo(this.#info)
    const language = value === '' ? null : value + (this.#info === null ? '' : rest)
    if (language === this.#info) return
    const attributes = {
      ...this.#node.attrs,
      language,
      fenced: language !== null || this.#node.attrs.fenced === true,
    }
    this.#view.dispatch(this.#view.state.tr.setNodeMarkup(at, undefined, attributes))
  }

  #enter(): void {
    this.#view.focus()
  }
}

/** The languages of a document's code, in their order. */
function languagesIn(doc: Node): string[] {
  const found: string[] = []
  doc.descendants((node) => {
    const info: unknown = node.attrs.language
    if (node.type.name === 'codeBlock' && typeof info === 'string') found.push(readInfo(info).name)
    return !node.isTextblock
  })
  return found.filter((name) => name !== '')
}
