import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** What of the browser's selection was told to the editor. */
class Told {
  readonly #view: EditorView
  #ends: readonly unknown[] = []

  constructor(view: EditorView) {
    this.#view = view
    this.#page.addEventListener('selectionchange', this.#tell)
  }

  get isCurrent(): boolean {
    return this.#now.every((end, index) => end === this.#ends[index])
  }

  destroy(): void {
    this.#page.removeEventListener('selectionchange', this.#tell)
  }

  get #page(): Document {
    return this.#view.dom.ownerDocument
  }

  get #now(): readonly unknown[] {
    const selection = this.#page.getSelection()
    return [selection?.anchorNode, selection?.anchorOffset, selection?.focusNode, selection?.focusOffset]
  }

  /** While the focus is elsewhere the editor takes no notice. */
  readonly #tell = (): void => {
    this.#ends = this.#view.hasFocus() ? this.#now : []
  }
}

/** A key that types a character, and means nothing to anybody around the text. */
const types = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey

/**
 * The browser tells of a moved cursor one task after it moved. A key pressed in between, as on a busy machine, is meant
 * for where the cursor stands already: it is looked at before the key is.
 */
export const currentSelection = Extension.create({
  name: 'currentSelection',
  priority: 1000,
  addProseMirrorPlugins: () => {
    let told: Told | undefined
    return [
      new Plugin({
        view: (view) => (told = new Told(view)),
        props: {
          handleDOMEvents: {
            keydown: ({ dom }, event) => {
              if (types(event)) event.stopPropagation()
              if (!event.isComposing && told?.isCurrent !== true)
                dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
              return false
            },
            input: (_view, event) => {
              event.stopPropagation()
              return false
            },
          },
        },
      }),
    ]
  },
})
