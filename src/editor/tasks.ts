import { Extension, InputRule } from '@tiptap/core'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

const next: Readonly<Record<string, string>> = { open: 'checked', checked: 'open' }

/** Ticks the task in which a position lies, or takes the tick away; false where it lies in none. */
export function toggleTaskAt(tr: Transaction, at: number): boolean {
  const $at = tr.doc.resolve(at)
  for (let depth = $at.depth; depth > 0; depth--) {
    const task = next[String($at.node(depth).attrs.task)]
    if ($at.node(depth).type.name !== 'listItem' || task === undefined) continue
    tr.setNodeAttribute($at.before(depth), 'task', task)
    return true
  }
  return false
}

/** Space before an item's first character, where it would be lost: ticks the box that stands there. */
function toggleAtStart(tr: Transaction): boolean {
  const { $from, empty } = tr.selection
  const isStart = empty && $from.parentOffset === 0 && $from.depth > 1 && $from.index(-1) === 0
  return isStart && $from.node(-1).type.name === 'listItem' && toggleTaskAt(tr, $from.pos)
}

/** A press on the box, which stands before the item's text. */
function pressBox(view: EditorView, event: MouseEvent): boolean {
  const item = event.target
  if (!(item instanceof HTMLLIElement) || item.dataset.task === undefined || !view.editable) return false
  const { left, right } = item.getBoundingClientRect()
  const isBox = getComputedStyle(item).direction === 'rtl' ? event.clientX > right : event.clientX < left
  const { tr } = view.state
  if (!isBox || !toggleTaskAt(tr, view.posAtDOM(item, 0))) return false
  event.preventDefault()
  view.dispatch(tr)
  return true
}

/** `[ ] ` or `[x] ` at the start of an item's text. */
const typedBox = new InputRule({
  find: /^\[([ xX]?)\]\s$/,
  handler: ({ state: { tr, doc }, range, match }) => {
    const $at = doc.resolve(range.from)
    const isItem = $at.depth > 1 && $at.index(-1) === 0 && $at.node(-1).type.name === 'listItem'
    if (!isItem) return null
    tr.delete(range.from, range.to)
    tr.setNodeAttribute($at.before(-1), 'task', /x/i.test(match[1] ?? '') ? 'checked' : 'open')
    return undefined
  },
})

/** Boxes of tasks are ticked by a press on them, by Space before their text, and by Mod-Shift-Enter anywhere in it. */
export const tasks = Extension.create({
  name: 'tasks',
  priority: 600,
  addKeyboardShortcuts() {
    const { editor } = this
    // Space is a key like any other: Tiptap makes all of its commands whenever one is asked for
    const run = (command: (tr: Transaction) => boolean) => () => {
      const { tr } = editor.state
      const done = command(tr)
      if (done) editor.view.dispatch(tr)
      return done
    }
    return { Space: run(toggleAtStart), 'Mod-Shift-Enter': run((tr) => toggleTaskAt(tr, tr.selection.from)) }
  },
  addInputRules: () => [typedBox],
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { mousedown: pressBox } } })],
})
