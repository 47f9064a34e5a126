import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { parseBody } from '../../src/editor/document.ts'
import { insertFootnote } from '../../src/editor/note-commands.ts'
import { Printer } from '../../src/editor/printing.ts'
import { defaultStyle } from '../../src/editor/style.ts'
import { Editing } from './editing.ts'
import {
  abbr,
  address,
  dd,
  dl,
  doc,
  dt,
  looseDd,
  note,
  p,
  pre,
  ref,
  strong,
  styles,
  li,
  ul,
  h,
} from './builders.ts'

/** A text in canonical form and its document, both ways. */
const same: readonly (readonly [source: string, document: Node])[] = [
  ['a[^b]\n\n[^b]: c', doc(p('a', ref('b')), note('b', 'c'))],
  ['a[^b]\n\n[^b]: c\n\n    d\n\n    - e', doc(p('a', ref('b')), note('b', 'c', 'd', ul(li('e'))))],
  ['a[^b]\n\n[^b]:\n    ## c', doc(p('a', ref('b')), note('b', h(2, 'c')))],
  ['[^b]: c\n^\n    d', doc(note('b', 'c'), pre('d', { fenced: false }))],
  ['[^b]:\n\na', doc(note('b', p()), 'a')],
  ['a\n: b', doc(dl(dt('a'), dd('b')))],
  ['a\nb\n: c\n: d\n\ne\n: f', doc(dl(dt('a'), dt('b'), dd('c'), dd('d'), dt('e'), dd('f')))],
  ['a\n\n: b\n\n: c', doc(dl(dt('a'), looseDd('b'), looseDd('c')))],
  ['a\n: b\n\n  c\n\n\\# d\n: - e', doc(dl(dt('a'), dd('b', 'c'), dt('# d'), dd(ul(li('e')))))],
  ['**a**\n: ```\n  b\n  ```', doc(dl(dt(strong('a')), dd(pre('b'))))],
  ['a\n: b\n^\nc\n: d', doc(dl(dt('a'), dd('b')), dl(dt('c'), dd('d')))],
  ['[a]: https://a.example', doc(address('a', 'https://a.example'))],
  ['[A b]: /c "d"', doc(address('A b', '/c', 'd'))],
  ['*[HTML]: Hyper Text', doc(abbr('HTML', 'Hyper Text'))],
  ['{:wide: .wide title="a"}', doc(styles('wide', '.wide title="a"'))],
]

const read: readonly (readonly [source: string, document: Node])[] = [
  ['a[^b]\n\n[^b]:  c\nd', doc(p('a', ref('b')), note('b', 'c'), 'd')],
  ['[^b]:\tc\n\n\td', doc(note('b', 'c', 'd'))],
  ['[^b]:\n\n    c', doc(note('b', 'c'))],
  ['a [^b]', doc('a [^b]')],
  ['a\n:   b\nc', doc(dl(dt('a'), dd('b c')))],
  ['[a]: <b>\n  "c"', doc(address('a', 'b', 'c'))],
  ['{:a:.b}', doc(styles('a', '.b'))],
]

const print = (document: Node): string => new Printer(defaultStyle).blocks(document.children)

describe('notes, terms and definitions', () => {
  it.each(same)('%j both ways', (source, document) => {
    expect(parseBody(source).doc.toJSON()).toEqual(document.toJSON())
    expect(print(document)).toBe(source)
  })

  it.each(read)('reads %j', (source, document) => {
    expect(parseBody(source).doc.toJSON()).toEqual(document.toJSON())
  })

  it.each([
    ['a', '1'],
    ['a[^1] b[^7]\n\n[^1]: c\n[^7]: d', '8'],
    ['a[^a] b[^b]\n\n[^a]: c\n[^b]: d', 'c'],
    ['a[^B] b[^a] [^D]\n\n[^a]: c\n[^B]: d', 'E'],
    ['a[^z]\n\n[^z]: c', '1'],
    ['a[^note-2] b[^note-1]\n\n[^note-1]: c\n[^note-2]: d', 'note-3'],
    ['a[^tide]\n\n[^tide]: c', '1'],
    ['a[^tide] b[^3]\n\n[^tide]: c', '4'],
  ])('names a new note in %j %j', (source, name) => {
    const { tr } = new Editing(parseBody(source).doc).behind('a').run(insertFootnote)
    const [mark] = tr.doc.firstChild?.children.filter(({ type }) => type.name === 'footnoteReference') ?? []
    expect(mark?.attrs.name).toBe(name)
  })
})
