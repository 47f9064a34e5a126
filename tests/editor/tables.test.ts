import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import {
  addColumn,
  addRow,
  alignColumn,
  deleteColumn,
  deleteRow,
  moveColumn,
  moveRow,
  toggleHeaderRow,
} from '../../src/editor/table-commands.ts'
import { Editing, type Edit } from './editing.ts'

const saved = (before: string, edit: Edit) => {
  const { doc, origin } = parseBody(before)
  return saveBody(edit(new Editing(doc)).tr.doc, origin)
}

/** A table aligned by hand, with bars at the ends. */
const drawn = `| Port  | High | Low |
|:------|-----:|-----|
| Dover |  6.7 | 0.8 |
| Hull  |  7.3 | 0.9 |
`

/** A table without bars at the ends. */
const open = `Port | High
---|---
Dover | 6.7
Hull | 7.3
`

/** A table with several groups of rows and a foot. */
const grouped = `| Port | High |
|------|------|
| Hull | 7.3  |
|------|------|
| Lyme | 4.1  |
|======|======|
| Mean | 5.7  |
{: .wide}
`

const cases: readonly (readonly [what: string, before: string, edit: Edit, after: string])[] = [
  [
    'a word in a cell that has room',
    drawn,
    (e) => e.replace('Hull', 'Goole'),
    drawn.replace('Hull', 'Goole'),
  ],
  ['a shorter word', drawn, (e) => e.replace('Dover', 'Rye'), drawn.replace('Dover', 'Rye')],
  ['a number at the right', drawn, (e) => e.replace('6.7', '12.25'), drawn.replace('6.7', '12.25')],
  ['a word without room', drawn, (e) => e.replace('Hull', 'Blackpool'), drawn.replace('Hull', 'Blackpool')],
  [
    'a word in an empty cell',
    '| Port | High |\n|      | 0.8  |\n',
    (e) => e.at('0.8').run((tr) => tr.insertText('Rye', tr.selection.from - 2).docChanged),
    '| Port | High |\n| Rye     | 0.8  |\n',
  ],
  ['a word in an open table', open, (e) => e.replace('Hull', 'Goole'), open.replace('Hull', 'Goole')],
  ['bars in a cell', open, (e) => e.replace('Hull', 'a|b'), open.replace('Hull', 'a\\|b')],
  [
    'code with bars',
    open,
    (e) => e.replace('Hull', 'a|b').mark('a|b', 'code'),
    open.replace('Hull', '`a|b`'),
  ],
  ['a cell of dashes', '| a |\n| b |\n', (e) => e.replace('b', '-'), '| a |\n| \\- |\n'],
  [
    'a row added',
    drawn,
    (e) => e.at('Dover').run(addRow(1)),
    drawn.replace('| Hull', '|       |      |     |\n| Hull'),
  ],
  [
    'a row added at the end of an open table',
    open,
    (e) =>
      e
        .at('Hull')
        .run(addRow(1))
        .run((tr) => tr.insertText('Lyme').docChanged),
    `${open}Lyme | |\n`,
  ],
  [
    'a row deleted',
    drawn,
    (e) => e.at('Dover').run(deleteRow),
    drawn.replace('| Dover |  6.7 | 0.8 |\n', ''),
  ],
  [
    'a row moved',
    drawn,
    (e) => e.at('Dover').run(moveRow(1)),
    drawn.replace(/(\| Dover.*\n)(\| Hull.*\n)/, '$2$1'),
  ],
  [
    'a column added',
    drawn,
    (e) => e.at('High').run(addColumn(1)),
    `| Port  | High |     | Low |
|:------|-----:|-----|-----|
| Dover |  6.7 |     | 0.8 |
| Hull  |  7.3 |     | 0.9 |
`,
  ],
  [
    'a column added at the end of an open table',
    open,
    (e) => e.at('High').run(addColumn(1)),
    'Port | High | |\n---|---|---\nDover | 6.7 | |\nHull | 7.3 | |\n',
  ],
  [
    'a column added at the start of an open table',
    open,
    (e) => e.at('Port').run(addColumn(0)),
    '| | Port | High\n---|---|---\n| | Dover | 6.7\n| | Hull | 7.3\n',
  ],
  [
    'a column deleted',
    drawn,
    (e) => e.at('High').run(deleteColumn),
    drawn.replace(/( High | {2}6\.7 | {2}7\.3 |-----:)\|/g, ''),
  ],
  [
    'all columns but one deleted',
    open,
    (e) => e.at('High').run(deleteColumn),
    '| Port\n|---\n| Dover\n| Hull\n',
  ],
  [
    'a column moved',
    drawn,
    (e) => e.at('High').run(moveColumn(1)),
    drawn.replace(/^(\|[^|]*)(\|[^|]*)(\|[^|]*)/gm, '$1$3$2'),
  ],
  [
    'a column moved to the end of an open table',
    open,
    (e) => e.at('Port').run(moveColumn(1)),
    'High | Port\n---|---\n6.7 | Dover\n7.3 | Hull\n',
  ],
  [
    'a column aligned',
    drawn,
    (e) => e.at('Low').run(alignColumn('center')),
    drawn.replace('-----|\n', ':---:|\n'),
  ],
  [
    'an alignment taken away',
    drawn,
    (e) => e.at('High').run(alignColumn(null)),
    drawn.replace('-----:', '------'),
  ],
  [
    'the head row made an ordinary one',
    open,
    (e) => e.at('Port').run(toggleHeaderRow),
    open.replace('---|---\n', ''),
  ],
  [
    'the first row made a head',
    '| a | b |\n| c | d |\n',
    (e) => e.at('a').run(toggleHeaderRow),
    '| a | b |\n|---|---|\n| c | d |\n',
  ],
  ['a word in a group', grouped, (e) => e.replace('Lyme', 'Rye'), grouped.replace('Lyme', 'Rye')],
  [
    'a row added to a group',
    grouped,
    (e) => e.at('Hull').run(addRow(1)),
    grouped.replace('| 7.3  |\n', '| 7.3  |\n|      |      |\n'),
  ],
  [
    'a row that began a group deleted',
    grouped,
    (e) => e.at('Lyme').run(deleteRow),
    grouped.replace('|------|------|\n| Lyme | 4.1  |\n', ''),
  ],
  [
    'a column added to groups',
    grouped,
    (e) => e.at('High').run(addColumn(0)),
    `| Port |      | High |
|------|------|------|
| Hull |      | 7.3  |
|------|------|------|
| Lyme |      | 4.1  |
|======|======|======|
| Mean |      | 5.7  |
{: .wide}
`,
  ],
]

describe('an edited table', () => {
  it.each(cases)('%s', (_what, before, edit, after) => {
    expect(saved(before, edit)).toEqual({ kind: 'saved', proof: 'exact', body: after })
  })
})
