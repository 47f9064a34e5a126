import ArrowDown from '~icons/lucide/arrow-down'
import ArrowUp from '~icons/lucide/arrow-up'
import Copy from '~icons/lucide/copy'
import Heading2 from '~icons/lucide/heading-2'
import Heading3 from '~icons/lucide/heading-3'
import List from '~icons/lucide/list'
import ListOrdered from '~icons/lucide/list-ordered'
import ListTodo from '~icons/lucide/list-todo'
import Pilcrow from '~icons/lucide/pilcrow'
import Quote from '~icons/lucide/quote'
import SquareCode from '~icons/lucide/square-code'
import Trash2 from '~icons/lucide/trash-2'
import type { BlockKind, EditorCommands } from '../../editor/index.ts'
import type { MenuItem } from '../controls/menu-item.ts'

/** What a block can be turned into. */
export const kinds: readonly { kind: BlockKind; label: string; icon: MenuItem['icon'] }[] = [
  { kind: 'text', label: 'Text', icon: Pilcrow },
  { kind: 2, label: 'Heading', icon: Heading2 },
  { kind: 3, label: 'Subheading', icon: Heading3 },
  { kind: 'bullets', label: 'List', icon: List },
  { kind: 'numbers', label: 'Numbered list', icon: ListOrdered },
  { kind: 'tasks', label: 'Tasks', icon: ListTodo },
  { kind: 'quote', label: 'Quote', icon: Quote },
  { kind: 'code', label: 'Code block', icon: SquareCode },
]

/** The menu of a block; `run` does a command on it. */
export function blockActions(run: (command: (commands: EditorCommands) => void) => void): MenuItem[] {
  return [
    { label: 'Move up', icon: ArrowUp, choose: () => run((text) => text.moveBlock(-1)) },
    { label: 'Move down', icon: ArrowDown, choose: () => run((text) => text.moveBlock(1)) },
    { label: 'Duplicate', icon: Copy, choose: () => run((text) => text.duplicateBlock()) },
    { label: 'Delete', icon: Trash2, choose: () => run((text) => text.deleteBlock()) },
    ...kinds.map(({ kind, label, icon }, index) => ({
      label,
      icon,
      choose: () => run((text) => text.turnInto(kind)),
      ...(index === 0 && { group: 'Turn into' }),
    })),
  ]
}
