import { Extension, type AnyExtension } from '@tiptap/core'
import { duplicateBlocks, moveBlocks, type BlockCommand } from '../block-commands.ts'
import { slash, type SlashOptions } from './slash.ts'

export interface ToolOptions extends SlashOptions {
  /** Alt-F10 was pressed: the keyboard goes to the tools for the selected words. */
  onTools?(): void
  /** Alt-Enter was pressed: the menu of the block at the cursor is wanted. */
  onBlock?(): void
}

/** What helps in writing beside the constructs: the keys for whole blocks, and those that lead to the tools. */
export const writingTools = (options: ToolOptions): AnyExtension[] => [slash(options), toolKeys(options)]

function toolKeys(options: ToolOptions): AnyExtension {
  return Extension.create({
    name: 'toolKeys',
    priority: 550,
    addKeyboardShortcuts() {
      const { editor } = this
      const block = (command: BlockCommand) => () => editor.commands.command(({ tr }) => command(tr))
      const asked = (name: 'onTools' | 'onBlock') => () => {
        options[name]?.()
        return options[name] !== undefined
      }
      return {
        'Alt-F10': asked('onTools'),
        'Alt-Enter': asked('onBlock'),
        'Alt-Shift-ArrowUp': block(moveBlocks(-1)),
        'Alt-Shift-ArrowDown': block(moveBlocks(1)),
        'Mod-Shift-d': block(duplicateBlocks),
      }
    },
  })
}
