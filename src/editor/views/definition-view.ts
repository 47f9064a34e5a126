import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { excerptOf } from '../excerpt.ts'

/** What the author reads of something that stands for itself elsewhere: words, and those of the author's in between. */
type Words = readonly (readonly [kind: 'word' | 'own', text: string])[]

const linkWords: (node: Node) => Words = ({ attrs }) => [
  ['word', 'Address of'],
  ['own', `“${String(attrs.id)}”`],
  ['word', '→'],
  ['own', excerptOf(String(attrs.href), 90)],
]

const abbreviationWords: (node: Node) => Words = ({ attrs }) => [
  ['own', String(attrs.abbreviation)],
  ['word', 'stands for'],
  ['own', String(attrs.title) || '…'],
]

const styleWords: (node: Node) => Words = ({ attrs }) => [
  ['word', 'Style'],
  ['own', `“${String(attrs.name)}”`],
  ['word', '→'],
  ['own', String(attrs.list)],
]

const wordsOf: Record<string, (node: Node) => Words> = {
  linkDefinition: linkWords,
  abbreviation: abbreviationWords,
  styleDefinition: styleWords,
}

/** One quiet line for what the page does not show where it stands; it is edited in a panel. */
export const definitionView = ({ node }: NodeViewRendererProps): NodeView => new DefinitionView(node)

class DefinitionView implements NodeView {
  readonly dom = document.createElement('div')
  #node: Node

  constructor(node: Node) {
    this.#node = node
    this.dom.className = 'galley-definition'
    this.dom.contentEditable = 'false'
    this.dom.setAttribute('role', 'group')
    this.#show()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#show()
    return true
  }

  ignoreMutation(): boolean {
    return true
  }

  #show(): void {
    const words = wordsOf[this.#node.type.name]?.(this.#node) ?? []
    const parts = words.flatMap(([kind, text]) => {
      const part = document.createElement('span')
      part.className = kind === 'own' ? 'galley-definition-own' : ''
      part.textContent = text
      return [part, ' ']
    })
    this.dom.setAttribute('aria-label', words.map(([, text]) => text).join(' '))
    this.dom.replaceChildren(...parts)
  }
}
