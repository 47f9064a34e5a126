import type { Editor, NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { excerptOf } from '../excerpt.ts'
import { surroundingsOf } from '../surroundings.ts'
import { wordsOfOutput, wordsOfTag } from '../tag-words.ts'
import { readTag } from '../tag.ts'
import { AtomView } from './atom-view.ts'
import { element } from './element.ts'
import { followLook, type SiteLookOptions } from './site-look.ts'
import { whileNear } from './when-near.ts'

export interface TagViewOptions extends SiteLookOptions {
  /** The value of a `{{ … }}`, where it can be known. */
  resolveLiquid?(source: string): Promise<string | undefined>
}

/** A tag on a line of its own: a card that says what it is. */
export const tagView =
  (options: TagViewOptions) =>
  ({ node }: NodeViewRendererProps): AtomView =>
    new TagView(node, options)

/** A tag within a text. */
export const inlineTagView =
  (options: TagViewOptions) =>
  ({ node }: NodeViewRendererProps): AtomView =>
    new InlineTagView(node, options)

/** What the site computes: its value where that is known, else what it is in words. */
export const outputView =
  (options: TagViewOptions) =>
  ({ node, editor }: NodeViewRendererProps): AtomView =>
    new OutputView(node, options, editor)

const source = ({ attrs }: Node): string => String(attrs.source)

class TagView extends AtomView {
  readonly #options: TagViewOptions
  #leave = (): void => undefined
  #leaveLook = (): void => undefined

  constructor(node: Node, options: TagViewOptions) {
    super(node, 'div', 'galley-tag')
    this.#options = options
    this.show()
  }

  destroy(): void {
    this.#leave()
    this.#leaveLook()
  }

  protected show(): void {
    const { shape, label, detail } = wordsOfTag(source(this.node))
    this.dom.dataset.shape = shape
    this.name(label)
    const text = element('span', 'galley-tag-detail', shape === 'raw' ? detail : excerptOf(detail, 200))
    this.dom.replaceChildren(element('span', 'galley-tag-label', label), ...(detail === '' ? [] : [text]))
    this.destroy()
    this.#leave = whileNear(this.dom, (signal) => this.#picture(signal))
    if (shape !== 'card') return
    const piece = { source: source(this.node), as: 'block' } as const
    this.#leaveLook = followLook(this.#options, this.dom, piece, (look) => this.#showLook(look))
  }

  /** As it is on the page, below what it is; in place of a picture that it is only given. */
  #showLook(look: DocumentFragment | undefined): void {
    for (const known of this.dom.querySelectorAll(':scope > :is(.galley-tag-look, .galley-tag-picture)'))
      known.remove()
    if (!look) return
    this.#leave()
    const box = element('div', 'galley-tag-look')
    box.append(look)
    this.dom.append(box)
  }

  /** An include that is given a picture of the blog shows it. */
  async #picture(signal: AbortSignal): Promise<void> {
    const { node } = this
    const given = readTag(source(node)).parameters.find(
      ({ quote, value }) => quote !== '' && /^[^\s:]+\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(value),
    )
    const url = given && (await this.#options.resolveImage(given.value, signal).catch(() => undefined))
    if (url === undefined || this.node !== node || signal.aborted) return
    const image = document.createElement('img')
    image.className = 'galley-tag-picture'
    image.alt = ''
    image.draggable = false
    image.src = url
    this.dom.append(image)
  }
}

class InlineTagView extends AtomView {
  readonly #options: TagViewOptions
  #leave = (): void => undefined

  constructor(node: Node, options: TagViewOptions) {
    super(node, 'span', 'galley-inline-tag')
    this.#options = options
    this.show()
  }

  destroy(): void {
    this.#leave()
  }

  protected show(): void {
    this.#say()
    this.#leave()
    if (wordsOfTag(source(this.node)).shape !== 'card') return
    const piece = { source: source(this.node), as: 'words' } as const
    this.#leave = followLook(this.#options, this.dom, piece, (look) => this.#say(look))
  }

  #say(look?: DocumentFragment): void {
    const { shape, label, detail } = wordsOfTag(source(this.node))
    this.dom.dataset.shape = shape
    const says = shape === 'raw' ? detail : [label, excerptOf(detail, 40)].filter((part) => part).join(' · ')
    const text = look && excerptOf(look.textContent, 120)
    this.dom.replaceChildren(look ? inLine(look) : says)
    this.dom.toggleAttribute('data-known', look !== undefined)
    this.dom.title = look ? says : label
    this.name(text ? `${label}: ${text}` : label)
  }
}

class OutputView extends AtomView {
  readonly #options: TagViewOptions
  readonly #editor: Editor
  /** What stands above the text, on which values depend. */
  #head: string | undefined
  #leave = (): void => undefined
  /** The site itself has said it. */
  #isSaid = false

  constructor(node: Node, options: TagViewOptions, editor: Editor) {
    super(node, 'span', 'galley-output')
    this.#options = options
    this.#editor = editor
    this.#head = surroundingsOf(editor.state)?.head
    editor.on('transaction', this.#follow)
    this.show()
  }

  /** A detail of the post may be what it shows. */
  readonly #follow = (): void => {
    const head = surroundingsOf(this.#editor.state)?.head
    if (head === this.#head) return
    this.#head = head
    this.#ask()
  }

  protected show(): void {
    const words = wordsOfOutput(source(this.node))
    this.#say(words, words)
    this.#ask()
    this.#isSaid = false
    this.#leave()
    const piece = { source: source(this.node), as: 'words' } as const
    this.#leave = followLook(this.#options, this.dom, piece, (look) => this.#showLook(look))
  }

  #showLook(look: DocumentFragment | undefined): void {
    this.#isSaid = look !== undefined
    if (!look) {
      this.#ask()
      return
    }
    const text = excerptOf(look.textContent, 120)
    this.#say(text, wordsOfOutput(source(this.node)), true)
    this.dom.replaceChildren(inLine(look))
  }

  #ask(): void {
    const { node } = this
    const words = wordsOfOutput(source(node))
    const settle = (value: string | undefined): void => {
      const known = value !== undefined && value.trim() !== ''
      if (this.node === node && !this.#isSaid) this.#say(known ? value : words, words, known)
    }
    this.#options.resolveLiquid?.(source(node)).then(settle, () => undefined)
  }

  #say(text: string, words: string, known = false): void {
    this.dom.textContent = excerptOf(text, 120)
    this.dom.title = words
    this.dom.toggleAttribute('data-known', known)
    this.name(known ? `${words}: ${excerptOf(text, 120)}` : words)
  }

  destroy(): void {
    this.#leave()
    this.#editor.off('transaction', this.#follow)
  }
}

/** What stands in a line as it looks; of what is more, its beginning. */
function inLine(look: DocumentFragment): DocumentFragment | string {
  const text = excerptOf(look.textContent, 120)
  const [only] = look.children
  const isLine = look.children.length === 1 && only?.localName === 'p' && only.textContent.length <= 120
  if (!isLine) return text
  const line = document.createDocumentFragment()
  line.append(...only.childNodes)
  return line
}
