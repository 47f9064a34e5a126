import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import { embedAddress, embedName } from '../constructs/embed.ts'
import { islandLabels } from '../constructs/island.ts'
import { excerptOf } from '../excerpt.ts'
import { isMarkedCode, markedCodeText, withMarkedCodeText } from '../marked-code.ts'
import { renderText } from '../render-text.ts'
import { open } from '../opening.ts'
import { openIsland } from '../reopen.ts'
import type { ResolveImage } from './sanitize.ts'
import { followLook, isNothing, type SiteLookOptions } from './site-look.ts'
import { whileNear } from './when-near.ts'

/** A block that no construct holds: a labelled box, HTML in it as it looks, that opens in place as its source. */
export const islandView =
  (options: SiteLookOptions) =>
  ({ node, view, getPos }: NodeViewRendererProps): NodeView =>
    new IslandView(node, view, getPos, false, options)

/** The same within a text. */
export const inlineIslandView = ({ node, view, getPos }: NodeViewRendererProps): NodeView =>
  new IslandView(node, view, getPos, true)

const labels: ReadonlyMap<string, string> = new Map(Object.entries(islandLabels))

const labelOf = (node: Node): string =>
  node.type.name === 'embed' ? embedName(String(node.attrs.source)) : kindOf(node)

const kindOf = ({ attrs }: Node): string =>
  isCode(attrs) ? 'Code' : (labels.get(String(attrs.kind)) ?? islandLabels.other)

/** It is no code block, which colors its own words; its text is edited as one's is. */
const isCode = ({ kind, source }: Node['attrs']): boolean => kind === 'html' && isMarkedCode(String(source))

/** Of what is brought from elsewhere its address says more than its source. */
const shownSource = ({ type, attrs }: Node): string =>
  (type.name === 'embed' ? embedAddress(String(attrs.source)) : undefined) ?? String(attrs.source)

/** What the site works out of its template. */
const hasTags = /\{[{%]/

class IslandView implements NodeView {
  readonly dom: HTMLElement
  readonly #view: EditorView
  readonly #position: () => number | undefined
  readonly #inline: boolean
  readonly #options: SiteLookOptions | undefined
  #forget: (() => void) | undefined
  #leave: (() => void) | undefined
  #node: Node
  #source: HTMLTextAreaElement | HTMLInputElement | undefined

  constructor(
    node: Node,
    view: EditorView,
    position: () => number | undefined,
    inline: boolean,
    options?: SiteLookOptions,
  ) {
    this.#node = node
    this.#options = options
    this.#view = view
    this.#position = position
    this.#inline = inline
    this.dom = element(inline ? 'span' : 'div', inline ? 'galley-chip' : 'galley-island')
    this.dom.contentEditable = 'false'
    this.dom.addEventListener('keydown', (event) => this.#key(event))
    this.dom.addEventListener('dblclick', () => this.open())
    this.dom.addEventListener('click', stayHere)
    this.#showClosed()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const changed = node.attrs.source !== this.#node.attrs.source || node.attrs.kind !== this.#node.attrs.kind
    this.#node = node
    if (changed && !this.#source) this.#showClosed()
    return true
  }

  /** While the source is open its keys, its mouse and its clipboard are its own. */
  stopEvent(event: Event): boolean {
    return (
      this.#source !== undefined ||
      (event.target instanceof HTMLElement &&
        event.target.closest('button') !== null &&
        event.type !== 'dragstart')
    )
  }

  ignoreMutation(): boolean {
    return true
  }

  selectNode(): void {
    this.dom.classList.add('galley-selected')
  }

  deselectNode(): void {
    this.dom.classList.remove('galley-selected')
  }

  #showClosed(): void {
    const label = labelOf(this.#node)
    const source = shownSource(this.#node)
    const name = element('span', 'galley-island-name', label)
    const text = element(
      this.#inline ? 'span' : 'div',
      'galley-island-text',
      excerptOf(source, this.#inline ? 40 : 400),
    )
    const button = element('button', 'galley-island-edit', this.#inline ? '' : 'Edit')
    button.setAttribute('type', 'button')
    button.setAttribute('aria-label', `Edit ${label}: ${excerptOf(source, 40)}`)
    button.addEventListener('click', () => this.open())
    if (this.#inline) button.append(name, text)
    this.dom.setAttribute('role', 'group')
    this.dom.setAttribute('aria-label', label)
    this.dom.replaceChildren(...(this.#inline ? [button] : [name, text, button]))
    this.#endLooks()
    if (this.#inline) return
    const { kind } = this.#node.attrs
    if (kind === 'html') this.#forget = whileNear(this.dom, (signal) => this.#showLook(text, signal))
    if (this.#options && hasTags.test(source) && (kind === 'html' || kind === 'template'))
      this.#leave = followLook(this.#options, this.dom, { source, as: 'block' }, (look) => {
        if (look) this.#put(text, look)
      })
  }

  #endLooks(): void {
    this.#forget?.()
    this.#leave?.()
  }

  #put(text: HTMLElement, look: DocumentFragment): void {
    this.#forget?.()
    text.className = 'galley-island-look'
    text.replaceChildren(look)
  }

  /** As it looks on the page, where it looks like anything; resolves when its pictures have come. */
  async #showLook(text: HTMLElement, signal: AbortSignal): Promise<void> {
    const asked: Promise<unknown>[] = []
    const resolveImage: ResolveImage = async (src) => {
      const found = this.#options?.resolveImage(src, signal).catch(() => undefined)
      asked.push(Promise.resolve(found))
      return found
    }
    const look = await renderText(String(this.#node.attrs.source), resolveImage)
    if (signal.aborted || !text.isConnected || isNothing(look)) return
    text.className = 'galley-island-look'
    text.replaceChildren(look)
    await Promise.all(asked)
  }

  /** Shows the source in place and puts the cursor into it. */
  open(): void {
    if (this.#source || !this.#view.editable) return
    const at = this.#position()
    if (this.#node.type.name === 'embed' && at !== undefined) return void open(this.#view, at, 'key')
    const source = document.createElement(this.#inline ? 'input' : 'textarea')
    source.className = 'galley-island-source'
    source.spellcheck = false
    const { attrs } = this.#node
    source.value = isCode(attrs) ? markedCodeText(String(attrs.source)) : String(attrs.source)
    source.setAttribute('aria-label', isCode(attrs) ? 'Code' : `${labelOf(this.#node)}, source`)
    source.addEventListener('input', () => this.#grow())
    // Another window may take the focus: the cursor stays here.
    source.addEventListener('blur', () => {
      if (document.activeElement !== source) this.#close(true)
    })
    this.#source = source
    const done = element('button', 'galley-island-edit', 'Done')
    done.setAttribute('type', 'button')
    done.addEventListener('click', () => this.#close(true))
    this.dom.replaceChildren(
      element('span', 'galley-island-name', labelOf(this.#node)),
      source,
      ...(this.#inline ? [] : [done]),
    )
    source.focus({ preventScroll: true })
    this.#grow()
  }

  #grow(): void {
    const source = this.#source
    if (source instanceof HTMLTextAreaElement) {
      source.style.height = 'auto'
      source.style.height = `${source.scrollHeight}px`
    } else if (source) source.style.width = `${Math.max(6, source.value.length + 2)}ch`
  }

  #key(event: KeyboardEvent): void {
    if (!this.#source) return
    const finished =
      event.key === 'Escape' || (event.key === 'Enter' && (this.#inline || event.ctrlKey || event.metaKey))
    if (!finished) return
    event.preventDefault()
    event.stopPropagation()
    this.#close(true)
    this.#view.focus()
  }

  /** Puts what was written into the document, as one step that undo takes back. */
  #close(keep: boolean): void {
    const source = this.#source
    if (!source) return
    this.#source = undefined
    const { attrs } = this.#node
    const before = String(attrs.source)
    const value = isCode(attrs) ? withMarkedCodeText(before, source.value) : source.value
    this.#showClosed()
    const at = this.#position()
    if (!keep || at === undefined || value === before) return
    this.#view.dispatch(openIsland(this.#view.state.tr, at, value))
  }

  destroy(): void {
    this.#endLooks()
    this.#source = undefined
  }
}

/** A link that is shown is not followed: the post is being written. */
function stayHere(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('a')) event.preventDefault()
}

/** Opens the island that is selected; false where none is. */
export function openSelectedIsland(view: EditorView): boolean {
  const { selection } = view.state
  if (!(selection instanceof NodeSelection) || typeof selection.node.attrs.source !== 'string') return false
  const dom = view.nodeDOM(selection.from)
  const button = dom instanceof HTMLElement ? dom.querySelector('button') : null
  button?.click()
  return button !== null
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}
