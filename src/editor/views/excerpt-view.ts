import type { NodeViewRendererProps } from '@tiptap/core'
import { AtomView } from './atom-view.ts'
import { element } from './element.ts'

const words = 'What is above shows in lists'

/** Where the part of a post ends that lists show. */
export const excerptView = ({ node }: NodeViewRendererProps): AtomView =>
  new (class extends AtomView {
    constructor() {
      super(node, 'div', 'galley-excerpt')
      this.show()
    }

    protected show(): void {
      this.name(words)
      this.dom.replaceChildren(element('span', 'galley-excerpt-words', words))
    }
  })()
