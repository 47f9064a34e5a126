import { joinCells, partCell } from '../../editor/html-joined-cells.ts'
import { keepApart, splitHtml } from '../../editor/html-keys.ts'
import { parseBody } from '../../editor/document.ts'
import { withEmbedPart } from '../../editor/embed-edit.ts'
import { attributeOf, withAttribute } from '../../editor/html-tag.ts'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { pick } from './chance.ts'
import { at, named, onTop, within, type RandomEdit } from './random-edit.ts'

const press = (command: (tr: Transaction) => boolean): RandomEdit['make'] =>
  within(named('htmlText'), (tr, from) => {
    tr.setSelection(TextSelection.create(tr.doc, from))
    return command(tr)
  })

const groups: readonly string[] = [
  '<p>a <a name="b"></a>c <input type="checkbox" id="d"> e</p>',
  'a <span id="b"></span>c <input type="checkbox" checked>',
  '<ul>\n  <li>a</li>\n  <li>b<ul><li>c</li></ul></li>\n</ul>',
  '<figure>\n  <img src="a.png" alt="a">\n  <figcaption>b <em>c</em></figcaption>\n</figure>',
  '<details><summary>a</summary>\n\n<p>b &amp; c</p>\n<pre><code class="language-js">d &lt; e</code></pre></details>',
  '<table><tr><th>a</th><td></td></tr><tr><td colspan="2"><p>b</p><hr></td></tr></table>',
  '<section id="a"><h2>b</h2>c {{ d }}<div><iframe src="e"></iframe></div><form><input></form></section>',
]

export const htmlEdits: readonly RandomEdit[] = [
  { name: 'Enter between tags', make: press(splitHtml) },
  { name: 'Backspace in a cell', make: press(keepApart) },
  { name: 'join with the next cell', make: press(joinCells('beside')) },
  { name: 'join with the cell below', make: press(joinCells('below')) },
  { name: 'part a cell', make: press(partCell) },
  {
    name: 'tick a box',
    make: at(named('tickBox'), (tr, { node, at: from }) => {
      const html = String(node.attrs.html)
      const ticked = attributeOf(html, 'checked') === undefined ? 'checked' : null
      return tr.setNodeAttribute(from, 'html', withAttribute(html, 'checked', ticked))
    }),
  },
  {
    name: 'width of an embed',
    make: at(named('embed'), (tr, { node, at: from }) =>
      tr.setNodeAttribute(from, 'source', withEmbedPart(String(node.attrs.source), 'width', '640')),
    ),
  },
  {
    name: 'insert HTML',
    make: onTop((tr, spot, random) => {
      const { doc } = parseBody(pick(groups, random) ?? '')
      return tr.insert(spot.at, doc.content)
    }),
  },
]
