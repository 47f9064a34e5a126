import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/editor/document.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { Printer } from '../../src/editor/printing.ts'
import { schema } from '../../src/editor/schema.ts'
import { defaultStyle } from '../../src/editor/style.ts'
import { doc, p } from './builders.ts'
import { Editing } from './editing.ts'

const tagged = (name: string, text: string, attributes: Record<string, unknown>): Node[] => [
  schema.text(text, [schema.mark(name, attributes)]),
]

const same: readonly (readonly [source: string, document: Node])[] = [
  ['H<sub>2</sub>O', doc(p('H', tagged('html', '2', { html: '<sub>' }), 'O'))],
  ['a <b>c</b>', doc(p('a ', tagged('bold', 'c', { html: '<b>' })))],
  ['a <EM>c</EM>', doc(p('a ', tagged('italic', 'c', { html: '<EM>' })))],
  ['<kbd>a*b &amp;amp; |</kbd>', doc(p(tagged('code', 'a*b &amp; |', { html: '<kbd>' })))],
  [
    '<a href="b&amp;c" target=_blank>d</a>',
    doc(p(tagged('link', 'd', { href: 'b&c', html: '<a href="b&amp;c" target=_blank>' }))),
  ],
  ['a <span class="x">c</span>', doc(p('a ', tagged('html', 'c', { html: '<span class="x">' })))],
]

/** The only change that an edit makes. */
const edits: readonly (readonly [string, (editing: Editing) => Editing, string])[] = [
  ['a <b >c &mdash; d</b > e', (e) => e.insertAfter('c', 'x'), 'a <b >cx &mdash; d</b > e'],
  ['a <sup>1b</sup> *e*', (e) => e.replace('1', '2'), 'a <sup>2b</sup> *e*'],
  ['press <kbd>AB</kbd>', (e) => e.replace('B', '<'), 'press <kbd>A&lt;</kbd>'],
  ['a <u>be</u> c', (e) => e.unmark('e', 'html'), 'a <u>b</u>e c'],
  ['a <u>b *c* d</u>', (e) => e.mark('*c*', 'bold'), 'a <u>b <strong>*c*</strong> d</u>'],
  ['a <strong>b</strong> c', (e) => e.unmark('b', 'bold'), 'a b c'],
  [
    "<a class='x' href='y'>b</a>",
    (e) => e.mark('b', 'link', { href: 'z', html: "<a class='x' href='y'>" }),
    "<a class='x' href='z'>b</a>",
  ],
]

describe('HTML in a text', () => {
  it.each(same)('%j is read and written', (source, document) => {
    expect(parseBody(source).doc.toJSON()).toEqual(document.toJSON())
    expect(new Printer(defaultStyle).blocks(document.children)).toBe(source)
  })

  it.each(edits)('%j is edited', (source, edit, wanted) => {
    const { doc: before, origin } = parseBody(source)
    const save = saveBody(edit(new Editing(before)).tr.doc, origin)
    expect([save.kind, save.body]).toEqual(['saved', wanted])
  })

  it('is a picture, with what its tag says', () => {
    const { doc: read } = parseBody('a <img src="b.png" width="40%" alt="c &amp; d"> e')
    expect(read.child(0).child(1).attrs).toMatchObject({ src: 'b.png', alt: 'c & d' })
  })

  it('writes what was changed of a picture into its tag', () => {
    const { doc: before, origin } = parseBody(`a <img src='b.png'  width="40%"> e`)
    const { tr } = new Editing(before)
    tr.setNodeAttribute(3, 'alt', 'A "d"')
    expect(saveBody(tr.doc, origin).body).toBe(`a <img src='b.png'  width="40%" alt="A &quot;d&quot;"> e`)
  })

  it('stays source where it is not closed', () => {
    const { doc: read } = parseBody('a <span>b')
    expect(read.child(0).child(1).type.name).toBe('inlineIsland')
  })
})
