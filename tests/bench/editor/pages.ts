import { history } from '@codemirror/commands'
import { markdown } from '@codemirror/lang-markdown'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView } from '@codemirror/view'
import { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { StarterKit } from '@tiptap/starter-kit'

/** The editors that ours is measured against: each opens a text with the cursor in its middle. */
const editors = {
  textarea(source: string): void {
    const area = document.createElement('textarea')
    area.value = source
    document.body.append(area)
    area.focus()
    const middle = source.indexOf(' ', source.length >> 1)
    area.setSelectionRange(middle, middle)
  },

  codemirror(source: string): void {
    const middle = source.indexOf(' ', source.length >> 1)
    const extensions = [history(), drawSelection(), markdown(), EditorView.lineWrapping]
    const state = EditorState.create({ doc: source, extensions, selection: { anchor: middle } })
    const view = new EditorView({ state, parent: document.body })
    view.focus()
    view.dispatch({ effects: EditorView.scrollIntoView(middle, { y: 'center' }) })
  },

  tiptap(html: string): void {
    const element = document.createElement('div')
    document.body.append(element)
    const editor = new Editor({ element, extensions: [StarterKit], content: html })
    let at = editor.state.doc.content.size >> 1
    editor.state.doc.nodesBetween(at, editor.state.doc.content.size, (node, place, parent) => {
      if (node.type.name === 'paragraph' && parent === editor.state.doc && at < place) {
        at = place + 12
        return false
      }
      return at < place
    })
    const { tr } = editor.state
    editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at))).scrollIntoView())
    editor.view.focus()
  },
}

declare global {
  interface Window {
    openEditor(kind: keyof typeof editors, text: string): Promise<number>
  }
}

const frame = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done))
  })

/** Opens an editor; answers the milliseconds until it was painted. */
window.openEditor = async (kind, text) => {
  const start = performance.now()
  editors[kind](text)
  await frame()
  return performance.now() - start
}
