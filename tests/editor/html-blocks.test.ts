import { describe, expect, it } from 'vitest'
import { commentWords, withCommentWords } from '../../src/editor/constructs/comment.ts'
import { embedAddress, embedName } from '../../src/editor/constructs/embed.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { Editing } from './editing.ts'

const kinds: readonly (readonly [source: string, kind: string])[] = [
  ['<!-- a -->', 'comment'],
  ['{::comment}\na\n{:/comment}', 'comment'],
  ['<center><sup>Source: a</sup></center>', 'htmlText'],
  ['<p class="a">b <b>c</b></p>', 'htmlText'],
  ['<p markdown="1">b *c*</p>', 'htmlParagraph'],
  ['<aside markdown="1" class="a">\n  b\n\n- c\n</aside>', 'htmlBlock'],
  ['<iframe src="https://www.youtube.com/embed/a"></iframe>', 'embed'],
  ['<div><script src="a.js"></script></div>', 'embed'],
  ['<table><tr><td>a</td></tr></table>', 'htmlGroup'],
  ['<ul>\n<li>a</li>\n</ul>', 'htmlGroup'],
  ['<figure><img src="a.png"><figcaption>a</figcaption></figure>', 'htmlGroup'],
  ['<details><summary>a</summary>b</details>', 'htmlGroup'],
  ['<pre><code>a &lt; b\n</code></pre>', 'codeBlock'],
  ['<pre><b>a</b></pre>', 'island'],
  ['<hr class="a">', 'rule'],
  ['<table><colgroup><col></colgroup><tr><td>a</td></tr></table>', 'htmlGroup'],
  ['<form><p>a</p></form>', 'island'],
  ['<div>a', 'island'],
]

/** What an edit makes of a text. */
const edits: readonly (readonly [string, (editing: Editing) => Editing, string])[] = [
  [
    '<center> <sup>Source: a</sup>\n</center>\n\nb',
    (e) => e.insertAfter('Source: ', 'x & '),
    '<center> <sup>Source: x & a</sup>\n</center>\n\nb',
  ],
  ['<p>a &mdash; {{ b }} c</p>', (e) => e.insertAfter('c', ' *<d>'), '<p>a &mdash; {{ b }} c *&lt;d></p>'],
  ['<p>a b c</p>', (e) => e.mark('b', 'bold'), '<p>a <strong>b</strong> c</p>'],
  [
    '<div markdown="1">\n  a\n\n* b\n</div>',
    (e) => e.insertAfter('b', 'c'),
    '<div markdown="1">\n  a\n\n* bc\n</div>',
  ],
  ['<p markdown="1">a *b* c</p>', (e) => e.mark('c', 'bold'), '<p markdown="1">a *b* **c**</p>'],
]

describe('HTML blocks', () => {
  it.each(kinds)('%j is of the kind %s', (source, kind) => {
    expect(parseBody(source).doc.child(0).type.name).toBe(kind)
  })

  it.each(edits)('%j is edited', (source, edit, wanted) => {
    const { doc, origin } = parseBody(source)
    const save = saveBody(edit(new Editing(doc)).tr.doc, origin)
    expect([save.kind, save.body]).toEqual(['saved', wanted])
  })
})

describe('what HTML has in a text', () => {
  const nodesIn = (source: string): string[] => {
    const names: string[] = []
    parseBody(source).doc.descendants(({ type }) => void names.push(type.name))
    return names
  }

  it.each([
    ['a <a name="b"></a>c', 'anchor'],
    ['<p>a <span id="b"></span>c</p>', 'anchor'],
    ['a <a id="b" /> c', 'anchor'],
    ['<input type="checkbox" id=b> c', 'tickBox'],
    ['<div><p><INPUT type="checkbox" checked> c</p></div>', 'tickBox'],
    ['a <a name="b" href="#c"></a>d', 'inlineIsland'],
    ['a <input type="text"> d', 'inlineIsland'],
    ['a <i class="icon"></i> d', 'inlineIsland'],
  ])('%j has a node %s', (source, name) => {
    expect(nodesIn(source)).toContain(name)
  })

  it('is kept when the text beside it changes, and a box that is ticked changes only that', () => {
    const source = 'x <a name="b"></a>y <input  type="checkbox">z\n'
    const { doc, origin } = parseBody(source)
    const edited = new Editing(doc).insertAfter('z', '!')
    const box = edited.find('y') + 2
    edited.tr.setNodeAttribute(box, 'html', '<input  type="checkbox" checked="checked">')
    const wanted = 'x <a name="b"></a>y <input  type="checkbox" checked="checked">z!\n'
    expect(saveBody(edited.tr.doc, origin)).toMatchObject({ kind: 'saved', body: wanted })
  })
})

describe('comments', () => {
  it('keep what is around their words', () => {
    expect(withCommentWords('<!--a\nb -->', 'c')).toBe('<!--c -->')
    expect(withCommentWords('{::comment}\na\n{:/}', 'c')).toBe('{::comment}\nc\n{:/}')
    expect(withCommentWords('<!-- -->', 'c')).toBe('<!-- c -->')
    expect(withCommentWords('{::comment}\n{:/comment}', 'c')).toBe('{::comment}\nc\n{:/comment}')
  })

  it.each(['-->', 'a -- b', 'a-', '->', '{:/comment}', '{::x}'])('hold %j without ending', (words) => {
    for (const start of ['<!-- a -->', '<!---->']) {
      const source = withCommentWords(start, words)
      const { doc } = parseBody(`${source}\n\nb`)
      expect(doc.childCount).toBe(2)
      expect(commentWords(String(doc.child(0).attrs.source))).not.toBe('')
      expect(source.slice(4, -3)).not.toContain('--')
    }
  })
})

describe('embeds', () => {
  it('say what they are', () => {
    const video = '<iframe width="1" src="https://www.youtube.com/embed/a?b=1&amp;c=2"></iframe>'
    expect([embedName(video), embedAddress(video)]).toEqual([
      'Video on YouTube',
      'https://www.youtube.com/embed/a?b=1&c=2',
    ])
    expect(embedName('<video><source src="a.mp4"></video>')).toBe('Video')
    expect(embedAddress('<script>a()</script>')).toBe(undefined)
  })
})
