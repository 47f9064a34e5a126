import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { renderFormula } from '../formula.ts'
import { AtomView } from './atom-view.ts'
import { element } from './element.ts'
import { whenNear } from './when-near.ts'

/** A formula as it is set; its TeX where it cannot be. */
export const mathView = ({ node }: NodeViewRendererProps): AtomView => new MathView(node)

class MathView extends AtomView {
  readonly #forget: () => void

  constructor(node: Node) {
    super(node, node.isInline ? 'span' : 'div', 'galley-math')
    this.#plain()
    this.#forget = whenNear(this.dom, () => this.show())
  }

  get #tex(): string {
    return String(this.node.attrs.tex)
  }

  #plain(): void {
    this.name('Formula')
    this.dom.replaceChildren(element('code', 'galley-math-source', this.#tex))
  }

  protected show(): void {
    void this.#set()
  }

  async #set(): Promise<void> {
    const { node } = this
    const set = element('span', 'galley-math-set')
    const problem = await renderFormula(this.#tex, set, node.isInline ? 'span' : 'block')
    if (this.node !== node) return
    this.dom.toggleAttribute('data-problem', problem !== undefined)
    this.dom.title = problem === undefined ? '' : 'This formula cannot be shown here'
    if (problem === undefined) this.dom.replaceChildren(set)
    else this.#plain()
  }

  destroy(): void {
    this.#forget()
  }
}
