import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/**
 * The browser tells of a moved cursor one task after it moved. A key pressed in between, as on a busy machine, is meant
 * for where the cursor stands already: it is looked at before the key is.
 */
export const currentSelection = Extension.create({
  name: 'currentSelection',
  priority: 1000,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: ({ dom }, { isComposing }) => {
            if (!isComposing) dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
            return false
          },
        },
      },
    }),
  ],
})
