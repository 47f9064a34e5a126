import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import './atoms.css'

/** A node without content of its own, shown by what its attributes say and edited in a panel. */
export abstract class AtomView implements NodeView {
  readonly dom: HTMLElement
  protected node: Node

  constructor(node: Node, name: string, className: string) {
    this.node = node
    this.dom = document.createElement(name)
    this.dom.className = className
    this.dom.contentEditable = 'false'
  }

  /** Shows the node as it is now. */
  protected abstract show(): void

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false
    const same = node.hasMarkup(this.node.type, this.node.attrs)
    this.node = node
    if (!same) this.show()
    return true
  }

  /** The page shows nothing here that the document does not know. */
  ignoreMutation(): boolean {
    return true
  }

  /** What a screen reader says of it. */
  protected name(label: string): void {
    this.dom.setAttribute('role', 'group')
    this.dom.setAttribute('aria-label', label)
  }
}
