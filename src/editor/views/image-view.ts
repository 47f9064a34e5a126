import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import { plainPictures, sideOf, widthOf, withShare, type PictureStyle } from '../picture-attributes.ts'
import { lookOf, withLook } from '../picture-look.ts'
import { keepStill } from '../stays-in-sight.ts'
import { resizeHandle } from './resize-handle.ts'
import { whileNear } from './when-near.ts'

export interface ImageViewOptions {
  /**
   * A `blob:` URL for a picture as the post names it, undefined where the blog does not have it; it ends in `elsewhere`
   * where the blog has only a note of where the picture is kept. Rejects where it cannot be had now. `signal` takes the
   * wish back.
   */
  resolveImage(src: string, signal?: AbortSignal): Promise<string | undefined>
  /** How this site writes the look of its pictures. */
  pictures?(): PictureStyle | undefined
}

/** A picture out of the blog; one that is elsewhere or missing is a labelled box. Nothing is fetched from another host. */
export const imageView =
  (options: ImageViewOptions) =>
  ({ node, view, getPos }: NodeViewRendererProps): NodeView =>
    new ImageView(node, view, options, (share) => setWidth(view, getPos(), share, options.pictures?.()))

function setWidth(view: EditorView, at: number | undefined, share: number, site = plainPictures): void {
  const node = at === undefined ? null : view.state.doc.nodeAt(at)
  if (at === undefined || !node) return
  const attrs = { ...node.attrs, ...withLook(node, (list) => withShare(list, share, site)) }
  const tr = view.state.tr.setNodeMarkup(at, null, attrs)
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)))
}

class ImageView implements NodeView {
  readonly dom = document.createElement('span')
  readonly #view: EditorView
  readonly #options: ImageViewOptions
  readonly #handle: HTMLElement
  #node: Node
  #leave = (): void => undefined

  constructor(node: Node, view: EditorView, options: ImageViewOptions, resize: (share: number) => void) {
    this.#node = node
    this.#view = view
    this.#handle = resizeHandle(this.dom, resize)
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

  /** What the handle is pressed for is its own. */
  stopEvent({ target }: Event): boolean {
    return target === this.#handle
  }

  ignoreMutation(): boolean {
    return true
  }

  #show(): void {
    const src = String(this.#node.attrs.src)
    this.#placeholder(foreign.test(src) ? 'Picture on another site' : 'Loading picture')
    if (foreign.test(src)) return
    this.#leave()
    this.dom.firstElementChild?.classList.add('galley-image-coming')
    this.#leave = whileNear(this.dom, (signal) => this.#fetch(src, signal))
  }

  async #fetch(src: string, signal: AbortSignal): Promise<void> {
    const url = await this.#options.resolveImage(src, signal).catch(() => null)
    if (this.#node.attrs.src !== src || signal.aborted) return
    if (url === null) this.#waitForNetwork()
    else if (url === undefined) this.#placeholder('Picture not found')
    else if (url.endsWith(elsewhere)) this.#placeholder('Picture kept in another store, shown on your site')
    else this.#picture(url)
  }

  /** Tried again once the device is connected again. */
  #waitForNetwork(): void {
    this.#placeholder('Picture cannot be fetched now')
    const again = (): void => this.#show()
    const leave = this.#leave
    addEventListener('online', again, { once: true })
    this.#leave = () => {
      removeEventListener('online', again)
      leave()
    }
  }

  destroy(): void {
    this.#leave()
  }

  /** It takes its place when it is there as a whole: nothing in the text moves twice. */
  #picture(url: string): void {
    const { src } = this.#node.attrs
    const image = document.createElement('img')
    image.draggable = false
    const settle = (put: () => void) => () => this.#node.attrs.src === src && keepStill(this.#view, put)
    image.addEventListener(
      'load',
      settle(() => this.#put(image)),
    )
    image.addEventListener(
      'error',
      settle(() => this.#placeholder('Picture cannot be shown')),
    )
    image.src = url
  }

  #put(image: HTMLImageElement): void {
    this.dom.replaceChildren(image, this.#handle)
    this.#look()
    // a drawing without a size of its own is as wide as its line, as in a page
    this.dom.classList.toggle('galley-image-sizeless', image.width === 0)
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
    const { alt, title } = this.#node.attrs
    const look = lookOf(this.#node)
    this.dom.style.width = widthOf(look) ?? ''
    this.dom.title = typeof title === 'string' ? title : ''
    this.dom.dataset.align = sideOf(look) ?? ''
    const [child] = this.dom.children
    if (child instanceof HTMLImageElement) child.alt = String(alt)
    else if (child instanceof HTMLElement) {
      const words = [child.dataset.words, String(alt)].filter((part) => part).join(': ')
      child.textContent = words
      child.setAttribute('aria-label', words)
    }
  }
}

/** How an address ends under which no picture is, but a note of where it is kept. */
const elsewhere = '#kept-elsewhere'
const foreign = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i
