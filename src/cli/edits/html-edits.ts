import { keepApart, splitHtml } from '../../editor/html-keys.ts'
import { parseBody } from '../../editor/document.ts'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { pick } from './chance.ts'
import { named, onTop, within, type RandomEdit } from './random-edit.ts'

const press = (command: (tr: Transaction) => boolean): RandomEdit['make'] =>
  within(named('htmlText'), (tr, from) => {
    tr.setSelection(TextSelection.create(tr.doc, from))
    return command(tr)
  })

const groups: readonly string[] = [
  '<ul>\n  <li>a</li>\n  <li>b<ul><li>c</li></ul></li>\n</ul>',
  '<figure>\n  <img src="a.png" alt="a">\n  <figcaption>b <em>c</em></figcaption>\n</figure>',
  '<details><summary>a</summary>\n\n<p>b &amp; c</p>\n<pre><code class="language-js">d &lt; e</code></pre></details>',
  '<table><tr><th>a</th><td></td></tr><tr><td colspan="2"><p>b</p><hr></td></tr></table>',
  '<section id="a"><h2>b</h2>c {{ d }}<div><iframe src="e"></iframe></div><form><input></form></section>',
]

export const htmlEdits: readonly RandomEdit[] = [
  { name: 'Enter between tags', make: press(splitHtml) },
  { name: 'Backspace in a cell', make: press(keepApart) },
  {
    name: 'insert HTML',
    make: onTop((tr, { at }, random) => {
      const { doc } = parseBody(pick(groups, random) ?? '')
      return tr.insert(at, doc.content)
    }),
  },
]
