import { Extension } from '@tiptap/core'
import { closeHistory, undo } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { bringIntoSight } from './bring-into-sight.ts'
import { hasNote, referTo } from './note-commands.ts'
import { schema } from './schema.ts'

/** What was typed between two positions becomes what it means; false, and nothing changed, where it cannot here. */
type Become = (tr: Transaction, from: number, to: number, match: RegExpExecArray) => boolean

interface Shortcut {
  /** At the end of the block's text before the cursor. */
  readonly typed: RegExp
  readonly become: Become
}

const picture: Become = (tr, from, to, [, alt = '', src = '', title]) => {
  const $from = tr.doc.resolve(from)
  const node = schema.node('image', { src, alt: alt.trim(), title: title ?? null }, undefined, $from.marks())
  if (!$from.parent.canReplaceWith($from.index(), tr.doc.resolve(to).indexAfter(), node.type)) return false
  tr.replaceWith(from, to, node)
  tr.setSelection(TextSelection.create(tr.doc, from + 1))
  return true
}

/** At a paragraph's start it may become the note itself: only what is typed next says. */
const reference: Become = (tr, from, to, [, name = '', next = '']) =>
  referTo(tr, from, to - next.length, name)

/** A note, where the post has none of that name yet. */
const note: Become = (tr, from, to, [, name = '']) => {
  const $from = tr.doc.resolve(from)
  if ($from.depth !== 1 || $from.parent.type.name !== 'paragraph' || hasNote(tr.doc, name)) return false
  const paragraph = schema.node('paragraph', null, $from.parent.content.cut(to - from))
  tr.replaceWith($from.before(), $from.after(), schema.node('footnote', { name }, [paragraph]))
  tr.setSelection(TextSelection.create(tr.doc, from + 1))
  return true
}

const shortcuts: readonly Shortcut[] = [
  {
    typed: /(?<!\\)!\[([^[\]]*)\]\(((?:[^()\s]|\([^()\s]*\))+)(?:\s+"([^"]*)")?\)$/,
    become: picture,
  },
  { typed: /(?<=[^\\])\[\^(\w[\w:-]*)\]$/, become: reference },
  { typed: /^\[\^(\w[\w:-]*)\]([^:])$/, become: reference },
  { typed: /^\[\^(\w[\w:-]*)\]:\s$/, become: note },
]

/** What a text that is being typed at the cursor makes of what stands before it; undefined: nothing. */
export function meantByTyping(state: EditorState): Transaction | undefined {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.inlineContent || $from.parent.type.spec.code === true) return undefined
  const { pos, parentOffset, parent } = $from
  const from = Math.max(0, parentOffset - 500)
  const text = parent.textBetween(from, parentOffset, undefined, '\ufffc')
  for (const { typed, become } of shortcuts) {
    const match = typed.source.startsWith('^') && from > 0 ? null : typed.exec(text)
    const { tr } = state
    const start = pos - (match?.[0].length ?? 0)
    if (match && !isApart(state.doc, start, pos) && become(tr, start, pos, match)) return tr
  }
  return undefined
}

/** Code, and the words of a link, say nothing but themselves. */
const isApart = (doc: Node, from: number, to: number): boolean =>
  ['code', 'link'].some((name) => doc.rangeHasMark(from, to, schema.mark(name).type))

const key = new PluginKey<boolean>('typed shortcuts')

/** Whether it is worth a look: this is asked with every key. */
function mayEndOne({ selection }: EditorState, text: string): boolean {
  const { parent, parentOffset } = selection.$from
  if (text === ')' || text === ']') return true
  return parentOffset < 80 && parent.firstChild?.text?.startsWith('[^') === true
}

/** First what was typed, as a step of its own, so that undo gives it back; then what it means. */
function type(view: EditorView, text: string): boolean {
  if (view.composing || !mayEndOne(view.state, text)) return false
  const typed = view.state.tr.insertText(text)
  const meant = meantByTyping(view.state.apply(typed))
  if (!meant) return false
  view.dispatch(typed)
  const tr = meantByTyping(view.state)
  if (!tr) return true
  view.dispatch(closeHistory(tr).setMeta(key, true).scrollIntoView())
  bringIntoSight(view)
  return true
}

/**
 * What one types as Markdown and sees as what it means: `![words](address)` a picture, `[^1]` the mark of a note,
 * `[^1]: ` at a paragraph's start the note itself. Undo, and Backspace right behind, give back what was typed.
 */
export const typedShortcuts = Extension.create({
  name: 'typedShortcuts',
  priority: 900,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      Backspace: () => key.getState(editor.state) === true && undo(editor.state, editor.view.dispatch),
    }
  },
  addProseMirrorPlugins: () => [
    new Plugin<boolean>({
      key,
      state: {
        init: () => false,
        apply: (tr, just) => {
          if (tr.getMeta(key) === true) return true
          return just && !tr.docChanged && !tr.selectionSet
        },
      },
      props: { handleTextInput: (view, _from, _to, text) => type(view, text) },
    }),
  ],
})
