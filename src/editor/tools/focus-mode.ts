import { Plugin, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'

/** Marks the block at the cursor, so that all others can step back. Returns how to end it. */
export function startFocusMode(view: EditorView): () => void {
  const plugin = new Plugin({
    props: { attributes: { class: 'galley-focus' }, decorations: currentBlock },
  })
  view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, plugin] }))
  return () => {
    if (view.isDestroyed) return
    const plugins = view.state.plugins.filter((one) => one !== plugin)
    view.updateState(view.state.reconfigure({ plugins }))
  }
}

function currentBlock({ doc, selection }: EditorState): DecorationSet {
  const { $from, $to } = selection
  const from = $from.depth === 0 ? $from.pos : $from.before(1)
  const to = $to.depth === 0 ? $to.pos : $to.after(1)
  const blocks: Decoration[] = []
  doc.nodesBetween(from, to, (node, at) => {
    blocks.push(Decoration.node(at, at + node.nodeSize, { class: 'galley-current' }))
    return false
  })
  return DecorationSet.create(doc, blocks)
}
