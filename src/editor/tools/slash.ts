import { Extension, type AnyExtension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** A `/` behind which the author types what is to be inserted. */
export interface Slash {
  /** What stands behind the `/`. */
  readonly query: string
  /** Where the `/` stands in the window. */
  rect(): DOMRect
  /** Takes the `/` and what stands behind it out of the text. */
  take(): void
  /** Closes the menu and leaves the text. */
  leave(): void
}

export interface SlashOptions {
  /** After every change; undefined: the menu is to be closed. */
  onSlash?(slash: Slash | undefined): void
  /** A key was pressed while the menu is open; true where the menu took it. */
  onSlashKey?(event: KeyboardEvent): boolean
}

/** `from` is where the `/` stands. */
interface Open {
  readonly from: number
  readonly query: string
}

const key = new PluginKey<Open | undefined>('slash')

/** Tells of a `/` that is typed where a block starts or behind a blank, until it is left. */
export function slash(options: SlashOptions): AnyExtension {
  return Extension.create({
    name: 'slash',
    priority: 2000,
    addProseMirrorPlugins: () => (options.onSlash ? [slashPlugin(options)] : []),
  })
}

function slashPlugin(options: SlashOptions): Plugin {
  return new Plugin<Open | undefined>({
    key,
    state: { init: () => undefined, apply: nextOpen },
    props: { handleTextInput: typed, handleKeyDown: (view, event) => pressed(view, event, options) },
    view: () => ({
      update: (view, before) => {
        const open = key.getState(view.state)
        if (open !== key.getState(before)) options.onSlash?.(open && slashIn(view, open))
      },
      destroy: () => options.onSlash?.(undefined),
    }),
  })
}

/** Opens on what is typed, not on what stands there already: a cursor that comes along is left in peace. */
function typed(view: EditorView, from: number, to: number, text: string): boolean {
  if (text !== '/' || key.getState(view.state) || !mayOpen(view.state, from)) return false
  view.dispatch(view.state.tr.insertText(text, from, to).setMeta(key, from).scrollIntoView())
  return true
}

function mayOpen({ doc }: EditorState, at: number): boolean {
  const $at = doc.resolve(at)
  const { parent, parentOffset } = $at
  if (!parent.isTextblock || parent.type.spec.code === true) return false
  if ($at.marks().some(({ type }) => type.spec.code === true)) return false
  const before = parent.textBetween(Math.max(0, parentOffset - 1), parentOffset, undefined, '\ufffc')
  return before === '' || /\s/.test(before)
}

function nextOpen(tr: Transaction, open: Open | undefined, _before: EditorState, state: EditorState) {
  const meta: unknown = tr.getMeta(key)
  if (meta === false) return undefined
  const from = typeof meta === 'number' ? meta : open && tr.mapping.map(open.from)
  return from === undefined ? undefined : openAt(state, from, open)
}

/** At most two words: whoever goes on has written a sentence with a `/` in it. */
function openAt({ selection, doc }: EditorState, from: number, open: Open | undefined): Open | undefined {
  const { $head, head } = selection
  if (!(selection instanceof TextSelection) || !selection.empty) return undefined
  if (head <= from || $head.start() > from) return undefined
  const text = doc.textBetween(from, head, undefined, '\ufffc')
  const query = /^\/((?:[^\s\ufffc]+ ?[^\s\ufffc]*)?)$/.exec(text)?.[1]
  if (query === undefined) return undefined
  return open?.from === from && open.query === query ? open : { from, query }
}

function pressed(view: EditorView, event: KeyboardEvent, options: SlashOptions): boolean {
  if (!key.getState(view.state) || event.isComposing) return false
  if (event.key !== 'Escape') return options.onSlashKey?.(event) ?? false
  view.dispatch(view.state.tr.setMeta(key, false))
  return true
}

function slashIn(view: EditorView, { from, query }: Open): Slash {
  return {
    query,
    rect: () => {
      const { left, top, bottom } = view.coordsAtPos(Math.min(from, view.state.doc.content.size))
      return new DOMRect(left, top, 0, bottom - top)
    },
    take: () => {
      const to = Math.min(from + 1 + query.length, view.state.doc.content.size)
      view.dispatch(view.state.tr.delete(from, to).setMeta(key, false))
    },
    leave: () => view.dispatch(view.state.tr.setMeta(key, false)),
  }
}
