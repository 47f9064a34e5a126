import { Extension, type AnyExtension } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { demoteTerm, enterEntry, joinEntry, promoteDefinition } from '../term-commands.ts'

/** The keys of terms and definitions. */
export const termKeys: AnyExtension = Extension.create({
  name: 'term-keys',
  priority: 510,
  addKeyboardShortcuts() {
    const run = (command: (tr: Transaction) => boolean) => () =>
      this.editor.commands.command(({ tr }) => command(tr))
    return {
      Enter: run(enterEntry),
      Tab: run(demoteTerm),
      'Shift-Tab': run(promoteDefinition),
      Backspace: run(joinEntry),
    }
  },
})
