import { describe, expect, it } from 'vitest'
import { readsAs } from '../../src/cli/edits/check.ts'
import { parseBody, saveBody, type Node } from '../../src/editor/document.ts'
import { insertFootnote } from '../../src/editor/note-commands.ts'
import { schema } from '../../src/editor/schema.ts'
import { Editing, type Edit } from './editing.ts'

function save(body: string, edit: Edit) {
  const { doc, origin } = parseBody(body)
  return saveBody(edit(new Editing(doc)).tr.doc, origin)
}

const readAgain = (body: string): Node => parseBody(body).doc

/** Edits after which only one of several ways to write a thing is read as what it is. */
const cases: readonly (readonly [what: string, before: string, edit: Edit, after: string])[] = [
  [
    'a part of Liquid in code that is bold from there on',
    'A [`{% link a.md %}`](/a).\n',
    (editing) => editing.mark('link', 'bold'),
    'A [<code>&#123;%</code> **`link`** <code>a.md %}</code>](/a).\n',
  ],
  [
    'a heading that ends with a blank that is none in Markdown',
    '# Fog\n',
    (editing) => editing.insertAfter('Fog', '\u3000'),
    '# Fog\u3000\n',
  ],
  [
    'a heading with a line below that begins as a list does',
    'Fog\n---\n\nRain\n---\n\nOur\n---\n',
    (editing) => editing.replace('Our', '1. one'),
    'Fog\n---\n\nRain\n---\n\n## 1. one\n',
  ],
  [
    'code with template words and lines like items that becomes an item',
    'Set:\n\n```yaml\n---\n- name: "{{ name }}"\n```\n',
    (editing) => {
      const code = editing.tr.doc.child(1)
      const item = schema.node('listItem', null, [code])
      editing.tr.replaceWith(
        editing.tr.doc.child(0).nodeSize,
        editing.tr.doc.content.size,
        schema.node('bulletList', null, [item]),
      )
      return editing
    },
    'Set:\n\n- <pre><code class="language-yaml">---\n  &#45; name: "&#123;{ name }}"</code></pre>\n',
  ],
  [
    'HTML with blanks before it that comes to the start of an item',
    '- Ports:\n\n    <form>a</form>\n\n  Tides\n- b\n',
    (editing) => editing.delete('Ports:'),
    '- <form>a</form>\n\n  Tides\n- b\n',
  ],
  [
    'a text that comes to begin with what would be a block',
    'Words <center>x</center> y\n',
    (editing) => editing.replace('Words ', ''),
    '&#8203;<center>x</center> y\n',
  ],
  [
    'a line of a text that comes to begin with what would be a block',
    'One word <video src="/a.mp4"></video> and more\n',
    (editing) => {
      const at = editing.find('word')
      editing.tr.replaceWith(at, at + 5, schema.node('hardBreak'))
      return editing
    },
    'One<br /><video src="/a.mp4"></video> and more\n',
  ],
  [
    'a term that is a tag alone',
    'A {% include tide.html %}\n: b\n',
    (editing) => editing.replace('A ', ''),
    '&#8203;{% include tide.html %}\n: b\n',
  ],
  [
    'a sign in what a picture shows that would begin an emphasis with a new address',
    '[![lopes _a](/b.jpg)](/c) [d](/e)\n',
    (editing) => editing.unmark('d', 'link').mark('d', 'link', { href: '/x_(y)' }),
    '[![lopes \\_a](/b.jpg)](/c) [d](/x_(y))\n',
  ],
  [
    'a caret that is a link, which would name a note',
    'See ^1 there\n',
    (editing) => editing.mark('^1', 'link', { href: '/x' }),
    'See [&#94;1](/x) there\n',
  ],
  [
    'a brace before a value of the site',
    'Our {{ site.title }} here\n',
    (editing) => editing.replace('Our ', '{'),
    '&#123;{{ site.title }} here\n',
  ],
  [
    'a tag over two lines that comes into a heading',
    'One <span\nclass="x">two</span> three\n',
    (editing) => {
      editing.tr.setBlockType(1, 1, schema.node('heading').type, { level: 2 })
      return editing
    },
    '## One <span class="x">two</span> three\n',
  ],
  [
    'words with a tilde at each end that are struck out',
    'Good ~night~\n',
    (editing) => editing.mark('~night~', 'strike'),
    'Good ~~\\~night&#126;~~\n',
  ],
  [
    'code of backticks alone',
    '`code` here\n',
    (editing) => editing.replace('code', '```').replace(' here', ''),
    '```` ``` ````\n',
  ],
  [
    'a link around nothing but a blank in HTML',
    '<p>a b</p>\n',
    (editing) => editing.mark(' ', 'link', { href: '/x' }).replace('a', 'an'),
    '<p>an b</p>\n',
  ],
  [
    'a break behind a comment with which a text begins',
    '<a href="/x">\n<!-- note -->\n<img src="a.png">\n</a>\n',
    (editing) => {
      const image = editing.tr.doc.firstChild?.children.findIndex(({ type }) => type.name === 'image') ?? -1
      const $at = editing.tr.doc.resolve(1)
      editing.tr.insert($at.posAtIndex(image), schema.node('hardBreak'))
      return editing
    },
    '<!-- note -->\n\n<a href="/x">\n<img src="a.png">\n</a>\n',
  ],
  [
    'a break behind another in a post that breaks lines with blanks',
    'One  \ntwo\n',
    (editing) => {
      editing.tr.insert(editing.find('two'), schema.node('hardBreak'))
      return editing
    },
    'One  \n\\\\\ntwo\n',
  ],
  [
    'a quote with a separator of lines that is none to kramdown',
    'One\u2028two\n',
    (editing) => {
      const range = editing.tr.doc.resolve(1).blockRange()
      const type = schema.nodes.blockquote
      if (range && type) editing.tr.wrap(range, [{ type }])
      return editing
    },
    '> One\u2028two\n',
  ],
  [
    'a note beside HTML that is not closed',
    'Some words.\n\n<div>\n<p>open\n',
    (editing) => editing.at('words').run(insertFootnote),
    'Some [^1]words.\n\n[^1]:\n\n<div>\n<p>open\n',
  ],
]

describe('what can be written in one way only', () => {
  it.each(cases)('%s', (_what, before, edit, after) => {
    const { doc, origin } = parseBody(before)
    const edited = edit(new Editing(doc)).tr.doc
    expect(saveBody(edited, origin)).toMatchObject({ kind: 'saved', body: after })
    expect(readsAs(after, edited, origin)).toBeDefined()
  })

  it('a comment that is indented does not stand in the way of edits elsewhere', () => {
    const body = 'Above.\n\n  <!-- a note\n  to oneself -->\n\nBelow.\n'
    expect(save(body, (editing) => editing.replace('Below', 'Under'))).toMatchObject({
      kind: 'saved',
      body: body.replace('Below', 'Under'),
    })
  })

  it('emphasis that ends with a blank within a link is text, no island', () => {
    const { children } = readAgain('**[Code ](/x)** and\n')
    expect(children.map(({ type }) => type.name)).toEqual(['paragraph'])
  })
})
