import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'

export interface ImageViewOptions {
  resolveImage(src: string): Promise<string | undefined>
}

/** A width as an attribute list gives it (`width="60%"`, `width="300"`), as CSS; undefined where it gives none. */
function widthOf(ial: unknown): string | undefined {
  if (typeof ial !== 'string') return undefined
  const written =
    /\bwidth\s*=\s*["']?(\d+(?:\.\d+)?)(%|px)?/.exec(ial) ?? /\bwidth\s*:\s*(\d+(?:\.\d+)?)(%|px)/.exec(ial)
  return written ? `${String(written[1])}${written[2] ?? 'px'}` : undefined
}

/** The classes that an attribute list gives. */
function classesOf(ial: unknown): string[] {
  if (typeof ial !== 'string') return []
  const quoted = /\bclass\s*=\s*(["'])(.*?)\1/.exec(ial)?.[2]?.split(/\s+/) ?? []
  const dotted = [...ial.matchAll(/(?:^\{:|\s|\})\.([\w-]+)/g)].flatMap(([, name]) => name ?? [])
  return [...quoted, ...dotted].filter((name) => name !== '')
}

/** A picture out of the blog; one that is elsewhere or missing is a labelled box. Nothing is fetched from another host. */
export const imageView =
  (options: ImageViewOptions) =>
  ({ node }: NodeViewRendererProps): NodeView =>
    new ImageView(node, options)

class ImageView implements NodeView {
  readonly dom = document.createElement('span')
  readonly #options: ImageViewOptions
  #node: Node

  constructor(node: Node, options: ImageViewOptions) {
    this.#node = node
    this.#options = options
    this.dom.className = 'galley-image'
    this.#show()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const changed = node.attrs.src !== this.#node.attrs.src
    this.#node = node
    if (changed) this.#show()
    else this.#look()
    return true
  }

  ignoreMutation(): boolean {
    return true
  }

  #show(): void {
    const src = String(this.#node.attrs.src)
    this.#placeholder(foreign.test(src) ? 'Picture on another site' : 'Loading picture')
    if (foreign.test(src)) return
    const settle = (url: string | undefined) => {
      if (this.#node.attrs.src !== src) return
      if (url === undefined) this.#placeholder('Picture not found')
      else this.#picture(url)
    }
    this.#options.resolveImage(src).then(settle, () => settle(undefined))
  }

  #picture(url: string): void {
    const image = document.createElement('img')
    image.draggable = false
    image.src = url
    image.addEventListener('error', () => this.#placeholder('Picture cannot be shown'))
    this.dom.replaceChildren(image)
    this.#look()
  }

  #placeholder(words: string): void {
    const box = document.createElement('span')
    box.className = 'galley-image-missing'
    box.setAttribute('role', 'img')
    box.dataset.words = words
    this.dom.replaceChildren(box)
    this.#look()
  }

  #look(): void {
    const { alt, ial, title } = this.#node.attrs
    this.dom.style.width = widthOf(ial) ?? ''
    this.dom.title = typeof title === 'string' ? title : ''
    this.dom.dataset.align = alignmentOf(classesOf(ial))
    const [child] = this.dom.children
    if (child instanceof HTMLImageElement) child.alt = String(alt)
    else if (child instanceof HTMLElement) {
      const words = [child.dataset.words, String(alt)].filter((part) => part).join(': ')
      child.textContent = words
      child.setAttribute('aria-label', words)
    }
  }
}

const foreign = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i

/** What the common classes of themes do with a picture. */
function alignmentOf(classes: readonly string[]): string {
  if (classes.some((name) => /^(?:mx-auto|(?:align-?)?center|d-block|text-center)$/.test(name)))
    return 'center'
  if (classes.some((name) => /^(?:float|align)-?(?:right|end)$|^right$/.test(name))) return 'right'
  if (classes.some((name) => /^(?:float|align)-?(?:left|start)$|^left$/.test(name))) return 'left'
  return ''
}
