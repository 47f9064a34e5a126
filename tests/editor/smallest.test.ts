import { sinkListItem, liftListItem, wrapInList } from '@tiptap/pm/schema-list'
import { EditorState, TextSelection, type Command } from '@tiptap/pm/state'
import { history, undo, undoDepth } from '@tiptap/pm/history'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { schema } from '../../src/editor/schema.ts'
import { addColumn, addRow, deleteColumn, deleteRow, moveColumn } from '../../src/editor/table-commands.ts'
import { Editing, paragraph, type Edit } from './editing.ts'

function saved(before: string, edit: Edit): string {
  const { doc, origin } = parseBody(before)
  const save = saveBody(edit(new Editing(doc)).tr.doc, origin)
  expect(save.kind).toBe('saved')
  return save.body
}

/** What is kept as its source where a text is opened. */
function islandsIn(text: string): number {
  let count = 0
  parseBody(text).doc.descendants(({ type }) => void (count += Number(type.name === 'island')))
  return count
}

/** A command of the editor with the cursor before words. */
const command =
  (words: string, make: Command): Edit =>
  (editing) => {
    const state = EditorState.create({ doc: editing.tr.doc, schema })
    const cursor = TextSelection.create(state.doc, editing.find(words))
    const done = make(state.apply(state.tr.setSelection(cursor)), ({ steps }) =>
      steps.forEach((step) => editing.tr.step(step)),
    )
    if (!done) throw new Error('The command does nothing here.')
    return editing
  }

const { bulletList, listItem } = schema.nodes
if (!bulletList || !listItem) throw new Error('There are no lists.')

/** Drags the block in which words stand behind the one in which others do. */
const drag =
  (words: string, behind: string, depth = 0): Edit =>
  (editing) => {
    const $at = editing.tr.doc.resolve(editing.find(words))
    const node = $at.node($at.depth - depth)
    return editing.delete(words, depth).insertBlockAfter(behind, node, depth)
  }

const code = (text: string, attributes: Record<string, unknown>) =>
  schema.node('codeBlock', attributes, [schema.text(text)])

type Case = readonly [what: string, before: string, edit: Edit, after: string]

const blocks: readonly Case[] = [
  [
    'a block dragged over others',
    'One is\nwrapped.\n\n## Two\n\nThree __is__.\n\nFour.\n',
    drag('One', 'Three'),
    '## Two\n\nThree __is__.\n\nOne is\nwrapped.\n\nFour.\n',
  ],
  ['a block dragged to the end', 'One\n\nTwo\n\nThree\n\n', drag('One', 'Three'), 'Two\n\nThree\n\nOne\n'],
  [
    'a new block between empty lines',
    'One\n\n\n\nTwo\n',
    (editing) => editing.insertBlockAfter('One', paragraph('New')),
    'One\n\nNew\n\n\nTwo\n',
  ],
  [
    'a new block behind the empty line at the end',
    'One\n\n',
    (editing) => editing.insertBlockAfter('One', paragraph('New')),
    'One\n\nNew\n',
  ],
  [
    'a block pasted elsewhere as it is written',
    'A *b* and __c__ \\\nd&copy;\n\nTwo\n',
    (editing) => editing.insertBlockAfter('Two', editing.tr.doc.child(0)),
    'A *b* and __c__ \\\nd&copy;\n\nTwo\n\nA *b* and __c__ \\\nd&copy;\n',
  ],
  [
    'a paragraph split at a line’s end',
    'One *is*\ntwo __lines__\nlong.\n',
    (editing) => editing.replace(' two', 'two').splitBefore('two'),
    'One *is*\n\ntwo __lines__\nlong.\n',
  ],
  [
    'a paragraph split within a line',
    'One *is*\ntwo lines\n__long__.\n',
    (editing) => editing.replace(' lines', 'lines').splitBefore('lines'),
    'One *is*\ntwo\n\nlines\n__long__.\n',
  ],
  [
    'two paragraphs joined',
    'One __is__\ntwo\n\n\n*lines*\nlong.\n',
    (editing) => editing.join('lines'),
    'One __is__\ntwo*lines*\nlong.\n',
  ],
  [
    'a heading of another level',
    'One\n\n##   Two ##\nThree\n',
    (editing) => editing.setBlock('Two', 'heading', { level: 3 }),
    'One\n\n###   Two ###\nThree\n',
  ],
  [
    'an underlined heading of the other level',
    'One\n---\n\nThree\n',
    (editing) => editing.setBlock('One', 'heading', { level: 1 }),
    'One\n===\n\nThree\n',
  ],
  [
    'a deleted paragraph between two lists',
    '- a\n\nBetween\n\n- b\n',
    (editing) => editing.delete('Between'),
    '- a\n\n^\n\n- b\n',
  ],
  [
    'a block between a heading and a line with a bar, which would be a table behind an empty line',
    '## One\na | b\n',
    (editing) => editing.insertBlockAfter('One', code('c', {})),
    '## One\n\n```\nc\n```\na | b\n',
  ],
  [
    'a list before such a line, of which it would be a part without an empty line',
    '## One\nit_is a | *b* & |c|\n',
    command('One', wrapInList(bulletList)),
    '- ## One\n\nit_is a \\| *b* & \\|c\\|\n',
  ],
  [
    'such lines, of which one must be none of a table',
    '## One\na || b\nc | d\n',
    (editing) => editing.delete('One'),
    'a || b\nc \\| d\n',
  ],
  [
    'a line with bars in an address, behind a comment that goes',
    '<!-- old -->\nSee the [log](/log#a|b|c) and more.\n\nTwo\n',
    (editing) => {
      editing.tr.delete(0, editing.tr.doc.firstChild?.nodeSize ?? 0)
      return editing
    },
    'See the\n[log](/log#a|b|c) and more.\n\nTwo\n',
  ],
  [
    'such a line dragged behind another block',
    '<!-- old -->\nSee the [log](/log#a|b|c) and more.\n\nTwo\n',
    drag('See', 'Two'),
    '<!-- old -->\n\nTwo\n\nSee the\n[log](/log#a|b|c) and more.\n',
  ],
  [
    'a block dragged to a table that was changed in two rows',
    'One\n\nTwo\n\n|a|bb  |\n|:--:|---|\n|c| d  |\n|e|f|\n\nThree\n',
    (editing) => {
      drag('One', 'Two')(editing.insertAfter('d', '|')).at('f').run(addRow(1))
      return editing
    },
    'Two\n\nOne\n\n|a|bb  |\n|:--:|---|\n|c| d\\|  |\n|e|f|\n| ||\n\nThree\n',
  ],
  ['the only block deleted', 'One\n', (editing) => editing.delete('One'), '\n'],
]

const lists: readonly Case[] = [
  [
    'an item that becomes a paragraph',
    '* one\n* two __is__\n* three\n',
    command('three', liftListItem(listItem)),
    '* one\n* two __is__\n\nthree\n',
  ],
  [
    'an item indented below the one before it',
    '* one\n* two __is__\n  wrapped\n* three\n',
    command('two', sinkListItem(listItem)),
    '* one\n  * two __is__\n  wrapped\n* three\n',
  ],
  [
    'an item taken out',
    '* one\n  * two\n* three\n',
    command('two', liftListItem(listItem)),
    '* one\n* two\n* three\n',
  ],
  [
    'an item dragged',
    '* one\n*  two __is__\n* three\n',
    drag('one', 'two', 1),
    '*  two __is__\n* one\n* three\n',
  ],
  [
    'an item split',
    'A\n\n+   one two\n+   three\n',
    (editing) => editing.replace(' two', 'two').splitBefore('two', 2),
    'A\n\n+   one\n+   two\n+   three\n',
  ],
  ['the only item deleted', 'A\n\n* one\n\nB\n', (editing) => editing.delete('one', 2), 'A\n\nB\n'],
  [
    'an item emptied where empty lines stand around it',
    '* one\n\n\n* two\n\n\n* three\n',
    (editing) => editing.replace('two', ''),
    '* one\n\n\n* \n\n\n* three\n',
  ],
]

const tables: readonly Case[] = [
  [
    'a word in a table whose other cells are not as we would write them',
    '|a|b|\n|-|-|\n| **x&#x20;**y | c\n|d|e|\n| f\n',
    (editing) => editing.replace('e', 'new'),
    '|a|b|\n|-|-|\n| **x&#x20;**y | c\n|d|new|\n| f\n',
  ],
  [
    'a word beside Liquid with bars',
    '| a | {{ x | y }} |\n| b | c {% z | z %}|\n',
    (editing) => editing.replace('c', 'new'),
    '| a | {{ x | y }} |\n| b | new {% z | z %}|\n',
  ],
  [
    'a row added',
    '|a|b|\n|-|:-:|\n|c  |d|\n',
    (editing) => editing.at('c').run(addRow(1)),
    '|a|b|\n|-|:-:|\n|c  |d|\n| | |\n',
  ],
  [
    'a column added',
    'a | b\n--|--\nc | d\n',
    (editing) => editing.at('d').run(addColumn(1)),
    'a | b | |\n--|--|--\nc | d | |\n',
  ],
  [
    'a row deleted',
    '|a|b|\n|-|-|\n| c|d |\n| e|f |\n',
    (editing) => editing.at('c').run(deleteRow),
    '|a|b|\n|-|-|\n| e|f |\n',
  ],
  [
    'a column deleted',
    '|a|b|\n|-|-|\n| c|d |\n',
    (editing) => editing.at('c').run(deleteColumn),
    '|b|\n|-|\n|d |\n',
  ],
]

const spans: readonly Case[] = [
  [
    'a word beside a link whose name stands over two lines',
    'See [the\nharbor][] and\n[the *old*\nharbor].\n\n[the harbor]: /h\n',
    (editing) => editing.insertAfter(' and', ' also'),
    'See [the\nharbor][] and also\n[the *old*\nharbor].\n\n[the harbor]: /h\n',
  ],
  [
    'a part of a link made bold',
    'See [the   old harbor](/a "T") &amp; *it*.\n',
    (editing) => editing.mark('old', 'bold'),
    'See [the   **old** harbor](/a "T") &amp; *it*.\n',
  ],
  [
    'more than the end of a link made bold',
    'See [the harbor](/a) now.\n',
    (editing) => editing.mark('harbor now', 'bold'),
    'See [the **harbor**](/a) **now**.\n',
  ],
  [
    'a reference link made bold in part',
    'See [the harbor][h].\n\n[h]: /h\n',
    (editing) => editing.mark('harbor', 'bold'),
    'See [the **harbor**][h].\n\n[h]: /h\n',
  ],
  [
    'the address of some links deleted',
    'See [a], [b]\nand [c][A]\nand [b].\n\n[a]: /a\n[b]: /b\n',
    (editing) => {
      const { tr } = editing
      const at = tr.doc.child(0).nodeSize
      tr.delete(at, at + tr.doc.child(1).nodeSize)
      return editing
    },
    'See [a](/a), [b]\nand [c](/a)\nand [b].\n\n[b]: /b\n',
  ],
  [
    'a word in HTML, whose neighbors are not as we would write them',
    '<table>\n<tr><td>one</td></tr>\n<tr><td><em>two </em><b>x</b> <!-- a\n b --></td></tr>\n</table>\n',
    (editing) => editing.insertAfter('one', '!'),
    '<table>\n<tr><td>one!</td></tr>\n<tr><td><em>two </em><b>x</b> <!-- a\n b --></td></tr>\n</table>\n',
  ],
]

/** What kramdown can hardly hold; what a page shows is the same. */
const hard: readonly Case[] = [
  [
    'a sign before a tag, which would be read as one with it',
    'See <a href = "x">it</a>\n',
    (editing) => editing.replace('See ', '<'),
    '&lt;<a href = "x">it</a>\n',
  ],
  [
    'a mark over HTML that is not closed',
    'See <script src=""> and *that*\n',
    (editing) => {
      editing.tr.addMark(1, editing.tr.doc.content.size - 1, schema.mark('italic'))
      return editing
    },
    '_See_ <script src=""> and *that*\n',
  ],
  [
    'words behind HTML that is not closed',
    'See <script src=""> and *that*\n',
    (editing) => {
      editing.tr.insertText(' now', editing.tr.doc.content.size - 1)
      return editing
    },
    'See <script src=""> and *that* now\n',
  ],
  [
    'signs and a link behind HTML that is not closed, which are in it',
    'See <sub>this\n\nB [c](/d)\n',
    (editing) => {
      editing.tr.insertText('{:toc}', editing.tr.doc.child(0).nodeSize - 1)
      return editing.join('B')
    },
    'See <sub>this\\{:toc}B [c](/d)\n',
  ],
  [
    'a backtick in a cell before code with backticks',
    '| ``` ``a`` ``` | b \\` |\n',
    (editing) => editing.at('a').run(moveColumn(1)),
    '| b &#96; | ``` ``a`` ``` |\n',
  ],
  [
    'a picture as a term whose tag stands on several lines',
    '<img\n  src="a.png"\n  alt="" />\n\nb\n',
    (editing) => {
      const picture = editing.tr.doc.child(0).children
      const entry = [
        schema.node('definitionTerm', null, picture),
        schema.node('definition', null, [paragraph('b')]),
      ]
      editing.tr.replaceWith(0, editing.tr.doc.content.size, schema.node('definitionList', null, entry))
      return editing
    },
    '<img   src="a.png"   alt="" />\n: b\n',
  ],
  [
    'code between tags of Liquid that is dragged into HTML',
    '{% highlight r %}\na | b\n{% endhighlight %}\n\n<figure>\n<p>c</p>\n</figure>\n',
    (editing) => {
      const moved = editing.tr.doc.child(0)
      editing.tr.delete(0, moved.nodeSize)
      const at = editing.tr.doc.content.size - 1
      editing.tr.insert(at, moved)
      return editing
    },
    '<figure>\n<p>c</p>\n<pre><code class="language-r">a | b</code></pre>\n</figure>\n',
  ],
  [
    'an indented formula behind a list',
    'a\n \n  $$\n  x\n  $$\n',
    command('a', wrapInList(bulletList)),
    '- a\n^\n\n  $$\n  x\n  $$\n',
  ],
  [
    'a tag of Liquid split with its code',
    'A\n\n    {% raw x %}\n    b\n\nB\n',
    (editing) => editing.splitBefore('w x'),
    'A\n\n<pre><code>&#123;% ra</code></pre>\n^\n<pre><code>w x %}\nb</code></pre>\n\nB\n',
  ],
  [
    'code like a list as the first thing in an item',
    '* a\n',
    (editing) => {
      editing.tr.replaceWith(2, 5, code('b: c\n- d\n', { language: 'yaml' }))
      return editing
    },
    '* <pre><code class="language-yaml">b: c\n  &#45; d\n\n  </code></pre>\n',
  ],
  [
    'more backticks in code than its signs have',
    'A `b` c\n',
    (editing) => editing.insertAfter('b', '``c'),
    'A ```b``c``` c\n',
  ],
  [
    'a tag of Liquid at the start of a line',
    '- A {% b %}\n- C\n',
    (editing) => {
      const at = editing.find('A ') + 1
      editing.tr.replaceWith(at, at + 1, schema.node('hardBreak'))
      return editing
    },
    '- A<br />{% b %}\n- C\n',
  ],
  [
    'code in a link that begins like a note',
    'B [`x`](/a) c\n',
    (editing) => {
      const marks = [schema.mark('link', { href: '/a' }), schema.mark('code')]
      editing.tr.replaceWith(1, 3, schema.text('[^1]:', marks))
      return editing
    },
    '[<code>[^1]&#58;x</code>](/a) c\n',
  ],
]

const all = [...blocks, ...lists, ...tables, ...spans, ...hard]

describe('the smallest text that means an edit', () => {
  it.each(all)('%s', (_, before, edit, after) => {
    expect(saved(before, edit)).toBe(after)
    expect(islandsIn(after)).toBeLessThanOrEqual(islandsIn(before))
  })

  it('is the opened one, byte for byte, when all is undone', () => {
    for (const [, before, edit] of all) {
      const { doc, origin } = parseBody(before)
      let state = EditorState.create({ doc, plugins: [history()] })
      const { tr } = state
      edit(new Editing(doc)).tr.steps.forEach((step) => tr.step(step))
      state = state.apply(tr)
      expect(saveBody(state.doc, origin).body).not.toBe(before)
      while (undoDepth(state) > 0) undo(state, (back) => (state = state.apply(back)))
      expect(saveBody(state.doc, origin).body).toBe(before)
    }
  })
})
