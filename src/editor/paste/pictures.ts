import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Stands in pasted text for a picture that was pasted along: a character that no text has. */
export const pictureSign = '\ufdd0'

/** The places of the pictures that were pasted last, as the text is now. */
const key = new PluginKey<readonly number[]>('pasted-pictures')

/** Tells of files and where each of them belongs, also when the text has changed meanwhile. */
type Ask = (files: readonly File[], place: (index: number) => number) => void

/** Takes the signs of pictures out of what was pasted, in the same step, and asks for the pictures at their places. */
export function pastedPictures(take: () => readonly File[], ask: Ask): Plugin {
  let view: EditorView | undefined
  const askLater = (files: readonly File[]): void =>
    queueMicrotask(() => ask(files, (index) => (view && key.getState(view.state)?.[index]) ?? 0))
  return new Plugin<readonly number[]>({
    key,
    state: {
      init: () => [],
      apply: (tr, places) =>
        (tr.getMeta(key) as readonly number[] | undefined) ?? places.map((at) => tr.mapping.map(at)),
    },
    view: (made) => {
      view = made
      return {}
    },
    appendTransaction: (transactions, _old, state) => {
      if (!transactions.some(isPaste)) return undefined
      const files = take()
      const signs = files.length === 0 ? [] : signsIn(state.doc).slice(0, files.length)
      if (signs.length === 0) return undefined
      const { tr } = state
      for (const at of [...signs].reverse()) tr.delete(at, at + 1)
      askLater(files.slice(0, signs.length))
      return tr.setMeta(
        key,
        signs.map((at, index) => at - index),
      )
    },
  })
}

const isPaste = (tr: Transaction): boolean =>
  tr.getMeta('paste') === true || /^(?:paste|drop)$/.test(String(tr.getMeta('uiEvent')))

function signsIn(doc: Node): number[] {
  const signs: number[] = []
  doc.descendants(({ text = '' }, at) => {
    for (let index = text.indexOf(pictureSign); index !== -1; index = text.indexOf(pictureSign, index + 1))
      signs.push(at + index)
  })
  return signs
}
