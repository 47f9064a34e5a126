import { history, undo } from '@tiptap/pm/history'
import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { unmark } from '../../src/editor/unmark.ts'

const body = 'One <span class="a">two <span dir="rtl">three</span> four</span> and *five*.\n'

describe('taking a mark away', () => {
  const { doc, origin } = parseBody(body)
  const places: [string, number, number][] = []
  doc.descendants((node, at) => {
    if (node.isText && node.marks.length > 0) places.push([node.text ?? '', at, at + node.nodeSize])
  })

  it.each(places)('of “%s” is undone to the very text', (_, from, to) => {
    for (const mark of [undefined, ...(doc.nodeAt(from)?.marks ?? [])]) {
      const opened = EditorState.create({ doc, plugins: [history()] })
      const edited = opened.apply(unmark(opened.tr, from, to, mark))
      expect(edited.doc.nodeAt(from)?.marks).toHaveLength(
        mark === undefined ? 0 : (doc.nodeAt(from)?.marks.length ?? 0) - 1,
      )
      let back = edited
      undo(back, (tr) => (back = back.apply(tr)))
      expect(saveBody(back.doc, origin).body).toBe(body)
    }
  })

  it('leaves the other tag around the words', () => {
    const [, from, to] = places.find(([text]) => text === 'three') ?? ['', 0, 0]
    const inner = doc.nodeAt(from)?.marks.at(-1)
    const state = EditorState.create({ doc })
    expect(saveBody(state.apply(unmark(state.tr, from, to, inner)).doc, origin).body).toBe(
      'One <span class="a">two three four</span> and *five*.\n',
    )
  })
})
