import { Extension, type AnyExtension } from '@tiptap/core'
import { dropCursor } from '@tiptap/pm/dropcursor'
import { gapCursor } from '@tiptap/pm/gapcursor'
import { history } from '@tiptap/pm/history'

/** Undo, where dragged things will fall, and the cursor between blocks that take none. */
export const behavior: AnyExtension = Extension.create({
  name: 'behavior',
  addProseMirrorPlugins: () => [dropCursor({ class: 'galley-drop', color: false }), gapCursor(), history()],
})
