import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { dropCaption, keepApart, splitHtml, toCell } from '../../src/editor/html-keys.ts'
import { Editing, type Edit } from './editing.ts'

const saved = (source: string, edit: Edit): readonly [string, string] => {
  const { doc, origin } = parseBody(source)
  const { kind, body } = saveBody(edit(new Editing(doc)).tr.doc, origin)
  return [kind, body]
}

const list =
  'x\n\n<ul class="a">\n    <li>One <b>two</b></li>\n    <li id="c">Three\n      four</li>\n</ul>\n\ny\n'
const figure = '<figure>\n\t<img src="a.png">\n\t<figcaption>Low &mdash; water</figcaption>\n</figure>\n'
const fold = '<details open>\n<summary>More</summary>\nText beside\n\n<p>Inside\n</p>\n</details>\n'
const table =
  '<table>\n<tbody>\n<tr><td>One</td><td></td></tr>\n<tr><td>Two</td><td><p>Three</p></td></tr>\n</tbody>\n</table>\n'
const code = '<pre class="x"><code class="lang-rb">\na &lt; b &amp;&amp; c\n</code></pre>\n'

/** What an edit makes of a text: everything else stays, byte for byte. */
const edits: readonly (readonly [name: string, source: string, edit: Edit, wanted: string])[] = [
  [
    'a word in an item',
    list,
    (e) => e.insertAfter('four', ' five & <six>'),
    list.replace('four', 'four five & &lt;six>'),
  ],
  [
    'an item by Enter',
    list,
    (e) => e.at('four').run(splitHtml).insertAfter('Three', '!'),
    list.replace('Three\n      four', 'Three!</li>\n    <li>four'),
  ],
  ['an item less', list, (e) => e.delete('Three'), list.replace(/\n +<li id.*\n.*/, '')],
  ['a word of a caption', figure, (e) => e.replace('water', 'tide'), figure.replace('water', 'tide')],
  [
    'bold in a fold',
    fold,
    (e) => e.mark('beside', 'bold'),
    fold.replace('beside', '<strong>beside</strong>'),
  ],
  [
    'a paragraph more in a fold',
    fold,
    (e) => e.splitBefore('Inside').insertAfter('Inside', '?'),
    fold.replace('<p>Inside', '<p></p>\n<p>Inside?'),
  ],
  ['a word in a cell', table, (e) => e.insertAfter('Three', ' four'), table.replace('Three', 'Three four')],
  [
    'a word in an empty cell',
    table,
    (e) => e.at('One').run(toCell(1)).typed('New'),
    table.replace('<td></td>', '<td>New</td>'),
  ],
  [
    'a caption of which all words are deleted, and Backspace once more',
    figure,
    (e) => {
      const end = e.find('Low')
      const $at = e.tr.doc.resolve(end)
      e.tr.delete($at.start(), $at.end())
      e.tr.setSelection(TextSelection.create(e.tr.doc, $at.start()))
      return e.run(dropCaption)
    },
    '<figure>\n\t<img src="a.png">\n</figure>\n',
  ],
  ['a line more in a cell', table, (e) => e.at('ne').run(splitHtml), table.replace('One', 'O<br />ne')],
  ['code', code, (e) => e.replace('&& c', '&& d < e'), code.replace('c\n', 'd &lt; e\n')],
]

describe('HTML with blocks in it', () => {
  it.each(edits)('%s', (_name, source, edit, wanted) => {
    expect(saved(source, edit)).toEqual(['saved', wanted])
  })

  it('keeps cells apart', () => {
    const { doc } = parseBody(table)
    expect(keepApart(new Editing(doc).at('Two').tr)).toBe(true)
    expect(keepApart(new Editing(doc).at('wo').tr)).toBe(false)
    expect(keepApart(new Editing(parseBody(list).doc).at('Three').tr)).toBe(false)
  })

  it('goes on below a list when an empty item is left', () => {
    const edit: Edit = (e) => e.delete('Three').behind('two').run(splitHtml).run(splitHtml).typed('Out')
    expect(saved(list, edit)).toEqual(['saved', expect.stringContaining('two</b></li>\n</ul>\n\nOut\n\ny\n')])
  })

  it('changes the language of code where its tags say it', () => {
    const edit: Edit = (e) => {
      e.tr.setNodeAttribute(0, 'language', 'js')
      return e
    }
    expect(saved(code, edit)).toEqual(['saved', code.replace('lang-rb', 'language-js')])
  })
})
