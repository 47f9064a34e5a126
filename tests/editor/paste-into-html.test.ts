import { describe, expect, it } from 'vitest'
import { Slice } from '@tiptap/pm/model'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { pasteIntoHtml } from '../../src/editor/paste/into-html.ts'
import { meantBy, plainText } from '../../src/editor/paste/text.ts'
import { Editing } from './editing.ts'

const slice = (markdown: string): Slice => Slice.maxOpen(parseBody(markdown).doc.content)

function pasted(source: string, behind: string, markdown: string): string {
  const { doc, origin } = parseBody(source)
  const editing = new Editing(doc).behind(behind).run((tr) => pasteIntoHtml(tr, slice(markdown)))
  return saveBody(editing.tr.doc, origin).body
}

const list = '<ul>\n  <li id="a">One</li>\n  <li>Two</li>\n</ul>\n'
const table = '<table>\n  <tr><td>One</td><td>Two</td></tr>\n</table>\n'
const figure = '<figure>\n  <img src="a.png">\n  <figcaption>One</figcaption>\n</figure>\n'

describe('blocks pasted between tags of HTML', () => {
  it.each([
    [
      'items',
      list,
      ' a\n\n## *b*\n\n- c\n',
      list.replace('One</li>', 'Onea</li>\n  <li><em>b</em></li>\n  <li>c</li>'),
    ],
    ['lines of a cell', table, 'a\n\n`b`\n', table.replace('One', 'Onea<br /><code>b</code>')],
    ['lines of a caption', figure, 'a\n\nb\n', figure.replace('One', 'Onea<br />b')],
    ['code as words', figure, '    a < b\n', figure.replace('One', 'Onea &lt; b')],
  ])('become %s', (_what, source, markdown, wanted) => {
    expect(pasted(source, 'One', markdown)).toBe(wanted)
  })

  it('leave what is pasted elsewhere, and what stands there already, to others', () => {
    const at = (source: string) => new Editing(parseBody(source).doc).at('One').tr
    expect(pasteIntoHtml(at('One\n'), slice('a\n\nb\n'))).toBe(false)
    expect(pasteIntoHtml(at('<center>One</center>\n'), slice('a\n\nb\n'))).toBe(false)
    expect(pasteIntoHtml(at(list), slice(list))).toBe(false)
  })
})

const captions = [figure, '![a](/b.png)\n\n<center><sup>One</sup></center>\n', '![a](/b.png)\n*One*\n', table]
const tags = [
  '{% highlight js %}\nvar a\n{% endhighlight %}',
  '{% highlight js %}',
  '{% raw %} {{ x',
  '<!-- x',
]

describe('what a site would fill in, pasted as text into a caption or a cell', () => {
  it.each(tags)('%j is saved', (text) => {
    for (const source of captions)
      for (const pastedText of [meantBy(text), plainText(text)]) {
        const { doc, origin } = parseBody(source)
        const { tr } = new Editing(doc).behind('One')
        if (pastedText && !pasteIntoHtml(tr, pastedText)) tr.replaceSelection(pastedText)
        expect(saveBody(tr.doc, origin).kind).toBe('saved')
      }
  })
})
