import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { parseBody } from '../../src/editor/document.ts'
import { Printer } from '../../src/editor/printing.ts'
import { defaultStyle } from '../../src/editor/style.ts'
import {
  a,
  br,
  code,
  contents,
  del,
  doc,
  em,
  excerpt,
  h,
  hr,
  img,
  inlineMath,
  inlineTag,
  island,
  li,
  loose,
  math,
  ol,
  output,
  p,
  pre,
  quote,
  strong,
  table,
  tag,
  td,
  th,
  tr,
  ul,
} from './builders.ts'

/** A text in canonical form and its document, both ways. */
const same: readonly (readonly [source: string, document: Node])[] = [
  ['Ebb', doc(p('Ebb'))],
  ['# Ebb\n\n###### Flood', doc(h(1, 'Ebb'), h(6, 'Flood'))],
  ['a _b_ **c** ~~d~~ `e`', doc(p('a ', em('b'), ' ', strong('c'), ' ', del('d'), ' ', code('e')))],
  ['**a _b_ c**', doc(p(strong('a ', em('b'), ' c')))],
  ['a*b*c', doc(p('a', em('b'), 'c'))],
  ['[a **b**](c)', doc(p(a('c', 'a ', strong('b'))))],
  ['<https://a.example>', doc(p(a('https://a.example', 'https://a.example')))],
  ['[a]({{ site.baseurl }}/b)', doc(p(a('{{ site.baseurl }}/b', 'a')))],
  ['[a](<b c>)', doc(p(a('b c', 'a')))],
  [
    '![a]({{site.baseurl}}/b%20c.png){:class="d" width="60%"}',
    doc(p(img('{{site.baseurl}}/b%20c.png', 'a', '{:class="d" width="60%"}'))),
  ],
  ['a\\\\\nb', doc(p('a', br(), 'b'))],
  ['> a\n>\n> > b', doc(quote('a', quote('b')))],
  ['- a\n- b\n  - c\n- d', doc(ul(li('a'), li('b', ul(li('c'))), li('d')))],
  ['1. a\n\n2. b\n\n   c\n\n3. d', doc(ol(loose('a'), loose('b', 'c'), loose('d')))],
  ['- a\n^\n- b', doc(ul(li('a')), ul(li('b')))],
  ['```js\na\n\n  b\n```', doc(pre('a\n\n  b', { language: 'js' }))],
  ['    a\n\n      b', doc(pre('a\n\n  b', { fenced: false }))],
  ['a\n\n---\n\nb', doc('a', hr(), 'b')],
  ['| a | b |\n|---|---|\n| c | d \\| e |', doc(table(tr(th('a'), th('b')), tr(td('c'), td('d | e'))))],
  ['<form>\n  a\n</form>', doc(island('html', '<form>\n  a\n</form>'))],
  ['{% include a.html %}', doc(tag('{% include a.html %}'))],
  ['{% include a.html %}\n{: .wide}', doc(tag('{% include a.html %}', '{: .wide}'))],
  ['{% if a %}\n\nb\n\n{% endif %}', doc(tag('{% if a %}'), 'b', tag('{% endif %}'))],
  ['a {% include b.html %} c', doc(p('a ', inlineTag('{% include b.html %}'), ' c'))],
  ['a {{ b }} c', doc(p('a ', output('{{ b }}'), ' c'))],
  ['{{ b }}', doc(p(output('{{ b }}')))],
  [
    '{% highlight js %}\na\n\n  b\n{% endhighlight %}',
    doc(pre('a\n\n  b', { language: 'js', highlight: '' })),
  ],
  [
    '{% highlight c++ linenos %}\n{% endhighlight %}',
    doc(pre('', { language: 'c++', highlight: 'linenos' })),
  ],
  ['a\n\n<!--more-->\n\nb', doc('a', excerpt(), 'b')],
  ['a\n\n<!-- read more -->', doc('a', excerpt('<!-- read more -->'))],
  ['- toc\n{:toc}', doc(contents('- toc\n{:toc}'))],
  ['$$\na\n$$', doc(math('a'))],
  ['$$\na \\\\\n  b\n$$', doc(math('a \\\\\n  b'))],
  ['a $$x_1$$, b', doc(p('a ', inlineMath('x_1'), ', b'))],
  ['\\$$x$$', doc(p(inlineMath('x')))],
  ['- $$x$$ y\n- \\$$x$$', doc(ul(li(p(inlineMath('x'), ' y')), li(p(inlineMath('x')))))],
]

/** Texts that mean the same as a document without being its canonical form. */
const read: readonly (readonly [source: string, document: Node])[] = [
  ['$$ a $$', doc(math('a'))],
  ['a\nb', doc(p('a b'))],
  ['a &amp; b &lt; c', doc(p('a & b < c'))],
  ['"a" -- b...', doc(p('"a" -- b...'))],
  ['Ebb\n===', doc(h(1, 'Ebb'))],
  ['> a\nb', doc(quote('a b'))],
  ['* a\n* b', doc(ul(li('a'), li('b')))],
  [
    '{% highlight js %}\na\n{% endhighlight js %}\n\nb',
    doc(pre('a', { language: 'js', highlight: '' }), 'b'),
  ],
  ['a  \nb', doc(p('a', br(), 'b'))],
  ['', doc(p())],
]

/** Text that would mean something, and how it is kept from it. */
const escaped: readonly (readonly [text: string, source: string])[] = [
  ['a*b', 'a\\*b'],
  ['a * b', 'a * b'],
  ['a_b', 'a_b'],
  ['_a', '\\_a'],
  ['# a', '\\# a'],
  ['1. a', '1\\. a'],
  ['2020. a year', '2020\\. a year'],
  ['- a', '\\- a'],
  ['> a', '\\> a'],
  ['a > b', 'a > b'],
  ['a < b', 'a < b'],
  ['a <b> c', 'a \\<b> c'],
  ['a | b', 'a \\| b'],
  ['{{ a }}', '{\\{ a }}'],
  ['{% a %}', '{&#37; a %}'],
  ['{:a}', '\\{:a}'],
  ['&amp;', '&amp;amp;'],
  ['AT&T', 'AT&T'],
  ['`a`', '\\`a\\`'],
  ['a\\*b', 'a\\\\\\*b'],
  ['C:\\dir', 'C:\\dir'],
  ['[a](b)', '\\[a\\](b)'],
  ['[a] b', '[a] b'],
  ['$$a$$', '\\$\\$a\\$\\$'],
  ['^', '&#94;'],
  ['a\u00a0b', 'a&nbsp;b'],
]

const print = (document: Node): string => new Printer(defaultStyle).blocks(document.children)

describe('the mapping', () => {
  it.each(same)('%j both ways', (source, document) => {
    expect(parseBody(source).doc.toJSON()).toEqual(document.toJSON())
    expect(print(document)).toBe(source)
  })

  it.each(read)('reads %j', (source, document) => {
    expect(parseBody(source).doc.toJSON()).toEqual(document.toJSON())
  })

  it.each(escaped)('writes the text %j as %j', (text, source) => {
    expect(print(doc(p(text)))).toBe(source)
    expect(parseBody(source).doc.toJSON()).toEqual(doc(p(text)).toJSON())
  })
})
