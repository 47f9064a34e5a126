import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { parseBody, saveBody } from './document.ts'
import { createEditor } from './editor.ts'

const text = '## One\n\nTwo *three* **four** [five](#six) `seven`.\n\n- eight\n- nine\n\n> ten\n'

/**
 * Makes an editor that nobody sees, and saves what is typed into it: what is made once for all editors, and what the
 * browser does once for all code, is done then. The first post opens faster, and its first save holds no key up.
 */
export async function rehearse(): Promise<void> {
  const { doc, origin } = parseBody(text)
  await nextTurn()
  const editor = createEditor({
    element: document.createElement('div'),
    doc,
    label: '',
    onChange: () => undefined,
    resolveImage: () => Promise.resolve(undefined),
  })
  const typed = typeInto(editor.view, doc)
  editor.destroy()
  await nextTurn()
  saveBody(typed, origin)
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** The document with a letter more in each of its texts. */
function typeInto(view: EditorView, doc: Node): Node {
  const places: number[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock) places.unshift(at + 2)
  })
  const { tr } = view.state
  for (const at of places) tr.insertText('x', at)
  view.dispatch(tr)
  return view.state.doc
}
