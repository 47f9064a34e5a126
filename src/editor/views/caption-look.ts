import { Extension, type AnyExtension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { isCaption, isLonePicture, plainCaption, type CaptionForm } from '../caption.ts'
import { differing } from '../touched.ts'

export interface CaptionOptions {
  /** How this site writes what stands below its pictures; undefined where it does not. Asked where there are some. */
  captions?(): CaptionForm | undefined
}

const key = new PluginKey<DecorationSet>('captions')

/** Shows a picture that stands alone as a figure, and the block behind it close to it where that is its caption. */
export function captionLook(options: CaptionOptions): AnyExtension {
  const looks = (doc: Node, from: number, to: number): Decoration[] => {
    let known: CaptionForm | undefined
    const habit = (): CaptionForm => (known ??= options.captions?.() ?? plainCaption)
    const found: Decoration[] = []
    doc.nodesBetween(from, to, (node, at, parent, index) => {
      if (parent && isLonePicture(node)) found.push(...figure(node, at, parent.maybeChild(index + 1), habit))
      return !node.isTextblock
    })
    return found
  }
  const apply = (tr: Transaction, set: DecorationSet): DecorationSet => {
    const range = tr.docChanged ? differing(tr.before, tr.doc)?.now : undefined
    if (!range) return set
    const [from, to] = around(tr.doc, range)
    const mapped = set.map(tr.mapping, tr.doc)
    const old = mapped.find(from, to)
    const now = looks(tr.doc, from, to)
    return old.length === 0 && now.length === 0 ? mapped : mapped.remove(old).add(tr.doc, now)
  }
  const init = (_config: unknown, { doc }: { doc: Node }) =>
    DecorationSet.create(doc, looks(doc, 0, doc.content.size))
  const plugin = () =>
    new Plugin<DecorationSet>({
      key,
      state: { init, apply },
      props: { decorations: (state) => key.getState(state) },
    })
  return Extension.create({ name: 'captions', addProseMirrorPlugins: () => [plugin()] })
}

/** What was changed, and the blocks beside it. */
function around(doc: Node, [from, to]: readonly [number, number]): readonly [number, number] {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  const start = $from.depth === 0 ? from : $from.before(1)
  const end = $to.depth === 0 ? to : $to.after(1)
  const before = doc.resolve(start).nodeBefore?.nodeSize ?? 0
  const after = doc.resolve(end).nodeAfter?.nodeSize ?? 0
  return [start - before, end + after]
}

function figure(node: Node, at: number, next: Node | null, habit: () => CaptionForm): Decoration[] {
  const end = at + node.nodeSize
  const own = Decoration.node(at, end, { class: 'galley-figure' })
  if (!next || !isCaption(next, habit())) return [own]
  return [own, Decoration.node(end, end + next.nodeSize, { class: 'galley-caption' })]
}
