import { describe, expect, it } from 'vitest'
import { parseBody, saveBody, type Node } from '../../src/editor/document.ts'
import { bodiesOf } from './bodies.ts'
import { Editing } from './editing.ts'

/** The texts of a document in which a line's end means nothing but a blank. */
function proseOf(doc: Node): string[] {
  const texts: string[] = []
  doc.descendants((node, _at, parent) => {
    if (node.isText && parent?.type.spec.code !== true) texts.push(node.text ?? '')
  })
  return texts
}

/**
 * A paragraph in which something is typed is read back out of the page, where a line's end in a text is a blank or, in
 * Tiptap's starter kit, becomes a hard break: typed into “one\ntwo three”, a bare Tiptap has “one<br>two three”, and
 * its text is one character shorter in a line that nobody touched.
 */
describe('where a line is wrapped', () => {
  it('there is a blank in the document', () => {
    const { doc } = parseBody(
      'One\ntwo *three\nfour* [five\nsix](/x)\n  seven.\n\n| a | b |\n\n> eight\n> nine\n',
    )
    expect(proseOf(doc).join('|')).toBe('One two |three four| |five six| seven.|a|b|eight nine')
  })

  it('no text of a post holds a line’s end', () => {
    for (const body of bodiesOf(10))
      expect(proseOf(parseBody(body).doc).filter((text) => /[\r\n]/.test(text))).toEqual([])
  })

  it.each(['\n', '\r\n', '\r'])('what is typed leaves it where it was (%j)', (end) => {
    const body = ['One', 'two  three', 'four.', '', 'Five', 'six.', ''].join(end)
    const { doc, origin } = parseBody(body)
    const { tr } = new Editing(doc).insertAfter('three', 'x')
    expect(saveBody(tr.doc, origin)).toMatchObject({ kind: 'saved', body: body.replace('three', 'threex') })
  })
})
