import type { NodeViewRendererProps } from '@tiptap/core'
import { attributeOf, withAttribute } from '../html-tag.ts'
import { AtomView } from './atom-view.ts'

/** A form's box, which is ticked where it stands. */
export const tickBoxView = (props: NodeViewRendererProps): TickBoxView => new TickBoxView(props)

class TickBoxView extends AtomView {
  readonly #box = document.createElement('input')

  constructor({ node, view, getPos }: NodeViewRendererProps) {
    super(node, 'span', 'galley-tick-box')
    this.#box.type = 'checkbox'
    this.#box.disabled = !view.editable
    this.#box.setAttribute('aria-label', 'Box to tick, ticked when the page opens')
    this.#box.addEventListener('change', () => {
      const at = getPos()
      const html = withAttribute(
        String(this.node.attrs.html),
        'checked',
        this.#box.checked ? 'checked' : null,
      )
      if (at !== undefined) view.dispatch(view.state.tr.setNodeAttribute(at, 'html', html))
    })
    this.dom.append(this.#box)
    this.show()
  }

  stopEvent({ target }: Event): boolean {
    return target === this.#box
  }

  protected override show(): void {
    this.#box.checked = attributeOf(String(this.node.attrs.html), 'checked') !== undefined
  }
}
