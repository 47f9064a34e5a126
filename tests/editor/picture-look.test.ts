import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { withClasses } from '../../src/editor/attribute-text.ts'
import { parseBody, saveBody, type Node } from '../../src/editor/document.ts'
import { plainPictures, widthOf, withShare, withSide } from '../../src/editor/picture-attributes.ts'
import { lookOf, withLook, type LookChange } from '../../src/editor/picture-look.ts'

const quarter: LookChange = (list) => withShare(list, 25, plainPictures)
const right: LookChange = (list) => withSide(list, 'right', plainPictures)
const wide: LookChange = (list) => withClasses(list, ['small'], ['wide'])

/** A post whose only picture gets other attributes. */
function saved(body: string, attributes: (picture: Node) => Record<string, unknown>) {
  const { doc, origin } = parseBody(body)
  const { tr } = EditorState.create({ doc })
  doc.descendants((node, at) => {
    if (node.type.name === 'image') tr.setNodeMarkup(at, null, { ...node.attrs, ...attributes(node) })
  })
  const save = saveBody(tr.doc, origin)
  return { kind: save.kind, body: save.body }
}

describe('the look of a picture', () => {
  it.each<[string, LookChange, string]>([
    ['![a](b.png){:.x}\n', quarter, '![a](b.png){:.x width="25%"}\n'],
    ["a <img src='b.png'  width=40> c\n", quarter, `a <img src='b.png'  width="25%"> c\n`],
    ['<p><img src="b.png" /> c</p>\n', quarter, '<p><img src="b.png" width="25%" /> c</p>\n'],
    ['<p><img class="a small" src="b.png"></p>\n', wide, '<p><img class="a wide" src="b.png"></p>\n'],
    [
      '<p><img src="b.png" style="width: 9%"></p>\n',
      right,
      '<p><img src="b.png" style="width: 9%; float: right"></p>\n',
    ],
    [
      'a <img src="b.png" width="9">{: width="40%" .x} c\n',
      quarter,
      'a <img src="b.png" width="25%">{: .x} c\n',
    ],
  ])('of %j is changed where it is written', (body, change, wanted) => {
    expect(saved(body, (node) => withLook(node, change))).toEqual({ kind: 'saved', body: wanted })
  })

  it('is what the list behind a tag says above what the tag says', () => {
    const { doc } = parseBody('a <img src="b.png" width="9">{: width="40%"} c\n')
    expect(widthOf(lookOf(doc.child(0).child(1)))).toBe('40%')
  })

  it('goes into the tag where a list would be text', () => {
    const list = '{: .wide #top width="40%"}'
    expect(saved('<p><img class="a" src="b.png"></p>\n', () => ({ ial: list }))).toEqual({
      kind: 'saved',
      body: '<p><img class="a wide" src="b.png" id="top" width="40%"></p>\n',
    })
  })
})

it('keeps the Liquid of a new address within HTML', () => {
  const body = '<p><img src="b.png"></p>\n'
  const wanted = body.replace('b.png', '{{site.baseurl}}/c.png')
  expect(saved(body, () => ({ src: '{{site.baseurl}}/c.png' }))).toEqual({ kind: 'saved', body: wanted })
})

it('leaves a note to oneself behind where its picture is deleted', () => {
  const { doc, origin } = parseBody('a\n\n![](b.png)<!-- -->\n\nc\n')
  const { tr } = EditorState.create({ doc })
  const save = saveBody(tr.delete(4, 5).doc, origin)
  expect([save.kind, save.body]).toEqual(['saved', 'a\n\n<!-- -->\n\nc\n'])
})
