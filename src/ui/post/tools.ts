import Bold from '~icons/lucide/bold'
import Code from '~icons/lucide/code'
import Italic from '~icons/lucide/italic'
import List from '~icons/lucide/list'
import ListOrdered from '~icons/lucide/list-ordered'
import ListTodo from '~icons/lucide/list-todo'
import Minus from '~icons/lucide/minus'
import Quote from '~icons/lucide/quote'
import SquareCode from '~icons/lucide/square-code'
import Strikethrough from '~icons/lucide/strikethrough'
import Superscript from '~icons/lucide/superscript'
import Table from '~icons/lucide/table'
import type { Component } from 'svelte'
import type { ActiveState, EditorCommands } from '../../editor/index.ts'

/** One button of the toolbar. */
export interface Tool {
  readonly label: string
  readonly icon: Component
  /** As on the keyboard, after the modifier. */
  readonly keys?: string
  readonly run: (commands: EditorCommands) => void
  /** Whether it is on where the cursor stands; left out where it has no such state. */
  readonly on?: (state: ActiveState) => boolean
}

export const marks: readonly Tool[] = [
  { label: 'Bold', icon: Bold, keys: 'B', run: (text) => text.toggleBold(), on: (state) => state.bold },
  {
    label: 'Italic',
    icon: Italic,
    keys: 'I',
    run: (text) => text.toggleItalic(),
    on: (state) => state.italic,
  },
  {
    label: 'Strike out',
    icon: Strikethrough,
    run: (text) => text.toggleStrike(),
    on: (state) => state.strike,
  },
  { label: 'Code', icon: Code, keys: 'E', run: (text) => text.toggleCode(), on: (state) => state.code },
]

export const blocks: readonly Tool[] = [
  { label: 'List', icon: List, run: (text) => text.toggleBulletList(), on: (state) => state.bulletList },
  {
    label: 'Numbered list',
    icon: ListOrdered,
    run: (text) => text.toggleOrderedList(),
    on: (state) => state.orderedList,
  },
  { label: 'Tasks', icon: ListTodo, run: (text) => text.toggleTaskList(), on: (state) => state.taskList },
  { label: 'Quote', icon: Quote, run: (text) => text.toggleBlockquote(), on: (state) => state.blockquote },
  {
    label: 'Code block',
    icon: SquareCode,
    run: (text) => text.toggleCodeBlock(),
    on: (state) => state.codeBlock !== undefined,
  },
]

export const inserts: readonly Tool[] = [
  { label: 'Table', icon: Table, run: (text) => text.insertTable(3, 3) },
  { label: 'Footnote', icon: Superscript, run: (text) => text.insertFootnote() },
  { label: 'Line', icon: Minus, run: (text) => text.insertRule() },
]
