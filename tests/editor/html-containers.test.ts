import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { Editing, paragraph, type Edit } from './editing.ts'

const row =
  '<div class="row">\n  <div class="col" markdown="1">\nSome *text* here\n\nMore\n  </div>\n  <p>Raw</p>\n</div>\n'
const fold =
  '<details>\n  <summary>More</summary>\n  <div markdown="1">\n  Indented *text*\n  over lines.\n  </div>\n</details>\n'

describe('Markdown between tags that stand in others', () => {
  it.each<readonly [string, string, Edit, string]>([
    ['a word', row, (e) => e.insertAfter('Some ', 'more '), row.replace('Some ', 'Some more ')],
    ['a word beside it', row, (e) => e.insertAfter('Raw', '!'), row.replace('Raw', 'Raw!')],
    [
      'a paragraph more',
      row,
      (e) => e.insertBlockAfter('here', paragraph('New')),
      row.replace('here\n', 'here\n\nNew\n'),
    ],
    ['a word of a line', fold, (e) => e.insertAfter('over', ' many'), fold.replace('over', 'over many')],
  ])('%s', (_what, source, edit, wanted) => {
    const { doc, origin } = parseBody(source)
    expect(doc.firstChild?.type.name).toBe('htmlGroup')
    expect(saveBody(edit(new Editing(doc)).tr.doc, origin)).toMatchObject({ kind: 'saved', body: wanted })
  })
})
