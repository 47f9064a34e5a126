import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { schema } from '../../src/editor/schema.ts'
import { meantByTyping } from '../../src/editor/typed-shortcuts.ts'
import { a, code, doc, img, note, p, pre, ref } from './builders.ts'

/** The document once `‸` stands where somebody has just typed; undefined: nothing came of it. */
function after(before: Node): Node | undefined {
  let at = -1
  before.descendants((node, pos) => {
    const found = node.isText ? (node.text?.indexOf('‸') ?? -1) : -1
    if (found !== -1) at = pos + found
  })
  const state = EditorState.create({ doc: before, schema })
  const ready = state.apply(state.tr.delete(at, at + 1))
  const selected = ready.apply(ready.tr.setSelection(TextSelection.create(ready.doc, at)))
  const tr = meantByTyping(selected)
  return tr && selected.apply(tr.insertText('‸')).doc
}

const becomes: readonly (readonly [typed: Node, becomes: Node])[] = [
  [doc(p('a ![b c](/d.png)‸ e')), doc(p('a ', img('/d.png', 'b c'), '‸ e'))],
  [doc(p('![](d(1).png)‸')), doc(p(img('d(1).png', ''), '‸'))],
  [doc(p('a[^1]‸'), note('1', 'b')), doc(p('a', ref('1'), '‸'), note('1', 'b'))],
  [doc(p('a[^sea]‸b'), p('c')), doc(p('a', ref('sea'), 'b'), p('c'), note('sea', '‸'))],
  [doc(p('[^1] ‸'), note('1', 'b')), doc(p(ref('1'), '‸ '), note('1', 'b'))],
  [doc(p('a', ref('1')), p('[^1]: ‸b')), doc(p('a', ref('1')), note('1', '‸b'))],
]

const stays: readonly Node[] = [
  doc(p('![a](b c)‸')),
  doc(p('\\![a](b)‸')),
  doc(p('![a](b(c)‸')),
  doc(p('[^1]‸')),
  doc(p('[^1]:‸')),
  doc(p('[^1]: ‸'), note('1', 'a')),
  doc(p('a[^]‸')),
  doc(p(code('![a](b)‸'))),
  doc(p(a('/', 'a[^1]‸'))),
  doc(pre('![a](b)‸')),
]

describe('what is typed as Markdown', () => {
  it.each(becomes.map(([typed, wanted]) => [typed.textContent, typed, wanted] as const))(
    '%s',
    (_name, typed, wanted) => {
      expect(after(typed)?.toJSON()).toEqual(wanted.toJSON())
    },
  )

  it.each(stays.map((typed) => [typed.textContent, typed] as const))('%s is text', (_name, typed) => {
    expect(after(typed)?.toString()).toBeUndefined()
  })

  it('keeps the title of a picture', () => {
    const image = after(doc(p('![a](b "c d")‸')))?.firstChild?.firstChild
    expect(image?.attrs).toMatchObject({ src: 'b', alt: 'a', title: 'c d' })
  })

  it('is saved as it was typed', () => {
    const { doc: opened, origin } = parseBody('One.\n')
    const state = EditorState.create({ doc: opened, schema })
    const written = state.apply(state.tr.insertText(' ![b](/d.png)', 5))
    const ready = written.apply(written.tr.setSelection(TextSelection.atEnd(written.doc)))
    const tr = meantByTyping(ready)
    expect(tr && saveBody(tr.doc, origin)).toMatchObject({ kind: 'saved', body: 'One. ![b](/d.png)\n' })
  })
})
